"""Booked weddings as the door shows them, and which of them a list asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from studio_backup.api.weddings import BookingView, CalendarSays, WeddingsQuery
from studio_backup.catalog.points import PointRow
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import folded, key_of
from studio_backup.engine.schedule.booked import Differing, shown_times
from studio_backup.engine.service.wedding_cover import Cover

Key = tuple[str, str]
"""A wedding's name as names are compared, and its date."""
_AS_BOOKED: Final = tuple(name for name in BookedWedding.__struct_fields__ if name in BookingView.__struct_fields__)
_AS_COVERED: Final = (
    "state",
    "level",
    "sentence",
    "at_risk",
    "risk",
    "papers_protection",
    "media_protection",
    "objectives",
    "copies",
    "photos",
    "videos",
    "papers",
    "bytes",
    "newest_photo_ns",
)


@dataclass(frozen=True, slots=True)
class There:
    """What of one wedding is watched and stored. `newest`: its newest complete point."""

    sources: tuple[str, ...] = ()
    points: int = 0
    newest: PointRow | None = None


NOTHING_THERE: Final = There()


@dataclass(frozen=True, slots=True)
class Shown:
    """A wedding with all that its view tells."""

    wedding: BookedWedding
    cover: Cover
    there: There = NOTHING_THERE
    differing: tuple[Differing, ...] = ()


def what_is_there(sources: Iterable[WatchedSource], rows: Iterable[PointRow]) -> Mapping[Key, There]:
    """By name and date. `rows`: oldest first."""
    watched: dict[Key, list[str]] = {}
    for source in sources:
        if source.wedding:
            watched.setdefault(key_of(source.wedding, source.date), []).append(source.id)
    keys: dict[Key, Key] = {}
    points: Counter[Key] = Counter()
    newest: dict[Key, PointRow] = {}
    for row in rows:
        named = (row.wedding, row.date)
        key = keys.get(named) or keys.setdefault(named, key_of(*named))
        points[key] += 1
        if not row.partial:
            newest[key] = row
    return {
        key: There(tuple(watched.get(key, ())), points[key], newest.get(key)) for key in watched.keys() | points.keys()
    }


def booking_view(shown: Shown) -> BookingView:
    """All of it."""
    start, end = shown_times(shown.wedding)
    newest = shown.there.newest
    return BookingView(
        **{name: getattr(shown.wedding, name) for name in _AS_BOOKED},
        **{name: getattr(shown.cover, name) for name in _AS_COVERED},
        start=start,
        end=end,
        from_calendar=tuple(CalendarSays(field=one.field, says=one.says) for one in shown.differing),
        sources=shown.there.sources,
        points=shown.there.points,
        newest_point=newest.id if newest else "",
        newest_point_ns=newest.started_ns if newest else 0,
    )


def wanted(shown: Iterable[Shown], query: WeddingsQuery, now_ns: int) -> list[Shown]:
    """What a list asks for: those at risk first, then by date."""
    text, kind = folded(query.text), _KINDS[query.only]
    found = [
        one
        for one in shown
        if kind(one, now_ns) and (not text or _has_text(one.wedding, text)) and _is_in_month(one.wedding, query.month)
    ]
    return sorted(
        found, key=lambda one: (not one.cover.at_risk, _begins(one.wedding), one.wedding.name, one.wedding.id)
    )


def _begins(wedding: BookedWedding) -> tuple[bool, int, str]:
    """Those without a day come last."""
    return not wedding.end_ns, wedding.start_ns, wedding.date


def _has_text(wedding: BookedWedding, text: str) -> bool:
    return any(text in folded(one) for one in (wedding.name, wedding.couple, wedding.venue))


def _is_in_month(wedding: BookedWedding, month: str) -> bool:
    """Whether any of its days at the venue is in this month."""
    if not month:
        return True
    start, end = shown_times(wedding)
    return bool(start) and start[:7] <= month <= end[:7]


_KINDS: Final[Mapping[str, Callable[[Shown, int], bool]]] = {
    "": lambda _, __: True,
    "at risk": lambda one, _: one.cover.at_risk,
    "coming": lambda one, now: one.wedding.end_ns > now and not one.wedding.cancelled,
    "undelivered": lambda one, now: (
        one.wedding.start_ns <= now and not one.wedding.delivered and not one.wedding.cancelled
    ),
    "delivered": lambda one, _: bool(one.wedding.delivered),
    "cancelled": lambda one, _: one.wedding.cancelled,
}
