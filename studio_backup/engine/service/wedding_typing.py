"""What a person typed of a wedding: checked, and brought into the form in which it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from msgspec import UNSET

from studio_backup.api.weddings import NewWedding, WeddingPatch
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.domain.wedding import BookedWedding, Expected
from studio_backup.domain.wedding_record import TypedWedding, WeddingRecord
from studio_backup.engine.schedule.booked import shown_times
from studio_backup.engine.schedule.wall_time import read_day, read_wall
from studio_backup.engine.schedule.zone_names import zone_named

_LONGEST_NS: Final = 31 * 86_400 * 10**9
_NOTHING_CHANGED: Final = "Nothing was changed."


def typed_new(request: NewWedding) -> TypedWedding:
    """What was typed of a new wedding. UsageError for what cannot be."""
    return _changed(TypedWedding(), {name: getattr(request, name) for name in _READ if hasattr(request, name)})


def typed_after(record: WeddingRecord, patch: WeddingPatch) -> TypedWedding:
    """What is typed of a wedding after an edit: what is emptied follows the calendar again. UsageError as above."""
    told = {name: value for name in patch.__struct_fields__ if (value := getattr(patch, name)) is not UNSET}
    if told.get("cancelled") is False and not any(one.event.cancelled for one in record.said):
        told["cancelled"] = None  # as the calendar has it: should that cancel it one day, it is followed
    return _changed(record.typed, told)


def check_span(wedding: BookedWedding) -> None:
    """Whether it can last so long. UsageError if not; only where a person typed a time."""
    length = wedding.end_ns - wedding.start_ns
    start, end = shown_times(wedding)
    if length > _LONGEST_NS:
        raise UsageError(
            f"From {start} to {end} is longer than any wedding.",
            hint=f"Check the year and the month. {_NOTHING_CHANGED}",
        )


def check_order(wedding: BookedWedding, typed: TypedWedding) -> None:
    """Whether what was typed stands in the right order. UsageError if not."""
    start, _ = shown_times(wedding)
    if typed.start and typed.end and _before(typed.end, typed.start):
        raise UsageError(f"It would end ({typed.end}) before it begins ({typed.start}).", hint=_NOTHING_CHANGED)
    if typed.delivered and start and typed.delivered < start[:10]:
        raise UsageError(
            f"It begins on {start[:10]}: it cannot have been delivered on {typed.delivered}.", hint=_NOTHING_CHANGED
        )


def _before(end: str, start: str) -> bool:
    """A day alone ends after every time on it. Both are at the same venue: the clock decides."""
    if len(end) == len("2026-06-20"):
        return end < start[:10]
    return end <= start if len(start) > len("2026-06-20") else end[:10] < start


def _changed(typed: TypedWedding, told: Mapping[str, Any]) -> TypedWedding:
    return msgspec.structs.replace(typed, **{name: _READ[name](value) for name, value in told.items()})


def _wall(value: str) -> str | None:
    return read_wall(value).text if value.strip() else None


def _day(value: str) -> str | None:
    return read_day(value) if value else None


def _zone(value: str) -> str | None:
    return zone_named(value) if value.strip() else None


def line_of(value: str) -> str | None:
    """One line of text, None for an empty one. UsageError for what cannot be shown."""
    if not all(char.isprintable() for char in value):
        raise UsageError(f"{display(value[:60])} is no line of visible characters.", hint=_NOTHING_CHANGED)
    return value.strip() or None


def _notes(value: str) -> str | None:
    if not all(char.isprintable() or char in "\n\r\t" for char in value):
        raise UsageError("The notes hold characters which cannot be shown.", hint=_NOTHING_CHANGED)
    return value if value.strip() else None


def _people(value: tuple[str, ...]) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(filter(None, map(line_of, value)))) or None


def _expected(value: tuple[Expected, ...]) -> tuple[Expected, ...] | None:
    named = {name: one for one in value if (name := line_of(one.name))}
    return tuple(msgspec.structs.replace(one, name=name) for name, one in named.items()) or None


def _as_it_is(value: Any) -> Any:
    return value


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "start": _wall,
    "end": _wall,
    "zone": _zone,
    "couple": line_of,
    "venue": line_of,
    "spot": _as_it_is,
    "guests": _as_it_is,
    "photographers": _people,
    "expected": _expected,
    "contract": line_of,
    "due": _day,
    "delivered": _day,
    "cancelled": _as_it_is,
    "nothing_to_come": _as_it_is,
    "notes": _notes,
}
