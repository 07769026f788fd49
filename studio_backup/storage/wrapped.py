"""A storage around another: everything is passed on. What wraps overrides what it changes."""

from __future__ import annotations

from collections.abc import Iterator

from studio_backup.storage.interface import Buffer, Leftover, Listed, Storage


class WrappedStorage:
    """Passes every call to `inner`."""

    def __init__(self, inner: Storage) -> None:
        self.inner = inner

    @property
    def label(self) -> str:
        """See Storage."""
        return self.inner.label

    @property
    def needs_readback(self) -> bool:
        """See Storage."""
        return self.inner.needs_readback

    @property
    def reads_medium(self) -> str:
        """See Storage."""
        return self.inner.reads_medium

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage."""
        self.inner.put(name, data, sha256=sha256)

    def get(self, name: str) -> bytes:
        """See Storage."""
        return self.inner.get(name)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage."""
        return self.inner.get_range(name, offset, length)

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage."""
        return self.inner.get_into(name, buffer)

    def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None) -> Iterator[memoryview]:
        """See Storage."""
        return self.inner.read_medium(name, block=block, into=into)

    def stat(self, name: str) -> Listed:
        """See Storage."""
        return self.inner.stat(name)

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage."""
        return self.inner.list(prefix)

    def delete(self, name: str) -> None:
        """See Storage."""
        self.inner.delete(name)

    def quarantine(self, name: str) -> None:
        """See Storage."""
        self.inner.quarantine(name)

    def leftovers(self) -> Iterator[Leftover]:
        """See Storage."""
        return self.inner.leftovers()

    def remove_leftover(self, leftover: Leftover) -> None:
        """See Storage."""
        self.inner.remove_leftover(leftover)

    def free_space(self) -> int | None:
        """See Storage."""
        return self.inner.free_space()

    def close(self) -> None:
        """See Storage."""
        self.inner.close()
