"""Events of the engine: numbered, kept for a while, read by any number of clients at their own speed.

Nothing is kept per client but a number, so one that never reads costs nothing. Progress (kind "progress") is kept as
the latest of each subject only, so that it never pushes a fact out.
"""

from __future__ import annotations

import secrets
import threading
from bisect import bisect_right
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Final, TypeAlias

from msgspec import Struct

from studio_backup.base.clock import Clock

KEPT: Final = 4_096
"""Facts which are kept for those who come late."""
SUBJECTS: Final = 1_024
"""Subjects whose latest progress is kept."""
PROGRESS: Final = "progress"
_number = attrgetter("seq")


@dataclass(frozen=True, slots=True)
class Event:
    """`seq` grows by one with each event; `subject`: the id of what it is about; `data`: its present state."""

    seq: int
    at_ns: int
    kind: str
    subject: str
    data: Struct


@dataclass(frozen=True, slots=True)
class Behind:
    """Facts were lost to this reader: it should read everything again, and go on after `seq`."""

    seq: int


Taken: TypeAlias = "list[Event] | Behind"


class Bus:
    """Publish from any thread. `life`: which run of the engine these numbers belong to."""

    def __init__(self, clock: Clock) -> None:
        self.life = secrets.token_hex(8)
        self._clock = clock
        self._lock = threading.Lock()
        self._facts: deque[Event] = deque(maxlen=KEPT)
        self._progress: OrderedDict[str, Event] = OrderedDict()
        self._newest = 0
        self._lost = 0  # the newest fact which is no longer kept
        self._readers: list[Subscription] = []

    @property
    def newest(self) -> int:
        """The number of the newest event, 0 before the first."""
        return self._newest

    def publish(self, kind: str, subject: str, data: Struct) -> int:
        """Tell all readers; returns the event's number. Never waits for a reader."""
        at_ns = self._clock.now_ns()
        with self._lock:
            self._newest += 1
            self._keep(Event(self._newest, at_ns, kind, subject, data))
            waking = [reader for reader in self._readers if reader.arm(False)]
            seq = self._newest
        for reader in waking:
            reader.wake()
        return seq

    def since(self, seq: int) -> Taken:
        """All kept events after `seq`, in order; Behind if facts after it are lost, or it is of another life."""
        with self._lock:
            return self._since(seq)

    def subscribe(self, wake: Callable[[], None], after: int | None = None) -> Subscription:
        """Read on from `after` (None: from now). `wake` is called from any thread, once after each empty `take`."""
        with self._lock:
            reader = Subscription(self, wake, self._newest if after is None else after)
            self._readers.append(reader)
        return reader

    def _since(self, seq: int) -> Taken:
        if seq < self._lost or seq > self._newest:
            return Behind(self._newest)
        if seq == self._newest:
            return []
        facts = list(self._facts)
        found = facts[bisect_right(facts, seq, key=_number) :]
        found += [event for event in self._progress.values() if event.seq > seq]
        return sorted(found, key=_number)

    def _keep(self, event: Event) -> None:
        if event.kind != PROGRESS:
            if len(self._facts) == KEPT:
                self._lost = self._facts[0].seq
            self._facts.append(event)
            return
        self._progress[event.subject] = event
        self._progress.move_to_end(event.subject)
        if len(self._progress) > SUBJECTS:
            self._progress.popitem(last=False)

    def _take(self, reader: Subscription) -> Taken:
        with self._lock:
            taken = self._since(reader.seq)
            if isinstance(taken, Behind):
                reader.seq = taken.seq
            elif taken:
                reader.seq = taken[-1].seq
            reader.arm(not taken)
        return taken

    def _leave(self, reader: Subscription) -> None:
        with self._lock:
            if reader in self._readers:
                self._readers.remove(reader)


class Subscription:
    """One reader's place in the stream; a context which ends the reading. Not for several threads at once."""

    def __init__(self, bus: Bus, wake: Callable[[], None], seq: int) -> None:
        self.seq = seq
        self.wake = wake
        self._bus = bus
        self._armed = False

    def take(self) -> Taken:
        """What came since the last `take`. After an empty answer the next event calls `wake`, once."""
        return self._bus._take(self)

    def close(self) -> None:
        """Read no more."""
        self._bus._leave(self)

    def arm(self, armed: bool) -> bool:
        """For the bus, under its lock: whether `wake` was wanted, and from now on is."""
        was, self._armed = self._armed, armed
        return was

    def __enter__(self) -> Subscription:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
