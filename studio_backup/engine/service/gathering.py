"""From what the engine knows to the facts that the rules of health look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job, Level, rank
from studio_backup.domain.problem import Problem
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.tier import Tier
from studio_backup.engine.health.facts import (
    DamageFacts,
    DiskFacts,
    FailedJob,
    LossFacts,
    Presence,
    RunningJob,
    SourceFacts,
    TierFacts,
    UnreadFacts,
)
from studio_backup.engine.service.ledgers import Ledgers
from studio_backup.engine.service.looked import Look
from studio_backup.engine.service.replicas import Replica
from studio_backup.engine.service.tier_look import Contact, Waiting
from studio_backup.engine.studio import Studio
from studio_backup.engine.watch.values import SourceState
from studio_backup.sync.ledger import Record

_PRESENCE: Mapping[str, Presence] = {"missing": "missing", "other": "other"}


@dataclass(frozen=True, slots=True)
class Held:
    """Objects of this vault at a place, their bytes, and how many of them are damaged."""

    objects: int = 0
    bytes: int = 0
    damaged: int = 0


@dataclass
class Remembered:
    """What the last look at the places found; between two looks all is answered from here.

    `held`: tier id → what of this vault is known to lie there.
    """

    tiers: tuple[TierFacts, ...] = ()
    replicas: tuple[Replica, ...] = ()
    held: Mapping[str, Held] = field(default_factory=dict)
    damage: tuple[DamageFacts, ...] = ()
    unread: tuple[UnreadFacts, ...] = ()
    disks: tuple[DiskFacts, ...] = ()
    losses: tuple[LossFacts, ...] = ()
    absent_since: dict[str, int] = field(default_factory=dict)
    vault_trouble: str = ""
    vault_trouble_since_ns: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """The points there are, and by source id the looks that found a source as its newest point has it."""

    rows: Sequence[PointRow] = ()
    looks: Mapping[str, Look] = field(default_factory=dict)


def source_facts(
    sources: Iterable[WatchedSource],
    states: Iterable[SourceState],
    seen: Seen,
    absent_since: dict[str, int],
    now_ns: int,
) -> tuple[SourceFacts, ...]:
    """Every source as it stands. `absent_since` is kept up to date: source id → since when it is not there."""
    known = {state.id: state for state in states}
    return tuple(
        _source(source, known.get(source.id, SourceState(source.id)), seen, absent_since, now_ns) for source in sources
    )


def _source(
    source: WatchedSource, state: SourceState, seen: Seen, absent_since: dict[str, int], now_ns: int
) -> SourceFacts:
    presence = _PRESENCE.get(state.present, "present")
    if presence == "present":
        absent_since.pop(source.id, None)
    else:
        absent_since.setdefault(source.id, now_ns)
    own = [row for row in seen.rows if row.source == source.path and not row.partial]
    newest = own[-1] if own else None
    good = [row for row in own if not row.unreadable]
    looked_ns = _looked_ns(newest, seen.looks.get(source.id))
    return SourceFacts(
        id=source.id,
        path=source.path,
        level=source.level,
        wedding=source.wedding,
        added_ns=source.added_ns,
        presence=presence,
        absent_since_ns=absent_since.get(source.id, 0),
        waiting_files=state.waiting_files,
        waiting_since_ns=state.waiting_since_ns,
        last_backup_ns=max(newest.started_ns, looked_ns) if newest else 0,
        last_good_ns=max(good[-1].started_ns, looked_ns) if good else 0,
        looked_ns=looked_ns,
        unreadable=newest.unreadable if newest else 0,
        unreadable_example=newest.unreadable_example if newest else "",
        unreadable_since_ns=_unreadable_since(own),
    )


def _looked_ns(newest: PointRow | None, look: Look | None) -> int:
    """When it was last found as its newest point has it; a look beside an older point says nothing."""
    return look.at_ns if newest and look and look.point == newest.id else 0


def _unreadable_since(own: Sequence[PointRow]) -> int:
    """When the present run of points with unreadable files began."""
    since = 0
    for row in reversed(own):
        if not row.unreadable:
            break
        since = row.started_ns
    return since


def tier_facts(
    studio: Studio,
    contacts: Mapping[str, Contact],
    waiting: Mapping[str, Waiting],
    level_of: Callable[[str, str], Level],
    ledgers: Ledgers,
) -> tuple[TierFacts, ...]:
    """Every tier as it stands. `level_of`: how urgent a wedding is, by name and date."""
    return tuple(
        _tier(
            tier,
            contacts.get(tier.name, Contact()),
            waiting.get(tier.name, Waiting()),
            level_of,
            ledgers.known(studio, tier),
        )
        for tier in studio.tiers
    )


def _tier(
    tier: Tier,
    contact: Contact,
    waits: Waiting,
    level_of: Callable[[str, str], Level],
    records: Mapping[str, Record],
) -> TierFacts:
    pressing = (level_of(point.wedding, point.date) for point in waits.points)
    return TierFacts(
        name=tier.name,
        role=tier.role,
        trouble=contact.trouble,
        why=contact.why,
        trouble_since_ns=contact.trouble_since_ns,
        last_contact_ns=contact.last_contact_ns,
        waiting_files=waits.files,
        waiting_bytes=waits.bytes,
        waiting_since_ns=waits.since_ns,
        level=max(pressing, key=rank, default="normal"),
        unread_since_ns=min((one.read_ns or one.stored_ns for one in records.values()), default=0),
    )


def held_at(tiers: Iterable[Tier], studio: Studio, ledgers: Ledgers) -> dict[str, Held]:
    """What lies at each tier, as far as this home knows: by tier id."""
    found = {}
    for tier in tiers:
        records = ledgers.known(studio, tier).values()
        damaged = sum(one.state == "damaged" for one in records)
        found[tier.id] = Held(len(records) - damaged, sum(one.size for one in records), damaged)
    return found


def damage_facts(
    studio: Studio, own: Tier | None, ledgers: Ledgers, met: Iterable[Problem], now_ns: int
) -> tuple[DamageFacts, ...]:
    """What is known to be damaged, place by place. `met`: in the vault's own folder, by who looked what lies there:
    a point that cannot be opened is in no list of points, and no reading back of weddings comes upon it."""
    tiers = [*([own] if own else []), *studio.tiers]
    found = []
    for tier in tiers:
        bad = {name for name, one in ledgers.known(studio, tier).items() if one.state == "damaged"}
        if tier is own:  # a gap is only what such a point leaves behind
            bad |= {one.object for one in met if one.problem != "gap"}
        if bad:
            found.append(DamageFacts(place=tier.name, objects=len(bad), since_ns=now_ns, healable=len(tiers) > 1))
    return tuple(found)


def running_jobs(jobs: Iterable[Job]) -> tuple[RunningJob, ...]:
    """What is at work."""
    return tuple(
        RunningJob(kind=job.kind, source=job.source, tier=job.tier) for job in jobs if job.state == "in progress"
    )


def failed_jobs(newest_first: Iterable[Job]) -> tuple[FailedJob, ...]:
    """Of each kind, source and tier the newest ended job, where it failed for good.

    Not what a person asked for by name: who asked was told. Where that was done it also mends what failed before.
    """
    seen: set[tuple[str, str, str]] = set()
    mended: set[str] = set()
    found = []
    for job in newest_first:
        key = (job.kind, job.source, job.tier)
        if job.state not in ("completed", "failed", "corrupted") or key in seen or job.kind in mended:
            continue
        if job.asked and (job.state != "completed" or job.kind == "backup" or job.wedding):
            continue
        seen.add(key)
        if job.asked and not job.tier:
            mended.add(job.kind)
        if job.state == "failed":
            found.append(
                FailedJob(
                    kind=job.kind,
                    source=job.source,
                    tier=job.tier,
                    error=job.error,
                    hint=job.hint,
                    ended_ns=job.ended_ns,
                )
            )
    return tuple(found)
