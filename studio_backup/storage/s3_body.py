"""A request body which hands out large views, so that a pack is neither copied nor sent in crumbs of 16 KiB."""

from __future__ import annotations

import io

from studio_backup.storage.interface import Buffer

_PIECE = 1 << 20


class Body:
    """A seekable body over a buffer. `read` may give more than asked for: urllib3 sends whatever comes."""

    def __init__(self, data: Buffer) -> None:
        self._view = memoryview(data).cast("B")
        self._at = 0

    def read(self, size: int | None = None) -> memoryview | bytes:
        """The next piece, b"" at the end; everything left if no size is asked for."""
        end = len(self._view) if size is None or size < 0 else self._at + max(size, _PIECE)
        part = self._view[self._at : end]
        self._at += len(part)
        return part if part else b""

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._view)}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """The place."""
        return self._at

    def __len__(self) -> int:
        return len(self._view)
