"""The page's rules told once more, in other words, over the truth: nothing may be shown better than it is.

What nobody can know is no lie: an object that broke after it was last read counts until it has to be read again, and a
change in a calendar that does not answer is not known. Everything else is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import acos, cos, radians, sin

from studio_backup.domain.job import Level, rank
from studio_backup.domain.protection import Protection
from tests.simulate.machine import Machine, Shown
from tests.simulate.stores import LOCAL
from tests.simulate.world import DAY, SECOND, TICK, TIERS, VENUES, Couple, Version, local

_PERIOD = {"critical": DAY, "high": 7 * DAY, "normal": 30 * DAY, "low": 90 * DAY}
_MOST = 1 + len(TIERS)


def lies(machine: Machine, number: int, now_ns: int) -> Iterator[str]:
    """Each thing that is shown of a wedding better than it is, in a sentence."""
    shown = machine.shown[number]
    for kind, one in shown.both:
        for text in _lies_of(machine, number, kind, one, now_ns):
            yield f"{local(now_ns, 'UTC'):%Y-%m-%d %H:%M} {machine.laptop}, wedding {number}, {kind}: {text}"
    yield from _rpo(machine, number, shown, now_ns)


def _lies_of(machine: Machine, number: int, kind: str, one: Protection, now_ns: int) -> Iterator[str]:
    least = level(machine, number, kind, now_ns)
    if rank(one.level) < rank(least):
        yield f"it is {least}, and {one.level} is shown."
    shows_window = one.saturday_window and one.copies.tiers >= 7
    in_it = in_window(machine.world.couples[number], _told(machine, number), now_ns)
    if in_it and not shows_window and not _cancelled(machine, number):
        yield "the Saturday window is not shown."
    if not one.protected:
        return
    if machine.waiting.get((number, kind)):
        yield "protected is shown, and files wait."
    period = _PERIOD[one.level if one.level != "emergency" else "critical"]
    good = _good(
        machine, number, kind, now_ns - 2 * period - TICK
    )  # what is shown is a quarter of an hour old, at most
    away = [place for place in TIERS if place.name in good]
    if len(good) < min(one.copies.tiers, _MOST) or one.have.tiers > len(good):
        yield f"{one.have.tiers} copies are shown, and {len(good)} are good: {sorted(good)}."
    places = {_place(machine.world.couples[number], place.place, place.spot) for place in away}
    if len(away) < 2 or len(places) < 2:
        yield f"protected is shown, and only {sorted(place.name for place in away)} are off the machine."
    if not places - {"studio", "the venue"}:
        yield "protected is shown, and nothing is off-site."


def level(machine: Machine, number: int, kind: str, now_ns: int) -> Level:
    """What the page says, by what the calendar last told; an emergency apart."""
    booked, version = machine.calendar.get(number), _told(machine, number)
    couple = machine.world.couples[number]
    delivered = couple.delivered_ns if booked and booked.delivered else 0
    archive = _days_later(delivered, 90, couple.zone) if delivered else 0
    cancelled = _cancelled(machine, number)
    if kind == "papers" and (cancelled or booked is None):
        return "normal"
    if in_window(couple, version, now_ns) and not (cancelled and kind == "papers"):
        return "critical"
    if kind == "papers":
        if now_ns < version.end_ns:
            days = [(7, "critical"), (30, "high")]
            for before, found in days:
                if now_ns >= _days_later(version.start_ns, -before, couple.zone):
                    return found  # type: ignore[return-value]
            return "normal"
        return "low" if archive and now_ns >= archive else "normal"
    if not _safe(machine, number, bool(delivered)):
        return "critical"
    return "high" if not delivered else "normal" if now_ns < archive else "low"


def in_window(couple: Couple, version: Version, now_ns: int) -> bool:
    """Whether it is Friday 18:00 to Sunday 06:00 at the venue, on a weekend that the event touches."""
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


def _cancelled(machine: Machine, number: int) -> bool:
    return _told(machine, number).cancelled


def _safe(machine: Machine, number: int, delivered: bool) -> bool:
    """Whether its media left the cards: released by a person, and read back wherever the studio has a place."""
    booked = machine.calendar.get(number)
    released = bool(booked and booked.cards_released_ns)
    read = _good(machine, number, "media", 1)
    everywhere = len(read) == _MOST
    if delivered:
        return released or len([one for one in read if one != LOCAL]) >= 2
    return released and (everywhere or _was_read_everywhere(machine, number))


def _was_read_everywhere(machine: Machine, number: int) -> bool:
    """By what is believed: damage after the last reading is not known to anybody."""
    return all(
        record.read_ns and record.state == "good"
        for place in (LOCAL, *(one.name for one in TIERS))
        for record in machine.stores.records[place, number].values()
    )


def _good(machine: Machine, number: int, kind: str, since_ns: int) -> set[str]:
    """Places that really held all of it, good, when it was last read, and that was not before then."""
    names = machine.objects.get((number, kind), [])
    found = set()
    for place in (LOCAL, *(one.name for one in TIERS)):
        real = machine.stores.real[place]
        objects = [real.get(name) for name in names]
        if names and all(
            one is not None and one.read_ns >= since_ns and not 0 < one.bad_ns <= one.read_ns for one in objects
        ):
            found.add(place)
    return found


def _damaged(machine: Machine, number: int, kind: str) -> set[str]:
    """Places where something of it is known to be damaged."""
    names = machine.objects.get((number, kind), [])
    return {place for place, _, name in machine.stores.damaged if name in names}


def _rpo(machine: Machine, number: int, shown: Shown, now_ns: int) -> Iterator[str]:
    """The oldest byte that is not off-site must be as old, at least, in what is shown."""
    off = [place.name for place in TIERS if place.place != "studio"]
    waiting = [one.at_ns for kind in ("papers", "media") for one in machine.waiting.get((number, kind), ())]
    for row in machine.rows.get(number, ()):
        name = f"c/{row.collection}/snapshots/{row.id}"
        if not any(name in machine.stores.real[place] for place in off):
            waiting += [one.at_ns for one, _ in machine.arrived[row.id]]
    oldest = min(waiting, default=0)
    if oldest and not 0 < shown.standing.exposure.offsite_since_ns <= oldest:
        yield f"{now_ns} {machine.laptop}, wedding {number}: the age of what is not off-site is shown too young."


def _place(couple: Couple, name: str, spot: object) -> str:
    venue = VENUES[couple.venue][2]
    if venue is None or spot is None:
        return name
    one, other = (radians(venue.latitude), radians(venue.longitude)), (radians(spot.latitude), radians(spot.longitude))  # type: ignore[attr-defined]
    arc = sin(one[0]) * sin(other[0]) + cos(one[0]) * cos(other[0]) * cos(one[1] - other[1])
    return "the venue" if acos(max(-1.0, min(1.0, arc))) * 6371 < 50 else name


def _days_later(at_ns: int, days: int, zone: str) -> int:
    """At the same time of the wall's clock."""
    there = local(at_ns, zone)
    wall: datetime = there.replace(tzinfo=None) + timedelta(days=days)
    return int(wall.replace(tzinfo=there.tzinfo).timestamp()) * SECOND
