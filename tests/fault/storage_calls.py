"""Faults of a place: errors, time-outs after success, short reads and kills at the numbered calls of the storages."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import storage as faults
from mutation import attribute, everywhere
from os_calls import KILLED, note

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import ShortRead, StorageFull
from studio_backup.storage import assemble

FOR_EVER = 1 << 30
_real_monotonic = SystemClock.monotonic


@dataclass(frozen=True)
class PlaceFault:
    """What happens at the call. `make`: the fault for a call's number."""

    name: str
    make: Callable[[int], faults.Fault]
    kills: bool = False
    harmless: bool = False

    @contextmanager
    def strike(self, at: int, log: Path) -> Iterator[None]:
        """Call number `at` (from 1), counted over all places, is hit; what was hit is written to `log`."""
        numbered = _Numbered(self.make(at), log)
        real = assemble.open_kind

        def open_kind(place: Any, *, clock: Any) -> Any:
            return numbered.around(real(place, clock=clock))

        with everywhere(real, open_kind), nobody_waits():
            yield


class _Numbered:
    """Fault storages which share one numbering."""

    def __init__(self, fault: faults.Fault, log: Path) -> None:
        self.fault, self.log = fault, log
        self.calls: list[faults.Call] = []
        self.told = False
        self.mutex = threading.Lock()

    def around(self, inner: Any) -> faults.FaultStorage:
        """A storage which numbers with the others."""
        made = _Noting(inner, self.fault)
        made.calls, made._mutex, made.tell = self.calls, self.mutex, self._tell
        return made

    def _tell(self, what: str) -> None:
        if not self.told:
            self.told = True
            note(self.log, what)


class _Noting(faults.FaultStorage):
    """Says what was hit."""

    tell: Callable[[str], None]

    def _begin(self, kind: str, name: str) -> list[faults.Fault]:
        with self._mutex:
            call = faults.Call(len(self.calls) + 1, kind, name)
            self.calls.append(call)
        hit = [fault for fault in self.faults if fault.hits(call.number, kind)]
        if hit:
            self.tell(f"{kind} {name}")
        for fault in hit:
            if fault.before:
                fault.before()
            if fault.error and not fault.late:
                raise fault.error()
        return hit


@contextmanager
def nobody_waits() -> Iterator[None]:
    """The clock leaps instead of sleeping: retries are quick, and their patience still ends."""
    leapt = [0.0]

    def sleep(_self: SystemClock, seconds: float) -> None:
        leapt[0] += seconds

    def monotonic(self: SystemClock) -> float:
        return _real_monotonic(self) + leapt[0]

    with attribute(SystemClock, "sleep", sleep), attribute(SystemClock, "monotonic", monotonic):
        yield


def _full() -> StorageFull:
    return StorageFull("No space is left (injected).", hint="It is a test.")


def _short() -> ShortRead:
    return ShortRead("Some bytes are missing (injected).", hint="It is a test.")


def _die() -> None:
    os._exit(KILLED)


FULL = PlaceFault("a place is full from there on", lambda at: faults.error_at(at, _full).repeat(FOR_EVER).on("put"))
ALL = (
    PlaceFault("kill before each call of a place", lambda at: faults.call_before(at, _die), kills=True),
    PlaceFault("kill after each call of a place", lambda at: faults.call_after(at, _die), kills=True),
    PlaceFault("a place is silent once", faults.error_at, harmless=True),
    PlaceFault("a place is silent after it did it", faults.error_after, harmless=True),
    PlaceFault("a place is silent from there on", lambda at: faults.error_at(at).repeat(FOR_EVER)),
    FULL,
    PlaceFault("a place reads short once", lambda at: faults.error_at(at, _short), harmless=True),
)
