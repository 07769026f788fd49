"""An event of a calendar that is a wedding: what the calendar says of it, before anybody typed anything."""

from __future__ import annotations

from msgspec import Struct

from studio_backup.domain.wedding import Spot


class CalendarEvent(Struct, frozen=True, kw_only=True):
    """One event. Texts are plain and bounded by whoever reads the calendar; "" and None: it says nothing of that.

    `uid`: the same at each reading, one of its own for each occurrence of an event that recurs. `zone`: the IANA name
    the event itself bears. It lasts from `start_ns` up to `end_ns` (ns UTC), or, if it is bound to no zone (both 0),
    from `wall_start` up to `wall_end` by the clock at the venue: "2026-06-20T13:00:00", or for whole days (`all_day`)
    its first day "2026-06-20" and the day after its last one. `cancelled`: the calendar says so.
    """

    uid: str
    title: str
    couple: str = ""
    venue: str = ""
    spot: Spot | None = None
    zone: str = ""
    start_ns: int = 0
    end_ns: int = 0
    wall_start: str = ""
    wall_end: str = ""
    all_day: bool = False
    cancelled: bool = False
    guests: int | None = None

    @property
    def name(self) -> str:
        """What the wedding is called that is made of it."""
        return self.couple or self.title
