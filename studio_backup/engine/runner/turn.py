"""One turn of the runner as a pure decision: who begins, who waits, and for what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from studio_backup.domain.job import Job, Level, rank
from studio_backup.engine.runner.conditions import Surroundings, waits_for
from studio_backup.engine.runner.joining import Copies, overlaps, work_of
from studio_backup.engine.runner.order import Lanes, choose, has_the_line, in_order

ITS_TURN: Final = "its turn"
HIGHER_FIRST: Final = "a job of a higher level"
SAME_LINE: Final = "a more urgent copy to the same place"
SAME_WORK: Final = "the same work, which is running"
SAME_COPIES: Final = "other copies of the same, which are being made"
EARLIER_JOB: Final = "a job it needs first"
NEXT_ATTEMPT: Final = "the next attempt"
CATALOG: Final = "the catalog, which cannot be written now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An unfinished job as it stands. `begun`: its handler runs, or waits at its gate."""

    job: Job
    begun: bool = False
    awaits_others: bool = False
    awaits_retry: bool = False
    unkept: bool = False
    """Its state could not be written; until it can be, it does not begin."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`begin`: ids, the first first. `reasons`: what each job waits for, "" where it runs or begins now.

    `raised`: begun jobs which take over the level of waiting ones with the same work.
    """

    begin: tuple[str, ...]
    reasons: Mapping[str, str]
    raised: Mapping[str, Level]


def decide(standings: Sequence[Standing], around: Surroundings, lanes: Lanes, now_ns: int) -> Decision:
    """Who begins and who waits for what, now."""
    raised = _raised(standings)
    standings = [replace(one, job=replace(one.job, level=raised.get(one.job.id, one.job.level))) for one in standings]
    working = {work_of(one.job): one.job for one in standings if _works(one)}
    reasons = {one.job.id: _reason(one, around, working, now_ns) for one in standings}
    free = [one for one in standings if not reasons[one.job.id]]
    running = [one.job for one in free if one.begun]
    ready = _one_of_each(in_order((one.job for one in free if not one.begun), now_ns))
    resting = sum(one.begun for one in standings) - len(running)
    choice = choose(ready, running, lanes, now_ns, resting=resting)
    going = [job for job in running if job.id not in choice.hold] + [job for job in ready if job.id in choice.begin]
    for one in free:
        if one.job.id in choice.hold:
            reasons[one.job.id] = HIGHER_FIRST
        elif not one.begun and one.job.id not in choice.begin:
            reasons[one.job.id] = SAME_LINE if any(has_the_line(first, one.job) for first in going) else ITS_TURN
    return Decision(choice.begin, reasons, raised)


def _works(one: Standing) -> bool:
    """Whether its work is being done: not what a person holds, which may rest for days."""
    return one.begun and not one.job.paused


def _raised(standings: Sequence[Standing]) -> dict[str, Level]:
    """Who waits for work that runs at a lower level would wait for everything between: so that work is raised."""
    wanted: dict[tuple[str, ...], Level] = {}
    for one in standings:
        work, level = work_of(one.job), one.job.level
        if not one.begun and rank(level) > rank(wanted.get(work, "low")):
            wanted[work] = level
    begun = [one.job for one in standings if _works(one)]
    levels = {job.id: wanted.get(work_of(job), "low") for job in begun}
    return {job.id: levels[job.id] for job in begun if rank(levels[job.id]) > rank(job.level)}


def _reason(one: Standing, around: Surroundings, working: Mapping[tuple[str, ...], Job], now_ns: int) -> str:
    waiting = waits_for(one.job, around, now_ns)
    if waiting or one.begun:
        return waiting
    if one.awaits_others:
        return EARLIER_JOB
    if one.awaits_retry:
        return NEXT_ATTEMPT
    if one.unkept:
        return CATALOG
    if work_of(one.job) in working:
        return SAME_WORK
    return SAME_COPIES if any(_sends_first(job, one.job) for job in working.values()) else ""


def _sends_first(running: Job, waiting: Job) -> bool:
    """Nothing is sent twice at once: what overlaps waits, unless it is of a higher level."""
    return overlaps(running, waiting) and rank(waiting.level) <= rank(running.level)


def _one_of_each(ordered: Sequence[Job]) -> list[Job]:
    """Of jobs with the same work (apart by their needs, or since a restart) only the first may begin.

    And of copies which overlap: what one sends the other need not.
    """
    first: dict[tuple[str, ...], Job] = {}
    for job in ordered:
        first.setdefault(work_of(job), job)
    copies = Copies()
    return [job for job in first.values() if copies.takes(job)]
