"""Schedules as they are typed and painted: pure. As a sentence the engine says them."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QLocale

from studio_backup.domain.policy import WEEKDAYS, Daily, Interval, Schedule, Watched, Weekday, Weekly
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.bands import Band, BandRow
from studio_backup.ui.wording.times import day_words, local

_DAY: Final = 24 * 60
_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])\Z")


def day_name(day: Weekday, *, short: bool = False) -> str:
    """A day of the week in the language of the window."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().dayName(WEEKDAYS.index(day) + 1, form)


def minute(clock: str) -> int:
    """A time of day ("22:30") in minutes since midnight."""
    return int(clock[:2]) * 60 + int(clock[3:5])


def times_typed(text: str) -> tuple[tuple[str, ...], str]:
    """Times of day as somebody typed them ("9:00, 22.30"), in order, and the first part which is none ("")."""
    found: set[str] = set()
    for part in re.split(r"[,;\s]+", text.strip()):
        if not part:
            continue
        clock = _CLOCK.match(part)
        if clock is None:
            return (), part
        found.add(f"{int(clock[1]):02}:{clock[2]}")
    return tuple(sorted(found)), ""


def week(schedule: Schedule) -> tuple[BandRow, ...]:
    """The seven days, painted."""
    return tuple(BandRow(day_name(day, short=True), _bands(schedule, day)) for day in WEEKDAYS)


def _bands(schedule: Schedule, day: Weekday) -> tuple[Band, ...]:
    if isinstance(schedule, Watched):
        return (Band(0, _DAY, translate("Policies", "as something changes")),)
    if isinstance(schedule, Interval):
        return (Band(0, _DAY, every(schedule.minutes)),)
    if isinstance(schedule, Weekly):
        return (_moment(schedule.time),) if schedule.weekday == day else ()
    return tuple(map(_moment, sorted(set(schedule.times)))) if day in schedule.weekdays else ()


def _moment(clock: str) -> Band:
    return Band(minute(clock), minute(clock), clock)


def every(minutes: int) -> str:
    """ "every 15 min", in the largest unit that holds it whole."""
    if minutes % _DAY == 0:
        return translate("Policies", "every %n days", "", minutes // _DAY)
    if minutes % 60 == 0:
        return translate("Policies", "every %n h", "", minutes // 60)
    return translate("Policies", "every %n min", "", minutes)


def run_words(at_ns: int, now_ns: int) -> tuple[str, str]:
    """A run to come as day and time: ("Today", "22:30"), ("Sun 14 Jun", "02:00")."""
    then, now = local(at_ns), local(now_ns)
    days = (then.date() - now.date()).days
    clock = then.strftime("%H:%M")
    if days == 0:
        return translate("Policies", "Today"), clock
    if days == 1:
        return translate("Policies", "Tomorrow"), clock
    return day_words(then.date(), "ddd d MMM"), clock


def season_of(schedule: Schedule) -> int:
    """So many times as often from May to October; 1 for a schedule without a season."""
    return 1 if isinstance(schedule, Watched) else schedule.season


def kind_at(schedule: Schedule) -> int:
    """Which of the four kinds: see KINDS."""
    return KINDS.index(type(schedule))


KINDS: Final = (Watched, Interval, Daily, Weekly)
"""In the order in which they are offered."""
