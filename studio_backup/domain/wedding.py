"""Weddings as the studio knows them: who marries where and when, whatever is stored of it yet.

What is stored of a wedding is a group of collections (`domain.collection.Wedding`); both bear the same name and date.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

State = Literal["booked", "near", "shooting", "shot", "culling", "delivered", "archive", "cancelled"]


class Spot(Struct, frozen=True, kw_only=True):
    """A place on the map, in degrees of WGS 84."""

    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]


class Expected(Struct, frozen=True, kw_only=True):
    """Media that one camera or one photographer is expected to bring. `photos`: about how many, 0 for not known."""

    name: str
    photos: int = 0


class BookedWedding(Struct, frozen=True, kw_only=True):
    """One wedding. Times in ns UTC, 0 for "not yet"; days YYYY-MM-DD in the venue's zone, "" for "not yet".

    `name`, `date`: what its sources and collections bear. They stay when the calendar moves the event, so that nothing
    stored is dropped: the event is at `start_ns`. `zone`: the venue's, an IANA name. `due`, `delivered`: the day on
    which the gallery is promised, and was delivered. `emergency`: somebody pressed it. `nothing_to_come`: a person said
    so. `hold`: why nothing of it may be removed, "" if no hold. `calendar`, `event`: where it came from, "" if it was
    typed. `undecided`: what the calendar says now and a person must decide, in a sentence ("" for nothing): the event
    vanished. `trouble`: why nobody can tell how it stands, in a sentence ("" for nothing). `version` counts a person's
    edits.
    """

    id: str
    name: str
    date: str
    zone: str
    start_ns: int
    end_ns: int
    all_day: bool = False
    couple: str = ""
    venue: str = ""
    spot: Spot | None = None
    guests: int | None = None
    photographers: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    contract: str = ""
    due: str = ""
    delivered: str = ""
    cancelled: bool = False
    emergency: bool = False
    cards_released_ns: int = 0
    nothing_to_come: bool = False
    hold: str = ""
    notes: str = ""
    calendar: str = ""
    event: str = ""
    undecided: str = ""
    trouble: str = ""
    added_ns: int = 0
    version: int = 1
