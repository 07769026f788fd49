"""Ranges of a file whose bytes nobody vouches for: what is read of it has a bound, whatever it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

ReadAt = Callable[[int, int], bytes]
"""`read_at(offset, count)`; less at the end of the file, nothing where a bound is reached."""

HEAD: Final = 16 << 10
_BLOCK: Final = 4 << 10
_MOST_READS: Final = 96
_LARGEST: Final = 256 << 10
"""Bytes asked for at once."""


class Window:
    """A ReadAt over another: the head is read once, what lies farther away in blocks, of which the last is kept.

    After some reads it gives nothing more: a walk through a hostile file ends there.
    """

    __slots__ = ("_at", "_block", "_head", "_left", "_read")

    def __init__(self, read: ReadAt) -> None:
        self._read = read
        self._head = read(0, HEAD)
        self._at, self._block = 0, b""
        self._left = _MOST_READS

    def __call__(self, at: int, count: int) -> bytes:
        """See ReadAt."""
        end = at + count
        if at >= 0 and end <= len(self._head):
            return self._head[at:end]
        if at < 0 or count <= 0 or count > _LARGEST or end >= 1 << 62:
            return b""
        inside = at - self._at
        if inside < 0 or inside + count > len(self._block):
            if not self._left:
                return b""
            self._left -= 1
            self._at, self._block, inside = at, self._read(at, max(count, _BLOCK)), 0
        return self._block[inside : inside + count]
