"""Calendars and their events as the door shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from studio_backup.api.calendars import CalendarPreview, CalendarView, EventView, WeddingRules
from studio_backup.domain.calendar import Calendar, Poll, Rules
from studio_backup.engine.calendar.values import Event
from studio_backup.engine.calendar.wedding_rules import Judged

MOST_SHOWN: Final = 2_000
"""Events of a preview; the weddings come first."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def calendar_view(calendar: Calendar, poll: Poll, counts: tuple[int, int]) -> CalendarView:
    """A calendar, without its address."""
    return CalendarView(
        id=calendar.id,
        name=calendar.name,
        kind=calendar.kind,
        address=calendar.shown,
        zone=calendar.zone,
        rules=rules_view(calendar.rules),
        polled_ns=poll.polled_ns,
        good_ns=poll.good_ns,
        next_ns=poll.next_ns,
        trouble=poll.trouble,
        hint=poll.hint,
        events=counts[0],
        weddings=counts[1],
        skipped=poll.skipped,
        added_ns=calendar.added_ns,
        version=calendar.version,
    )


def rules_of(told: WeddingRules) -> Rules:
    """As the program knows them."""
    return Rules(**msgspec.structs.asdict(told))


def rules_view(rules: Rules) -> WeddingRules:
    """As the door shows them."""
    return WeddingRules(**msgspec.structs.asdict(rules))


def preview(
    calendar: Calendar,
    events: Sequence[Event],
    judged: Mapping[str, Judged],
    zone: ZoneInfo,
    *,
    weddings: Mapping[str, str],
    skipped: tuple[str, ...],
) -> CalendarPreview:
    """What a calendar holds. `weddings`: ids of booked weddings by uid."""
    ordered = sorted(events, key=lambda one: not judged[one.uid].is_wedding)
    shown = ordered[:MOST_SHOWN]
    return CalendarPreview(
        name=calendar.name,
        events=tuple(event_view(calendar, one, judged[one.uid], zone, weddings.get(one.uid, "")) for one in shown),
        weddings=sum(one.is_wedding for one in judged.values()),
        skipped=skipped,
        more=len(ordered) - len(shown),
    )


def event_view(calendar: Calendar, event: Event, judged: Judged, zone: ZoneInfo, wedding: str) -> EventView:
    """One event, with its times by the clock at its place. `zone`: where it bears none."""
    named = ZoneInfo(event.zone) if event.zone else zone
    return EventView(
        id=event.uid,
        title=event.title,
        place=event.place,
        start=event.wall_start or _clock(event.start_ns, named),
        end=event.wall_end or _clock(event.end_ns, named),
        zone=event.zone or zone.key,
        all_day=event.all_day,
        cancelled=event.cancelled,
        is_wedding=judged.is_wedding,
        why=judged.why,
        chosen=calendar.choice(event.uid),
        wedding=wedding,
    )


def _clock(ns: int, zone: ZoneInfo) -> str:
    moment = (_EPOCH + timedelta(seconds=ns // 10**9)).astimezone(zone)
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")
