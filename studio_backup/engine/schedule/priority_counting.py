"""Which copies count, and whether they are enough. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from studio_backup.domain.job import Level
from studio_backup.domain.priorities import Numbers, demand, numbers_of
from studio_backup.domain.protection import Demand, Held, HeldCopy
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.schedule.priority_ground import Tally

_OFFSITE = 1
"""Copies which must be off-site at the least."""


class Safety(NamedTuple):
    """How far the media of an event has left its cards.

    `released`: a person said that the cards may be used again. `all_read`: every copy demanded of critical media, or
    all the studio has, was read back, and is readable. `least_read`: those demanded after delivery, or all the studio
    has, were read back once.
    """

    released: bool = False
    all_read: bool = False
    least_read: bool = False

    def is_safe(self, *, delivered: bool) -> bool:
        """Whether it is critical no more. Who has delivered needs no cards; and copies that were read back and go out
        of reach later make nothing critical that was delivered. What was safe before is safe after it, too."""
        return (self.released and self.all_read) or (delivered and self.least_read)


@lru_cache(maxsize=256)
def required(copies: Demand, numbers: Numbers) -> Tally:
    """What must count, so that all is protected."""
    return Tally(copies.tiers, copies.media, copies.places, numbers.away, numbers.away, _OFFSITE)


@lru_cache(maxsize=64)
def required_at(level: Level, numbers: Numbers) -> Tally:
    """What must count at a level, outside of the Saturday window."""
    return required(demand(numbers_of(numbers, level).copies), numbers)


@lru_cache(maxsize=4_096)
def reaches_all(have: Tally, wanted: Tally, possible: Tally) -> bool:
    """Whether all that is wanted counts, or all that the studio has places for; it is one copy at the least."""
    numbers = zip(have, wanted, possible, strict=True)
    return have.tiers > 0 and all(one >= min(need, most) for one, need, most in numbers)


def all_copies(held: Held, facts: StudioFacts) -> tuple[HeldCopy, ...]:
    """At every place of the studio, also those that hold nothing of it."""
    there = {copy.tier for copy in held.copies}
    return held.copies + tuple([place for place in facts.places if place.tier not in there])


def read_since(copies: Sequence[HeldCopy], oldest_ns: int) -> int:
    """Which copies are whole, readable, and were read back at that moment or later: bit n for copy n."""
    least, found, bit = max(1, oldest_ns), 0, 1
    for copy in copies:
        if copy.read_ns >= least and copy.complete and copy.readable:
            found |= bit
        bit <<= 1
    return found


def read_once(copies: Sequence[HeldCopy]) -> int:
    """Which copies came there whole and were read back, once: bit n for copy n."""
    return sum(1 << number for number, copy in enumerate(copies) if copy.complete and copy.read_ns > 0)


def is_last_copy(copies: Sequence[HeldCopy]) -> bool:
    """Whether of some of it a copy was lost and at most one is left that can be read; all on one machine are one. What
    was never copied was never lost."""
    return _last_parts(copies) != 0


def last_holders(copies: Sequence[HeldCopy]) -> list[HeldCopy]:
    """Who holds the last readable copy of some of it."""
    last = _last_parts(copies)
    return [copy for copy in copies if _given(copy) & last]


def _last_parts(copies: Sequence[HeldCopy]) -> int:
    """The states of which that is so. Who holds an older one is no copy of what came after it."""
    lost = 0
    for copy in copies:
        lost |= _lost(copy)
    if not lost:
        return 0
    once = twice = machine = 0
    for copy in copies:
        given = _given(copy)
        if copy.on_machine:
            machine |= given
        else:
            twice |= once & given
            once |= given
    return lost & ~(twice | (once & machine))


def _given(copy: HeldCopy) -> int:
    return copy.parts or int(copy.complete and copy.readable)


def _lost(copy: HeldCopy) -> int:
    return copy.lost or int(not copy.readable and not copy.parts and (copy.complete or copy.partial))
