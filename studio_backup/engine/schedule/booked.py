"""What the studio knows of a wedding: what a person typed, else what its calendars say, else what its date says. Pure.

What was typed always wins; in which order it was typed, and calendars were read, makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Final, TypeVar

import msgspec

from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding import BookedWedding, Spot
from studio_backup.domain.wedding_record import Said, TypedWedding, WeddingRecord
from studio_backup.engine.schedule.booked_span import Span, calendar_span, event_span, typed_span, whole_day
from studio_backup.engine.schedule.venue_places import Places
from studio_backup.engine.schedule.wall_time import Wall, day_of, wall_of
from studio_backup.engine.schedule.zone_names import zone_of

T = TypeVar("T")
_APART_NS: Final = 3 * 86_400 * 10**9
"""Ceremony and party lie closer together than this."""
_ASKED: Final = ("couple", "venue", "zone", "start", "end", "guests", "cancelled")


@dataclass(frozen=True, slots=True)
class Differing:
    """What the calendars say of a field in which a person typed something else."""

    field: str
    says: str


def booked(record: WeddingRecord, places: Places) -> BookedWedding:
    """The wedding. A zone which is unknown here counts as not told."""
    typed, events = record.typed, _counting(record.said)
    name = _zone_name(record, events, places)
    zone = zone_of(name) or UTC
    said = _said_span(events, zone)
    span = typed_span(typed, said or whole_day(record.date, zone), zone) or Span(0, 0, True)
    first = _shown_first(record.said)
    return BookedWedding(
        id=record.id,
        name=record.name,
        date=record.date,
        zone=name,
        start_ns=span.start_ns,
        end_ns=span.end_ns,
        all_day=span.all_day,
        couple=_text(typed.couple, [one.couple for one in events]),
        venue=_text(typed.venue, [one.venue for one in events]),
        spot=_spot(record, events, places),
        guests=typed.guests if typed.guests is not None else _first([one.guests for one in events]),
        photographers=typed.photographers or (),
        expected=typed.expected or (),
        contract=typed.contract or "",
        due=typed.due or "",
        delivered=typed.delivered or "",
        cancelled=_cancelled(typed, record.said),
        emergency=typed.emergency,
        cards_released_ns=typed.cards_released_ns,
        nothing_to_come=typed.nothing_to_come,
        hold=typed.hold,
        notes=typed.notes or "",
        calendar=first.calendar if first else "",
        event=first.event.uid if first else "",
        undecided=" ".join(_undecided(record, events, span, zone)),
        added_ns=record.added_ns,
        version=record.version,
    )


def shown_times(wedding: BookedWedding) -> tuple[str, str]:
    """Begin and end as a person would type them: "2026-06-20T13:00", or the first and the last whole day."""
    zone = zone_of(wedding.zone) or UTC
    if not wedding.end_ns:
        return "", ""
    if wedding.all_day:
        return day_of(wedding.start_ns, zone), day_of(max(wedding.start_ns, wedding.end_ns - 1), zone)
    return wall_of(wedding.start_ns, zone).text, wall_of(wedding.end_ns, zone).text


def differing(record: WeddingRecord, places: Places) -> tuple[Differing, ...]:
    """What the calendars say, field by field, where a person typed something else."""
    fields = [name for name in _ASKED if getattr(record.typed, name) is not None]
    if not record.said or not fields:
        return ()
    told = _texts(booked(record, places))
    says = _texts(booked(msgspec.structs.replace(record, typed=TypedWedding()), places))
    return tuple(Differing(name, says[name]) for name in fields if says[name] and says[name] != told[name])


def _texts(wedding: BookedWedding) -> dict[str, str]:
    start, end = shown_times(wedding)
    return {
        "couple": wedding.couple,
        "venue": wedding.venue,
        "zone": wedding.zone,
        "start": start,
        "end": end,
        "guests": "" if wedding.guests is None else str(wedding.guests),
        "cancelled": "cancelled" if wedding.cancelled else "not cancelled",
    }


def _shown_first(said: Sequence[Said]) -> Said | None:
    """Which event the wedding is said to come from: one that is still shown, if there is any."""
    return min(said, key=lambda one: (bool(one.gone_ns), one.calendar, one.event.uid), default=None)


def _counting(said: Sequence[Said]) -> list[CalendarEvent]:
    """The events that count, whatever order they came in: those shown now; where all are gone, what they said last."""
    ordered = sorted(said, key=lambda one: (one.calendar, one.event.uid))
    return [one.event for one in ordered if not one.gone_ns] or [one.event for one in ordered]


def _said_span(events: Sequence[CalendarEvent], zone: tzinfo) -> Span | None:
    """What was cancelled says nothing of the time, if something else does."""
    return calendar_span([one for one in events if not one.cancelled] or events, zone)


def _zone_name(record: WeddingRecord, events: Sequence[CalendarEvent], places: Places) -> str:
    """Typed; of the place typed; of the event; of the event's place; the studio's."""
    return next((name for name in _zone_names(record, events, places) if zone_of(name)), "UTC")


def _zone_names(record: WeddingRecord, events: Sequence[CalendarEvent], places: Places) -> Iterator[str]:
    yield record.typed.zone or ""
    if record.typed.venue and (place := places.find(record.typed.venue, record.zone)):
        yield place.zone
    yield from (one.zone for one in events)
    yield from (place.zone for one in events if (place := places.find(one.venue, record.zone)))
    yield record.zone


def _spot(record: WeddingRecord, events: Sequence[CalendarEvent], places: Places) -> Spot | None:
    """Typed; of the place typed, and then no other one's; what the event says; of the event's place."""
    typed = record.typed
    if typed.spot is not None or typed.venue:
        place = places.find(typed.venue or "", record.zone)
        return typed.spot or (place.spot if place else None)
    found = (places.find(one.venue, record.zone) for one in events)
    return _first([one.spot for one in events]) or _first([place.spot if place else None for place in found])


def _cancelled(typed: TypedWedding, said: Sequence[Said]) -> bool:
    """Only if all its entries say so: one that vanished meanwhile says no such thing, unless a person decided that."""
    if typed.cancelled is not None:
        return typed.cancelled
    counted = [one for one in said if not (one.gone_ns and one.decision)]
    return bool(counted) and all(one.event.cancelled for one in counted)


def _text(typed: str | None, said: Sequence[str]) -> str:
    return typed or next(filter(None, said), "")


def _first(told: Sequence[T | None]) -> T | None:
    return next((one for one in told if one is not None), None)


def _undecided(record: WeddingRecord, events: Sequence[CalendarEvent], span: Span, zone: tzinfo) -> Iterator[str]:
    """What a person must decide, in sentences; nothing once he said that it was cancelled, or that it is meant so."""
    typed = record.typed
    if typed.cancelled or all(one.decision for one in record.said):
        return
    yield from _vanished(record.said, span, zone)
    if events and all(one.cancelled for one in events) and typed.cancelled is False:
        yield "The calendar says that it is cancelled; you said that it is not."
    if any(one.cancelled for one in events) and not all(one.cancelled for one in events):
        yield "One calendar entry says that it is cancelled, another one does not: it counts as not cancelled."
    if (
        events
        and all(one.cancelled for one in events)
        and typed.cancelled is None
        and not _cancelled(typed, record.said)
    ):
        yield "One calendar entry says that it is cancelled, and another one vanished: it counts as not cancelled."
    yield from _days_apart(typed, events, zone)
    yield from _beside_what_was_typed(typed, events, span, zone)


def _vanished(said: Sequence[Said], span: Span, zone: tzinfo) -> Iterator[str]:
    """Calendars forget what is over: only what vanished before its end is asked about."""
    if not said or not all(one.gone_ns for one in said):
        return
    asked = [one.gone_ns for one in said if not one.decision and (not span.end_ns or one.gone_ns < span.end_ns)]
    if asked:
        since = day_of(max(asked), zone)
        yield f"The calendar has not shown this wedding since {since}: was it cancelled? Until you say so it counts."


def _days_apart(typed: TypedWedding, events: Sequence[CalendarEvent], zone: tzinfo) -> Iterator[str]:
    starts = [span.start_ns for one in events if not one.cancelled and (span := event_span(one, zone))]
    if starts and max(starts) - min(starts) >= _APART_NS and typed.start is None:
        days = " and ".join(dict.fromkeys(day_of(one, zone) for one in sorted(starts)))
        yield f"Its calendar entries are on different days: {days}. It counts as long as all of them together."


def _beside_what_was_typed(
    typed: TypedWedding, events: Sequence[CalendarEvent], span: Span, zone: tzinfo
) -> Iterator[str]:
    """Only one of begin and end was typed, and the calendar moved the wedding away from it."""
    said = _said_span(events, zone)
    if said is None or (typed.start is None) == (typed.end is None):
        return
    if said.start_ns >= span.end_ns or said.end_ns <= span.start_ns:
        which = "end" if typed.start is None else "start"
        says = Wall(wall_of(said.start_ns, zone).day).text
        yield f"The calendar shows it on {says}, which does not fit to the {which} that was typed."
