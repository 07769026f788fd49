"""The file as the worker sees it: it has no name and cannot be opened here; ranges of it are asked for."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from studio_backup.engine.previews.frames import LARGEST_RANGE, MOST_READ

_BLOCK: Final = 128 << 10
_BLOCKS: Final = 48


class TooMuch(Exception):
    """More of the file was asked for than any picture needs."""


class DistantFile(io.RawIOBase):
    """`fetch(offset, count)` gives exactly that range, which lies within the file; `beginning` is at hand. TooMuch."""

    def __init__(self, size: int, fetch: Callable[[int, int], bytes], beginning: bytes = b"") -> None:
        super().__init__()
        self.size = size
        self._fetch, self._beginning = fetch, beginning
        self._left = MOST_READ
        self._at = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def readable(self) -> bool:
        """See io."""
        return True

    def seekable(self) -> bool:
        """See io."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """See io."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """See io."""
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """See io."""
        count = self.size if size is None or size < 0 else size
        data = self.read_at(self._at, count)
        self._at += len(data)
        return data

    def read_at(self, offset: int, count: int) -> bytes:
        """A range, shorter where the file ends."""
        count = max(0, min(count, self.size - offset))
        if count > _BLOCK:
            return self._long(offset, count)
        parts: list[bytes] = []
        while count:
            number, inside = divmod(offset, _BLOCK)
            part = self._block(number)[inside : inside + count]
            parts.append(part)
            offset, count = offset + len(part), count - len(part)
        return b"".join(parts)

    def _long(self, offset: int, count: int) -> bytes:
        if count > self._left:
            raise TooMuch
        whole = bytearray()
        while len(whole) < count:
            whole += self._fetched(offset + len(whole), min(LARGEST_RANGE, count - len(whole)))
        return bytes(whole)

    def _block(self, number: int) -> bytes:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        at = number * _BLOCK
        self._blocks[number] = data = self._fetched(at, min(_BLOCK, self.size - at))
        if len(self._blocks) > _BLOCKS:
            self._blocks.popitem(last=False)
        return data

    def _fetched(self, offset: int, count: int) -> bytes:
        self._left -= count
        if self._left < 0:
            raise TooMuch
        if offset + count <= len(self._beginning):
            return self._beginning[offset : offset + count]
        return self._fetch(offset, count)


class Part(io.RawIOBase):
    """A range of a distant file as a file of its own."""

    def __init__(self, file: DistantFile, offset: int, size: int) -> None:
        super().__init__()
        self._file, self._offset = file, offset
        self._size = max(0, min(size, file.size - offset))
        self._at = 0

    def readable(self) -> bool:
        """See io."""
        return True

    def seekable(self) -> bool:
        """See io."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """See io."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """See io."""
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """See io."""
        left = max(0, self._size - self._at)
        data = self._file.read_at(self._offset + self._at, left if size is None or size < 0 else min(size, left))
        self._at += len(data)
        return data
