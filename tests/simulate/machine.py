"""One laptop's engine with a virtual clock: the program's rules decide, a small model of the places carries it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace as changed

from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Level, rank
from studio_backup.domain.point_content import Group, PointContent
from studio_backup.domain.protection import Protection
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import key_of
from studio_backup.engine.health.limits import RPO
from studio_backup.engine.schedule.priority import cards_wait_for, priority
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.service.protection_held import Holding, Known, holdings, with_waiting
from studio_backup.engine.service.protection_risk import away_from, exposed
from studio_backup.engine.service.protection_values import Standing, Waiting
from tests.simulate.causes import Causes
from tests.simulate.copying import Copying, Waits
from tests.simulate.places import places_now, stamp_of, studio_facts
from tests.simulate.stores import LOCAL, Key, Stores
from tests.simulate.tally import Tally
from tests.simulate.world import DAY, GB, HOUR, MINUTE, SECOND, TICK, TIERS, VENUES, Arrival, World

PACK: Final = 4 * GB
LOCAL_RATE: Final = 400_000_000
AGAIN: Final = DAY
"""Everything is reckoned anew so often, even if nothing happened: whether a place was heard of, the season."""
KINDS: Final = ("papers", "media")
_NEVER: Final = 1 << 62


@dataclass
class Shown:
    """What a person sees of a wedding. `at_ns`: when it was reckoned; `until_ns`: when it must be again."""

    standing: Standing
    at_ns: int
    until_ns: int

    @property
    def level(self) -> Level:
        """The higher one of papers and media."""
        return self.standing.level

    @property
    def both(self) -> Iterator[tuple[str, Protection]]:
        """Papers and media, as far as there are any."""
        for kind in KINDS:
            one = getattr(self.standing.protection, kind)
            if one is not None:
                yield kind, one


class Machine:
    """A laptop. `shown`: by wedding; `calendar`: as it was at the last good poll; `moved`: see `news`;
    `reckoned`: what is shown anew since somebody looked; `objects`: what was made of each class of a wedding;
    `risen`: when the level of a wedding became a higher one; `promised`: of a point, when the level by which it is
    promised began."""

    def __init__(self, world: World, laptop: str, tally: Tally) -> None:
        self.world, self.laptop, self.tally = world, laptop, tally
        self.facts: StudioFacts = studio_facts()
        self.stores = Stores()
        self.objects: dict[tuple[int, str], list[str]] = {}
        self.rows: dict[int, list[PointRow]] = {}
        self.contents: dict[str, PointContent] = {}
        self.arrived: dict[str, list[tuple[Arrival, Level]]] = {}
        self.held: dict[tuple[str, int], set[str]] = {}
        self.waiting: dict[tuple[int, str], list[Arrival]] = {}
        self.lacks: dict[Key, Waits] = {}
        self.calendar: dict[int, BookedWedding] = {}
        self.shown: dict[int, Shown] = {}
        self.contact: dict[str, int] = {}
        self.polled_ns = 0
        self.moved: set[int] = set()
        self.reckoned: set[int] = set()
        self.risen: dict[int, int] = {}
        self.promised: dict[str, int] = {}
        self.causes = Causes(world, laptop)
        self._read: set[int] = set()
        self._looked: dict[tuple[int, str], int] = {}
        self._newest: dict[tuple[int, str], PointContent] = {}
        self._dirty: set[int] = set()
        self._holdings: dict[int, tuple[object, Holding]] = {}
        self._rates: tuple[int, dict[str, int]] = (0, {})
        self._next_ns = _NEVER
        self._numbers = 0
        self._copying = Copying(self)

    # A quarter of an hour --------------------------------------------------------------------------------------------

    def tick(self, now_ns: int, arrivals: list[Arrival]) -> None:
        """All that happens until the next one. Only called while the laptop is on."""
        if self.world.hears(now_ns):
            self._poll(now_ns)
        for one in arrivals:
            self.waiting.setdefault((one.wedding, one.kind), []).append(one)
            self._looked.setdefault((one.wedding, one.kind), self._look_number(one.wedding, one.kind, one.at_ns))
            self._dirty.add(one.wedding)
        for place, rate in self.rates(now_ns).items():
            if rate and place != LOCAL:
                self.contact[place] = now_ns
        self.refresh(now_ns)
        if now_ns % HOUR == 0:
            self._people(now_ns)
        for number, kind in list(self.waiting):
            if self._look_number(number, kind, now_ns) != self._looked[number, kind]:
                self._back_up(number, kind, now_ns)
        self.refresh(now_ns)
        self._copying.run(now_ns)
        self.refresh(now_ns)

    def rates(self, now_ns: int) -> dict[str, int]:
        """Bytes a second of every place in that quarter of an hour, 0 where it does not answer."""
        if self._rates[0] != now_ns:
            tiers = {place.name: self.world.rate(place.name, self.laptop, now_ns) for place in TIERS}
            self._rates = now_ns, {LOCAL: LOCAL_RATE, **tiers}
        return self._rates[1]

    def touched(self, number: int) -> None:
        """Something of a wedding is another now."""
        self._dirty.add(number)
        self.moved.add(number)

    def was_read(self, number: int) -> None:
        """Something of it was read back and is good: until that is reckoned with, less is shown than there is."""
        self._read.add(number)

    def arrives(self, tier: str, number: int, point: str) -> None:
        """A tier has one more object of a wedding; with it a whole point, unless that is ""."""
        self.moved.add(number)
        if point:
            self.held.setdefault((tier, number), set()).add(point)
            self._dirty.add(number)

    def settle(self, now_ns: int) -> None:
        """At the end: what should have been done and was not."""
        self._copying.settle(now_ns)

    def news(self) -> set[int]:
        """Weddings of which something came or went, or the level is another, since this was last asked."""
        moved, self.moved = self.moved, set()
        return moved

    def level_of(self, number: int) -> Level:
        """The higher one of papers and media."""
        return self.shown[number].level if number in self.shown else "normal"

    def level_of_kind(self, number: int, kind: str) -> Level:
        """Of papers or media alone: by it they are promised."""
        found = dict(self.shown[number].both).get(kind) if number in self.shown else None
        return found.level if found else self.level_of(number)

    # The calendar, and people ----------------------------------------------------------------------------------------

    def _poll(self, now_ns: int) -> None:
        if not self.world.changed_between(self.polled_ns, now_ns):
            self.polled_ns = now_ns
            return
        self.polled_ns = now_ns
        for couple in self.world.couples:
            version = couple.at(now_ns)
            if now_ns < couple.versions[0].from_ns:
                continue
            vanished = 0 < couple.gone_ns <= now_ns and couple.number in self.calendar
            before = self.calendar.get(couple.number) or self._booking(couple.number)
            told = (
                before
                if vanished
                else changed(before, start_ns=version.start_ns, end_ns=version.end_ns, cancelled=version.cancelled)
            )
            self._book(couple.number, told)

    def _booking(self, number: int) -> BookedWedding:
        """As one is booked by what is stored of it: its day alone."""
        couple = self.world.couples[number]
        name, zone, spot = VENUES[couple.venue]
        return BookedWedding(
            id=str(number), name=couple.name, date=couple.date, zone=zone, start_ns=0, end_ns=0, venue=name, spot=spot
        )

    def _book(self, number: int, told: BookedWedding) -> None:
        if self.calendar.get(number) != told:
            self.calendar[number] = told
            self._dirty.add(number)

    def _people(self, now_ns: int) -> None:
        """Somebody says what was delivered, and releases cards once the program says that they may be used again."""
        for number, booked in list(self.calendar.items()):
            couple = self.world.couples[number]
            if couple.delivered_ns and now_ns >= couple.delivered_ns and not booked.delivered:
                self._book(number, changed(booked, delivered=couple.delivered))
            elif not booked.nothing_to_come and self._nothing_comes(number, now_ns):
                self._book(number, changed(booked, nothing_to_come=True))
            elif not booked.cards_released_ns and now_ns >= couple.released_ns and self._held_media(number):
                media = self.shown[number].standing.media
                if not cards_wait_for(booked, media, self.facts):
                    self._book(number, changed(booked, cards_released_ns=now_ns))

    def _nothing_comes(self, number: int, now_ns: int) -> bool:
        """Somebody says so, some days after the alarm, where no card of this wedding is copied to this laptop."""
        if (self.laptop, number) in self.world.brings:
            return False
        return now_ns > self.world.couples[number].at(now_ns).end_ns + 10 * DAY

    def _held_media(self, number: int) -> bool:
        return number in self.shown and bool(self.shown[number].standing.media.files)

    # Backing up ------------------------------------------------------------------------------------------------------

    def _look_number(self, number: int, kind: str, now_ns: int) -> int:
        """Looks are taken at fixed times, so long after one another as its level says: the how many-th this is."""
        found = dict(self.shown[number].both).get(kind) if number in self.shown else None
        every = max(TICK, found.looked_every_s * SECOND) if found else TICK
        return (now_ns + number * 37 * MINUTE) // every

    def _back_up(self, number: int, kind: str, now_ns: int) -> None:
        """A recovery point of one source: all that waited is in it."""
        arrivals = self.waiting.pop((number, kind))
        del self._looked[number, kind]
        self._numbers += 1
        point = f"{self.laptop}-{self._numbers:06}"
        couple = self.world.couples[number]
        content = _content(kind, self._newest.get((number, kind), PointContent()), arrivals, point)
        self.contents[point] = self._newest[number, kind] = content
        collection = self.collection(number)
        row = PointRow(
            id=point,
            collection=collection,
            wedding=couple.name,
            date=couple.date,
            source=f"/weddings/{number}/{kind}",
            device=self.laptop,
            number=self._numbers,
            started_ns=now_ns,
            ended_ns=now_ns + MINUTE,
            partial=False,
            files=content.media + content.papers,
            bytes=content.media_bytes + content.papers_bytes,
            flagged=0,
        )
        self.rows.setdefault(number, []).append(row)
        self._stored(row, number, sum(one.size for one in arrivals), now_ns)
        level = self.level_of_kind(number, kind)
        self.arrived[point] = [(one, level) for one in arrivals]
        self.promised[point] = self.risen.get(number, 0)
        for one in arrivals:
            due = max(one.at_ns, self.promised[point]) + RPO[level] + TICK
            why = "" if row.ended_ns <= due else self.causes.of_backup(one.at_ns, due)
            self.tally.promise("vault", level, one.at_ns, kept=not why, why=why)
        self._dirty.add(number)
        self.moved.add(number)

    def _stored(self, row: PointRow, number: int, size: int, now_ns: int) -> None:
        folder = f"c/{row.collection}"
        packs = [
            (f"{folder}/packs/{row.id}-{part}", min(PACK, size - at)) for part, at in enumerate(range(0, size, PACK))
        ]
        objects = [*((name, length, "") for name, length in packs), (f"{folder}/snapshots/{row.id}", 1_000, row.id)]
        self.objects.setdefault((number, row.source.rpartition("/")[2]), []).extend(name for name, _, _ in objects)
        for name, length, _ in objects:
            self.stores.store(LOCAL, number, name, length, now_ns)
        self.held.setdefault((LOCAL, number), set()).add(row.id)
        for tier in TIERS:
            waits = self.lacks.setdefault((tier.name, number), Waits(now_ns))
            waits.add(objects)

    def collection(self, number: int) -> str:
        """Its id."""
        return f"{self.laptop}{number:02}"

    # What is shown ---------------------------------------------------------------------------------------------------

    def refresh(self, now_ns: int) -> None:
        """Reckon anew what changed, and what the clock changes."""
        if now_ns % (3 * HOUR) == 0:
            self._dirty |= self._read
            self._read.clear()
        if now_ns < self._next_ns and not self._dirty:
            return
        due = [number for number, one in self.shown.items() if one.until_ns <= now_ns]
        numbers = sorted({*self._dirty, *due})
        self._dirty.clear()
        for number in numbers:
            self._reckon(number, now_ns)
        self._next_ns = min((one.until_ns for one in self.shown.values()), default=_NEVER)
        self.reckoned.update(numbers)

    def _reckon(self, number: int, now_ns: int) -> None:
        booked = self.calendar.get(number) or self._booking(number)
        holding, waiting = self._holding(number, now_ns), self._waiting(number)
        papers = with_waiting(holding.papers, waiting.papers_ns, waiting.files, machine_holds=True)
        media = with_waiting(holding.media, waiting.media_ns, waiting.files, machine_holds=True)
        protection = priority(booked, papers, media, self.facts, now_ns)
        both = [one for one in (protection.papers, protection.media) if one is not None]
        standing = Standing(
            key=key_of(booked.name, booked.date),
            booked=booked,
            holding=holding,
            papers=papers,
            media=media,
            waiting=waiting,
            protection=protection,
            exposure=exposed(holding, waiting, away_from(self.facts, booked.spot)),
            level=max((one.level for one in both), key=rank, default="normal"),
        )
        if number not in self.shown or self.shown[number].level != standing.level:
            self.moved.add(number)
            if rank(standing.level) > rank(self.level_of(number)):
                self.risen[number] = now_ns
        ends = (one.until_ns for one in both if one.until_ns)
        until = min([now_ns + AGAIN, *ends, *_expiries(standing, now_ns)])
        self.shown[number] = Shown(standing, now_ns, until)

    def _holding(self, number: int, now_ns: int) -> Holding:
        """Reckoned anew where a point, a place or what lies there is another."""
        stamp, known = stamp_of(self, number, now_ns), self._holdings.get(number)
        if known is None or known[0] != stamp:
            points = Known(self.contents.get, lambda row: self.arrived[row.id][0][0].at_ns)
            found = holdings(self.rows.get(number, ()), points, places_now(self, number, now_ns))
            known = self._holdings[number] = stamp, next(iter(found.values()), Holding())
        return known[1]

    def _waiting(self, number: int) -> Waiting:
        waits = {kind: self.waiting.get((number, kind), []) for kind in KINDS}
        return Waiting(
            papers_ns=min((one.at_ns for one in waits["papers"]), default=0),
            media_ns=min((one.at_ns for one in waits["media"]), default=0),
            files=sum(one.files for found in waits.values() for one in found),
        )


def _expiries(standing: Standing, now_ns: int) -> Iterator[int]:
    """When copies stop counting, because they were not read for too long."""
    shown = standing.protection
    for one, held in ((shown.papers, standing.papers), (shown.media, standing.media)):
        for copy in held.copies if one is not None else ():
            last_ns = copy.read_ns + 2 * (one.read_within_s or DAY // SECOND) * SECOND  # type: ignore[union-attr]
            expires = last_ns + 1  # at the last moment itself it counts still
            if expires > now_ns:
                yield expires


def _content(kind: str, before: PointContent, arrivals: list[Arrival], mark: str) -> PointContent:
    """What was there, and what came."""
    files, size = sum(one.files for one in arrivals), sum(one.size for one in arrivals)
    newest = max(one.at_ns for one in arrivals)
    if kind == "papers":
        return changed(
            before,
            papers=before.papers + files,
            papers_bytes=before.papers_bytes + size,
            papers_ns=newest,
            papers_mark=mark,
        )
    return changed(
        before,
        photos=before.photos + files,
        media_bytes=before.media_bytes + size,
        media_ns=newest,
        media_mark=mark,
        groups=(*before.groups, *(Group("cards", one.at_ns // DAY, one.files) for one in arrivals)),
    )
