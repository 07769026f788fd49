"""Where a sparse file holds data."""

from __future__ import annotations

import errno
import os
import sys

Extent = tuple[int, int]  # offset, length in bytes
MOST = 4096
"""A file in more pieces has its smallest holes stored as the zero bytes that they read as."""
_SMALLEST_HOLE = 64 << 10


def data_extents(fd: int, found: os.stat_result) -> tuple[Extent, ...] | None:
    """The extents of an open file that hold data, ascending; None where it has no holes worth the name."""
    if sys.platform == "win32" or found.st_size < _SMALLEST_HOLE or found.st_blocks * 512 >= found.st_size:
        return None
    try:
        extents = _walk(fd, found.st_size)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):
            return None
        raise
    hole = _SMALLEST_HOLE
    while len(extents := _joined(extents, hole)) > MOST:
        hole *= 2
    return None if extents == [(0, found.st_size)] else tuple(extents)


if sys.platform == "win32":

    def _walk(fd: int, size: int) -> list[Extent]:  # noqa: ARG001
        return [(0, size)]

else:

    def _walk(fd: int, size: int) -> list[Extent]:
        extents: list[Extent] = []
        at = 0
        while at < size:
            try:
                start = os.lseek(fd, at, os.SEEK_DATA)
            except OSError as error:
                if error.errno == errno.ENXIO:  # nothing but a hole from here on
                    break
                raise
            end = min(size, os.lseek(fd, start, os.SEEK_HOLE))
            if start >= size or end <= start:
                break
            extents.append((start, end - start))
            at = end
        return extents


def _joined(extents: list[Extent], smallest: int) -> list[Extent]:
    """The same with holes of less than `smallest` bytes counted as data."""
    joined: list[Extent] = []
    for start, length in extents:
        if joined and start - sum(joined[-1]) < smallest:
            joined[-1] = (joined[-1][0], start + length - joined[-1][0])
        else:
            joined.append((start, length))
    return joined
