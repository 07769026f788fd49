"""What is kept of a booked wedding: what a person typed, and beside it, never overwritten, what calendars say.

What it all comes to is `domain.wedding.BookedWedding`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding import Expected, Spot

Made = Literal["typed", "calendar", "stored"]
"""Why it was booked: a person typed it, a calendar shows it, or something of it is backed up."""
Decision = Literal["", "keep", "cancelled"]
"""What a person said of an event that vanished, or does not fit to others: until it changes, that counts."""


class TypedWedding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person typed of a wedding. None: nothing, so that a calendar's word counts.

    `start`, `end`: by the clock at the venue, "2026-06-20T13:00", or a day alone, which is all of that day. The others
    as in `domain.wedding.BookedWedding`.
    """

    start: str | None = None
    end: str | None = None
    zone: str | None = None
    couple: str | None = None
    venue: str | None = None
    spot: Spot | None = None
    guests: int | None = None
    photographers: tuple[str, ...] | None = None
    expected: tuple[Expected, ...] | None = None
    contract: str | None = None
    due: str | None = None
    delivered: str | None = None
    cancelled: bool | None = None
    notes: str | None = None
    nothing_to_come: bool = False
    emergency: bool = False
    hold: str = ""
    cards_released_ns: int = 0


class Said(Struct, frozen=True, kw_only=True):
    """What one calendar says of a wedding. `calendar`: its id. `gone_ns`: since when it does not show the event any
    more, ns UTC, 0 if it does; what it said then still counts, until a person decides."""

    calendar: str
    event: CalendarEvent
    gone_ns: int = 0
    decision: Decision = ""


class WeddingRecord(Struct, frozen=True, kw_only=True):
    """One booked wedding as it is kept. `date`: YYYY-MM-DD, fixed like `name` when it was made; "" for a wedding which
    was stored without one. `zone`: the studio's, an IANA name, when it was made. `version` counts a person's edits."""

    id: str
    name: str
    date: str
    zone: str
    made: Made = "typed"
    typed: TypedWedding = TypedWedding()
    said: tuple[Said, ...] = ()
    added_ns: int = 0
    version: int = 1

    @property
    def is_typed(self) -> bool:
        """Whether a person typed something of it."""
        return self.made == "typed" or self.typed != TypedWedding()

    @property
    def is_told(self) -> bool:
        """Whether a person or a calendar told anything of it; else it would be booked again by what is stored."""
        return self.made != "stored" or bool(self.said) or self.is_typed
