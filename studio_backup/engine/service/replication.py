"""What waits for the tiers, and the jobs which bring it there."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from studio_backup.domain.job import Job, Level, rank
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.service.tier_look import Waiting

FIRST_WAIT_S: Final = 60.0
LONGEST_WAIT_S: Final = 3_600.0
"""Before the same is asked for once more, after it brought nothing: the first wait, doubled each time."""


@dataclass(frozen=True, slots=True)
class _Asked:
    points: frozenset[str]
    at: float
    wait_s: float


class AskedBefore:
    """What each tier was asked to take and did not, whatever the reason: a copy that brings nothing is not made again
    at once, for its end is a reason to look, and so it would be made without end. Times in seconds of one clock."""

    def __init__(self) -> None:
        self._asked: dict[str, _Asked] = {}

    def may(self, tier: str, points: Collection[str], now: float) -> bool:
        """Whether to ask the tier for these points now; then they are remembered. At once if they are others."""
        ids, before = frozenset(points), self._asked.get(tier)
        again = before is not None and ids == before.points
        if before is not None and again and now - before.at < before.wait_s:
            return False
        wait_s = min(2 * before.wait_s, LONGEST_WAIT_S) if before is not None and again else FIRST_WAIT_S
        self._asked[tier] = _Asked(ids, now, wait_s)
        return True

    def forget(self, tiers: Iterable[str]) -> None:
        """They may take it now: they have come back, say."""
        for tier in tiers:
            self._asked.pop(tier, None)

    def forget_all(self) -> None:
        """Something was mended: each is asked anew."""
        self._asked.clear()


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
