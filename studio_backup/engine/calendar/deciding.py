"""All events of one calendar: which are weddings, each with its reason, none counted twice. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import TypeAlias

from studio_backup.domain.calendar import Calendar
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.engine.calendar.couples import couple_of, place_of
from studio_backup.engine.calendar.texts import PLACE, clean, folded
from studio_backup.engine.calendar.values import Event
from studio_backup.engine.calendar.wedding_rules import Judged, judged

Key: TypeAlias = tuple[str, int]
"""By what the same event is known again under another UID: its title, and when it begins."""


def key_of(event: Event, zone: tzinfo) -> Key:
    """See Key. `zone`: of the place, where it is bound to none."""
    return folded(event.title), event.starts_ns(zone)


def decided(
    calendar: Calendar, events: Iterable[Event], elsewhere: Mapping[Key | str, str], zone: tzinfo
) -> dict[str, Judged]:
    """By uid. `elsewhere`: weddings of calendars that come first, by key and by uid, with these calendars' names."""
    seen: dict[Key, str] = {}
    found: dict[str, Judged] = {}
    choices = {one.event: one.choice for one in calendar.chosen}
    for event in events:
        one = judged(event, calendar.rules, choices.get(event.uid, ""))
        if one.is_wedding and not choices.get(event.uid):
            key = key_of(event, zone)
            other = elsewhere.get(event.uid) or elsewhere.get(key)
            if other:
                one = Judged(False, f"The same event stands in the calendar “{other}”.")
            elif key in seen:
                one = Judged(False, "The same event stands here twice.")
            else:
                seen[key] = event.uid
        found[event.uid] = one
    return found


def wedding_event(event: Event, zone: str) -> CalendarEvent:
    """An event as a wedding. `zone`: the one a person named for the calendar, "" for none."""
    return CalendarEvent(
        uid=event.uid,
        title=event.title,
        couple=couple_of(event.title),
        venue=event.place or clean(place_of(event.title), PLACE),
        zone=event.zone or zone,
        start_ns=event.start_ns,
        end_ns=event.end_ns,
        wall_start=event.wall_start,
        wall_end=event.wall_end,
        all_day=event.all_day,
        cancelled=event.cancelled,
    )
