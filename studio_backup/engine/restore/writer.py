"""Bytes into temporary files at their offsets: past the page cache where that pays, holes left as holes.

Temporary files lie in a private folder on the target's file system, under short names. Each segment opens its file
anew, so any number of files can be half written.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass

from studio_backup.base.files import DIRECT_MIN, PAGE
from studio_backup.base.pages import new_pages
from studio_backup.base.temporary import Where, at
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.folders import native
from studio_backup.engine.restore.route import SEGMENT_BYTES

_FLAGS: int = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)
_O_DIRECT: int = getattr(os, "O_DIRECT", 0)


def new_buffer() -> memoryview:
    """A page-aligned buffer for one segment, wherever in a page its contents begin. Pages come with use."""
    return new_pages(SEGMENT_BYTES + 2 * PAGE)


def phase(entry: Entry, offset: int) -> int:
    """Where in its buffer a segment begins, so that buffer and file are cut into pages alike."""
    return offset % PAGE if entry.extents is None else 0


@dataclass(frozen=True, slots=True)
class _Piece:
    """Bytes `start` to `end` of a buffer which go to `offset` of the file."""

    offset: int
    start: int
    end: int


class Writer:
    """Writes segments into the scratch folder. Safe for many threads, each with its own buffer."""

    def __init__(self, scratch: Where) -> None:
        self.scratch = scratch
        self._direct = bool(_O_DIRECT)

    def write(self, name: bytes, entry: Entry, offset: int, buffer: memoryview, length: int) -> None:
        """Write `length` bytes at `offset` of the contents; they begin at `phase(entry, offset)` of the buffer."""
        if entry.extents is not None:
            self._buffered(name, buffer, list(_spread(entry.extents, offset, length)))
            return
        start = phase(entry, offset)
        low, high = -(-start // PAGE) * PAGE, (start + length) // PAGE * PAGE
        whole = _Piece(offset, start, start + length)
        if (
            not self._direct
            or high - low < DIRECT_MIN
            or not self._past_cache(name, buffer, _Piece(offset + low - start, low, high))
        ):
            self._buffered(name, buffer, [whole])
            return
        edges = [_Piece(offset, start, low), _Piece(offset + high - start, high, start + length)]
        self._buffered(name, buffer, [edge for edge in edges if edge.end > edge.start])

    def _past_cache(self, name: bytes, buffer: memoryview, piece: _Piece) -> bool:
        try:
            fd = self._opened(name, _O_DIRECT)
            try:
                _write(fd, buffer, piece)
            finally:
                os.close(fd)
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            self._direct = False
            return False
        return True

    def _buffered(self, name: bytes, buffer: memoryview, pieces: list[_Piece]) -> None:
        if not pieces:
            return
        fd = self._opened(name, 0)
        try:
            for piece in pieces:
                _write(fd, buffer, piece)
        finally:
            os.close(fd)

    def _opened(self, name: bytes, extra: int) -> int:
        path, folder = at(self.scratch, native(name))
        return os.open(path, _FLAGS | _NO_FOLLOW | extra, 0o600, dir_fd=folder)

    def open(self, name: bytes) -> int:
        """A temporary file's descriptor, made empty if nothing was written yet."""
        return self._opened(name, 0)

    def discard(self, name: bytes) -> None:
        """Remove a temporary file, if it is there."""
        path, folder = at(self.scratch, native(name))
        try:
            os.unlink(path, dir_fd=folder)
        except FileNotFoundError:
            return


def _write(fd: int, buffer: memoryview, piece: _Piece) -> None:
    os.lseek(fd, piece.offset, os.SEEK_SET)
    done = piece.start
    while done < piece.end:
        done += os.write(fd, buffer[done : piece.end])


def _spread(extents: tuple[tuple[int, int], ...], offset: int, length: int) -> Iterator[_Piece]:
    """Where contents `offset` to `offset + length`, holes left out, lie in the file."""
    at_content = 0
    for start, size in extents:
        low, high = max(offset, at_content), min(offset + length, at_content + size)
        if low < high:
            yield _Piece(start + low - at_content, low - offset, high - offset)
        at_content += size
