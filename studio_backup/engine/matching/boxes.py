"""Files made of boxes (ISO-BMFF): HEIC, Canon's CR3, MP4 and MOV. What they tell of their making.

No library reads all of them within bounds; here each level has at most 256 boxes, and a list at most 1,024 items.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from studio_backup.engine.matching.directories import NO_TEXTS, ExifTexts, exif_texts
from studio_backup.engine.matching.windows import ReadAt

_MOST_BOXES: Final = 256
_MOST_ITEMS: Final = 1_024
_LONGEST_TEXT: Final = 64
_CANON: Final = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_APPLE: Final = "com.apple.quicktime."
SINCE_1904_S: Final = 2_082_844_800
"""Seconds from 1904, where QuickTime's time begins, to 1970."""


@dataclass(frozen=True, slots=True)
class Box:
    """`at`: where its contents begin, `end`: behind them."""

    kind: bytes
    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Video:
    """`made_s`: seconds since 1970 as the film's head tells them, None where it tells none: the standard wants UTC,
    many cameras write their own clock. `texts`: what else it tells, its time with its zone among it."""

    made_s: int | None
    texts: ExifTexts


def is_boxes(head: bytes) -> bool:
    """Whether a file that begins so is made of boxes."""
    return head[4:8] in (b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip")


def boxes(read_at: ReadAt, at: int, end: int) -> Iterator[Box]:
    """Those side by side in a range."""
    for _ in range(_MOST_BOXES):
        head = read_at(at, 8)
        if at + 8 > end or len(head) < 8:
            return
        length, kind = struct.unpack(">I4s", head)
        begin = at + 8
        if length == 1:
            length, begin = int.from_bytes(read_at(begin, 8), "big"), at + 16
        stop = end if length == 0 else at + length
        if stop < begin or stop > end:
            return
        yield Box(kind, begin, stop)
        at = stop


def _find(read_at: ReadAt, at: int, end: int, kind: bytes) -> Box | None:
    return next((box for box in boxes(read_at, at, end) if box.kind == kind), None)


# Pictures ----------------------------------------------------------------------------------------------------------


def cr3_texts(read_at: ReadAt, size: int) -> ExifTexts:
    """Of Canon's CR3: its directories lie each in a box of their own."""
    movie = _find(read_at, 0, size, b"moov")
    canon = [box for box in (boxes(read_at, movie.at, movie.end) if movie else ()) if box.kind == b"uuid"]
    found = NO_TEXTS
    for box in canon:
        if read_at(box.at, 16) == _CANON:
            for inner in boxes(read_at, box.at + 16, box.end):
                if inner.kind in (b"CMT1", b"CMT2"):  # the second holds what was taken, the first the camera
                    found = exif_texts(read_at, inner.at).over(found)
    return found


def heic_texts(read_at: ReadAt, size: int) -> ExifTexts:
    """Of a HEIC: its Exif is an item, whose place stands in a list."""
    meta = _find(read_at, 0, size, b"meta")
    if meta is None:
        return NO_TEXTS
    parts = {box.kind: box for box in boxes(read_at, meta.at + 4, meta.end)}
    if b"iinf" not in parts or b"iloc" not in parts:
        return NO_TEXTS
    item = _exif_item(read_at, parts[b"iinf"])
    at = _place_of(read_at, parts[b"iloc"], item) if item is not None else 0
    return exif_texts(read_at, at + 4 + int.from_bytes(read_at(at, 4), "big")) if at else NO_TEXTS


def _exif_item(read_at: ReadAt, infos: Box) -> int | None:
    wide = read_at(infos.at, 1) != b"\0"
    for box in _items(read_at, infos.at + (8 if wide else 6), infos.end):
        version = read_at(box.at, 1)
        width = 4 if version == b"\3" else 2
        if read_at(box.at + 4 + width + 2, 4) == b"Exif":
            return int.from_bytes(read_at(box.at + 4, width), "big")
    return None


def _items(read_at: ReadAt, at: int, end: int) -> Iterator[Box]:
    """As `boxes`; a picture of many tiles has more of them."""
    for _ in range(_MOST_ITEMS):
        box = next(boxes(read_at, at, end), None)
        if box is None:
            return
        yield box
        at = box.end


class _Numbers:
    """Numbers of different widths, one after another."""

    def __init__(self, raw: bytes) -> None:
        self._raw, self._at = raw, 0

    def next(self, width: int) -> int:
        self._at += width
        return int.from_bytes(self._raw[self._at - width : self._at], "big")

    @property
    def ended(self) -> bool:
        return self._at >= len(self._raw)


def _place_of(read_at: ReadAt, places: Box, wanted: int) -> int:
    """Where an item lies in the file; 0 where that is not told."""
    numbers = _Numbers(read_at(places.at, min(places.end - places.at, 64 << 10)))
    version = numbers.next(4) >> 24
    widths = numbers.next(2)
    offset, length, base, index = (widths >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(min(numbers.next(4 if version == 2 else 2), _MOST_ITEMS)):
        item = numbers.next(4 if version == 2 else 2)
        method = numbers.next(2) & 15 if version else 0
        numbers.next(2)
        start, extents = numbers.next(base), numbers.next(2)
        if numbers.ended or extents > _MOST_ITEMS:
            return 0
        spots = []
        for _ in range(extents):
            numbers.next(index if version else 0)
            spots.append(numbers.next(offset))
            numbers.next(length)
        if item == wanted:
            return start + spots[0] if spots and method == 0 else 0
    return 0


# Videos ------------------------------------------------------------------------------------------------------------


def video(read_at: ReadAt, size: int) -> Video:
    """Of an MP4 or MOV, wherever in it its head lies."""
    movie = _find(read_at, 0, size, b"moov")
    if movie is None:
        return Video(None, NO_TEXTS)
    made, texts = None, NO_TEXTS
    for box in boxes(read_at, movie.at, movie.end):
        if box.kind == b"mvhd":
            made = _made(read_at, box)
        elif box.kind == b"meta":
            texts = _apple_texts(read_at, box)
    return Video(made, texts)


def _made(read_at: ReadAt, box: Box) -> int | None:
    wide = read_at(box.at, 1) == b"\1"
    since = int.from_bytes(read_at(box.at + 4, 8 if wide else 4), "big")
    return since - SINCE_1904_S if since else None


def _apple_texts(read_at: ReadAt, meta: Box) -> ExifTexts:
    """What Apple's devices and several cameras keep as keys and values."""
    plain = read_at(meta.at + 4, 4) in (b"hdlr", b"keys")  # QuickTime's has no version in front, the standard's has
    parts = {box.kind: box for box in boxes(read_at, meta.at if plain else meta.at + 4, meta.end)}
    if b"keys" not in parts or b"ilst" not in parts:
        return NO_TEXTS
    names = [
        read_at(box.at, min(box.end - box.at, _LONGEST_TEXT)).decode("ascii", "replace").removeprefix(_APPLE)
        for box in _items(read_at, parts[b"keys"].at + 8, parts[b"keys"].end)
    ]
    told: dict[str, str] = {}
    for box in _items(read_at, parts[b"ilst"].at, parts[b"ilst"].end):
        number = int.from_bytes(box.kind, "big")
        value = _find(read_at, box.at, box.end, b"data")
        if value is not None and 0 < number <= len(names):
            raw = read_at(value.at + 8, min(value.end - value.at - 8, _LONGEST_TEXT))
            text = raw.decode("utf-8", "replace")
            told[names[number - 1]] = "".join(c for c in text if c.isprintable()).strip()
    return ExifTexts(make=told.get("make", ""), model=told.get("model", ""), taken=told.get("creationdate", ""))
