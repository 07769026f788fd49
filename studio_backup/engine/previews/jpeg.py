"""The head of a JPEG, read without decoding: what kind it is and how large."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_PLAIN: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended, progressive: what every program shows. Lossless frames are RAW data."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_MOST_MARKERS: Final = 200


@dataclass(frozen=True, slots=True)
class JpegHead:
    """Pixels across and down, bits a sample, components; `plain`: any program shows it."""

    width: int
    height: int
    bits: int
    components: int
    plain: bool

    @property
    def edge(self) -> int:
        """The longer edge."""
        return max(self.width, self.height)


def jpeg_head(read_at: Callable[[int, int], bytes], at: int = 0) -> JpegHead | None:
    """The head of the JPEG at an offset; None if there is none. `read_at(offset, count)` may give less at the end."""
    if read_at(at, 2) != b"\xff\xd8":
        return None
    at += 2
    for _ in range(_MOST_MARKERS):
        head = read_at(at, 4)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        marker, length = head[1], int.from_bytes(head[2:4], "big")
        if marker == 0xFF:
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            return _frame(marker, read_at(at + 4, 6))
        elif marker in (0xD9, 0xDA) or length < 2:
            return None
        else:
            at += 2 + length
    return None


def _frame(marker: int, body: bytes) -> JpegHead | None:
    if len(body) < 6:
        return None
    bits, height, width, components = struct.unpack(">BHHB", body)
    return JpegHead(width, height, bits, components, marker in _PLAIN and bits == 8) if width and height else None


def is_sound(picture: bytes, edge: int, largest: int) -> bool:
    """Whether a worker's answer is a whole JPEG within its bounds, as far as its head and end tell."""
    if len(picture) > largest or not picture.endswith(b"\xff\xd9"):
        return False
    head = jpeg_head(lambda at, count: picture[at : at + count])
    return head is not None and head.plain and head.edge <= edge and head.components in (1, 3)
