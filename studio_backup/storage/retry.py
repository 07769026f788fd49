"""The only place which tries again: exponential back-off with full jitter, bounded in time, told to a person."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import ShortRead, StorageError
from studio_backup.storage.interface import Buffer, Leftover, Listed, Storage
from studio_backup.storage.wrapped import WrappedStorage

T = TypeVar("T")
_SLICE = 0.25  # seconds between two looks at the wish to stop


@dataclass(frozen=True, slots=True)
class Retrying:
    """What a person is told before each wait."""

    label: str
    attempt: int
    wait_seconds: float
    error: StorageError

    @property
    def sentence(self) -> str:
        """ "NAS does not answer. Trying again in 4 s." """
        return f"{self.error.message} Trying again in {max(1, round(self.wait_seconds))} s."


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on. Waits grow from `first` by doubling up to `longest`, each drawn from 0 to that (full jitter).

    `total` bounds the waiting and trying together, from the first failure; `attempts` the number of calls. Seconds.
    """

    first: float = 0.5
    longest: float = 20.0
    total: float = 120.0
    attempts: int = 12
    short_reads: int = 3  # calls; an object which stays short is damaged, and waiting heals nothing


class RetryStorage(WrappedStorage):
    """Tries again what can succeed later; everything else is raised at once."""

    def __init__(
        self,
        inner: Storage,
        *,
        clock: Clock,
        chance: random.Random,
        patience: Patience | None = None,
        tell: Callable[[Retrying], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> None:
        super().__init__(inner)
        self._clock = clock
        self._chance = chance
        self._patience = patience or Patience()
        self._tell = tell or (lambda _: None)
        self._cancel = cancel or CancelToken()

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        """See Storage. A put which succeeded without our hearing of it finds its own bytes, and succeeds."""
        self._trying(lambda: self.inner.put(name, data, sha256=sha256))

    def get(self, name: str) -> bytes:
        """See Storage."""
        return self._trying(lambda: self.inner.get(name))

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        """See Storage."""
        return self._trying(lambda: self.inner.get_range(name, offset, length))

    def get_into(self, name: str, buffer: memoryview) -> int:
        """See Storage."""
        return self._trying(lambda: self.inner.get_into(name, buffer))

    def stat(self, name: str) -> Listed:
        """See Storage."""
        return self._trying(lambda: self.inner.stat(name))

    def delete(self, name: str) -> None:
        """See Storage."""
        self._trying(lambda: self.inner.delete(name))

    def quarantine(self, name: str) -> None:
        """See Storage."""
        self._trying(lambda: self.inner.quarantine(name))

    def remove_leftover(self, leftover: Leftover) -> None:
        """See Storage."""
        self._trying(lambda: self.inner.remove_leftover(leftover))

    def free_space(self) -> int | None:
        """See Storage."""
        return self._trying(self.inner.free_space)

    def list(self, prefix: str = "") -> Iterator[Listed]:
        """See Storage. After a failure the listing begins anew; what was yielded is not yielded again."""
        yielded: set[str] = set()
        effort = _Effort(self)
        while True:
            try:
                for found in self.inner.list(prefix):
                    if found.name not in yielded:
                        yielded.add(found.name)
                        yield found
                return
            except StorageError as error:
                effort.wait_or_raise(error)

    def leftovers(self) -> Iterator[Leftover]:
        """See Storage."""
        return iter(self._trying(lambda: tuple(self.inner.leftovers())))

    def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None) -> Iterator[memoryview]:
        """See Storage. After a failure it reads anew from the beginning, and yields from where it had come to."""
        done = 0
        effort = _Effort(self)
        while True:
            try:
                skip = done
                for part in self.inner.read_medium(name, block=block, into=into):
                    fresh = part[skip:]
                    skip = max(0, skip - len(part))
                    if fresh:
                        done += len(fresh)
                        yield fresh
                return
            except StorageError as error:
                effort.wait_or_raise(error)

    def _trying(self, call: Callable[[], T]) -> T:
        effort = _Effort(self)
        while True:
            try:
                return call()
            except StorageError as error:
                effort.wait_or_raise(error)


class _Effort:
    """The attempts of one call."""

    def __init__(self, storage: RetryStorage) -> None:
        self._storage = storage
        self._attempt = 0
        self._deadline: float | None = None

    def wait_or_raise(self, error: StorageError) -> None:
        """Wait before the next attempt, or raise `error` if none can help or none is left."""
        storage = self._storage
        patience, clock = storage._patience, storage._clock
        if not error.retryable:
            raise error
        if self._deadline is None:
            self._deadline = clock.monotonic() + patience.total
        self._attempt += 1
        left = self._deadline - clock.monotonic()
        attempts = patience.short_reads if isinstance(error, ShortRead) else patience.attempts
        if left <= 0 or self._attempt >= attempts:
            raise error
        ceiling = min(patience.longest, patience.first * 2.0 ** (self._attempt - 1))
        wait = min(left, storage._chance.uniform(0.0, ceiling))
        storage._tell(Retrying(storage.label, self._attempt, wait, error))
        self._sleep(wait)

    def _sleep(self, seconds: float) -> None:
        """In slices, so that a wish to stop is heard."""
        storage = self._storage
        while seconds > 0:
            storage._cancel.check()
            storage._clock.sleep(min(_SLICE, seconds))
            seconds -= _SLICE
        storage._cancel.check()
