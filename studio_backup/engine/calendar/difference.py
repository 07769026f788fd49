"""The last good poll against the one of now: what came, moved, was called off, vanished. Pure.

An event that vanished is never a reason to protect less: it is asked about. Where many vanish at once, something is
wrong with the feed rather than with the weddings, and none of them counts as gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Final

from msgspec import Struct

from studio_backup.engine.calendar.values import Event

FEWEST: Final = 4
"""Coming weddings from which on half of them vanishing is no accident of one couple."""
_FIELDS: Final = ("title", "place", "notes", "categories", "color", "zone", "all_day")
_TIMES: Final = ("start_ns", "end_ns", "wall_start", "wall_end")


class Changed(Struct, frozen=True, kw_only=True):
    """An event that says something else now. `fields`: which."""

    event: Event
    before: Event
    fields: tuple[str, ...] = ()
    moved: bool = False
    cancelled: bool = False


class Difference(Struct, frozen=True, kw_only=True):
    """What one poll brought. `vanished`: of those that were still to come. `past`: gone, and over. `shrunk`: why
    nothing counts as vanished, "" where it does."""

    gained: tuple[Event, ...] = ()
    changed: tuple[Changed, ...] = ()
    vanished: tuple[Event, ...] = ()
    past: tuple[Event, ...] = ()
    shrunk: str = ""

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return not (self.gained or self.changed or self.vanished or self.past)

    @property
    def sentence(self) -> str:
        """What happened, in numbers."""
        told = {
            "new": len(self.gained),
            "moved": sum(one.moved for one in self.changed),
            "cancelled": sum(one.cancelled for one in self.changed),
            "edited": sum(bool(one.fields) for one in self.changed),
            "vanished": len(self.vanished),
            "over and gone": len(self.past),
        }
        counted = ", ".join(f"{count:,} {what}" for what, count in told.items() if count)
        return " ".join(filter(None, (f"{counted}." if counted else "", self.shrunk)))


def difference(
    before: Mapping[str, Event],
    now: Mapping[str, Event],
    weddings: frozenset[str],
    now_ns: int,
    zone: tzinfo,
    *,
    believe: bool = False,
) -> Difference:
    """`weddings`: uids of those before which are weddings. `believe`: a person says that a shrunk feed is right."""
    lost = [event for uid, event in before.items() if uid not in now]
    coming = [event for event in lost if event.ends_ns(zone) >= now_ns]
    shrunk = "" if believe else _shrunk(before, now, weddings, now_ns, zone)
    return Difference(
        gained=tuple(event for uid, event in now.items() if uid not in before),
        changed=tuple(_changed(before[uid], event) for uid, event in now.items() if before.get(uid, event) != event),
        vanished=() if shrunk else tuple(coming),
        past=() if shrunk else tuple(event for event in lost if event.ends_ns(zone) < now_ns),
        shrunk=shrunk,
    )


def _changed(before: Event, event: Event) -> Changed:
    return Changed(
        event=event,
        before=before,
        fields=tuple(name for name in _FIELDS if getattr(before, name) != getattr(event, name)),
        moved=any(getattr(before, name) != getattr(event, name) for name in _TIMES),
        cancelled=event.cancelled and not before.cancelled,
    )


def _shrunk(
    before: Mapping[str, Event], now: Mapping[str, Event], weddings: frozenset[str], now_ns: int, zone: tzinfo
) -> str:
    coming = [uid for uid, event in before.items() if uid in weddings and event.ends_ns(zone) >= now_ns]
    if before and not now and (coming or len(before) >= FEWEST):
        return "The calendar is empty all of a sudden."
    gone = [uid for uid in coming if uid not in now]
    if len(coming) >= FEWEST and 2 * len(gone) >= len(coming):
        return f"{len(gone)} of {len(coming)} coming weddings are gone from the calendar all of a sudden."
    return ""
