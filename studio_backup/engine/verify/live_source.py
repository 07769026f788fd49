"""Reading current source files for chunks which were lost: by their place in the file, else by cutting it again."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from types import TracebackType

from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.repository.chunker import Cutter, sizes_for
from studio_backup.repository.config import Chunking

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT: int = getattr(os, "O_NONBLOCK", 0)  # a FIFO in a file's place must not hang us
_BUFFER = 32 << 20
_HEAD = 4096


def live_path(snapshot: StoredSnapshot, path: bytes) -> bytes:
    """Where an entry of a snapshot lay on the device that made it. `path`: as `walk` tells it, b"" for the root."""
    root = snapshot.snapshot.source.raw_path
    return os.path.join(root, *path.split(b"/")) if path else root


class LiveFile:
    """A regular file of a source, as it is now. Use as a context. Raises OSError where there is none."""

    def __init__(self, path: bytes, entry: Entry) -> None:
        self._extents = entry.extents
        name: bytes | str = os.fsdecode(path) if sys.platform == "win32" else path
        self._fd = os.open(name, _FLAGS | _NO_WAIT)
        found = os.fstat(self._fd)
        if not stat.S_ISREG(found.st_mode):
            os.close(self._fd)
            raise FileNotFoundError(name)
        self._size = found.st_size

    def __enter__(self) -> LiveFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.close(self._fd)

    def piece(self, offset: int, length: int) -> bytes:
        """`length` bytes of the stored content from `offset` (of a sparse file: of its extents); fewer at its end."""
        if self._extents is None:
            return self._read(offset, length)
        parts: list[bytes] = []
        for start, size in self._extents:
            if 0 <= offset < size and length:
                parts.append(self._read(start + offset, min(length, size - offset)))
                length -= len(parts[-1])
                offset = size
            offset -= size
        return b"".join(parts)

    def pieces(self, chunking: Chunking) -> Iterator[memoryview]:
        """All chunks of the file as a backup would cut it now, each valid until the next. Nothing of a sparse one."""
        if self._extents is not None:
            return
        cutter = Cutter(sizes_for(self._read(0, _HEAD), self._size, chunking))
        buffer = memoryview(bytearray(_BUFFER))
        kept = offset = 0
        while True:
            data = self._read(offset, _BUFFER - kept)
            buffer[kept : kept + len(data)] = data
            offset += len(data)
            final = kept + len(data) < _BUFFER
            done = 0
            for length in cutter.cut(buffer[: kept + len(data)], final):
                yield buffer[done : done + length]
                done += length
            rest = bytes(buffer[done : kept + len(data)])
            if final:
                return
            kept = len(rest)
            buffer[:kept] = rest

    def _read(self, offset: int, length: int) -> bytes:
        parts: list[bytes] = []
        os.lseek(self._fd, offset, os.SEEK_SET)
        while length > 0 and (part := os.read(self._fd, length)):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)
