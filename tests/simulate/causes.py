"""Why something came too late on one laptop: what nobody could have helped, and what is the program's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal

from studio_backup.domain.job import Level, rank
from tests.simulate.stores import LOCAL
from tests.simulate.world import HOUR, SECOND, TICK, World, quarter

Cause = Literal["laptop shut", "place away", "line full", "quiet", "program"]
CAUSES: Final[tuple[Cause, ...]] = ("laptop shut", "place away", "line full", "quiet", "program")
"""`laptop shut`: it was never on while there was time. `place away`: no place that would do answered while it was on.
`line full`: all that went over its line was as urgent, or more. `quiet`: what can wait is not read on weddings' days.
"""
_FULL: Final = 0.9
_SLACK: Final = 1_000_000_000
"""Bytes of a line which the border of a pack may leave unused."""


class Causes:
    """Remembers what the laptop did in each quarter of an hour."""

    def __init__(self, world: World, laptop: str) -> None:
        self._world, self._laptop = world, laptop
        self._sent: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0] * 5)
        self._reading: dict[int, int] = defaultdict(int)
        self._quiet: set[int] = set()

    def sends(self, place: str, level: Level, now_ns: float, size: float) -> None:
        """So many bytes went there."""
        self._sent[place, quarter(int(now_ns))][rank(level)] += size

    def reads(self, now_ns: int, length_ns: int) -> None:
        """It was busy for so long with reading something back."""
        self._reading[quarter(now_ns)] += length_ns

    def quiet(self, hour_ns: int, *, quiet: bool) -> None:
        """Whether only what is new or critical was read in that hour."""
        if quiet:
            first = quarter(hour_ns)
            self._quiet.update(range(first, first + HOUR // TICK))

    def of_backup(self, since_ns: int, until_ns: int) -> Cause:
        """Of a point that came late: `until_ns`: its deadline. Sources are looked at when the laptop wakes, at last."""
        was_on = self._world.is_on(self._laptop, until_ns - TICK) and self._world.is_on(self._laptop, until_ns)
        return "program" if was_on and since_ns < until_ns else "laptop shut"

    def of_copying(self, places: Iterable[str], level: Level, since_ns: int, until_ns: int) -> Cause:
        """Of a point that came to none of these places in time."""
        known, on = list(places), self._on(since_ns, until_ns)
        if not on:
            return "laptop shut"
        open_lines = [place for place in known if any(self._rate(place, one) for one in on)]
        if not open_lines:
            return "place away"
        return "line full" if all(self._was_full(place, rank(level), on) for place in open_lines) else "program"

    def of_reading(self, place: str, since_ns: int, until_ns: int, size: int, *, can_wait: bool) -> Cause:
        """Of an object which was not read in that time. `can_wait`: it is not read while it is quiet."""
        on = self._on(since_ns, until_ns)
        if not on:
            return "laptop shut"
        there = on if place == LOCAL else [one for one in on if self._rate(place, one)]
        if not there:
            return "place away"
        allowed = [one for one in there if not (can_wait and one in self._quiet)]
        if not allowed:
            return "quiet"
        free = sum(
            (TICK - self._reading.get(one, 0)) / SECOND * (self._rate(place, one) or 400_000_000) for one in allowed
        )
        return "line full" if free < 2 * size + _SLACK else "program"

    def _was_full(self, place: str, least: int, on: Iterable[int]) -> bool:
        could = sent = 0.0
        for one in on:
            could += self._rate(place, one) * (TICK // SECOND)
            sent += sum(self._sent[place, one][least:]) if (place, one) in self._sent else 0.0
        return sent >= _FULL * could - _SLACK

    def _on(self, since_ns: int, until_ns: int) -> list[int]:
        """Quarters of an hour, whole ones in that time, in which it was on."""
        quarters = range(quarter(since_ns + TICK - 1), quarter(until_ns))
        return [one for one in quarters if self._world.on[self._laptop][one]]

    def _rate(self, place: str, one: int) -> int:
        return 0 if place == LOCAL else self._world.rates[place, self._laptop][one]
