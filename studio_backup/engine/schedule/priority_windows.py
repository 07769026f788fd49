"""The moments of a wedding at which something changes: by the venue's clock, across its clock changes. Pure.

They are reckoned once for a wedding and kept while its booking stays as it is: rules only compare whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from studio_backup.domain.policy import SEASON
from studio_backup.domain.priorities import Numbers
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.zone_names import zone_of

SECOND: Final = 10**9
DAY_NS: Final = 86_400 * SECOND
_YEAR_NS: Final = 31_556_952 * SECOND
FRIDAY: Final = 4
LONGEST_NS: Final = 366 * DAY_NS
"""Of an event: what a calendar says beyond that is taken for a slip, and the windows of its weekends stay few."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ONE_DAY: Final = timedelta(days=1)
_YEARS: Final = (1900, 2200)
"""A day outside of these is none that somebody marries on; what reckons with zones may fail there."""
_EARLIEST_NS, _LATEST_NS = (
    (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(seconds=1) * SECOND for year in _YEARS
)

Span = tuple[int, int]
"""From, and before: ns UTC."""


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """Moments of one wedding, ns UTC, 0 for not known. Equal only to itself: it is a key of what is derived from it.

    `zone`: whose clock counts; `strange_zone`: the name of one that is unknown here, for which the studio's is taken.
    The event lasts from `start_ns` up to `end_ns`. `critical_ns`, `high_ns`: from then on before the event its papers
    are. `saturdays`: the Saturday windows that it touches. `delivered_ns`: the first moment of the day of delivery;
    `archive_ns`: from then on it is archive. `edges`: all of them in order. `days`: of the event, from midnight to
    midnight at the venue.
    """

    zone: tzinfo
    strange_zone: str
    start_ns: int
    end_ns: int
    high_ns: int
    critical_ns: int
    saturdays: tuple[Span, ...]
    delivered_ns: int
    archive_ns: int
    edges: tuple[int, ...]
    days: Span

    @property
    def has_event(self) -> bool:
        """Whether it is known when the wedding is."""
        return self.end_ns > self.start_ns

    def saturday_at(self, at_ns: int) -> Span | None:
        """The Saturday window of this wedding in which that moment lies."""
        return next((one for one in self.saturdays if one[0] <= at_ns < one[1]), None)

    def is_delivered(self, at_ns: int) -> bool:
        """Whether the day of delivery has begun."""
        return 0 < self.delivered_ns <= at_ns


def windows_of(wedding: BookedWedding, facts: StudioFacts) -> Windows:
    """The moments of this booking."""
    return _windows(
        wedding.start_ns,
        wedding.end_ns,
        wedding.all_day,
        "" if wedding.start_ns else wedding.date,
        wedding.delivered,
        wedding.zone,
        facts.zone,
        facts.numbers,
    )


def event_of(wedding: BookedWedding, zone: tzinfo) -> Span | None:
    """When the event is; None where no day is known. All-day events are the venue's days; one without an end, or whose
    end is before its start, lasts to the end of its day; one without a start is all of its day."""
    return _event(wedding.start_ns, wedding.end_ns, wedding.all_day, "" if wedding.start_ns else wedding.date, zone)


def saturdays(event: Span, zone: tzinfo, numbers: Numbers) -> tuple[Span, ...]:
    """The Saturday windows, in order, which an event touches."""
    return tuple(_saturdays(event, zone, numbers))


def local(at_ns: int, zone: tzinfo) -> datetime:
    """That second on the wall there."""
    return (_EPOCH + timedelta(seconds=at_ns // SECOND)).astimezone(zone)


def at_wall(wall: datetime, zone: tzinfo) -> int:
    """The moment, ns UTC, at which the wall there shows this: the first one where it shows it twice; as much later as
    the clock is put forward where it never does."""
    return round(wall.replace(tzinfo=zone, fold=0).timestamp()) * SECOND


def midnight(day: date, zone: tzinfo) -> int:
    """The first moment of a day there, ns UTC."""
    return at_wall(datetime.combine(day, time()), zone)


def day_of(text: str) -> date | None:
    """The day of YYYY-MM-DD; None for anything else, and for one on which nobody marries."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _YEARS[0] <= day.year < _YEARS[1] else None


@lru_cache(maxsize=8_192)
def _windows(
    start_ns: int, end_ns: int, all_day: bool, day: str, delivered: str, zone: str, own_zone: str, numbers: Numbers
) -> Windows:
    there = zone_of(zone)
    clock = there or zone_of(own_zone) or UTC
    event = _event(start_ns, end_ns, all_day, day, clock)
    given = _delivery(delivered, clock, numbers)
    before = _before(event, clock, numbers) if event else (0, 0)
    weekends = saturdays(event, clock, numbers) if event else ()
    moments = {*(event or ()), *before, *given, *(moment for span in weekends for moment in span)} - {0}
    return Windows(
        zone=clock,
        strange_zone=zone if zone and there is None else "",
        start_ns=event[0] if event else 0,
        end_ns=event[1] if event else 0,
        high_ns=before[0],
        critical_ns=before[1],
        saturdays=weekends,
        delivered_ns=given[0],
        archive_ns=given[1],
        edges=tuple(sorted(moments)),
        days=_days(event, clock) if event else (0, 0),
    )


def _event(start_ns: int, end_ns: int, all_day: bool, day: str, zone: tzinfo) -> Span | None:
    if not start_ns:
        alone = day_of(day)
        return (midnight(alone, zone), midnight(alone + _ONE_DAY, zone)) if alone else None
    if not _EARLIEST_NS <= start_ns < _LATEST_NS:
        return None
    end_ns = min(end_ns, start_ns + LONGEST_NS)
    if end_ns > start_ns and not all_day:
        return start_ns, end_ns
    first = local(start_ns, zone).date()
    last = local(max(start_ns, end_ns - SECOND), zone).date() if all_day else first
    return midnight(first, zone) if all_day else start_ns, midnight(last + _ONE_DAY, zone)


def _days(event: Span, zone: tzinfo) -> Span:
    first, last = (local(at_ns, zone).date() for at_ns in (event[0], event[1] - 1))
    return midnight(first, zone), midnight(last + _ONE_DAY, zone)


def _delivery(delivered: str, zone: tzinfo, numbers: Numbers) -> Span:
    day = day_of(delivered)
    return (midnight(day, zone), midnight(day + timedelta(days=numbers.kept_days), zone)) if day else (0, 0)


def _before(event: Span, zone: tzinfo, numbers: Numbers) -> Span:
    """From when on papers are high, and critical: whole days before, at the same time of the wall's clock."""
    start, rest = local(event[0], zone).replace(tzinfo=None), event[0] % SECOND
    high, critical = max(numbers.high_days, numbers.critical_days), numbers.critical_days
    return (
        at_wall(start - timedelta(days=high), zone) + rest,
        at_wall(start - timedelta(days=critical), zone) + rest,
    )


def _saturdays(event: Span, zone: tzinfo, numbers: Numbers) -> Iterator[Span]:
    first = local(event[0], zone).date()
    friday = first - timedelta(days=(first.weekday() - FRIDAY) % 7)
    while True:
        begin = at_wall(datetime.combine(friday, time(numbers.window_from)), zone)
        until = at_wall(datetime.combine(friday + 2 * _ONE_DAY, time(numbers.window_until)), zone)
        if begin >= event[1]:
            return
        if until > event[0]:
            yield begin, until
        friday += 7 * _ONE_DAY


def is_season(at_ns: int, zone: tzinfo) -> bool:
    """Whether it is the season of weddings there: May to October."""
    begin, until = _season(at_ns // _YEAR_NS, zone)
    return begin <= at_ns < until


def next_season(at_ns: int, zone: tzinfo) -> int:
    """The next moment at which `is_season` may say something else there."""
    year = at_ns // _YEAR_NS
    moments = (*_season(year, zone), (year + 1) * _YEAR_NS)
    return min(moment for moment in moments if moment > at_ns)


@lru_cache(maxsize=1_024)
def _season(years: int, zone: tzinfo) -> Span:
    """Of the year that begins about so many mean years after 1970: a day too soon or late in winter."""
    year = min(max(1970 + years, _YEARS[0]), _YEARS[1])
    return midnight(date(year, SEASON.start, 1), zone), midnight(date(year, SEASON.stop, 1), zone)
