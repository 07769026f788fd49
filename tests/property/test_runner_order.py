"""Properties of the order: total, fair, and never against the level."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.domain.job import LEVELS, Job, rank
from studio_backup.engine.runner.conditions import Surroundings
from studio_backup.engine.runner.order import HOUR_NS, STEP_NS, Lanes, choose, due_ns, in_order, order_key
from studio_backup.engine.runner.retry import LONGEST_S, retry_after
from studio_backup.engine.runner.turn import Standing, decide

DAY = 24 * HOUR_NS
NOW = 1_000 * DAY


@st.composite
def jobs(draw: st.DrawFn, most: int = 12) -> list[Job]:
    """Jobs with different ids."""
    made = []
    for number in range(draw(st.integers(1, most))):
        created = NOW - draw(st.integers(0, 40 * DAY))
        made.append(
            Job(
                id=f"job-{number}",
                kind=draw(st.sampled_from(["backup", "replicate", "verify"])),
                level=draw(st.sampled_from(LEVELS)),
                source=draw(st.sampled_from(["a", "b", "c", f"own-{number}"])),
                created_ns=created,
                deadline_ns=draw(st.sampled_from([0, created + HOUR_NS, created + DAY, created + 9 * DAY])),
                captured_ns=draw(st.sampled_from([0, created, created - HOUR_NS])),
                size=draw(st.integers(0, 10**12)),
                paused=draw(st.booleans()) and draw(st.booleans()),
            )
        )
    return made


@given(jobs(), st.randoms(use_true_random=False), st.integers(0, 30 * DAY))
def test_the_order_is_one_and_the_level_is_first(some: list[Job], chance: random.Random, later: int) -> None:
    ordered = in_order(some, NOW + later)
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert in_order(shuffled, NOW + later) == ordered
    ranks = [rank(job.level) for job in ordered]
    assert ranks == sorted(ranks, reverse=True)


@given(jobs(most=1), st.integers(0, 40 * DAY), st.integers(1, 30 * DAY))
def test_waiting_never_puts_a_job_back(one: list[Job], after: int, longer: int) -> None:
    assert order_key(one[0], NOW + after + longer) <= order_key(one[0], NOW + after)


@given(jobs(most=1), st.integers(2 * STEP_NS, 9 * DAY), st.integers(0, 40 * DAY))
def test_who_came_later_with_as_much_time_left_never_goes_first(one: list[Job], gap: int, after: int) -> None:
    (job,) = one
    fields = {name: getattr(job, name) for name in ("kind", "level", "source", "captured_ns")}
    later = Job(
        id="later", created_ns=job.created_ns + gap, deadline_ns=due_ns(job) + gap if job.deadline_ns else 0, **fields
    )
    now = max(NOW, later.created_ns) + after
    assert in_order([later, job], now)[0] is job


@given(jobs(), jobs(), st.integers(1, 4), st.integers(0, 5))
def test_a_choice_fills_the_lanes_and_wastes_none(ready: list[Job], running: list[Job], slots: int, begun: int) -> None:
    ready = [Job(**{**_fields(job), "id": f"r-{job.id}", "tier": f"r-{job.id}"}) for job in ready]
    running = [Job(**{**_fields(job), "tier": job.id}) for job in running[:begun]]  # each has a line of its own
    choice = choose(ready, running, Lanes(slots=slots), NOW)
    go = [job for job in running if job.id not in choice.hold] + [job for job in ready if job.id in choice.begin]
    rest = [job for job in (*ready, *running) if job not in go]
    emergencies = [job for job in (*ready, *running) if job.level == "emergency"]
    most = min(len(emergencies), slots + 1) if emergencies else min(slots, len(ready) + len(running))
    assert len(go) == most
    assert not rest or min(rank(job.level) for job in go) >= max(rank(job.level) for job in rest)


def _fields(job: Job) -> dict[str, object]:
    return {name: getattr(job, name) for name in Job.__dataclass_fields__}


@given(jobs(), st.data())
def test_every_job_either_goes_or_says_why_not(some: list[Job], data: st.DataObject) -> None:
    standings = [
        Standing(
            job=job,
            begun=data.draw(st.booleans()),
            awaits_others=data.draw(st.booleans()),
            awaits_retry=data.draw(st.booleans()),
        )
        for job in some
    ]
    around = Surroundings(locked=data.draw(st.booleans()), metered=data.draw(st.sampled_from([None, True, False])))
    decision = decide(standings, around, Lanes(), NOW)
    begun = {one.job.id for one in standings if one.begun}
    going = {id for id, reason in decision.reasons.items() if not reason}
    assert decision.reasons.keys() == {job.id for job in some}
    assert going - begun == set(decision.begin)
    assert not begun & set(decision.begin)
    assert len(going) <= Lanes().slots + Lanes().emergency
    assert not any(one.job.paused and one.job.id in going for one in standings)
    fresh = [(job.kind, job.source, job.tier, job.wedding) for job in some if job.id in decision.begin]
    assert len(fresh) == len(set(fresh))
    assert not around.locked or not going


@given(st.integers(1, 60), st.integers(0, 2**32), st.sampled_from(["StorageUnavailable", "ShortRead", "SourceError"]))
def test_waits_are_bounded_whatever_the_attempt(attempt: int, seed: int, kind: str) -> None:
    from studio_backup.base import errors

    wait = retry_after(getattr(errors, kind)("Not now."), attempt, random.Random(seed))
    assert wait is None or 0.0 < wait <= LONGEST_S
