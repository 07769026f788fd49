"""Which job is next: a pure order over waiting jobs, and who runs, who begins and who waits at its gate.

Level; then time left to the off-site deadline; among media the newest capture first, and before the media of a wedding
its papers; papers of a wedding without media in the queue before all media, the nearer wedding first; small before
large where the times differ by less than a quarter of an hour. Each full hour a job has waited before its deadline
brings it one such quarter forward, inside its level. A job without a deadline has the one of its level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.domain.job import LEVELS, Job, Level, rank
from studio_backup.domain.priorities import NUMBERS, numbers_of

HOUR_NS: Final = 3_600 * 10**9
STEP_NS: Final = HOUR_NS // 4
"""Times nearer to each other than this count as equal; also the step by which waiting brings a job forward."""

OFFSITE_WITHIN_NS: Final[dict[Level, int]] = {
    level: numbers_of(NUMBERS, level).offsite_within_s * 10**9 if level != "emergency" else 0 for level in LEVELS
}
"""From a job's making until its data must be off-site, by level."""

OrderKey = tuple[int, int, int, bool, int, str, int, int, str]
_Together = tuple[int, int, str, str]
"""Level, time left, and wedding: where papers and media of one wedding meet."""
_FIRST: Final = 2**63 // STEP_NS
"""Of what no media of its wedding competes with: before every capture there can be."""
_UNDATED: Final = "~"
"""After every day."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """How many run side by side: `slots` of any level, and as many emergencies beside them as `emergency` says.

    `started`: at most so many may have begun without having ended, waiting ones among them.
    """

    slots: int = 2
    emergency: int = 1
    started: int = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """Ids of jobs to begin, the first first; and of begun ones which now wait at their next check."""

    begin: tuple[str, ...]
    hold: frozenset[str]


def due_ns(job: Job) -> int:
    """When its data must be off-site."""
    return job.deadline_ns or job.created_ns + OFFSITE_WITHIN_NS[job.level]


def order_key(job: Job, now_ns: int, newest: Mapping[_Together, int] | None = None) -> OrderKey:
    """The smaller, the earlier its turn. `newest`: captures of the media that wait beside it (`newest_captures`). Two
    jobs of one kind keep their order unless one of them waited another hour."""
    level, due, wedding, date = _together(job, now_ns)
    is_media, captured = job.captured_ns > 0, job.captured_ns // STEP_NS
    lead = captured if is_media else (newest or {}).get((level, due, wedding, date), _FIRST)
    nearness = "" if is_media else job.date or _UNDATED
    return (level, due, -lead, is_media, -captured, nearness, job.size, job.created_ns, job.id)


def newest_captures(jobs: Iterable[Job], now_ns: int) -> dict[_Together, int]:
    """Of each wedding, among media of one level with as much time left, in steps: its papers go just before that."""
    found: dict[_Together, int] = {}
    for job in jobs:
        if job.captured_ns > 0 and job.wedding:
            together = _together(job, now_ns)
            found[together] = max(found.get(together, 0), job.captured_ns // STEP_NS)
    return found


def in_order(jobs: Iterable[Job], now_ns: int) -> list[Job]:
    """The one whose turn is next first."""
    known = list(jobs)
    return sorted(known, key=_turn(known, now_ns))


def _turn(jobs: Iterable[Job], now_ns: int) -> Callable[[Job], OrderKey]:
    newest = newest_captures(jobs, now_ns)
    return lambda job: order_key(job, now_ns, newest)


def _together(job: Job, now_ns: int) -> _Together:
    due = due_ns(job)
    waited = max(0, min(now_ns, due) - job.created_ns) // HOUR_NS
    return -rank(job.level), due // STEP_NS - waited, job.wedding, job.date


def choose(ready: Iterable[Job], running: Sequence[Job], lanes: Lanes, now_ns: int, *, resting: int = 0) -> Choice:
    """Who begins and who waits. `ready`: may begin now; `running`: have begun and may go on.

    `resting`: begun ones which may not go on, and so need no slot. An emergency never waits for a slot: it has a lane
    of its own, and while one runs everything below it waits. Below that a job yields only to a higher level: where
    there are more jobs than slots, and where both would share the line to one place; inside a level the one that has
    begun goes on.
    """
    begun, known = {job.id for job in running}, [*running, *ready]
    turn = _turn(known, now_ns)
    ordered = sorted(known, key=lambda job: (-rank(job.level), job.id not in begun, turn(job)))
    emergencies = [job for job in ordered if job.level == "emergency"]
    go = emergencies[: lanes.emergency + lanes.slots] if emergencies else _side_by_side(ordered, lanes.slots)
    chosen = {job.id for job in go}
    room = lanes.started - len(running) - resting
    fresh = [job for job in go if job.id not in begun]
    begin = tuple(job.id for place, job in enumerate(fresh) if place < room or job.level == "emergency")
    return Choice(begin, frozenset(begun - chosen))


def _side_by_side(ordered: Iterable[Job], slots: int) -> list[Job]:
    """As many as there are slots, the more urgent first."""
    go: list[Job] = []
    for job in ordered:
        if len(go) < slots and not any(has_the_line(first, job) for first in go):
            go.append(job)
    return go


def has_the_line(first: Job, other: Job) -> bool:
    """Whether a more urgent copy is sent to the place which the other one sends to: beside it that would get half of
    the line, and long packs would be in its way. "" stands for every place. Reading back, which takes days at a large
    place, leaves the line only to what is critical.
    """
    at_one_place = not first.tier or not other.tier or first.tier == other.tier
    is_urgent = first.kind == "replicate" and rank(first.level) > rank(other.level)
    gives_way = other.kind == "replicate" or (other.kind == "verify" and rank(first.level) >= rank("critical"))
    return at_one_place and is_urgent and gives_way
