"""The truth of one simulated year: who marries when, what appears where, which place answers, what breaks. By seed."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from studio_backup.domain.wedding import Spot

SECOND: Final = 10**9
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
TICK: Final = 15 * MINUTE
BEGIN: Final = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * SECOND
TICKS: Final = 365 * 96
WEDDINGS: Final = 40
LAPTOPS: Final = ("studio", "second")
STUDIO_ZONE: Final = "Europe/London"
_MONTH_OF: Final = [(datetime(2026, 1, 1) + timedelta(days=day)).month for day in range(365)]
HOME: Final = Spot(latitude=51.5, longitude=-0.12)
GB: Final = 10**9


@dataclass(frozen=True)
class Place:
    """A tier: what it is, where, and how many bytes it takes a second at the studio and elsewhere (0: out of reach)."""

    name: str
    medium: str
    place: str
    provider: str
    spot: Spot | None
    at_studio: int
    elsewhere: int


TIERS: Final = (
    Place("nas", "nas", "studio", "", HOME, 60_000_000, 0),
    Place("cloud", "cloud", "harbour north", "harbour", Spot(latitude=52.4, longitude=4.9), 12_000_000, 2_500_000),
    Place("second cloud", "cloud", "delta west", "delta", Spot(latitude=53.3, longitude=-6.2), 9_000_000, 2_000_000),
    Place("drawer", "disk", "the bank", "", Spot(latitude=52.2, longitude=0.1), 110_000_000, 0),
)
VENUES: Final = (
    ("Rose Hall", "Europe/London", Spot(latitude=51.6, longitude=-0.3)),
    ("Canal Loft", "Europe/Amsterdam", Spot(latitude=52.37, longitude=4.89)),
    ("Moor House", "Europe/London", Spot(latitude=53.9, longitude=-1.9)),
    ("Bay Lodge", "Pacific/Auckland", Spot(latitude=-36.8, longitude=174.8)),
    ("Vine Court", "Europe/Paris", None),
)


@dataclass(frozen=True)
class Version:
    """What is true of a wedding from a moment on."""

    from_ns: int
    start_ns: int
    end_ns: int
    cancelled: bool = False


@dataclass
class Couple:
    """A wedding as it really is. `versions`: in order; `gone`: when its event vanishes from the feed, 0 for never.

    `released_ns`: when somebody wants to use its cards again; `delivered_ns`: the day of delivery begins; 0 for not.
    """

    number: int
    venue: int
    versions: list[Version]
    delivered_ns: int = 0
    delivered: str = ""
    released_ns: int = 0
    gone_ns: int = 0
    no_footage: bool = False

    @property
    def name(self) -> str:
        """As its sources are called."""
        return f"Couple {self.number:02}"

    @property
    def date(self) -> str:
        """Fixed when it was booked."""
        first = self.versions[0]
        return f"{local(first.start_ns, self.zone):%Y-%m-%d}"

    @property
    def zone(self) -> str:
        """The venue's."""
        return VENUES[self.venue][1]

    def at(self, now_ns: int) -> Version:
        """What is true of it then; before it was booked what will be."""
        return next((one for one in reversed(self.versions) if one.from_ns <= now_ns), self.versions[0])


@dataclass(frozen=True, order=True)
class Arrival:
    """Files which appear in a source: the only ones in the world until they are copied."""

    at_ns: int
    laptop: str
    wedding: int
    kind: str
    files: int
    size: int


@dataclass(frozen=True)
class Breakage:
    """At a place one stored object is broken from then on, chosen by `dice`: nobody sees it until it is read."""

    at_ns: int
    place: str
    laptop: str
    dice: float


@dataclass
class Spells:
    """Spans of time in which something is so."""

    spans: list[tuple[int, int]] = field(default_factory=list)

    def at(self, now_ns: int) -> bool:
        """Whether it is so then."""
        return any(begin <= now_ns < end for begin, end in self.spans)

    def quarters(self) -> bytearray:
        """For each quarter of an hour of the year, whether it is so when that begins."""
        return marked(self.spans)


