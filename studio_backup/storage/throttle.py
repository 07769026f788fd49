"""A bandwidth limit on the bytes that go to a place and come from it."""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.storage.bucket import Bucket, Toll
from studio_backup.storage.interface import Buffer, Storage
from studio_backup.storage.wrapped import WrappedStorage


class ThrottleStorage(WrappedStorage):
    """Limits bytes a second of puts (before sending) and of reads (after they came). None: no limit.

    `tolls`: limits that other work shares; both directions count to them.
    """

    def __init__(
        self,
        inner: Storage,
        *,
        puts: Bucket | None = None,
        gets: Bucket | None = None,
        tolls: tuple[Toll, ...] = (),
    ) -> None:
        super().__init__(inner)
        self._puts = ((puts.take,) if puts else ()) + tolls
        self._gets = ((gets.take,) if gets else ()) + tolls

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage."""
        for toll in self._puts:
            toll(len(data))
        self.inner.put(name, data, sha256=sha256)

    def get(self, name: str) -> bytes:
        """See Storage."""
        data = self.inner.get(name)
        self._came(len(data))
        return data

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage."""
        data = self.inner.get_range(name, offset, length)
        self._came(len(data))
        return data

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage."""
        size = self.inner.get_into(name, buffer)
        self._came(size)
        return size

    def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None) -> Iterator[memoryview]:
        """See Storage."""
        for part in self.inner.read_medium(name, block=block, into=into):
            self._came(len(part))
            yield part

    def _came(self, size: int) -> None:
        for toll in self._gets:
            toll(size)
