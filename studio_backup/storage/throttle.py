"""A bandwidth limit: a token bucket of bytes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.storage.interface import Buffer, Storage
from studio_backup.storage.wrapped import WrappedStorage

_SLICE = 0.25  # seconds between two looks at the wish to stop


class Bucket:
    """Lets `rate` bytes a second pass, after at most one second's worth saved up. Shared by all threads."""

    def __init__(self, rate: float, *, clock: Clock, cancel: CancelToken | None = None) -> None:
        if rate <= 0:
            raise ValueError("a rate is above zero")
        self.rate = float(rate)
        self._clock = clock
        self._cancel = cancel or CancelToken()
        self._tokens = self.rate
        self._when = clock.monotonic()
        self._mutex = threading.Lock()

    def take(self, size: int) -> None:
        """Take `size` bytes, going into debt, and wait until the debt is paid."""
        with self._mutex:
            now = self._clock.monotonic()
            self._tokens = min(self.rate, self._tokens + (now - self._when) * self.rate) - size
            self._when = now
            wait = -self._tokens / self.rate
        while wait > 0:
            self._cancel.check()
            self._clock.sleep(min(_SLICE, wait))
            wait -= _SLICE


class ThrottleStorage(WrappedStorage):
    """Limits bytes a second of puts (before sending) and of reads (after they came). None: no limit."""

    def __init__(self, inner: Storage, *, puts: Bucket | None = None, gets: Bucket | None = None) -> None:
        super().__init__(inner)
        self._puts, self._gets = puts, gets

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage."""
        if self._puts:
            self._puts.take(len(data))
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

    def read_medium(self, name: str, *, block: int = 1 << 20) -> Iterator[memoryview]:
        """See Storage."""
        for part in self.inner.read_medium(name, block=block):
            self._came(len(part))
            yield part

    def _came(self, size: int) -> None:
        if self._gets:
            self._gets.take(size)
