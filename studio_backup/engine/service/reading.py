"""Read-back by itself: what lies where, by ledger and listing, and the job which reads the most pressing part of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job, Level
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.priorities import NUMBERS, Numbers, numbers_of
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.places import all_tiers
from studio_backup.engine.schedule.reading_back import (
    BETWEEN,
    DAY,
    SECOND,
    SETTLED,
    Piece,
    Reading,
    Shelf,
    look_again,
    next_reading,
)
from studio_backup.engine.service.ledgers import Ledgers, Records
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.sync.ledger import Record

_LOOK_NS: Final = 2 * BETWEEN
"""Between two looks at all pieces while nothing changes: hundreds of thousands cost a second."""
_NOT_ITS_OWN: Final = frozenset({Kind.PENDING, Kind.COLLECTION_KEY})
"""The former come and go; keys are read with whatever is read there, which says nothing of when a wedding was."""
_SETTLING_NS: Final = 2 * (SETTLED + 30 * SECOND)
"""After a change each look counts, for so long."""


@dataclass(frozen=True, slots=True)
class Urgency:
    """`level_of`: of a wedding, by name and date. `quiet`: whether only new data is read now, and what is critical.
    `changes`: another number where either may be another. `numbers`: the studio's, which say how often all is read."""

    level_of: Callable[[str, str], Level]
    quiet: bool = False
    changes: int = 0
    numbers: Numbers = NUMBERS


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a collection is: the wedding by name and date, and how urgent its sources are."""

    wedding: str
    date: str
    level: Level


class ReadingBack:
    """Remembers what it asked for, and what the vault's own folder lists. Used from one thread."""

    def __init__(self, clock: Clock, ledgers: Ledgers) -> None:
        self._clock, self._ledgers = clock, ledgers
        self._asked: dict[tuple[str, str, str], int] = {}
        self._seen: dict[str, Records] = {}
        self._own: dict[str, dict[str, Record]] = {}  # of the vault's folder: collection -> name -> size and time
        self._changed_ns = self._looked_ns = self._again_ns = 0
        self._looked_at: object = None

    @property
    def next_ns(self) -> int:
        """When something of what was read before may be due again, ns UTC; 0 before the first look."""
        return self._again_ns

    def has_news(self, studio: Studio) -> bool:
        """Whether a ledger tells another story than at the last call: somebody verified, healed or copied."""
        now = {tier.id: self._ledgers.known(studio, tier) for tier in all_tiers(studio)}
        news = any(records is not self._seen.get(id) for id, records in now.items())
        self._seen = now
        if news:
            self.changed()
        return news

    def changed(self) -> None:
        """What the vault's folder holds may be another now."""
        self._changed_ns = self._clock.now_ns()
        self._own.clear()

    def wanted(
        self,
        studio: Studio,
        answering: Iterable[str],
        rows: Iterable[PointRow],
        urgency: Urgency,
        jobs: Iterable[Job],
    ) -> Job | None:
        """The job to queue now, if any: one at a time, but one that waits to be tried again holds up only its place,
        and one that a person paused only itself."""
        now = self._clock.now_ns()
        every = [job for job in jobs if job.kind == "verify"]
        verifying = [job for job in every if not job.paused]
        paused = frozenset((job.tier, job.wedding, job.date) for job in every if job.paused)
        free = {*answering, LOCAL} - {job.tier for job in verifying}
        looking_at = frozenset(free), paused, urgency.changes, urgency.quiet
        if any(job.retry_ns <= now or not job.tier for job in verifying):
            return None
        if looking_at == self._looked_at and not self._is_time(now):
            return None
        self._looked_ns, self._looked_at = now, looking_at
        owners = owners_of(rows, urgency.level_of)
        places = [tier for tier in all_tiers(studio) if tier.name in free]
        self._again_ns = now + DAY
        found_at = (shelf for tier in places for shelf in self._shelves(studio, tier, owners, urgency.numbers))
        shelves = (self._noted(one, now) for one in found_at if (one.place, one.wedding, one.date) not in paused)
        found = next_reading(shelves, now, quiet=urgency.quiet)
        if found is None:
            return None
        self._asked[found.place, found.wedding, found.date] = now
        return _job_of(found, now)

    def _is_time(self, now_ns: int) -> bool:
        quiet_for, since_look = now_ns - self._changed_ns, now_ns - self._looked_ns
        is_due = now_ns >= self._again_ns and since_look >= _LOOK_NS
        return quiet_for < _SETTLING_NS or is_due or not 0 <= since_look < DAY

    def _noted(self, shelf: Shelf, now_ns: int) -> Shelf:
        """The shelf, and when it has to be looked at again: nothing is listed or reckoned before."""
        self._again_ns = min(self._again_ns, look_again(shelf, now_ns))
        return shelf

    def _shelves(self, studio: Studio, tier: Tier, owners: Mapping[str, Owner], numbers: Numbers) -> Iterator[Shelf]:
        records = self._ledgers.known(studio, tier)
        pieces: dict[Owner, list[Piece]] = {}
        if tier.name == LOCAL:  # listed: a backup notes nothing in its ledger
            records = {name: records.get(name, found) for name, found in self._here(studio, owners).items()}
        for text, record in records.items():
            name = parse_name(text)
            owner = owners.get(name.collection) if name is not None and name.kind not in _NOT_ITS_OWN else None
            if name is not None and owner is not None:
                pieces.setdefault(owner, []).append(_piece(name.kind, record))
        for owner, found in pieces.items():
            asked = self._asked.get((tier.name, owner.wedding, owner.date), 0)
            within = numbers_of(numbers, owner.level).read_within_s * SECOND
            yield Shelf(tier.name, owner.wedding, owner.date, owner.level, found, asked, within)

    def lying_here(self, studio: Studio, rows: Iterable[PointRow]) -> dict[str, Record]:
        """All objects of these points' collections in the vault's own folder, with what its ledger knows of each."""
        own = next((tier for tier in all_tiers(studio) if tier.name == LOCAL), None)
        records = self._ledgers.known(studio, own) if own else {}
        wanted = dict.fromkeys(row.collection for row in rows)
        here = self._here(studio, wanted)
        lying = {
            name: replace(records[name], stored_ns=one.stored_ns) if name in records else one
            for name, one in here.items()
        }
        return lying | {name: one for name, one in records.items() if name not in here and _is_lost(name, one, wanted)}

    def _here(self, studio: Studio, collections: Iterable[str]) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for collection in collections:
            if collection not in self._own:
                listed = studio.local.list(f"c/{collection}/") if studio.local else ()
                self._own[collection] = {one.name: Record(one.size, one.modified_ns) for one in listed}
            found |= self._own[collection]
        return found


def owners_of(rows: Iterable[PointRow], level_of: Callable[[str, str], Level]) -> dict[str, Owner]:
    """By collection. `level_of`: of a wedding, by name and date."""
    whose = {row.collection: (row.wedding, row.date) for row in rows}
    return {collection: Owner(*one, level_of(*one)) for collection, one in whose.items()}


def _is_lost(text: str, record: Record, collections: Container[str]) -> bool:
    """Whether it is known to have lain here and was found missing: what is not listed any more is no smaller loss."""
    name = parse_name(text)
    return record.state == "damaged" and name is not None and name.collection in collections


def _piece(kind: Kind, record: Record) -> Piece:
    return Piece(record.size, record.stored_ns, record.read_ns, kind is Kind.PACK, record.state == "damaged")


def _job_of(found: Reading, now_ns: int) -> Job:
    return Job(
        id=secrets.token_hex(8),
        kind="verify",
        level=found.level,
        tier=found.place,
        wedding=found.wedding,
        date=found.date,
        size=found.size,
        sample=found.sample,
        created_ns=now_ns,
    )
