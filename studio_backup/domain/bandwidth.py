"""How much of the line the program may take, by the hour of the day: pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Final

import msgspec

from studio_backup.domain.job import Level

DAY_MINUTES: Final = 24 * 60
LEAST_RATE: Final = 1_000
"""Bytes a second. With less a single piece would take hours: who wants that pauses the work."""
URGENT: Final[frozenset[Level]] = frozenset({"critical", "emergency"})


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """A part of each day with its limit.

    `begins`, `ends`: minutes since midnight, local time, 0 to 1,439; the end is not in it. One that ends before it
    begins goes over midnight; one that ends where it begins is the whole day. `rate`: bytes a second.
    """

    begins: int
    ends: int
    rate: int

    def holds(self, minute: int) -> bool:
        """Whether a minute of the day lies in it."""
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


class Bandwidth(msgspec.Struct, frozen=True, kw_only=True):
    """What a person allows. `windows` may overlap: the least counts. `otherwise`: bytes a second outside of all
    windows, None for no limit. `urgent_free`: critical and emergency work is not held back.
    """

    windows: tuple[Window, ...] = ()
    otherwise: int | None = None
    urgent_free: bool = True

    @property
    def limits(self) -> bool:
        """Whether there is any limit at all."""
        return bool(self.windows) or self.otherwise is not None

    def rate_at(self, minute: int) -> int | None:
        """Bytes a second at a minute of the day; None for no limit."""
        rates = [window.rate for window in self.windows if window.holds(minute)]
        return min(rates) if rates else self.otherwise

    def rate_for(self, level: Level, minute: int) -> int | None:
        """As `rate_at`, for work of a level."""
        return None if self.urgent_free and level in URGENT else self.rate_at(minute)


def minute_of_day(at_ns: int, zone: tzinfo | None = None) -> int:
    """What the clock on the wall shows, in minutes since midnight. `zone` None: this machine's.

    The hour which summer time repeats is there twice, and its window holds twice; the one it leaves out never comes.
    """
    wall = datetime.fromtimestamp(at_ns // 10**9, UTC).astimezone(zone)
    return wall.hour * 60 + wall.minute


def sentence(bandwidth: Bandwidth) -> str:
    """For people: "2.0 MB/s from 08:00 to 18:00, else no limit"."""
    if not bandwidth.limits:
        return "no limit"
    parts = [f"{_rate(one.rate)} {_when(one)}" for one in bandwidth.windows]
    rest = _rate(bandwidth.otherwise) if bandwidth.otherwise is not None else "no limit"
    told = ", ".join([*parts, f"else {rest}" if parts else rest])
    return told + ("" if bandwidth.urgent_free else "; urgent work too")


def _when(window: Window) -> str:
    if window.begins == window.ends:
        return "all day"
    return f"from {clock_text(window.begins)} to {clock_text(window.ends)}"


def clock_text(minute: int) -> str:
    """A minute of the day as HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _rate(rate: int) -> str:
    return f"{rate / 1e6:.1f} MB/s" if rate >= 100_000 else f"{rate / 1e3:.0f} kB/s"
