"""What waits for the tiers, and the jobs which bring it there."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from studio_backup.domain.job import Job, Level, rank
from studio_backup.engine.service.tier_look import Waiting

FIRST_WAIT_S: Final = 60.0
LONGEST_WAIT_S: Final = 3_600.0
"""Before the same is asked for once more, after it brought nothing: the first wait, doubled each time."""
MOST_AT_ONCE: Final = 20
"""Weddings with a job of their own at one tier: each looks anew at what lies there."""


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
    waiting: Mapping[str, Waiting], answering: Iterable[str], level_of: Callable[[str, str], Level], now_ns: int
) -> list[Job]:
    """Jobs for each tier that answers and lacks something: one for each urgent wedding, so that the more urgent goes
    first, and one for all the rest together. `level_of`: of a wedding, by name and date."""
    jobs = []
    for name in answering:
        points = waiting.get(name, Waiting()).points
        levels = {(point.wedding, point.date): level_of(point.wedding, point.date) for point in points}
        urgent = sorted((one for one in levels if _is_urgent(one, levels)), key=lambda one: -rank(levels[one]))
        jobs += [copy_job(name, *one, levels[one], now_ns) for one in urgent[:MOST_AT_ONCE]]
        rest = levels.keys() - set(urgent[:MOST_AT_ONCE])
        if rest:
            jobs.append(copy_job(name, "", "", max((levels[one] for one in rest), key=rank), now_ns))
    return jobs


def _is_urgent(one: tuple[str, str], levels: Mapping[tuple[str, str], Level]) -> bool:
    """Of one wedding alone there is no order: nothing is gained by naming it."""
    return len(levels) > 1 and rank(levels[one]) >= rank("high")
