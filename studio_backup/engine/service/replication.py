"""What waits for the tiers, and the jobs which bring it there."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.domain.job import Job, Level, rank
from studio_backup.domain.wedding_names import folded
from studio_backup.engine.service.tier_look import Waiting

FIRST_WAIT_S: Final = 60.0
LONGEST_WAIT_S: Final = 3_600.0
"""Before the same is asked for once more, after it brought nothing: the first wait, doubled each time."""
MOST_AT_ONCE: Final = 20
"""Weddings with a job of their own at one tier: each looks anew at what lies there."""

Named = tuple[str, str]
"""Name and date of a wedding, as its points bear them."""
LevelOf = Callable[[str, str], Level]
"""How urgent a wedding is now, by name and date."""


@dataclass(frozen=True, slots=True)
class _Asked:
    points: frozenset[str]
    emergencies: frozenset[Named]
    at: float
    wait_s: float


class AskedBefore:
    """What each tier was asked to take and did not, whatever the reason: a copy that brings nothing is not made again
    at once, for its end is a reason to look, and so it would be made without end. Times in seconds of one clock."""

    def __init__(self) -> None:
        self._asked: dict[str, _Asked] = {}

    def may(self, tier: str, points: Collection[str], now: float, emergencies: Collection[Named] = ()) -> bool:
        """Whether to ask the tier for these points now; then they are remembered. At once if they are others, or of a
        wedding which was no emergency before; in an emergency never later than after the first wait."""
        ids, pressing, before = frozenset(points), frozenset(emergencies), self._asked.get(tier)
        if before is None or ids != before.points or pressing - before.emergencies:
            wait_s = FIRST_WAIT_S
        elif now - before.at < before.wait_s:
            return False
        else:
            wait_s = min(2 * before.wait_s, FIRST_WAIT_S if pressing else LONGEST_WAIT_S)
        self._asked[tier] = _Asked(ids, pressing, now, wait_s)
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
    waiting: Mapping[str, Waiting], answering: Iterable[str], level_of: LevelOf, now_ns: int
) -> list[Job]:
    """Jobs for each tier that answers and lacks something: one for each urgent wedding, so that the more urgent goes
    first, and one for all the rest together."""
    jobs = []
    for name in answering:
        levels = _levels(waiting.get(name, Waiting()), level_of)
        urgent = _urgent(levels)
        jobs += [copy_job(name, *one, levels[one], now_ns) for one in urgent[:MOST_AT_ONCE]]
        rest = levels.keys() - set(urgent[:MOST_AT_ONCE])
        if rest:
            jobs.append(copy_job(name, "", "", max((levels[one] for one in rest), key=rank), now_ns))
    return jobs


def copies_apart(waiting: Mapping[str, Waiting], jobs: Iterable[Job], level_of: LevelOf, now_ns: int) -> list[Job]:
    """Jobs for weddings which are urgent by now, and whose copies are part of one job for several: inside of that they
    would be there only when all of it is. A job which a person paused is gone around only in an emergency."""
    copies, found = [job for job in jobs if job.kind == "replicate"], []
    for name, waits in waiting.items():
        here = [job for job in copies if job.tier in (name, "")]
        several = [job for job in here if not job.wedding]
        if several:
            levels = _levels(waits, level_of)
            apart = [one for one in _urgent(levels) if _goes_apart(one, levels[one], several, here)]
            room = max(0, MOST_AT_ONCE - (len(here) - len(several)))
            found += [copy_job(name, *one, levels[one], now_ns) for one in apart[:room]]
    return found


def _goes_apart(one: Named, level: Level, several: Iterable[Job], here: Iterable[Job]) -> bool:
    if any(job.wedding and is_of(job, one) and not (job.asked and rank(job.level) < rank(level)) for job in here):
        return False
    if level == "emergency":
        return not any(job.level == level and not job.paused for job in several)
    on_its_way = any(job.state == "in progress" and rank(job.level) >= rank(level) for job in several)
    return not on_its_way and not any(job.paused for job in several)


def is_of(job: Job, one: Named) -> bool:
    """Whether a job is for this wedding alone."""
    return folded(job.wedding) == folded(one[0]) and job.date in ("", one[1])


def _levels(waits: Waiting, level_of: LevelOf) -> dict[Named, Level]:
    return {one: level_of(*one) for one in weddings_in(waits)}


def weddings_in(waits: Waiting) -> frozenset[Named]:
    """Whose points wait."""
    return frozenset((point.wedding, point.date) for point in waits.points)


def _urgent(levels: Mapping[Named, Level]) -> Sequence[Named]:
    """The most urgent first. Of one wedding alone there is no order: nothing is gained by naming it."""
    urgent = [one for one in levels if rank(levels[one]) >= rank("high")] if len(levels) > 1 else []
    return sorted(urgent, key=lambda one: (-rank(levels[one]), one))
