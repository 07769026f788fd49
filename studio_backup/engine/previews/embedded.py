"""JPEGs inside other files: where they lie, by the structures that the makers of cameras use.

Everything here reads hostile bytes: each offset and count is compared with the file, each walk has an end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from studio_backup.engine.previews.jpeg import JpegHead, jpeg_head

SCANNED: Final = 16 << 20
"""Bytes from the beginning that are searched where no structure is known."""
_STEP: Final = 1 << 20
_MOST_FOUND: Final = 64

ReadAt = Callable[[int, int], bytes]
"""`read_at(offset, count)`; less at the end of the file."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A JPEG in a file."""

    offset: int
    size: int
    head: JpegHead


@dataclass(frozen=True, slots=True)
class Container:
    """What a file's structure tells. `orientation`: as Exif's (1 to 8). `spots`: (offset, size) of what may be a JPEG.

    `whole`: whether the file can also be decoded as it is (a TIFF, where a RAW has only sensor data).
    """

    spots: tuple[tuple[int, int], ...] = ()
    orientation: int = 1
    whole: bool = False


def judged(read_at: ReadAt, size: int, spots: Iterable[tuple[int, int]]) -> list[Embedded]:
    """Those spots which really are JPEGs that can be shown."""
    found: dict[int, Embedded] = {}
    for offset, length in spots:
        if not 0 < offset < size or offset in found:
            continue
        head = jpeg_head(read_at, offset)
        if head is not None and head.plain:
            found[offset] = Embedded(offset, min(length, size - offset), head)
        if len(found) == _MOST_FOUND:
            break
    return list(found.values())


def in_order(found: Iterable[Embedded], edge: int) -> list[Embedded]:
    """The best for a picture of that edge first: the smallest that is large enough, then the largest of the others."""
    return sorted(
        found, key=lambda one: (one.head.edge < edge, one.head.edge if one.head.edge >= edge else -one.head.edge)
    )


def scan(read_at: ReadAt, size: int) -> list[tuple[int, int]]:
    """Spots where a JPEG seems to begin, in files of no known structure."""
    spots: list[tuple[int, int]] = []
    for start in range(0, min(size, SCANNED), _STEP):
        block = read_at(start, _STEP + 2)
        at = block.find(b"\xff\xd8\xff")
        while at >= 0 and len(spots) < _MOST_FOUND:
            spots.append((start + at, size - start - at))
            at = block.find(b"\xff\xd8\xff", at + 3)
    return spots
