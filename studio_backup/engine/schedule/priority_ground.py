"""Where a studio's copies lie, as seen from one venue, and how many some of them are: copies, media and places. Pure.

All copies on one machine are together one copy and one medium. Places near the venue count as one with it. Off-site is
another place than the machine's and the venue's. From critical on all cloud copies with one provider are one copy, if
the studio has two providers. Most weddings see the same ground, and there are few ways in which some of its copies
count: each is reckoned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from studio_backup.domain.distance import is_near
from studio_backup.domain.protection import HeldCopy
from studio_backup.domain.wedding import Spot
from studio_backup.domain.wedding_names import folded
from studio_backup.engine.schedule.priority_facts import StudioFacts


class Tally(NamedTuple):
    """How many copies there are, on how many media, in how many places; and of these off the machine, in how many
    places; and off-site."""

    tiers: int
    media: int
    places: int
    away: int
    away_places: int
    offsite: int


class Lying(NamedTuple):
    """What is known of where one copy is."""

    place: str
    medium: str
    provider: str
    spot: Spot | None
    on_machine: bool


class Mark(NamedTuple):
    """Where one copy lies: bits of its place, medium and provider, 0 for none."""

    on_machine: bool
    place: int
    medium: int
    provider: int


class Ground:
    """All places of a studio: a mark for each copy, in the order of the copies. Equal only to itself.

    `near`: bits of the places that are not off-site; `providers`: of how many the studio has cloud copies.
    """

    def __init__(self, marks: tuple[Mark, ...], near: int, providers: int) -> None:
        self._marks, self._near, self._providers = marks, near, providers
        self._tallies: dict[tuple[int, bool], Tally] = {}

    def tally(self, counting: int, *, strict: bool) -> Tally:
        """Of the copies that count: bit n for copy n. `strict`: providers must differ, if the studio has two."""
        found = self._tallies.get((counting, strict))
        if found is None:
            marks = [mark for number, mark in enumerate(self._marks) if counting >> number & 1]
            found = self._tallies[counting, strict] = self._tally(marks, differing=strict and self._providers > 1)
        return found

    def everything(self, *, strict: bool) -> Tally:
        """If every place held a copy that counts: what the studio can have at the most."""
        return self.tally((1 << len(self._marks)) - 1, strict=strict)

    def _tally(self, marks: Sequence[Mark], *, differing: bool) -> Tally:
        here = [mark for mark in marks if mark.on_machine]
        away = [mark for mark in marks if not mark.on_machine]
        number = _copies(away, differing=differing)
        away_places = _bits(mark.place for mark in away)
        places = (away_places | _bits(mark.place for mark in here)).bit_count()
        return Tally(
            tiers=number + bool(here),
            media=_bits(mark.medium for mark in away).bit_count() + bool(here),
            places=max(places, 1 if here else 0),
            away=number,
            away_places=away_places.bit_count(),
            offsite=sum(not mark.place & self._near for mark in away),
        )


def ground_of(copies: Sequence[HeldCopy], venue: str, spot: Spot | None, facts: StudioFacts) -> Ground:
    """The places of these copies as seen from a venue; "" and None where there is none."""
    lying = tuple([(one.tier, one.place, one.medium, one.provider, one.spot, one.on_machine) for one in copies])
    return _seen_from(lying, venue, spot, facts.place, facts.spot, facts.numbers.near_km)


_Told = tuple[str, str, str, str, Spot | None, bool]


@lru_cache(maxsize=8_192)
def _seen_from(
    told: tuple[_Told, ...], venue: str, spot: Spot | None, home: str, home_spot: Spot | None, near_km: float
) -> Ground:
    lying = _lying(told, home, home_spot)
    at_venue = {folded(venue)} & {one.place for one in lying}
    if spot is not None:
        at_venue |= {one.place for one in lying if one.spot is not None and is_near(one.spot, spot, near_km)}
    return _ground(lying, folded(home), frozenset(at_venue - {""}))


@lru_cache(maxsize=256)
def _lying(told: tuple[_Told, ...], home: str, home_spot: Spot | None) -> tuple[Lying, ...]:
    """The machine is at home where nobody said otherwise; what lies nobody knows where is a place of its own."""
    return tuple(
        Lying(
            folded(place or (home if here else f"\0{tier}")),
            medium,
            provider,
            spot or (home_spot if here else None),
            here,
        )
        for tier, place, medium, provider, spot, here in told
    )


@lru_cache(maxsize=512)
def _ground(lying: tuple[Lying, ...], home: str, at_venue: frozenset[str]) -> Ground:
    places, media, providers = _Bits(at_venue), _Bits(), _Bits()
    marks = tuple(
        Mark(one.on_machine, places.of(one.place), media.of(one.medium or "unknown"), providers.of(one.provider))
        for one in lying
    )
    source = _bits(mark.place for mark in marks if mark.on_machine) | places.of(home)
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


def _copies(away: Sequence[Mark], *, differing: bool) -> int:
    if not differing:
        return len(away)
    return sum(not mark.provider for mark in away) + len({mark.provider for mark in away if mark.provider})


def _bits(some: Iterable[int]) -> int:
    found = 0
    for one in some:
        found |= one
    return found
