"""From when to when a wedding lasts: by what was typed, by the calendars, else the whole day of its date. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from studio_backup.base.errors import UsageError
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding_record import TypedWedding
from studio_backup.engine.schedule.wall_time import Wall, begin_ns, end_ns, read_wall


@dataclass(frozen=True, slots=True)
class Span:
    """ns UTC, the end not in it. `all_day`: whole days at the venue."""

    start_ns: int
    end_ns: int
    all_day: bool


def wall(text: str | None) -> Wall | None:
    """What was kept of a time; None for nothing, also where it cannot be read any more."""
    try:
        return read_wall(text) if text else None
    except UsageError:
        return None


def event_span(event: CalendarEvent, zone: tzinfo) -> Span | None:
    """When an event is, at a venue in this zone. None where it says nothing that can be."""
    if event.start_ns:
        return Span(event.start_ns, max(event.start_ns, event.end_ns), event.all_day)
    start, end = wall(event.wall_start), wall(event.wall_end)
    if start is None:
        return None
    begins = begin_ns(start, zone)
    last = _last_day(end, start) if event.all_day else end or Wall(start.day)
    return Span(begins, max(begins, end_ns(last, zone)), event.all_day)


def _last_day(behind: Wall | None, first: Wall) -> Wall:
    """The last whole day: a calendar names the day after it."""
    if behind is None or behind.day <= first.day:
        return Wall(first.day)
    return Wall(behind.day - timedelta(days=1))


def calendar_span(events: Iterable[CalendarEvent], zone: tzinfo) -> Span | None:
    """All that the calendars say of one wedding, ceremony and party: from the first begin to the last end."""
    spans = [span for event in events if (span := event_span(event, zone)) is not None]
    if not spans:
        return None
    first, last = min(one.start_ns for one in spans), max(one.end_ns for one in spans)
    return Span(first, last, all(one.all_day for one in spans))


def whole_day(day: str, zone: tzinfo) -> Span | None:
    """All of a day, YYYY-MM-DD; None for no day."""
    try:
        told = Wall(date.fromisoformat(day))
    except ValueError:
        return None
    return Span(begin_ns(told, zone), end_ns(told, zone), True)


def typed_span(typed: TypedWedding, said: Span | None, zone: tzinfo) -> Span | None:
    """What was typed, each of begin and end where it was, and what was `said` for the other one.

    Where what was said does not fit to what was typed it does not count: then it is that day up to its end, or from
    its begin on.
    """
    start, end = wall(typed.start), wall(typed.end)
    if start is None and end is None:
        return said
    begins, whole_start = _begin(start, end, said, zone)
    ends, whole_end = _end(start, end, said, zone)
    return Span(begins, max(begins, ends), whole_start and whole_end)


def _begin(start: Wall | None, end: Wall | None, said: Span | None, zone: tzinfo) -> tuple[int, bool]:
    if start is not None:
        return begin_ns(start, zone), start.at is None
    assert end is not None
    if said is not None and said.start_ns < end_ns(end, zone):
        return said.start_ns, said.all_day
    return begin_ns(Wall(end.day), zone), True


def _end(start: Wall | None, end: Wall | None, said: Span | None, zone: tzinfo) -> tuple[int, bool]:
    if end is not None:
        return end_ns(end, zone), end.at is None
    assert start is not None
    if said is not None and said.end_ns > begin_ns(start, zone):
        return said.end_ns, said.all_day
    return end_ns(Wall(start.day), zone), True
