"""Events that recur: their occurrences within the years that are read, with what was moved or left out of them.

A rule by the hour, minute or second is none that a wedding has, and would fill the memory: of such an event only its
first time is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import recurring_ical_events
from icalendar import Calendar
from icalendar import Event as Component

from studio_backup.engine.calendar.lines import Block
from studio_backup.engine.calendar.properties import Properties, split

MOST_TIMES: Final = 1_500
"""Occurrences of one series: every day of four years."""
OLDEST_YEAR: Final = 1900
_DAYS: Final = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_OF_A_DAY: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a series. `number`: which one, the same at each reading."""

    number: str
    start: date | datetime
    end: date | datetime | None
    component: Component


def too_often(event: Properties) -> bool:
    """Whether a rule of it asks for more than one time a day, or is no rule, or begins before there were cameras."""
    rules = [line for name, line in event.block if name == "RRULE"]
    return any(_too_often(split(line)[1]) for line in rules) or (bool(rules) and _ancient(event))


def _too_often(rule: str) -> bool:
    parts = {name.strip(): value.strip() for name, _, value in (one.partition("=") for one in rule.upper().split(";"))}
    return parts.get("FREQ", "") not in _DAYS or any("," in parts.get(name, "") for name in _OF_A_DAY)


def _ancient(event: Properties) -> bool:
    start = event.moment("DTSTART")
    return start is None or start.year < OLDEST_YEAR


def occurrences(events: Sequence[Properties], begins: datetime, ends: datetime) -> Iterator[Occurrence]:
    """The occurrences of one series between two moments. Raises whatever the library does on what is no series."""
    calendar = Calendar()
    for event in events:
        calendar.add_component(Component.from_ical(event.for_library()))
    found = recurring_ical_events.of(calendar).between(begins, ends)
    for component in found[:MOST_TIMES]:
        start = component["DTSTART"].dt
        end = component.get("DTEND")
        numbered = component.get("RECURRENCE-ID")
        number = start if numbered is None else numbered.dt
        yield Occurrence(_text(number), start, None if end is None else end.dt, component)


def _text(number: date | datetime) -> str:
    return number.strftime("%Y%m%dT%H%M%S") if isinstance(number, datetime) else number.strftime("%Y%m%d")


def block_of(component: Component) -> Block:
    """The texts of an occurrence, as lines."""
    text = component.to_ical().decode("utf-8", "replace").replace("\r\n ", "")
    lines = (line for line in text.split("\r\n") if line)
    return [(line.partition(":")[0].partition(";")[0].upper(), line) for line in lines]
