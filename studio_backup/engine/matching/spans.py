"""When a wedding is, on the wall clocks of its venue. Pure.

Wall-clock seconds count from 1970-01-01 00:00 of that clock, as in `domain.matching`.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio_backup.domain.wedding import BookedWedding

HOUR_S: Final = 3_600
BEFORE_S: Final = 4 * HOUR_S
"""The photographer comes when the couple gets ready."""
AFTER_S: Final = 4 * HOUR_S
"""And stays as long as they dance."""
_LONGEST_EVENT_S: Final = 4 * 24 * HOUR_S
LONGEST_S: Final = BEFORE_S + _LONGEST_EVENT_S + AFTER_S
"""No span is longer."""
_SHORTEST_S: Final = 6 * HOUR_S


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when photos of a wedding are taken. `zone_s`: how far its venue is ahead of UTC then; `home_s`: how
    far ahead of the studio's zone, where cameras that show the time at home are behind."""

    first: int
    last: int
    zone_s: int = 0
    home_s: int = 0

    def inside(self, walls: Sequence[int], shift: int = 0) -> int:
        """How many of these ascending moments lie in it, if the clock was off by `shift`."""
        low = bisect.bisect_left(walls, self.first - shift)
        return bisect.bisect_right(walls, self.last - shift) - low


def span_of(wedding: BookedWedding, home: tzinfo = UTC) -> Span:
    """Of its event. One without an end, or with one that cannot be, is taken for an evening."""
    start_s = wedding.start_ns // 10**9
    length = min(max(wedding.end_ns // 10**9 - start_s, _SHORTEST_S), _LONGEST_EVENT_S)
    ahead, at_home = _ahead(_zone(wedding.zone), start_s), _ahead(home, start_s)
    begin = start_s + ahead
    return Span(begin - BEFORE_S, begin + length + AFTER_S, ahead, ahead - at_home)


def days_of(wedding: BookedWedding) -> frozenset[str]:
    """The days on which its event is, and the one on which it was first booked for: YYYY-MM-DD."""
    ahead = _ahead(_zone(wedding.zone), wedding.start_ns // 10**9)
    start = wedding.start_ns // 10**9 + ahead
    return frozenset(filter(None, (day_of(start), wedding.date)))


def day_of(wall_s: int) -> str:
    """YYYY-MM-DD; "" for a moment that no calendar has."""
    try:
        return datetime.fromtimestamp(wall_s, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def time_of(wall_s: int) -> str:
    """HH:MM; "" for a moment that no calendar has."""
    try:
        return datetime.fromtimestamp(wall_s, UTC).strftime("%H:%M")
    except (ValueError, OverflowError, OSError):
        return ""


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo:
    """UTC for one that is unknown here: the clock of cameras is then off by whole hours, and that is looked for."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _ahead(zone: tzinfo, at_s: int) -> int:
    try:
        told = datetime.fromtimestamp(at_s, UTC).astimezone(zone).utcoffset()
    except (ValueError, OverflowError, OSError):
        return 0
    return int(told.total_seconds()) if told is not None else 0
