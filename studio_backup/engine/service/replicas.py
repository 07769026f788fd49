"""What lies of each wedding at each tier, what waits for it, and why: pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from studio_backup.catalog.points import PointRow
from studio_backup.domain.job import Job
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.point_rows import News
from studio_backup.engine.service.tier_look import Contact, Waiting

_NOTHING = News(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One wedding ("" for what belongs to none) at one tier. Times in ns UTC, 0 for "none".

    `points`: complete recovery points known to be there, `newest_ns`: when the newest of them was begun. `waiting_*`:
    points which are not there, the files and bytes new in them, and when the oldest was backed up.
    """

    tier: str
    role: str
    wedding: str
    date: str
    points: int = 0
    newest_ns: int = 0
    waiting_points: int = 0
    waiting_files: int = 0
    waiting_bytes: int = 0
    waiting_since_ns: int = 0


def replicas_of(
    held: Iterable[tuple[Tier, Collection[str]]], rows: Iterable[PointRow], waiting: Mapping[str, Waiting]
) -> tuple[Replica, ...]:
    """Every wedding at every tier which holds or should hold some of it: by tier, then by date and name.

    `held`: the tiers, each with the ids of the points it is known to hold.
    """
    weddings: dict[tuple[str, str], list[PointRow]] = {}
    for row in rows:
        if not row.partial:
            weddings.setdefault((row.date, row.wedding), []).append(row)
    found = [
        _replica(tier, weddings[key], there, _lacking(waiting.get(tier.name, Waiting())))
        for tier, there in held
        for key in sorted(weddings)
    ]
    return tuple(one for one in found if one.points or one.waiting_points)


def _lacking(waits: Waiting) -> dict[str, News]:
    return {point.id: news for point, news in zip(waits.points, waits.news, strict=True)}


def _replica(tier: Tier, rows: Sequence[PointRow], held: Collection[str], lacking: Mapping[str, News]) -> Replica:
    there = [row for row in rows if row.id in held]
    away = [row for row in rows if row.id in lacking]
    return Replica(
        tier=tier.name,
        role=tier.role,
        wedding=rows[0].wedding,
        date=rows[0].date,
        points=len(there),
        newest_ns=max((row.started_ns for row in there), default=0),
        waiting_points=len(away),
        waiting_files=sum(lacking.get(row.id, _NOTHING).files for row in away),
        waiting_bytes=sum(lacking.get(row.id, _NOTHING).bytes for row in away),
        waiting_since_ns=min((row.ended_ns for row in away), default=0),
    )


def why_it_waits(replica: Replica, contact: Contact, jobs: Iterable[Job], failed: str, paused: bool) -> str:
    """A sentence; "" if nothing waits. `failed`: why the last copy to this tier failed, "" if it did not."""
    if not replica.waiting_points:
        return ""
    if contact.trouble:
        return contact.why
    own = [job for job in jobs if _serves(job, replica)]
    if any(job.state == "in progress" for job in own):
        return "It is being copied now."
    if paused:
        return "All work is paused."
    return next((_turn(job) for job in own), f"The last copy failed: {failed}" if failed else "It is asked for soon.")


def _serves(job: Job, replica: Replica) -> bool:
    return (
        job.kind == "replicate"
        and job.tier in ("", replica.tier)
        and job.wedding in ("", replica.wedding)
        and job.date in ("", replica.date)
    )


def _turn(job: Job) -> str:
    if job.paused:
        return "Its job is paused."
    if job.waits_for:
        return job.waits_for
    return f"It is tried again: {job.error}" if job.error else "Its turn comes soon."
