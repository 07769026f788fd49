"""What waits for the tiers, and the jobs which bring it there."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from studio_backup.domain.job import Job, Level, rank
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.service.tier_look import Waiting


def copy_job(tier: str, wedding: str, date: str, level: Level, now_ns: int) -> Job:
    """A job that brings one wedding to one tier."""
    return Job(
        id=secrets.token_hex(8),
        kind="replicate",
        level=level,
        tier=tier,
        wedding=wedding,
        date=date,
        created_ns=now_ns,
    )


def copies_wanted(
    waiting: Mapping[str, Waiting], answering: Iterable[str], sources: Iterable[WatchedSource], now_ns: int
) -> list[Job]:
    """One job for each tier that answers and lacks something, at the highest level among the sources of what waits."""
    levels = _levels(sources)
    jobs = []
    for name in answering:
        waits = waiting.get(name, Waiting())
        if waits.points:
            level = max((levels.get((p.wedding, p.date), "normal") for p in waits.points), key=rank)
            jobs.append(copy_job(name, "", "", level, now_ns))
    return jobs


def _levels(sources: Iterable[WatchedSource]) -> dict[tuple[str, str], Level]:
    levels: dict[tuple[str, str], Level] = {}
    for source in sources:
        key = (source.wedding, source.date)
        levels[key] = max(levels.get(key, "low"), source.level, key=rank)
    return levels
