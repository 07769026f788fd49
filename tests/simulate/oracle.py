"""The page's rules told once more, in other words, over the truth: nothing may be shown better than it is.

What nobody can know is no lie: an object that broke after it was last read counts until it has to be read again, and a
change in a calendar that does not answer is not known. Everything else is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import acos, cos, radians, sin

from studio_backup.domain.job import Level, rank
from studio_backup.domain.protection import Protection
from tests.simulate.machine import KINDS, Machine, Shown
from tests.simulate.stores import LOCAL
from tests.simulate.world import DAY, SECOND, TICK, TIERS, VENUES, Couple, Version, local

_PERIOD = {"critical": DAY, "high": 7 * DAY, "normal": 30 * DAY, "low": 90 * DAY}
_PLACES = (LOCAL, *(one.name for one in TIERS))
_OFFSITE = tuple(place.name for place in TIERS if place.place != "studio")
_MOST = len(_PLACES)


@dataclass(frozen=True)
class _Lying:
    """All of one class of a wedding at one place. `read_ns`: the oldest last good reading, 0 if one never was;
    `was_good`: when it was last read, whatever became of it."""

    whole: bool
    read_ns: int
    was_good: bool


class Oracle:
    """Of one laptop. What really lies at a place is looked at again where something came, went, was read or broke."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._known: dict[tuple[str, int, str], tuple[tuple[int, int], _Lying]] = {}
        self._off: dict[int, tuple[object, list[int]]] = {}

    def lies(self, number: int, now_ns: int) -> Iterator[str]:
        """Each thing that is shown of a wedding better than it is, in a sentence."""
        shown = self._machine.shown[number]
        for kind, one in shown.both:
            for text in self._lies_of(number, kind, one, now_ns):
                yield f"{local(now_ns, 'UTC'):%Y-%m-%d %H:%M} {self._machine.laptop}, wedding {number}, {kind}: {text}"
        yield from self._rpo(number, shown, now_ns)

    def _lies_of(self, number: int, kind: str, one: Protection, now_ns: int) -> Iterator[str]:
        machine = self._machine
        couple = machine.world.couples[number]
        least = self._level(number, kind, now_ns)
        if rank(one.level) < rank(least):
            yield f"it is {least}, and {one.level} is shown."
        shows_window = one.saturday_window and one.copies.tiers >= 7
        told = _told(machine, number)
        if not shows_window and not told.cancelled and in_window(couple, told, now_ns):
            yield "the Saturday window is not shown."
        if not one.protected:
            return
        if machine.waiting.get((number, kind)):
            yield "protected is shown, and files wait."
        period = _PERIOD[one.level if one.level != "emergency" else "critical"]
        good = self._good(number, kind, now_ns - 2 * period - TICK)  # what is shown is as old as that, at most
        away = [place for place in TIERS if place.name in good]
        if len(good) < min(one.copies.tiers, _MOST) or one.have.tiers > len(good):
            yield f"{one.have.tiers} copies are shown, and {len(good)} are good: {sorted(good)}."
        places = {_place(couple, place.place, place.spot) for place in away}
        if len(away) < 2 or len(places) < 2:
            yield f"protected is shown, and only {sorted(place.name for place in away)} are off the machine."
        if not places - {"studio", "the venue"}:
            yield "protected is shown, and nothing is off-site."

    def _level(self, number: int, kind: str, now_ns: int) -> Level:
        """What the page says, by what the calendar last told; an emergency apart."""
        machine = self._machine
        booked, version = machine.calendar.get(number), _told(machine, number)
        couple = machine.world.couples[number]
        delivered = couple.delivered_ns if booked and booked.delivered else 0
        archive = _days_later(delivered, 90, couple.zone) if delivered else 0
        if kind == "papers" and (version.cancelled or booked is None):
            return "normal"
        if in_window(couple, version, now_ns):
            return "critical"
        if kind == "papers":
            if now_ns >= version.end_ns:
                return "low" if archive and now_ns >= archive else "normal"
            if now_ns >= _days_later(version.start_ns, -7, couple.zone):
                return "critical"
            return "high" if now_ns >= _days_later(version.start_ns, -30, couple.zone) else "normal"
        if not self._is_safe(number, bool(delivered)):
            return "critical"
        return "high" if not delivered else "normal" if now_ns < archive else "low"

    def _is_safe(self, number: int, delivered: bool) -> bool:
        """Whether its media left the cards: released by a person, and read back wherever the studio has a place."""
        booked = self._machine.calendar.get(number)
        released = bool(booked and booked.cards_released_ns)
        read = self._good(number, "media", 1)
        if delivered:
            return released or len([one for one in read if one != LOCAL]) >= 2
        return released and (len(read) == _MOST or self._was_read_everywhere(number))

    def _was_read_everywhere(self, number: int) -> bool:
        """By what is believed: damage after the last reading is not known to anybody."""
        return all(
            record.read_ns and record.state == "good"
            for place in _PLACES
            for record in self._machine.stores.records[place, number].values()
        )

    def _good(self, number: int, kind: str, since_ns: int) -> set[str]:
        """Places that really held all of it, good, when it was last read, and that was not before then."""
        found = ((place, self._lying(place, number, kind)) for place in _PLACES)
        return {place for place, one in found if one.whole and one.was_good and one.read_ns >= since_ns}

    def _lying(self, place: str, number: int, kind: str) -> _Lying:
        names = self._machine.objects.get((number, kind), [])
        stamp = len(names), self._machine.stores.versions[place, number]
        known = self._known.get((place, number, kind))
        if known is None or known[0] != stamp:
            known = self._known[place, number, kind] = stamp, self._look(place, number, names)
        return known[1]

    def _look(self, place: str, number: int, names: list[str]) -> _Lying:
        real = self._machine.stores.real[place, number]
        objects = [real[name] for name in names if name in real]
        return _Lying(
            whole=bool(names) and len(objects) == len(names),
            read_ns=min((one.read_ns for one in objects), default=0),
            was_good=not any(0 < one.bad_ns <= one.read_ns for one in objects),
        )

    def _rpo(self, number: int, shown: Shown, now_ns: int) -> Iterator[str]:
        """The oldest byte that is not off-site must be as old, at least, in what is shown."""
        waiting = [one.at_ns for kind in KINDS for one in self._machine.waiting.get((number, kind), ())]
        oldest = min([*waiting, *self._not_offsite(number)], default=0)
        if oldest and not 0 < shown.standing.exposure.offsite_since_ns <= oldest:
            machine = self._machine.laptop
            yield f"{now_ns} {machine}, wedding {number}: the age of what is not off-site is shown too young."

    def _not_offsite(self, number: int) -> list[int]:
        """When the bytes came of points which no place off-site has."""
        stores, rows = self._machine.stores, self._machine.rows.get(number, [])
        stamp = len(rows), [stores.versions[place, number] for place in _OFFSITE]
        known = self._off.get(number)
        if known is None or known[0] != stamp:
            found = []
            for row in rows:
                name = f"c/{row.collection}/snapshots/{row.id}"
                if not any(name in stores.real[place, number] for place in _OFFSITE):
                    found += [one.at_ns for one, _ in self._machine.arrived[row.id]]
            known = self._off[number] = stamp, found
        return known[1]


