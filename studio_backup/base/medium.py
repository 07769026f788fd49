"""Reading from the medium itself: a scrub which reads the page cache proves nothing about the disk."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator

from studio_backup.base.files import PAGE, Name, Where, at
from studio_backup.base.pages import new_pages

if sys.platform != "win32":
    import fcntl

_FLAGS: int = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_O_DIRECT: int = getattr(os, "O_DIRECT", 0)
BLOCK = 4 << 20
"""Bytes read at once: two huge pages, and as much as one request to a disk carries."""


class MediumFile:
    """A file opened for reading past the page cache. Use as a context.

    `how` says what the platform let us do: "direct" (O_DIRECT), "dropped" (the cache was told to forget, or not to
    keep), "cache" (neither).
    """

    def __init__(self, where: Where, name: Name) -> None:
        self.fd, self.how = _open(*at(where, name))
        self.size = os.fstat(self.fd).st_size

    def blocks(self, block: int = BLOCK, into: memoryview | None = None) -> Iterator[memoryview]:
        """The contents in blocks of at most `block` bytes (at least a page), each valid until the next is asked for.

        Stops at the end of the file, wherever that is by then: only there a block is not filled with whole pages.
        `into`: memory on a page, in which the blocks come to lie one behind the other. Without it, or where it is not
        larger than the file, all are read into the same memory.
        """
        length = _block(block, self.size)
        wide = into if into is not None and len(into) > self.size else None
        buffer = new_pages(length) if wide is None else wide[:length]
        offset = 0
        while offset % PAGE == 0 and buffer and (count := self._read(buffer, offset)):
            yield buffer[:count].toreadonly()
            offset += count
            buffer = buffer if wide is None else wide[offset : offset + length]
            if self.how == "dropped":
                _forget(self.fd)

    def _read(self, buffer: memoryview, offset: int) -> int:
        if self.how == "direct":
            try:
                return _fill(self.fd, buffer, offset, direct=True)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
            self._end_direct()
        return _fill(self.fd, buffer, offset, direct=False)

    def _end_direct(self) -> None:
        if sys.platform == "linux":
            fcntl.fcntl(self.fd, fcntl.F_SETFL, fcntl.fcntl(self.fd, fcntl.F_GETFL) & ~_O_DIRECT)
        self.how = _uncached(self.fd)

    def close(self) -> None:
        """Let go; idempotent."""
        if self.fd >= 0:
            fd, self.fd = self.fd, -1
            os.close(fd)

    def __enter__(self) -> MediumFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _block(wanted: int, size: int) -> int:
    """Whole pages, and no more of them than show that the file has ended."""
    pages = min(wanted // PAGE, size // PAGE + 1)
    return max(1, pages) * PAGE


def _open(path: Name, folder: int | None) -> tuple[int, str]:
    if _O_DIRECT:
        try:
            return os.open(path, _FLAGS | _O_DIRECT, dir_fd=folder), "direct"
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
    fd = os.open(path, _FLAGS, dir_fd=folder)
    return fd, _uncached(fd)


def _uncached(fd: int) -> str:
    if sys.platform == "darwin":
        fcntl.fcntl(fd, fcntl.F_NOCACHE, 1)
        return "dropped"
    return "dropped" if _forget(fd) else "cache"


def _forget(fd: int) -> bool:
    if sys.platform == "win32" or sys.platform == "darwin":
        return False
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    return True


def _fill(fd: int, buffer: memoryview, offset: int, *, direct: bool) -> int:
    """Fill the buffer as far as the file goes."""
    done = 0
    while done < len(buffer):
        count = _read_at(fd, buffer[done:], offset + done)
        if not count:
            break
        done += count
        if direct and done % PAGE:
            break  # the end of the file: direct reading from there would be refused
    return done


def _read_at(fd: int, buffer: memoryview, offset: int) -> int:
    if sys.platform == "win32":
        os.lseek(fd, offset, os.SEEK_SET)
        data = os.read(fd, len(buffer))
        buffer[: len(data)] = data
        return len(data)
    return os.preadv(fd, [buffer], offset)
