"""When the changes of one source are taken: once it rests, or at the latest after a while. Pure; no clock, no thread.

Periods are measured on the monotonic clock, so that a clock set back a year delays nothing; what people see is told in
the time of the wall.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from studio_backup.domain.point_content import is_media

LONGEST_S = 15 * 60.0
"""A source that never rests is taken after so many seconds; and a request nobody took up is made again."""
MEDIA_REST = 1 / 3
"""The part of a source's rest after which changes with photos or videos among them are taken."""
RETRY_S = 5 * 60.0
"""After a backup that failed, what it should have taken is asked for again."""
DAILY_S = 24 * 3600.0
"""At least so often everything is looked at, whatever was or was not seen, unless its level says otherwise."""
MOST_PATHS = 10_000
"""Changed paths known by name; beyond, their number is a lower bound."""

Reason = Literal["added", "start", "changed", "overflow", "returned", "daily", "clock", "retry"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment on both clocks: ns UTC, and seconds of the monotonic one."""

    ns: int
    seconds: float

    def at(self, seconds: float) -> int:
        """The ns UTC of another moment, given on the monotonic clock."""
        return self.ns + round((seconds - self.seconds) * 1e9)


@dataclass(slots=True)
class _Batch:
    """Changes not yet in the vault. `first_ns` is 0 where there are none, `media_ns` where none is a photo or a video,
    `papers_ns` where each is. `seen`: changed path → when last."""

    seen: dict[str, float]
    first_ns: int = 0
    first: float = 0.0
    last: float = 0.0
    at_least: bool = False
    media_ns: int = 0
    papers_ns: int = 0

    def begin(self, now: Moment) -> None:
        if not self.first_ns:
            self.first_ns, self.first = max(1, now.ns), now.seconds
        self.last = now.seconds

    def add(self, paths: Iterable[str], seconds: float) -> None:
        for path in paths:
            if path in self.seen or len(self.seen) < MOST_PATHS:
                self.seen[path] = seconds
            else:
                self.at_least = True

    def sort(self, paths: Collection[str], since_ns: int) -> None:
        """These changed, since then: which of them are photos or videos, and whether others are."""
        if not self.media_ns and is_media(paths):
            self.media_ns = since_ns
        if not self.papers_ns and not all(is_media((path,)) for path in paths):
            self.papers_ns = since_ns

    def absorb(self, other: _Batch) -> None:
        """The other's changes too: they are older."""
        if not other.first_ns:
            return
        if not self.first_ns:
            self.last = other.last
        self.first_ns, self.first = other.first_ns, other.first
        for path, seconds in other.seen.items():
            self.add(() if path in self.seen else (path,), seconds)
        self.at_least |= other.at_least
        self.media_ns = min(filter(None, (self.media_ns, other.media_ns)), default=0)
        self.papers_ns = min(filter(None, (self.papers_ns, other.papers_ns)), default=0)


class SettleRule:
    """The changes of one source, and when they are due. Not thread-safe."""

    def __init__(self, settle_s: float, now: Moment) -> None:
        self.settle_s, self.whole_s = settle_s, DAILY_S
        self._new = _Batch({})
        self._taking: _Batch | None = None
        self._at_once: Reason | None = None
        self._asked: float | None = None  # announced, and nobody has begun yet
        self._retry: float | None = None
        self._whole = now.seconds  # when everything was last asked for

    def changed(self, now: Moment, paths: Iterable[str] = (), *, at_least: bool = False) -> None:
        """These files changed; none: a folder did. `at_least`: more than these, and not known which."""
        self._new.begin(now)
        told = tuple(paths)
        self._new.add(told, now.seconds)
        self._new.sort(told, max(1, now.ns))
        self._new.at_least |= at_least

    def rescan(self, now: Moment, reason: Reason, *, unknown: bool = False) -> None:
        """All of it is to be looked at, at once. `unknown`: something did change, and nobody knows what."""
        if unknown:
            self.changed(now, at_least=True)
        self._at_once = reason
        self._asked = None

    def due(self, now: Moment) -> Reason | None:
        """Why it is to be taken now, None if it is not. The answer counts as an announcement: it is given once."""
        when, reason = self._next(now.seconds)
        if now.seconds < when:
            return None
        self._asked, self._at_once, self._retry = now.seconds, None, None
        self._whole = now.seconds
        return reason

    def next_due(self, now: Moment) -> float | None:
        """On the monotonic clock: when `due` will answer if all rests. None: nothing waits, or it was told."""
        when, reason = self._next(now.seconds)
        return None if reason == "daily" or self._asked is not None else when

    def wake(self, now: Moment) -> float:
        """On the monotonic clock: when to ask `due` again."""
        return self._next(now.seconds)[0]

    def _next(self, seconds: float) -> tuple[float, Reason]:
        daily: tuple[float, Reason] = (self._whole + self.whole_s, "daily")
        if self._at_once is not None and self._taking is None:
            return seconds, self._at_once
        if self._taking is not None:
            return daily  # what comes meanwhile is taken when this is over
        changes: tuple[float, Reason] = (self._changes(), "changed")
        again: tuple[float, Reason] = (self._again(), "retry")
        return min(changes, again, daily, key=lambda one: one[0])

    def _changes(self) -> float:
        if not self._new.first_ns or self._retry is not None:
            return float("inf")
        due = min(self._new.last + self._rest_s(), self._new.first + LONGEST_S)
        return due if self._asked is None else max(due, self._asked + LONGEST_S)

    def _rest_s(self) -> float:
        """Photos and videos wait less: until they are stored, a card is all there is of them."""
        return self.settle_s * MEDIA_REST if self._new.media_ns else self.settle_s

    def _again(self) -> float:
        if self._retry is not None:
            return self._retry
        return float("inf") if self._asked is None else self._asked + LONGEST_S

    def taken(self, now: Moment, started: float) -> None:
        """A backup began at `started` (monotonic): what was seen to change before is being taken by it."""
        started = min(started, now.seconds)
        self._asked = None
        earlier, self._new = self._new, _Batch({})
        if self._taking is not None:
            earlier.absorb(self._taking)
        later = {path: seconds for path, seconds in earlier.seen.items() if seconds > started}
        for path in later:
            del earlier.seen[path]
        if later or earlier.last > started:
            since_ns = max(1, now.at(started))
            self._new = _Batch(later, since_ns, started, earlier.last)
            self._new.sort(later, since_ns)
        self._taking = earlier
        self._whole = started

    def settled(self, now: Moment, *, ok: bool) -> None:
        """The backup is over. Not `ok`: what it should have taken goes on waiting, and is asked for again later."""
        taking, self._taking, self._asked = self._taking, None, None
        if ok:
            self._retry = None
            return
        if taking is not None:
            self._new.absorb(taking)
        self._retry = now.seconds + RETRY_S

    @property
    def waiting_files(self) -> int:
        """Distinct files known to have changed, and not yet in the vault."""
        if self._taking is None:
            return len(self._new.seen)
        return len(self._taking.seen.keys() | self._new.seen.keys())

    @property
    def at_least(self) -> bool:
        """Whether more may have changed than are known by name."""
        return self._new.at_least or (self._taking is not None and self._taking.at_least)

    @property
    def waiting_since_ns(self) -> int:
        """When the oldest change not yet in the vault was seen, ns UTC; 0 if nothing waits."""
        if self._taking is not None and self._taking.first_ns:
            return self._taking.first_ns
        return self._new.first_ns

    @property
    def waiting_media_since_ns(self) -> int:
        """The same of photos and videos."""
        return min(filter(None, (one.media_ns for one in self._batches())), default=0)

    @property
    def waiting_papers_since_ns(self) -> int:
        """The same of what is neither, as far as it is known by name."""
        return min(filter(None, (one.papers_ns for one in self._batches())), default=0)

    def _batches(self) -> Iterable[_Batch]:
        return (self._new,) if self._taking is None else (self._taking, self._new)
