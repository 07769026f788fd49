"""Which copies count, and how many they are: copies, media and places (3-2-1). Pure.

All copies on one machine are together one copy and one medium. Places near the venue count as one with it. Off-site is
another place than the machine's and the venue's. In critical and emergency all cloud copies with one provider are one
copy, if the studio has two providers. Where a wedding lies is reckoned once: what is counted each time is bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from studio_backup.domain.distance import is_near
from studio_backup.domain.priorities import Numbers
from studio_backup.domain.protection import Demand, Held, HeldCopy
from studio_backup.domain.wedding import Spot
from studio_backup.domain.wedding_names import folded
from studio_backup.engine.schedule.priority_facts import StudioFacts

_OFFSITE = 1
"""Copies which must be off-site at the least."""


class Tally(NamedTuple):
    """How many copies there are, on how many media, in how many places; and of these off the machine, in how many
    places; and off-site."""

    tiers: int
    media: int
    places: int
    away: int
    away_places: int
    offsite: int

    def reaches(self, wanted: Tally) -> bool:
        """Whether it is as much, in every regard."""
        return all(have >= need for have, need in zip(self, wanted, strict=True))

    def at_most(self, other: Tally) -> Tally:
        """The lesser of each."""
        return Tally(*map(min, self, other))


class Safety(NamedTuple):
    """How far the media of an event has left its cards.

    `released`: a person said that the cards may be used again. `all_read`: every copy demanded of critical media, or
    all the studio has, was read back, and is readable. `least_read`: those demanded after delivery were read back once.
    """

    released: bool = False
    all_read: bool = False
    least_read: bool = False

    def is_safe(self, *, delivered: bool) -> bool:
        """Whether it is critical no more. Who has delivered needs no cards; and copies that were read back and go out
        of reach later make nothing critical that was delivered."""
        return (self.released or self.least_read) if delivered else (self.released and self.all_read)


class Mark(NamedTuple):
    """Where one copy lies: bits of its place, medium and provider, 0 for none."""

    on_machine: bool
    place: int
    medium: int
    provider: int


class Ground(NamedTuple):
    """All places of a studio, as seen from one venue: a mark for each copy, in the order of the copies.

    `near`: bits of the places that are not off-site; `providers`: of how many the studio has cloud copies.
    """

    marks: tuple[Mark, ...]
    near: int
    providers: int

    def tally(self, counting: Iterable[bool], *, strict: bool) -> Tally:
        """Of the copies that count. `strict`: providers must differ, if the studio has two."""
        marks = [mark for mark, counts in zip(self.marks, counting, strict=True) if counts]
        here = [mark for mark in marks if mark.on_machine]
        away = [mark for mark in marks if not mark.on_machine]
        differing = strict and self.providers > 1
        number = _copies(away, differing=differing)
        away_places = _bits(mark.place for mark in away)
        places = (away_places | _bits(mark.place for mark in here)).bit_count()
        return Tally(
            tiers=number + bool(here),
            media=_bits(mark.medium for mark in away).bit_count() + bool(here),
            places=max(places, 1 if here else 0),
            away=number,
            away_places=away_places.bit_count(),
            offsite=sum(not mark.place & self.near for mark in away),
        )

    def everything(self, *, strict: bool) -> Tally:
        """If every place held a copy that counts: what the studio can have at the most."""
        return _everything(self, strict)


def required(copies: Demand, numbers: Numbers) -> Tally:
    """What must count, so that all is protected."""
    return Tally(copies.tiers, copies.media, copies.places, numbers.away, numbers.away, _OFFSITE)


def all_copies(held: Held, facts: StudioFacts) -> tuple[HeldCopy, ...]:
    """At every place of the studio, also those that hold nothing of it."""
    there = {copy.tier for copy in held.copies}
    return held.copies + tuple([place for place in facts.places if place.tier not in there])


def reaches_all(have: Tally, wanted: Tally, possible: Tally) -> bool:
    """Whether all that is wanted counts, or all that the studio has places for; it is one copy at the least."""
    return have.tiers > 0 and have.reaches(wanted.at_most(possible))


def counts(copy: HeldCopy, oldest_ns: int) -> bool:
    """Whether it is whole, readable, and was read back at that moment or later."""
    return copy.complete and copy.readable and copy.read_ns >= oldest_ns and copy.read_ns > 0


def was_read(copy: HeldCopy) -> bool:
    """Whether all of it came there and was read back, once."""
    return copy.complete and copy.read_ns > 0


def is_last_copy(copies: Sequence[HeldCopy]) -> bool:
    """Whether some copy was lost and at most one is left that can be read; all on one machine are one. What was never
    copied was never lost."""
    held = [copy for copy in copies if copy.complete or copy.partial]
    if all(copy.readable for copy in held):
        return False
    readable = [copy for copy in held if copy.readable]
    away = sum(not copy.on_machine for copy in readable)
    return away + (away < len(readable)) <= 1


def ground_of(copies: Sequence[HeldCopy], venue: str, spot: Spot | None, facts: StudioFacts) -> Ground:
    """The places of these copies as seen from a venue; "" and None where there is none."""
    lying = tuple(
        (
            copy.place or ("" if copy.on_machine else f"\0{copy.tier}"),
            copy.medium,
            copy.provider,
            copy.spot,
            copy.on_machine,
        )
        for copy in copies
    )
    return _ground(lying, venue, spot, facts.place, facts.spot, facts.numbers.near_km)


_Lying = tuple[str, str, str, Spot | None, bool]


@lru_cache(maxsize=8_192)
def _ground(
    lying: tuple[_Lying, ...], venue: str, spot: Spot | None, home: str, home_spot: Spot | None, near_km: float
) -> Ground:
    named = [(folded(place or home) if here else folded(place)) for place, _, _, _, here in lying]
    spots = [where or (home_spot if here else None) for _, _, _, where, here in lying]
    at_venue = {folded(venue)} - {""}
    if spot is not None:
        at_venue |= {name for name, where in zip(named, spots, strict=True) if where and is_near(where, spot, near_km)}
    places, media, providers = _Bits(at_venue), _Bits(), _Bits()
    marks = tuple(
        Mark(here, places.of(name), media.of(medium or "unknown"), providers.of(provider))
        for name, (_, medium, provider, _, here) in zip(named, lying, strict=True)
    )
    source = _bits(mark.place for mark in marks if mark.on_machine) | places.of(folded(home))
    return Ground(marks, source | places.of_alike, len(providers))


class _Bits:
    """A bit for each name, one for all which are alike; none for ""."""

    of_alike = 1

    def __init__(self, alike: Iterable[str] = ()) -> None:
        self._alike = frozenset(alike)
        self._known: dict[str, int] = {}

    def of(self, name: str) -> int:
        """The bit of a name."""
        if not name:
            return 0
        return self.of_alike if name in self._alike else self._known.setdefault(name, 2 << len(self._known))

    def __len__(self) -> int:
        return len(self._known)


@lru_cache(maxsize=8_192)
def _everything(ground: Ground, strict: bool) -> Tally:
    return ground.tally([True] * len(ground.marks), strict=strict)


def _copies(away: Sequence[Mark], *, differing: bool) -> int:
    if not differing:
        return len(away)
    return sum(not mark.provider for mark in away) + len({mark.provider for mark in away if mark.provider})


def _bits(some: Iterable[int]) -> int:
    found = 0
    for one in some:
        found |= one
    return found
