"""TIFF and its kin: CR2, NEF, ARW, DNG, GPR, ORF, RW2, PEF, SRW, KDC and others keep JPEGs in its directories."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

from studio_backup.engine.previews.embedded import Container, ReadAt

_MAGICS: Final = {
    b"II*\0": "<", b"MM\0*": ">", b"IIRO": "<", b"IIRS": "<", b"MMOR": ">", b"IIU\0": "<",
}  # fmt: skip
_PLAIN: Final = frozenset({b"II*\0", b"MM\0*"})
_MOST_DIRECTORIES: Final = 32
_MOST_ENTRIES: Final = 512
_MOST_VALUES: Final = 16
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 6: 1, 7: 1, 9: 4, 13: 4}
_SHORT: Final = 3

_PHOTOMETRIC, _STRIPS, _COUNTS, _COMPRESSION, _TABLES = 0x0106, 0x0111, 0x0117, 0x0103, 0x015B
_ORIENTATION, _SUB, _JPEG, _JPEG_SIZE, _PANASONIC = 0x0112, 0x014A, 0x0201, 0x0202, 0x002E
_EXIF, _MAKER = 0x8769, 0x927C
_PIXELS: Final = frozenset({_STRIPS, 0x0144})
"""Strips or tiles."""
_OLYMPUS_CAMERA, _OLYMPUS_PREVIEW, _OLYMPUS_PREVIEW_SIZE = 0x2020, 0x0101, 0x0102
_JPEG_COMPRESSIONS: Final = frozenset({6, 7, 34892, 99})
_DECODABLE: Final = frozenset({0, 1, 2, 3, 5, 6, 8})
"""Photometric interpretations of pictures; sensor data has others."""


@dataclass(frozen=True, slots=True)
class _Field:
    kind: int
    count: int
    at: int


@dataclass
class _Walk:
    read_at: ReadAt
    size: int
    order: str
    seen: set[int] = field(default_factory=set)
    spots: list[tuple[int, int]] = field(default_factory=list)

    def directory(self, at: int) -> tuple[dict[int, _Field], int]:
        """The directory at an offset, and where the next one lies (0: nowhere)."""
        if at in self.seen or not 0 < at < self.size or len(self.seen) >= _MOST_DIRECTORIES:
            return {}, 0
        self.seen.add(at)
        count = self._number(at, 2)
        if not 0 < count <= _MOST_ENTRIES:
            return {}, 0
        raw = self.read_at(at + 2, count * 12)
        fields: dict[int, _Field] = {}
        for number in range(len(raw) // 12):
            tag, kind, values = struct.unpack_from(self.order + "HHI", raw, number * 12)
            fields[tag] = self._field(kind, values, at + 2 + number * 12 + 8)
        return fields, self._number(at + 2 + count * 12, 4)

    def _field(self, kind: int, count: int, at: int) -> _Field:
        outside = _SIZES.get(kind, 8) * count > 4
        return _Field(kind, count, self._number(at, 4) if outside else at)

    def values(self, found: _Field | None) -> list[int]:
        """Its first numbers."""
        if found is None or found.kind not in _SIZES:
            return []
        width = _SIZES[found.kind]
        return [self._number(found.at + number * width, width) for number in range(min(found.count, _MOST_VALUES))]

    def value(self, found: _Field | None, default: int = 0) -> int:
        """Its first number."""
        return next(iter(self.values(found)), default)

    def _number(self, at: int, width: int) -> int:
        return int.from_bytes(self.read_at(at, width), "little" if self.order == "<" else "big")

    def take(self, fields: dict[int, _Field], base: int = 0) -> None:
        """Note where this directory says that a JPEG lies."""
        if _JPEG in fields and _JPEG_SIZE in fields:
            self.spots.append((base + self.value(fields[_JPEG]), self.value(fields[_JPEG_SIZE])))
        if _PANASONIC in fields:
            self.spots.append((fields[_PANASONIC].at, fields[_PANASONIC].count))
        strips = self.values(fields.get(_STRIPS))
        if len(strips) == 1 and self.value(fields.get(_COMPRESSION)) in _JPEG_COMPRESSIONS and _TABLES not in fields:
            self.spots.append((strips[0], self.value(fields.get(_COUNTS))))


def is_tiff(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head[:4] in _MAGICS


def tiff(read_at: ReadAt, size: int, start: int = 0) -> Container:
    """What the TIFF at an offset tells; offsets in it count from there."""
    head = read_at(start, 8)
    if not is_tiff(head):
        return Container()
    walk = _Walk(lambda at, count: read_at(start + at, count), size - start, _MAGICS[head[:4]])
    first, following = walk.directory(struct.unpack_from(walk.order + "I", head, 4)[0])
    queue = [first, *_rest(walk, following)]
    for fields in queue:
        walk.take(fields)
        queue += [walk.directory(at)[0] for at in walk.values(fields.get(_SUB))]
        if _EXIF in fields:
            _take_maker_note(walk, walk.directory(walk.value(fields[_EXIF]))[0])
    whole = head[:4] in _PLAIN and walk.value(first.get(_PHOTOMETRIC), 1) in _DECODABLE and bool(_PIXELS & first.keys())
    spots = tuple((start + offset, length) for offset, length in walk.spots)
    return Container(spots, _orientation(walk.value(first.get(_ORIENTATION), 1)), whole)


def _rest(walk: _Walk, at: int) -> list[dict[int, _Field]]:
    found = []
    while at:
        fields, at = walk.directory(at)
        if fields:
            found.append(fields)
    return found


def _take_maker_note(walk: _Walk, exif: dict[int, _Field]) -> None:
    """Olympus and OM keep their preview in a note whose offsets count from its own beginning."""
    note = exif.get(_MAKER)
    if note is None:
        return
    head = walk.read_at(note.at, 16)
    order = {b"II": "<", b"MM": ">"}.get(head[8:10], "") if head.startswith(b"OLYMPUS\0") else ""
    order = order or ({b"II": "<", b"MM": ">"}.get(head[12:14], "") if head.startswith(b"OM SYSTEM\0") else "")
    if not order:
        return
    base, at = note.at, 12 if head.startswith(b"OLYMPUS\0") else 16
    inner = _Walk(lambda offset, count: walk.read_at(base + offset, count), walk.size - base, order)
    fields, _ = inner.directory(at)
    for camera in inner.values(fields.get(_OLYMPUS_CAMERA)):
        settings, _ = inner.directory(camera)
        if _OLYMPUS_PREVIEW in settings:
            spot = base + inner.value(settings[_OLYMPUS_PREVIEW]), inner.value(settings.get(_OLYMPUS_PREVIEW_SIZE))
            walk.spots.append(spot)


def _orientation(value: int) -> int:
    return value if 1 <= value <= 8 else 1
