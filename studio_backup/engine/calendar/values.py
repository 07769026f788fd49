"""What a calendar holds, as its own process hands it to the engine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from studio_backup.base.errors import StudioBackupError

LARGEST: Final = 32 << 20
"""Bytes of the largest calendar that is read."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class NotACalendar(StudioBackupError):
    """These bytes are no calendar, or more than is read."""


class Event(Struct, frozen=True, kw_only=True):
    """One event, or one occurrence of one that recurs. Texts are plain and bounded.

    `uid`: the same at each reading. `zone`: the IANA name it bears itself, "". It lasts from `start_ns` up to `end_ns`
    (ns UTC), or, where it is bound to no zone (both 0), from `wall_start` up to `wall_end` by the clock at the place:
    "2026-06-20T13:00:00", for whole days "2026-06-20" and the day behind the last one. `times`: how often it recurs
    in the years that are read.
    """

    uid: str
    title: str
    place: str = ""
    notes: str = ""
    categories: tuple[str, ...] = ()
    color: str = ""
    zone: str = ""
    start_ns: int = 0
    end_ns: int = 0
    wall_start: str = ""
    wall_end: str = ""
    all_day: bool = False
    cancelled: bool = False
    times: int = 1

    def starts_ns(self, zone: tzinfo) -> int:
        """When it begins; `zone`: of the place, where it is bound to none itself."""
        return self.start_ns or wall_ns(self.wall_start, self._zone(zone))

    def ends_ns(self, zone: tzinfo) -> int:
        """When it ends, as above."""
        return self.end_ns or wall_ns(self.wall_end, self._zone(zone))

    def _zone(self, zone: tzinfo) -> tzinfo:
        return ZoneInfo(self.zone) if self.zone else zone


class Reading(Struct, frozen=True, kw_only=True):
    """All events from a year ago to three years ahead, by their start. `name`: the calendar's own.

    `sentences`: what could not be taken, and why.
    """

    name: str = ""
    events: tuple[Event, ...] = ()
    sentences: tuple[str, ...] = ()


def wall_ns(wall: str, zone: tzinfo) -> int:
    """A time by the clock of a place, as ns UTC."""
    return ns_of(datetime.fromisoformat(wall).replace(tzinfo=zone))


def ns_of(moment: datetime) -> int:
    """A moment of a known zone as ns UTC. OverflowError at the ends of time."""
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1_000
