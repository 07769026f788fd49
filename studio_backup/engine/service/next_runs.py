"""What runs next, and why: told from schedules, the queue, the calendar and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.api.paths import to_wire
from studio_backup.api.protection import NextRunView
from studio_backup.base.names import display
from studio_backup.domain.job import Job
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.service.protection_values import Standing
from studio_backup.engine.service.ready import Weekend
from studio_backup.engine.watch.values import SourceState

AHEAD_NS: Final = 60 * 86_400 * 10**9
"""Levels that change later are no news yet."""
_WORK: Final = {"backup": "backup", "replicate": "copies", "verify": "reading"}


@dataclass(frozen=True, slots=True)
class Planned:
    """What is known. `due`: of sources which go by the clock, by id; `sentences`: what their policies say, by id.

    `reading_ns`: when it is looked again what must be read back, 0 for at the next change.
    """

    now_ns: int
    sources: Sequence[WatchedSource]
    states: Sequence[SourceState]
    due: Mapping[str, int]
    sentences: Mapping[str, str]
    jobs: Sequence[Job]
    standings: Iterable[Standing]
    weekend: Weekend | None
    reading_ns: int = 0


def next_runs(planned: Planned) -> list[NextRunView]:
    """The soonest first; what waits for a change last."""
    found = [*_jobs(planned), *_sources(planned), *_levels(planned), *_reading(planned), *_readiness(planned)]
    return sorted(found, key=lambda one: (not one.at_ns, one.at_ns, one.what, one.kind))


def _jobs(planned: Planned) -> Iterator[NextRunView]:
    paths = {one.id: to_wire(one.path) for one in planned.sources}
    for job in planned.jobs:
        kind = _WORK.get(job.kind)
        if kind is None:
            continue
        what = paths.get(job.source) or ", ".join(filter(None, (job.wedding, job.tier))) or "everything"
        why = "It is at work." if job.state == "in progress" else f"It waits for {job.waits_for or 'its turn'}."
        at_ns = max(job.retry_ns, planned.now_ns)
        yield NextRunView(kind=kind, what=what, at_ns=at_ns, why=why, level=job.level)  # type: ignore[arg-type]


def _sources(planned: Planned) -> Iterator[NextRunView]:
    states = {state.id: state for state in planned.states}
    busy = {job.source for job in planned.jobs if job.kind == "backup"}
    for source in planned.sources:
        if source.id in busy:
            continue
        state, due = states.get(source.id), planned.due.get(source.id, 0)
        at_ns = due or (state.next_due_ns if state else 0)
        why = planned.sentences.get(source.id, "") if due else _by_changes(state)
        yield NextRunView(kind="backup", what=to_wire(source.path), at_ns=at_ns, why=why, level=source.level)


def _by_changes(state: SourceState | None) -> str:
    if state is None or state.present == "unknown":
        return "It is looked at when the engine runs."
    if state.present != "present":
        return f"When it is there again: {state.reason or 'it is missing'}"
    return "What changed in it is taken when it rests." if state.waiting_since_ns else "As soon as something changes."


def _levels(planned: Planned) -> Iterator[NextRunView]:
    for one in planned.standings:
        if planned.now_ns < one.until_ns <= planned.now_ns + AHEAD_NS:
            yield NextRunView(
                kind="level", what=display(one.booked.name), at_ns=one.until_ns, why=one.sentence, level=one.level
            )


def _reading(planned: Planned) -> Iterator[NextRunView]:
    if planned.reading_ns > planned.now_ns:
        why = "What was stored longest ago is read back within its level's period."
        yield NextRunView(kind="reading", what="all places", at_ns=planned.reading_ns, why=why)


def _readiness(planned: Planned) -> Iterator[NextRunView]:
    weekend = planned.weekend
    if weekend is not None and weekend.from_ns > planned.now_ns:
        whose = " and ".join(display(one.booked.name) for one in weekend.weddings[:3])
        why = f"The Saturday of {whose}: places, space, keys and folders are looked after until Friday 18:00."
        yield NextRunView(kind="readiness", what=whose, at_ns=weekend.from_ns, why=why)
