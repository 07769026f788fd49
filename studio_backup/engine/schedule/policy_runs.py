"""When a schedule is due, on the wall clock of a time zone, across its clock changes. Pure.

A time that a clock change skips is taken as much later as the clock is put forward; one that comes twice, the first
time. From May to October the time between two runs is divided by the season's factor.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice, pairwise, takewhile
from typing import Final

from studio_backup.domain.policy import SEASON, WEEKDAYS, Daily, Interval, Schedule, Watched, Weekly

_SECOND: Final = 10**9
_MINUTE: Final = 60 * _SECOND
_AROUND: Final = 9
"""Days: two runs of the same weekday lie in so many, a day that a zone skipped included."""


def never_runs(schedule: Schedule) -> str:
    """Why the schedule can never run, in a sentence; "" if it can."""
    if isinstance(schedule, Daily) and not schedule.times:
        return "This schedule can never run: it names no time of day."
    if isinstance(schedule, Daily) and not schedule.weekdays:
        return "This schedule can never run: it names no day of the week."
    return ""


def next_run(schedule: Schedule, after_ns: int, zone: tzinfo) -> int:
    """The first moment after `after_ns` (ns UTC) at which it is due; 0 if no clock decides that, or never."""
    return next(runs(schedule, after_ns, zone), 0)


def next_runs(schedule: Schedule, after_ns: int, zone: tzinfo, count: int) -> tuple[int, ...]:
    """The next moments, ns UTC, each later than the one before; none if no clock decides."""
    return tuple(islice(runs(schedule, after_ns, zone), count))


def runs(schedule: Schedule, after_ns: int, zone: tzinfo) -> Iterator[int]:
    """All moments after `after_ns`, without end."""
    if isinstance(schedule, Watched) or never_runs(schedule):
        return iter(())
    if isinstance(schedule, Interval):
        return _spaced(schedule, after_ns, zone)
    return (moment for moment in _with_season(schedule, after_ns, zone) if moment > after_ns)


def longest_gap_ns(schedule: Schedule) -> int:
    """The longest time between two runs out of season; 0 for what is watched or can never run."""
    if isinstance(schedule, Interval):
        return schedule.minutes * _MINUTE
    if isinstance(schedule, Watched) or never_runs(schedule):
        return 0
    start = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday of a month out of season, in a zone without clock changes
    end_ns = _ns(start + timedelta(days=2 * _AROUND))
    told = takewhile(lambda moment: moment < end_ns, _regular(schedule, _ns(start), UTC))
    return max(later - one for one, later in pairwise(told))


def _spaced(schedule: Interval, after_ns: int, zone: tzinfo) -> Iterator[int]:
    moment = after_ns
    while True:
        moment += schedule.minutes * _MINUTE // _factor(schedule.season, moment, zone)
        yield moment


def _with_season(schedule: Daily | Weekly, after_ns: int, zone: tzinfo) -> Iterator[int]:
    """The regular moments from the last before `after_ns` on, and in the season those between them."""
    days = frozenset(schedule.weekdays) if isinstance(schedule, Daily) else frozenset(WEEKDAYS)
    for one, later in pairwise(_regular(schedule, after_ns, zone)):
        yield one
        factor = _factor(schedule.season, one, zone)
        for part in range(1, factor):
            between = one + (later - one) * part // factor
            if WEEKDAYS[_local(between, zone).weekday()] in days:
                yield between


def _regular(schedule: Daily | Weekly, from_ns: int, zone: tzinfo) -> Iterator[int]:
    """The moments the schedule names, from some before `from_ns` on. Of two that a clock change makes one, one."""
    times = schedule.times if isinstance(schedule, Daily) else (schedule.time,)
    weekdays = schedule.weekdays if isinstance(schedule, Daily) else (schedule.weekday,)
    day = _local(from_ns, zone).date() - timedelta(days=_AROUND)
    last = None
    while True:
        found: set[int] = set()
        for _ in range(2 * _AROUND):
            if WEEKDAYS[day.weekday()] in weekdays:
                found |= {_moment(day, time, zone) for time in times}
            day += timedelta(days=1)
        for moment in sorted(found):
            if last is None or moment > last:
                last = moment
                yield moment


def _moment(day: date, time: str, zone: tzinfo) -> int:
    hour, minute = time.split(":")
    return _ns(datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=zone))


def _factor(season: int, moment_ns: int, zone: tzinfo) -> int:
    return season if _local(moment_ns, zone).month in SEASON else 1


def _local(moment_ns: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(moment_ns // _SECOND, tz=UTC).astimezone(zone)


def _ns(moment: datetime) -> int:
    return int(moment.timestamp()) * _SECOND
