"""A schedule as a sentence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from studio_backup.domain.policy import WEEKDAYS, Daily, Interval, Schedule, Watched, Weekly
from studio_backup.engine.schedule.policy_runs import never_runs

_NUMBERS: Final = ("", "", "twice", "three times", "four times", "five times", "six times")
_UNITS: Final = ((7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour"), (1, "minute"))
_DAYS_OF_WORK: Final = frozenset(WEEKDAYS[:5])


def sentence(schedule: Schedule) -> str:
    """For people: "Every 15 minutes, five times as often from May to October."."""
    if isinstance(schedule, Watched):
        return "As soon as something changes."
    return never_runs(schedule) or f"{_when(schedule)}{_season(schedule.season)}."


def period(minutes: int) -> str:
    """A length of time in its largest whole unit: "15 minutes", "2 hours", "1 day"."""
    length, unit = next((length, unit) for length, unit in _UNITS if minutes % length == 0)
    number = minutes // length
    return f"{number} {unit}" if number == 1 else f"{number:,} {unit}s"


def span(minutes: int) -> str:
    """A length of time in its two largest units: "3 days and 2 hours"."""
    told = []
    for length, unit in _UNITS[1:]:
        number, minutes = divmod(minutes, length)
        if number:
            told.append(f"{number} {unit}" if number == 1 else f"{number:,} {unit}s")
    return " and ".join(told[:2])


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _when(schedule: Interval | Daily | Weekly) -> str:
    if isinstance(schedule, Interval):
        return f"Every {period(schedule.minutes).removeprefix('1 ')}"
    if isinstance(schedule, Weekly):
        return f"Every {schedule.weekday.capitalize()} at {schedule.time}"
    return f"{_days(schedule)} at {listed(sorted(set(schedule.times)))}"


def _days(schedule: Daily) -> str:
    days = frozenset(schedule.weekdays)
    if days == frozenset(WEEKDAYS):
        return "Every day"
    if days == _DAYS_OF_WORK:
        return "From Monday to Friday"
    return f"Every {listed([day.capitalize() for day in WEEKDAYS if day in days])}"


def _season(factor: int) -> str:
    if factor == 1:
        return ""
    number = _NUMBERS[factor] if factor < len(_NUMBERS) else f"{factor} times"
    return f", {number} as often from May to October"
