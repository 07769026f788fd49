"""Times by the clock at the venue: as a person types them, and as moments.

An hour which the clock skips or repeats is read so that the wedding lasts longer: a start is the earlier of the two
moments it could be, an end the later one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from studio_backup.base.errors import UsageError

FIRST_YEAR: Final = 1971
LAST_YEAR: Final = 2199
"""Weddings out of these years are mistyped: what is before was not dated by any camera, what is after not booked."""
_SHAPE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?", re.ASCII)
_OFFSET: Final = re.compile(r"\d(?:Z|[+-]\d{2}:?\d{2})$", re.ASCII | re.IGNORECASE)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_HINT: Final = 'Write it as the clock at the venue shows it: "2026-06-20T13:00", or "2026-06-20" for the whole day.'


@dataclass(frozen=True, slots=True)
class Wall:
    """A day, and a time on it; None for all of that day."""

    day: date
    at: time | None = None

    @property
    def text(self) -> str:
        """As a person types it: seconds only where there are some."""
        if self.at is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.at.isoformat('seconds' if self.at.second else 'minutes')}"


def read_wall(text: str) -> Wall:
    """What a person typed. UsageError for what is no day and time without an offset, or out of the years."""
    told = text.strip()
    if len(told) > len("2026-06-20") and _OFFSET.search(told[10:]):
        raise UsageError(f"{_shown(told)} names an offset; the wedding's own zone says that.", hint=_HINT)
    shape = _SHAPE.fullmatch(told)
    try:
        if shape is None:
            raise ValueError(told)
        day = date.fromisoformat(shape[1])
        at = time.fromisoformat(shape[2]) if shape[2] else None
    except ValueError:
        raise UsageError(f"{_shown(told)} is no day, and no time on one.", hint=_HINT) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(
            f"No wedding is in the year {day.year}.", hint=f"Give a year from {FIRST_YEAR} to {LAST_YEAR}."
        )
    return Wall(day, at)


def read_day(text: str) -> str:
    """A day alone, as YYYY-MM-DD. UsageError for anything else."""
    wall = read_wall(text)
    if wall.at is not None:
        raise UsageError(f"{_shown(text)} is a time; a day is asked for.", hint="Write it YYYY-MM-DD.")
    return wall.day.isoformat()


def begin_ns(wall: Wall, zone: tzinfo) -> int:
    """When it begins, ns UTC: the earlier moment where the clock shows this twice or never."""
    return min(_moments(datetime.combine(wall.day, wall.at or time()), zone))


def end_ns(wall: Wall, zone: tzinfo) -> int:
    """When it ends, ns UTC; a day ends at 24:00. The later moment where the clock shows this twice or never."""
    if wall.at is None:
        return max(_moments(datetime.combine(wall.day + timedelta(days=1), time()), zone))
    return max(_moments(datetime.combine(wall.day, wall.at), zone))


def _moments(naive: datetime, zone: tzinfo) -> tuple[int, int]:
    first, second = (_ns(naive.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    return first, second


def _ns(moment: datetime) -> int:
    since = moment.astimezone(UTC) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 10**9 + since.microseconds * 1_000


def wall_of(ns: int, zone: tzinfo) -> Wall:
    """What the clock at the venue shows at a moment, to the second."""
    shown = (_EPOCH + timedelta(seconds=ns // 10**9)).astimezone(zone)
    return Wall(shown.date(), shown.time().replace(microsecond=0))


def day_of(ns: int, zone: tzinfo) -> str:
    """Which day it is at the venue, YYYY-MM-DD."""
    return wall_of(ns, zone).day.isoformat()


def _shown(text: str) -> str:
    return ascii(text[:60])