def in_window(couple: Couple, version: Version, now_ns: int) -> bool:
    """Whether it is Friday 18:00 to Sunday 06:00 at the venue, on a weekend that the event touches."""
    if not version.start_ns - 9 * DAY < now_ns < version.end_ns + 9 * DAY:
        return False
    there = local(now_ns, couple.zone).replace(tzinfo=None)
    friday = (there - timedelta(days=(there.weekday() - 4) % 7)).replace(hour=18, minute=0, second=0, microsecond=0)
    sunday = friday + timedelta(hours=36)
    begin, end = (local(at, couple.zone).replace(tzinfo=None) for at in (version.start_ns, version.end_ns))
    return friday <= there < sunday and begin < sunday and end > friday


def _told(machine: Machine, number: int) -> Version:
    """What the calendar said at the last good poll; what vanished from it stays as it was."""
    couple = machine.world.couples[number]
    at = machine.polled_ns
    return couple.at(min(at, couple.gone_ns - 1) if 0 < couple.gone_ns <= at else at)


def _place(couple: Couple, name: str, spot: object) -> str:
    venue = VENUES[couple.venue][2]
    if venue is None or spot is None:
        return name
    one, other = (radians(venue.latitude), radians(venue.longitude)), (radians(spot.latitude), radians(spot.longitude))  # type: ignore[attr-defined]
    arc = sin(one[0]) * sin(other[0]) + cos(one[0]) * cos(other[0]) * cos(one[1] - other[1])
    return "the venue" if acos(max(-1.0, min(1.0, arc))) * 6371 < 50 else name


@lru_cache(maxsize=4_096)
def _days_later(at_ns: int, days: int, zone: str) -> int:
    """At the same time of the wall's clock."""
    there = local(at_ns, zone)
    wall: datetime = there.replace(tzinfo=None) + timedelta(days=days)
    return int(wall.replace(tzinfo=there.tzinfo).timestamp()) * SECOND
