"""A storage which numbers every call and does what its faults say. Faults are data: `error_at(17).repeat(3)`."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from studio_backup.base.errors import StorageUnavailable, StudioBackupError
from studio_backup.storage.interface import Buffer, Leftover, Listed, Storage

T = TypeVar("T")


def _gone() -> StudioBackupError:
    return StorageUnavailable("A fault was injected.", hint="It is a test.")


@dataclass(frozen=True)
class Fault:
    """What befalls the calls `first` .. `first + count - 1` (numbers begin at 1) of the kinds in `only` (all if empty).

    `before` and `after` run around the call (a delay, a kill, a look); `error` is raised instead of the call, or,
    with `late`, after it succeeded; `short` cuts what a read gives by so many bytes.
    """

    first: int
    count: int = 1
    only: tuple[str, ...] = ()
    error: Callable[[], BaseException] | None = None
    late: bool = False
    short: int = 0
    before: Callable[[], None] | None = None
    after: Callable[[], None] | None = None

    def repeat(self, times: int) -> Fault:
        return replace(self, count=times)

    def on(self, *kinds: str) -> Fault:
        """Only these kinds of calls: the numbers count all calls nevertheless."""
        return replace(self, only=kinds)

    def hits(self, number: int, kind: str) -> bool:
        return self.first <= number < self.first + self.count and (not self.only or kind in self.only)


def error_at(number: int, error: Callable[[], BaseException] = _gone) -> Fault:
    """Raised instead of the call."""
    return Fault(number, error=error)


def error_after(number: int, error: Callable[[], BaseException] = _gone) -> Fault:
    """Raised although the call succeeded: a time-out after success."""
    return Fault(number, error=error, late=True)


def short_at(number: int, size: int = 1) -> Fault:
    """What a read gives lacks `size` bytes at its end."""
    return Fault(number, short=size)


def delay_at(number: int, seconds: float) -> Fault:
    return Fault(number, before=lambda: time.sleep(seconds))


def call_before(number: int, call: Callable[[], None]) -> Fault:
    return Fault(number, before=call)


def call_after(number: int, call: Callable[[], None]) -> Fault:
    return Fault(number, after=call)


def kill() -> None:
    """SIGKILL to this very process."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_before(number: int) -> Fault:
    return Fault(number, before=kill)


def kill_after(number: int) -> Fault:
    return Fault(number, after=kill)


@dataclass(frozen=True)
class Call:
    """One numbered call, as recorded."""

    number: int
    kind: str
    name: str


class FaultStorage:
    """Numbers every call (a listing is one call, its faults befall the first element) and applies the faults."""

    def __init__(self, inner: Storage, *faults: Fault) -> None:
        self.inner = inner
        self.faults = list(faults)
        self.calls: list[Call] = []
        self._mutex = threading.Lock()

    def add(self, *faults: Fault) -> None:
        self.faults.extend(faults)

    @property
    def count(self) -> int:
        """How many calls there were."""
        return len(self.calls)

    def _begin(self, kind: str, name: str) -> list[Fault]:
        with self._mutex:
            call = Call(len(self.calls) + 1, kind, name)
            self.calls.append(call)
        hit = [fault for fault in self.faults if fault.hits(call.number, kind)]
        for fault in hit:
            if fault.before:
                fault.before()
            if fault.error and not fault.late:
                raise fault.error()
        return hit

    @staticmethod
    def _end(hit: list[Fault]) -> None:
        for fault in hit:
            if fault.after:
                fault.after()
            if fault.error and fault.late:
                raise fault.error()

    def _do(self, kind: str, name: str, call: Callable[[], T]) -> T:
        hit = self._begin(kind, name)
        value = call()
        self._end(hit)
        cut = sum(fault.short for fault in hit)
        return value[:-cut] if cut and isinstance(value, bytes) else value

    @property
    def label(self) -> str:
        return self.inner.label

    @property
    def needs_readback(self) -> bool:
        return self.inner.needs_readback

    @property
    def reads_medium(self) -> str:
        return self.inner.reads_medium

    def put(self, name: str, data: Buffer, *, sha256: bytes) -> None:
        self._do("put", name, lambda: self.inner.put(name, data, sha256=sha256))

    def get(self, name: str) -> bytes:
        return self._do("get", name, lambda: self.inner.get(name))

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        return self._do("get_range", name, lambda: self.inner.get_range(name, offset, length))

    def get_into(self, name: str, buffer: memoryview) -> int:
        return self._do("get_into", name, lambda: self.inner.get_into(name, buffer))

    def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None) -> Iterator[memoryview]:
        hit = self._begin("read_medium", name)
        cut = sum(fault.short for fault in hit)
        data = b"".join(self.inner.read_medium(name, block=block, into=into))
        view = memoryview(data[:-cut] if cut else data)
        for offset in range(0, len(view), block):
            yield view[offset : offset + block]
        self._end(hit)

    def stat(self, name: str) -> Listed:
        return self._do("stat", name, lambda: self.inner.stat(name))

    def list(self, prefix: str = "") -> Iterator[Listed]:
        hit = self._begin("list", prefix)
        yield from self.inner.list(prefix)
        self._end(hit)

    def delete(self, name: str) -> None:
        self._do("delete", name, lambda: self.inner.delete(name))

    def quarantine(self, name: str) -> None:
        self._do("quarantine", name, lambda: self.inner.quarantine(name))

    def leftovers(self) -> Iterator[Leftover]:
        hit = self._begin("leftovers", "")
        yield from self.inner.leftovers()
        self._end(hit)

    def remove_leftover(self, leftover: Leftover) -> None:
        self._do("remove_leftover", leftover.name, lambda: self.inner.remove_leftover(leftover))

    def free_space(self) -> int | None:
        return self.inner.free_space()

    def close(self) -> None:
        self.inner.close()
