"""Containers of RAW files that are no TIFF: Canon's CR3 (boxes) and CRW (heaps), Fujifilm's RAF."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studio_backup.engine.previews.embedded import Container, ReadAt
from studio_backup.engine.previews.tiff import tiff

_MOST_BOXES: Final = 256
_MOST_ENTRIES: Final = 512
_DEEPEST: Final = 6
_CANON: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_CANON_PREVIEW: Final = bytes.fromhex("eaf42b5e1c984b88b9fbb7dc406e4d16")
_INSIDE: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
_TURNS: Final = {0: 1, 90: 6, 180: 3, 270: 8}


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    at: int
    end: int


def is_cr3(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head[4:8] == b"ftyp" and head[8:12] == b"crx "


def cr3(read_at: ReadAt, size: int) -> Container:
    """Its preview, its thumbnail, and the full-size JPEG which is its first track."""
    spots: list[tuple[int, int]] = []
    orientation = 1
    for box in _boxes(read_at, 0, size, 0):
        if box.kind in (b"PRVW", b"THMB"):
            inside = read_at(box.at, 64)
            at = inside.find(b"\xff\xd8\xff")
            if at >= 0:
                spots.append((box.at + at, box.end - box.at - at))
        elif box.kind == b"CMT1":
            orientation = tiff(read_at, size, box.at).orientation
        elif box.kind == b"co64":
            spots += [(at, size - at) for at in struct.unpack(">Q", read_at(box.at + 8, 8).rjust(8, b"\0"))]
    return Container(tuple(spots), orientation)


def _boxes(read_at: ReadAt, at: int, end: int, depth: int) -> Iterator[_Box]:
    for _ in range(_MOST_BOXES):
        if at + 8 > end or depth > _DEEPEST:
            return
        length, kind = struct.unpack(">I4s", read_at(at, 8).ljust(8, b"\0"))
        begin = at + 8
        if length == 1:
            length, begin = int.from_bytes(read_at(at + 8, 8), "big"), at + 16
        stop = end if length == 0 else at + length
        if stop <= at or stop > end or stop < begin:
            return
        yield _Box(kind, begin, stop)
        if kind in _INSIDE:
            yield from _boxes(read_at, begin, stop, depth + 1)
        elif kind == b"uuid":
            yield from _canon(read_at, begin, stop, depth + 1)
        at = stop


def _canon(read_at: ReadAt, begin: int, stop: int, depth: int) -> Iterator[_Box]:
    name = read_at(begin, 16)
    if name == _CANON:
        yield from _boxes(read_at, begin + 16, stop, depth)
    elif name == _CANON_PREVIEW:
        yield from _boxes(read_at, begin + 24, stop, depth)


def is_raf(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head.startswith(b"FUJIFILMCCD-RAW ")


def raf(read_at: ReadAt, size: int) -> Container:
    """Its JPEG, of full size, which carries its own orientation."""
    del size
    spot = struct.unpack(">II", read_at(84, 8).ljust(8, b"\0"))
    return Container(((spot[0], spot[1]),))


def is_crw(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head[:2] in (b"II", b"MM") and head[6:14] == b"HEAPCCDR"


def crw(read_at: ReadAt, size: int) -> Container:
    """The JPEG and the thumbnail of its heap, and how the camera was held."""
    head = read_at(0, 6)
    order = "<" if head[:2] == b"II" else ">"
    start = struct.unpack_from(order + "I", head, 2)[0]
    spots: list[tuple[int, int]] = []
    orientation = 1
    for tag, at, length in _heap(read_at, order, start, min(size, size) - start, 0):
        if tag in (0x2007, 0x2008):
            spots.append((at, length))
        elif tag == 0x1810:
            turn = read_at(at + 12, 4)
            orientation = _TURNS.get(struct.unpack(order + "i", turn)[0] % 360, 1) if len(turn) == 4 else 1
    return Container(tuple(spots), orientation)


def _heap(read_at: ReadAt, order: str, start: int, length: int, depth: int) -> Iterator[tuple[int, int, int]]:
    """(tag, offset, size) of all entries of a heap and of the heaps in it. Its directory lies at its end."""
    if length < 6 or depth > _DEEPEST:
        return
    directory = start + int.from_bytes(read_at(start + length - 4, 4), "little" if order == "<" else "big")
    count = int.from_bytes(read_at(directory, 2), "little" if order == "<" else "big")
    raw = read_at(directory + 2, min(count, _MOST_ENTRIES) * 10)
    for number in range(len(raw) // 10):
        tag, size, offset = struct.unpack_from(order + "HII", raw, number * 10)
        if tag & 0xC000:  # the value stands in the entry itself
            continue
        kind = tag & 0x3FFF
        if kind & 0x3800 in (0x2800, 0x3000) and start + offset + size <= start + length:
            yield from _heap(read_at, order, start + offset, size, depth + 1)
        else:
            yield kind, start + offset, size
