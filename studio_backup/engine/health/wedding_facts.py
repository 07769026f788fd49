"""What the rules about weddings look at. Pure values; times in ns UTC, 0 for "not so"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.domain.job import Level
from studio_backup.engine.health.footage import Gap
from studio_backup.engine.health.readiness import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class WeddingFacts:
    """A wedding about which something may have to be said. Times in ns UTC, 0 for "not so".

    `key`: the same for the same wedding. `last_copy`: why only one readable copy of it is left, "" if more are.
    `lacks`: what its copies lack, since `lacks_since_ns`, for longer than `allowed_s`; "" for nothing. `short`: why
    fewer copies count than its level demands and the studio could have, since `short_since_ns`. `places`: names of
    those it waits for. `gap`: footage which did not come. `trouble`: why nobody can tell how it stands.
    """

    key: str
    name: str
    date: str = ""
    level: Level = "normal"
    last_copy: str = ""
    lacks: str = ""
    lacks_since_ns: int = 0
    allowed_s: int = 0
    short: str = ""
    short_since_ns: int = 0
    places: tuple[str, ...] = ()
    gap: Gap | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturdayFacts:
    """The Saturday that is prepared for now. `friday`: its day, YYYY-MM-DD; `weddings`: their names."""

    friday: str
    weddings: tuple[str, ...]
    checks: tuple[Check, ...]
    since_ns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFacts:
    """What the calendar has to say now."""

    weddings: tuple[WeddingFacts, ...] = ()
    saturday: SaturdayFacts | None = None


NOTHING_SAID: Final = CalendarFacts()
