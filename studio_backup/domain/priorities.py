"""The numbers of the rules of priority, as a studio has them; it may change each. Pure values, spans in seconds.

A level never demands less than one below it, whatever is typed: what is nearer or less safe must not be let wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Final

from msgspec import Meta, Struct

from studio_backup.domain.job import LEVELS, Level, rank
from studio_backup.domain.policy import LEAST
from studio_backup.domain.protection import Demand

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

Copies = Annotated[int, Meta(ge=1, le=20)]
Span = Annotated[int, Meta(ge=MINUTE, le=3_660 * DAY)]
Days = Annotated[int, Meta(ge=1, le=3_660)]
HourOfDay = Annotated[int, Meta(ge=0, le=23)]


class CopyNumbers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many copies are demanded, on how many media, in how many places."""

    tiers: Copies = LEAST[0]
    media: Copies = LEAST[1]
    places: Copies = LEAST[2]


class LevelNumbers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one level demands. `looked_every_s`: new data is looked for at the latest so long after the last look;
    `offsite_within_s`: from its appearance; `read_within_s`: each stored byte is read back once in so long."""

    looked_every_s: Span
    offsite_within_s: Span
    read_within_s: Span
    copies: CopyNumbers = CopyNumbers()


class Numbers(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, cache_hash=True):
    """All of them.

    `window`: copies of a wedding inside the Saturday window, from Friday at `window_from` to Sunday at `window_until`,
    by the venue's clock. `season_every_s`: how often new data is looked for at level normal from May to October.
    `critical_days`, `high_days`: papers before the event; `kept_days`: after delivery, until it is archive. `away`:
    copies off the machine, in as many places, without which nothing is protected. `near_km`: places nearer to the venue
    count as one with it. `unread_periods`: a copy which was not read back in so many of its periods does not count.
    """

    critical: LevelNumbers = LevelNumbers(
        looked_every_s=15 * MINUTE,
        offsite_within_s=4 * HOUR,
        read_within_s=DAY,
        copies=CopyNumbers(tiers=5, media=3, places=3),
    )
    high: LevelNumbers = LevelNumbers(looked_every_s=HOUR, offsite_within_s=DAY, read_within_s=7 * DAY)
    normal: LevelNumbers = LevelNumbers(looked_every_s=DAY, offsite_within_s=7 * DAY, read_within_s=30 * DAY)
    low: LevelNumbers = LevelNumbers(looked_every_s=7 * DAY, offsite_within_s=30 * DAY, read_within_s=90 * DAY)
    window: CopyNumbers = CopyNumbers(tiers=7, media=3, places=3)
    season_every_s: Span = 5 * HOUR
    critical_days: Days = 7
    high_days: Days = 30
    kept_days: Days = 90
    window_from: HourOfDay = 18
    window_until: HourOfDay = 6
    away: Copies = 2
    near_km: Annotated[float, Meta(ge=0, le=1_000)] = 50.0
    unread_periods: Annotated[int, Meta(ge=1, le=10)] = 2


NUMBERS: Final = Numbers()
"""Those of a studio which changed none."""


@lru_cache(maxsize=64)
def numbers_of(numbers: Numbers, level: Level) -> LevelNumbers:
    """What the level demands, and all below it do. An emergency is done at once; its deadlines are those of critical
    where one is reckoned with."""
    rows = (numbers.low, numbers.normal, numbers.high, numbers.critical)[: rank(level) + 1]
    return LevelNumbers(
        looked_every_s=min(row.looked_every_s for row in rows),
        offsite_within_s=min(row.offsite_within_s for row in rows),
        read_within_s=min(row.read_within_s for row in rows),
        copies=most_copies(*(row.copies for row in rows)),
    )


def most_copies(*wanted: CopyNumbers) -> CopyNumbers:
    """The greatest of each number."""
    return CopyNumbers(
        tiers=max(one.tiers for one in wanted),
        media=max(one.media for one in wanted),
        places=max(one.places for one in wanted),
    )


def demand(copies: CopyNumbers) -> Demand:
    """As the rules give it."""
    return Demand(tiers=copies.tiers, media=copies.media, places=copies.places)


def lowered(numbers: Numbers) -> tuple[str, ...]:
    """In sentences, what is below the least with which a loss of one place is survived: to be confirmed, and shown."""
    return tuple(_lowered(numbers))


def _lowered(numbers: Numbers) -> Iterator[str]:
    rows = (numbers.low, numbers.normal, numbers.high, numbers.critical)
    named = [(f"Level {level}", row.copies) for level, row in zip(LEVELS, rows, strict=False)]
    least = " / ".join(map(str, LEAST))
    for name, copies in [*named, ("The Saturday window", numbers.window)]:
        wanted = (copies.tiers, copies.media, copies.places)
        if any(one < need for one, need in zip(wanted, LEAST, strict=True)):
            told = " / ".join(map(str, wanted))
            yield f"{name} demands {told} (copies / media / places): less than {least}."
    if numbers.away < NUMBERS.away:
        yield "One copy off the machine is called enough: less than two, in two places."
