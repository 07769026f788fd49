"""Calendars as `--json` shows them, and a person's words for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio_backup.api.calendars import CalendarPreview, CalendarView, EventView, WeddingRules
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.shown import when


@dataclass(frozen=True)
class ShownCalendar:
    """A calendar; `address`: what of it may be shown."""

    id: str
    name: str
    kind: str
    address: str
    zone: str
    rules: WeddingRules
    events: int
    weddings: int
    polled: str | None
    good: str | None
    next: str | None
    trouble: str
    hint: str
    skipped: tuple[str, ...]
    added: str | None
    version: int


@dataclass(frozen=True)
class CalendarList:
    """All calendars."""

    calendars: tuple[ShownCalendar, ...]


@dataclass(frozen=True)
class RemovedCalendar:
    """Which one is followed no more."""

    removed: ShownCalendar


def shown_calendar(view: CalendarView) -> ShownCalendar:
    """As `--json` shows it."""
    return ShownCalendar(
        id=view.id,
        name=view.name,
        kind=view.kind,
        address=view.address,
        zone=view.zone,
        rules=view.rules,
        events=view.events,
        weddings=view.weddings,
        polled=when(view.polled_ns),
        good=when(view.good_ns),
        next=when(view.next_ns),
        trouble=view.trouble,
        hint=view.hint,
        skipped=view.skipped,
        added=when(view.added_ns),
        version=view.version,
    )


def calendar_rows(found: tuple[CalendarView, ...], now_ns: int) -> Iterator[str]:
    """A line for each, and under them what is wrong."""
    yield from words.table(
        [
            (
                one.id,
                display(one.name),
                display(one.address),
                words.count(one.weddings, "wedding"),
                f"read {words.age(one.good_ns, now_ns)}" if one.good_ns else "never read",
            )
            for one in found
        ],
        indent="",
    )
    for one in found:
        yield from trouble_lines(one)


def calendar_lines(view: CalendarView, now_ns: int) -> Iterator[str]:
    """One calendar, in words."""
    read = f", read {words.age(view.good_ns, now_ns)}" if view.good_ns else ""
    counted = f"{words.count(view.weddings, 'wedding')} in {words.count(view.events, 'event')}"
    yield f"{display(view.name)}: {counted}{read}."
    yield from trouble_lines(view)
    yield from (f"! {display(one)}" for one in view.skipped)


def trouble_lines(view: CalendarView) -> Iterator[str]:
    """What is wrong with it, if anything is."""
    if view.trouble:
        yield f"! {display(view.name)}: {display(view.trouble)} {display(view.hint)}".rstrip()


def preview_lines(found: CalendarPreview, *, every: bool) -> Iterator[str]:
    """The weddings, each with its reason; with `every` the other events too."""
    weddings = [one for one in found.events if one.is_wedding]
    others = [one for one in found.events if not one.is_wedding]
    count = len(others) + found.more
    yield f"{words.count(found.weddings, 'wedding')}, {words.count(count, 'other event')}."
    yield from words.table([_row(one) for one in weddings])
    if every and others:
        yield "No weddings:"
        yield from words.table([_row(one) for one in others])
    elif others:
        yield "--all shows the other events too."
    if found.more:
        yield f"And {words.count(found.more, 'event')} more."
    yield from (f"! {display(one)}" for one in found.skipped)


def _row(one: EventView) -> tuple[str, ...]:
    days = f"{one.start} to {one.end}" if not one.all_day else one.start
    return (days, display(one.title), display(one.place), one.why + (" Cancelled." if one.cancelled else ""), one.id)
