"""When work that can wait is silent: the Saturday window, and the days of one's own weddings. Pure.

All times are those of the wall where the studio is, so that a window over a clock change is an hour longer or shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_windows import Windows, windows_of

BEGINS: Final = time(18)
"""On Friday."""
ENDS: Final = time(6)
"""On Sunday."""
_FRIDAY: Final = 4
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A span of the wall's clock in which full scrubs and maintenance do not run. `reason`: what they wait for."""

    begin: datetime
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class QuietSpan:
    """From and before when it is quiet, ns UTC. `reason`: what waiting work waits for."""

    begin_ns: int
    until_ns: int
    reason: str


def quiet_for(weddings: Iterable[BookedWedding], facts: StudioFacts, now_ns: int) -> QuietSpan | None:
    """What keeps it quiet at that moment, the one that lasts longest; None if nothing does.

    Quiet are the Saturday windows which an event touches, and the days of each event, by the clock at its venue. A
    wedding whose hours are not known takes its whole day; a cancelled one keeps nothing quiet.
    """
    known = (windows_of(one, facts) for one in weddings if not one.cancelled)
    found = [quiet for windows in known for quiet in _quiet(windows) if quiet.begin_ns <= now_ns < quiet.until_ns]
    return max(found, key=lambda one: (one.until_ns, one.reason), default=None)


def _quiet(windows: Windows) -> Iterator[QuietSpan]:
    if windows.has_event:
        yield QuietSpan(*windows.days, "the end of a wedding's day")
    for window in windows.saturdays:
        yield QuietSpan(*window, "the end of the Saturday window")


def saturday_window(day: date) -> tuple[datetime, datetime] | None:
    """From Friday 18:00 to before Sunday 06:00, where the day touches it; None from Monday to Thursday."""
    after_friday = (day.weekday() - _FRIDAY) % 7
    if after_friday > 2:
        return None
    friday = day - after_friday * _DAY
    return datetime.combine(friday, BEGINS), datetime.combine(friday + 2 * _DAY, ENDS)


def quiet_at(now: datetime, weddings: Iterable[date]) -> Quiet | None:
    """What keeps it quiet at that moment of the wall's clock, the one that lasts longest; None if nothing does.

    `weddings`: the days of one's own weddings, each taken as a whole, since their hours are not known here.
    """
    found = [quiet for day in set(weddings) for quiet in _spans(day) if quiet.begin <= now < quiet.until]
    return max(found, key=lambda one: (one.until, one.reason), default=None)


def _spans(day: date) -> Iterator[Quiet]:
    midnight = datetime.combine(day, time())
    yield Quiet(midnight, midnight + _DAY, "the end of a wedding's day")
    window = saturday_window(day)
    if window is not None:
        yield Quiet(*window, "the end of the Saturday window")
