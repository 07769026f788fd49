"""The few fields of Exif that tell when and by what a photo was taken.

Not by a library: those there are read whatever a field claims to hold (ExifRead has run in circles and out of memory on
crafted files, Pillow keeps each field whole), and this runs in the engine's own process on all that lies in a source.
Here a directory has at most 512 entries, a text 64 bytes, and a file four directories.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from studio_backup.engine.matching.windows import ReadAt

_ORDERS: Final = {
    b"II*\0": "<", b"MM\0*": ">", b"IIRO": "<", b"IIRS": "<", b"MMOR": ">", b"IIU\0": "<",
}  # fmt: skip
_MOST_ENTRIES: Final = 512
_LONGEST_TEXT: Final = 64
_ASCII: Final = 2
_MAKE, _MODEL, _CHANGED, _EXIF, _DNG_SERIAL = 0x010F, 0x0110, 0x0132, 0x8769, 0xC62F
_TAKEN, _DIGITIZED, _OFFSET_TAKEN, _OFFSET_DIGITIZED, _OFFSET, _SERIAL = 0x9003, 0x9004, 0x9011, 0x9012, 0x9010, 0xA431
_WANTED: Final = frozenset(
    {_MAKE, _MODEL, _CHANGED, _EXIF, _DNG_SERIAL, _TAKEN, _DIGITIZED, _OFFSET_TAKEN, _OFFSET_DIGITIZED, _OFFSET}
    | {_SERIAL}
)


@dataclass(frozen=True, slots=True)
class ExifTexts:
    """As they stand in the file, "" where they do not."""

    make: str = ""
    model: str = ""
    serial: str = ""
    taken: str = ""
    offset: str = ""

    def over(self, other: ExifTexts) -> ExifTexts:
        """These, and where they lack something the other's."""
        return ExifTexts(
            self.make or other.make,
            self.model or other.model,
            self.serial or other.serial,
            self.taken or other.taken,
            self.offset or other.offset,
        )


NO_TEXTS: Final = ExifTexts()
_Fields = Mapping[int, tuple[int, int, int]]


def is_tiff(head: bytes) -> bool:
    """Whether what begins so is a TIFF or one of its kin: most makers' RAW, and Exif itself."""
    return head[:4] in _ORDERS


def exif_texts(read_at: ReadAt, start: int = 0) -> ExifTexts:
    """Of the TIFF at an offset; offsets in it count from there."""
    head = read_at(start, 8)
    if len(head) < 8 or not is_tiff(head):
        return NO_TEXTS
    order = _ORDERS[head[:4]]
    first = _directory(read_at, start, order, _number(head[4:], order))
    below = first.get(_EXIF)
    exif = _directory(read_at, start, order, below[2]) if below else {}
    fields = {**first, **exif}

    def text(*tags: int) -> str:
        return next((found for tag in tags if (found := _text(read_at, start, order, fields.get(tag)))), "")

    taken = text(_TAKEN, _DIGITIZED, _CHANGED)
    return ExifTexts(
        text(_MAKE), text(_MODEL), text(_SERIAL, _DNG_SERIAL), taken, text(_OFFSET_TAKEN, _OFFSET_DIGITIZED, _OFFSET)
    )


def _directory(read_at: ReadAt, start: int, order: str, at: int) -> dict[int, tuple[int, int, int]]:
    """Tag → (type, count, the four bytes of its value as a number) of those that matter; empty where there is none."""
    count = _number(read_at(start + at, 2), order)
    if at <= 0 or not 0 < count <= _MOST_ENTRIES:
        return {}
    raw = read_at(start + at + 2, count * 12)
    whole = raw[: len(raw) // 12 * 12]
    return {
        tag: (kind, values, value)
        for tag, kind, values, value in struct.iter_unpack(order + "HHII", whole)
        if tag in _WANTED
    }


def _text(read_at: ReadAt, start: int, order: str, field: tuple[int, int, int] | None) -> str:
    if field is None or field[0] != _ASCII:
        return ""
    count = min(field[1], _LONGEST_TEXT)
    raw = struct.pack(order + "I", field[2])[:count] if field[1] <= 4 else read_at(start + field[2], count)
    text = raw.partition(b"\0")[0].decode("utf-8", "replace").strip()
    return "".join(c for c in text if c.isprintable())


def _number(raw: bytes, order: str) -> int:
    return int.from_bytes(raw, "little" if order == "<" else "big")