class World:
    """All of it, made from a seed alone."""

    def __init__(self, seed: int, weddings: int = WEDDINGS) -> None:
        self._dice = random.Random(seed)
        self.couples = [self._couple(number) for number in range(weddings)]
        self.away = {place.name: self._spells(6, 2 * HOUR, 60 * HOUR) for place in TIERS}
        self.slow = {place.name: self._spells(4, 12 * HOUR, 72 * HOUR) for place in TIERS}
        self.feed_broken = self._spells(8, HOUR, 30 * HOUR)
        self.offline = self._spells(10, HOUR, 20 * HOUR)
        self.broken_laptop = {laptop: self._spells(2, 12 * HOUR, 4 * DAY) for laptop in LAPTOPS}
        self.breakages = sorted(self._breakages(), key=lambda one: one.at_ns)
        booked = {version.from_ns for couple in self.couples for version in couple.versions}
        self._changes = sorted(booked | {couple.gone_ns for couple in self.couples if couple.gone_ns})
        self._days = {laptop: [self._day(laptop, day) for day in range(367)] for laptop in LAPTOPS}
        self.arrivals = sorted(one for couple in self.couples for one in self._arrivals(couple))
        self.brings = {(one.laptop, one.wedding) for one in self.arrivals if one.kind == "media"}
        self._near: dict[int, frozenset[int]] = {}
        self.on = {laptop: self._awake(laptop) for laptop in LAPTOPS}
        self._no_network, self._no_feed = self.offline.quarters(), self.feed_broken.quarters()
        self.rates = {(place.name, laptop): self._rates_of(place, laptop) for place in TIERS for laptop in LAPTOPS}

    # What happens ----------------------------------------------------------------------------------------------------

    def changed_between(self, after_ns: int, until_ns: int) -> bool:
        """Whether the calendar told something new."""
        return bisect_right(self._changes, after_ns) != bisect_right(self._changes, until_ns)

    def near(self, now_ns: int) -> frozenset[int]:
        """Weddings some days before or after their event."""
        return self._near_on((now_ns - BEGIN) // DAY)

    def _near_on(self, day: int) -> frozenset[int]:
        if day not in self._near:
            noon = BEGIN + day * DAY + DAY // 2
            close = (one.number for one in self.couples if abs(one.at(noon).start_ns - noon) < 3 * DAY)
            self._near[day] = frozenset(close)
        return self._near[day]

    def is_on(self, laptop: str, now_ns: int) -> bool:
        """Whether the laptop is awake in that quarter of an hour."""
        return bool(self.on[laptop][quarter(now_ns)])

    def online(self, now_ns: int) -> bool:
        """Whether the network is there."""
        return not self._no_network[quarter(now_ns)]

    def hears(self, now_ns: int) -> bool:
        """Whether the calendar's feed answers."""
        return self.online(now_ns) and not self._no_feed[quarter(now_ns)]

    def rate(self, place: str, laptop: str, now_ns: int) -> int:
        """Bytes a second from a laptop that is on; 0 where the place does not answer."""
        return self.rates[place, laptop][quarter(now_ns)]

    # Making it -------------------------------------------------------------------------------------------------------

    def _is_awake(self, laptop: str, now_ns: int) -> bool:
        day = (now_ns - BEGIN) // DAY
        spans = (self._days[laptop][one] for one in (day, day - 1) if one >= 0)  # a wedding's night is long
        return any(begin <= now_ns < end for begin, end, _ in spans) and not self.broken_laptop[laptop].at(now_ns)

    def _awake(self, laptop: str) -> bytearray:
        broken = self.broken_laptop[laptop].quarters()
        on = marked(
            (begin, min(end, BEGIN + (day + 2) * DAY)) for day, (begin, end, _) in enumerate(self._days[laptop])
        )
        return bytearray(one and not bad for one, bad in zip(on, broken, strict=True))

    def _rates_of(self, place: Place, laptop: str) -> list[int]:
        away, slow = self.away[place.name].quarters(), self.slow[place.name].quarters()
        found = []
        for number in range(TICKS + 1):
            day = number // 96
            studio = self._days[laptop][day][2]
            rate = place.at_studio if studio else place.elsewhere
            if away[number] or (place.provider and self._no_network[number]):
                rate = 0
            if place.name == "drawer" and not (studio and weekday(BEGIN + day * DAY) == 0):
                rate = 0  # brought from the bank on Mondays
            found.append(rate // 10 if slow[number] else rate)
        return found

    def _spells(self, most: int, shortest: int, longest: int) -> Spells:
        begins = [BEGIN + self._dice.randrange(365 * DAY) for _ in range(self._dice.randrange(most + 1))]
        return Spells([(begin, begin + self._dice.randrange(shortest, longest)) for begin in begins])

    def _couple(self, number: int) -> Couple:
        dice = self._dice
        venue = dice.choice((0, 0, 0, 1, 2, 2, 3, 4))
        week = dice.choices(range(1, 50), weights=[1 if week < 17 or week > 43 else 8 for week in range(1, 50)])[0]
        weekday = dice.choices((3, 4, 5, 6), weights=(1, 2, 12, 2))[0]
        monday = datetime(2026, 1, 5) + timedelta(weeks=week - 1)
        day = (monday + timedelta(days=weekday)).date()
        start, end = self._event(day, venue)
        versions = [Version(max(BEGIN, start - dice.randrange(20, 200) * DAY), start, end)]
        couple = Couple(number, venue, versions)
        fate = dice.random()
        if fate < 0.1:
            at = start - dice.randrange(3, 20) * DAY
            versions.append(Version(at, start + 7 * DAY, end + 7 * DAY))
        elif fate < 0.15:
            versions.append(Version(start - dice.randrange(2, 40) * DAY, start, end, cancelled=True))
        elif fate < 0.2:
            couple.gone_ns = start - dice.randrange(2, 30) * DAY
        elif fate < 0.25:
            couple.no_footage = True
        last = versions[-1]
        couple.released_ns = last.end_ns + dice.randrange(30, 96) * HOUR
        given = local(last.end_ns, couple.zone).date() + timedelta(days=dice.randrange(20, 60))
        couple.delivered = "" if last.cancelled else given.isoformat()
        midnight = datetime.combine(given, time(), ZoneInfo(couple.zone))
        couple.delivered_ns = 0 if last.cancelled else int(midnight.timestamp()) * SECOND
        return couple

    def _event(self, day: object, venue: int) -> tuple[int, int]:
        zone = ZoneInfo(VENUES[venue][1])
        begin = datetime.combine(day, time(self._dice.randrange(11, 16)), zone)  # type: ignore[arg-type]
        start = int(begin.timestamp()) * SECOND
        return start, start + self._dice.randrange(6, 12) * HOUR

    def _day(self, laptop: str, day: int) -> tuple[int, int, bool]:
        """(on from, to, whether at the studio)."""
        midnight = BEGIN + day * DAY
        married = [
            one for one in self.couples if any(abs(v.start_ns - midnight - 12 * HOUR) < 12 * HOUR for v in one.versions)
        ]
        dice = self._dice
        if married:
            return midnight + 8 * HOUR, midnight + dice.randrange(24, 24 * 2) * HOUR // 2 + 12 * HOUR, False
        if laptop == "second":
            at_work = weekday(midnight) in (0, 1)
            return midnight + 9 * HOUR, midnight + (17 * HOUR if at_work or dice.random() < 0.3 else 9 * HOUR), at_work
        if weekday(midnight) >= 5:
            return midnight + 10 * HOUR, midnight + dice.choice((10, 14, 20)) * HOUR, False
        return midnight + 8 * HOUR, midnight + dice.randrange(17, 24) * HOUR, True

    def _arrivals(self, couple: Couple) -> Iterator[Arrival]:
        dice, last = self._dice, couple.versions[-1]
        for _ in range(dice.randrange(4, 12)):  # papers
            at = last.start_ns - dice.randrange(0, 120) * DAY + dice.randrange(9, 17) * HOUR
            at = max(at, couple.versions[0].from_ns + DAY)
            yield from self._appears(
                at, "studio", couple, "papers", dice.randrange(1, 5), dice.randrange(1, 20) * 10**6
            )
        if last.cancelled or couple.no_footage:
            return
        for laptop in LAPTOPS if dice.random() < 0.6 else LAPTOPS[:1]:
            for card in range(dice.randrange(2, 5)):
                at = last.end_ns + (card - 2) * 2 * HOUR + dice.randrange(0, 3 * HOUR, MINUTE)
                size = dice.randrange(2, 9) * GB
                yield from self._appears(at, laptop, couple, "media", size // 25_000_000, size)
        edited = (last.end_ns + couple.delivered_ns) // 2
        yield from self._appears(edited, "studio", couple, "media", 400, 1 * GB)

    def _appears(self, at_ns: int, laptop: str, couple: Couple, kind: str, files: int, size: int) -> Iterator[Arrival]:
        """When the laptop is on next: nothing is copied to one that sleeps."""
        at = max(BEGIN, at_ns)
        at += (BEGIN - at) % MINUTE
        while at < BEGIN + TICKS * TICK:
            if self._is_awake(laptop, at):
                yield Arrival(at, laptop, couple.number, kind, files, size)
                return
            at += 10 * MINUTE

    def _breakages(self) -> Iterator[Breakage]:
        for _ in range(self._dice.randrange(4, 16)):
            place = self._dice.choice(("local", *(one.name for one in TIERS)))
            at = BEGIN + self._dice.randrange(365 * DAY)
            yield Breakage(at, place, self._dice.choice(LAPTOPS), self._dice.random())


def quarter(at_ns: int) -> int:
    """The how many-th of the year; the last one for all that comes after it."""
    return min((at_ns - BEGIN) // TICK, TICKS)


def marked(spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each quarter of an hour of the year, and one more, whether it begins in one of these spans."""
    found = bytearray(TICKS + 1)
    for begin, end in spans:
        first, last = (min(max(0, -(-(at - BEGIN) // TICK)), TICKS + 1) for at in (begin, end))
        found[first:last] = b"\1" * (last - first)
    return found


def weekday(now_ns: int) -> int:
    """Monday is 0; 2026-01-01 was a Thursday."""
    return (3 + (now_ns - BEGIN) // DAY) % 7


def local(at_ns: int, zone: str) -> datetime:
    """The wall's clock there."""
    return datetime.fromtimestamp(at_ns // SECOND, tz=UTC).astimezone(ZoneInfo(zone))


def month(at_ns: int) -> int:
    """1 to 12."""
    return _MONTH_OF[min((at_ns - BEGIN) // DAY, 364)]
