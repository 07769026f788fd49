"""Booked weddings on the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_backup.api.weddings import BookingView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.domain.wedding import Expected


@dataclass(frozen=True)
class WeddingList:
    """Those at risk first, then by date."""

    weddings: tuple[BookingView, ...]


@dataclass(frozen=True)
class RemovedWedding:
    """What is known no more."""

    removed: BookingView


def list_lines(found: Sequence[BookingView]) -> Iterator[str]:
    """One line each, and under those at risk what they lack."""
    rows = [(_day(one), title(one), display(one.venue), one.state, one.level) for one in found]
    for one, line in zip(found, words.table(rows, indent=""), strict=True):
        yield line.rstrip()
        if one.at_risk and one.risk:
            yield f"  ! {one.risk}"
        if one.undecided:
            yield f"  ? {one.undecided}"


def wedding_lines(one: BookingView) -> Iterator[str]:
    """All that is known of it."""
    yield f"{title(one)}, {one.state}"
    yield from words.table([(name, text) for name, text in _facts(one) if text])
    if one.sentence:
        yield f"{one.level.capitalize()}: {one.sentence}"
    if one.at_risk and one.risk:
        yield f"! {one.risk}"
    if one.undecided:
        yield f"? {one.undecided} (`wedding decide`)"
    for said in one.from_calendar:
        yield f"The calendar says otherwise: {said.field} {display(said.says)}."


def title(one: BookingView) -> str:
    """Its name, and who marries where the name does not say that."""
    couple = display(one.couple)
    return f"{display(one.name)} ({couple})" if couple and couple != display(one.name) else display(one.name)


def _facts(one: BookingView) -> Iterator[tuple[str, str]]:
    yield "known by", ", ".join(filter(None, (display(one.name), one.date)))
    yield "when", f"{_when(one)} ({one.zone})" if one.start else "not known yet"
    yield "where", display(one.venue)
    yield "on the map", f"{one.spot.latitude:.4f}, {one.spot.longitude:.4f}" if one.spot else ""
    yield "guests", "" if one.guests is None else f"{one.guests:,}"
    yield "photographers", display(", ".join(one.photographers))
    yield "expected", display(", ".join(map(_expected, one.expected)))
    yield "contract", display(one.contract)
    yield "due", one.due
    yield "delivered", one.delivered
    yield "cancelled", "yes" if one.cancelled else ""
    yield "cards", f"released {words.moment(one.cards_released_ns)}" if one.cards_released_ns else ""
    yield "nothing to come", "yes" if one.nothing_to_come else ""
    yield "hold", display(one.hold)
    yield "notes", display(one.notes)
    yield "points", f"{one.points:,}" if one.points else ""
    yield "folders", f"{len(one.sources):,}" if one.sources else ""


def _expected(one: Expected) -> str:
    return f"{one.name} ({one.photos:,})" if one.photos else one.name


def _day(one: BookingView) -> str:
    return one.start[:10] or one.date or "undated"


def _when(one: BookingView) -> str:
    if one.all_day:
        return one.start if one.start == one.end else f"{one.start} to {one.end}"
    start, end = one.start.replace("T", " "), one.end.replace("T", " ")
    return f"{start} to {end.removeprefix(start[:11])}"
