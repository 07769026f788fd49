"""A simulated wedding day: 2,847 jobs of mixed level, 50 of them at once, and emergencies over large backups.

Real threads, virtual time. The order is judged by rules written here anew, not by the runner's own.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from studio_backup.base.errors import StorageUnavailable
from studio_backup.domain.job import LEVELS, Job
from studio_backup.engine.runner.ports import JobHandle, Result
from tests.unit.engine.runner.stage import HOUR, SECOND, START, Stage

JOBS = 2_847
AT_ONCE = 50
EMERGENCIES_AT_H = (1.03, 9.5, 14.26, 14.27, 18.0, 22.1)
OFFSITE_H = {"emergency": 0, "critical": 4, "high": 24, "normal": 7 * 24, "low": 30 * 24}
QUARTER = HOUR // 4
MINUTE = HOUR // 60


@dataclass
class Ledger:
    """What happened: (when, job, part) of each part stored, in order, and what was waiting when a job began."""

    parts: list[tuple[int, str, int]] = field(default_factory=list)
    begun: dict[str, int] = field(default_factory=dict)
    ended: dict[str, int] = field(default_factory=dict)
    most_waiting: int = 0
    disorder: list[str] = field(default_factory=list)


class WeddingDay(Stage):
    def __init__(self) -> None:
        super().__init__(self._work, slots=2, idle_s=60.0)
        self.ledger = Ledger()
        self.waiting: dict[str, Job] = {}
        self.plan: dict[str, list[float]] = {}
        self.fails_once: set[str] = set()

    def _work(self, job: Job, handle: JobHandle) -> Result:
        handle.progress.stage("reading", files=len(self.plan[job.id]))
        if job.id in self.fails_once:
            self.fails_once.discard(job.id)
            raise StorageUnavailable("The NAS does not answer.")
        for part, seconds in enumerate(self.plan[job.id]):
            handle.cancel.check()  # a pack border
            self.ledger.parts.append((self.clock.now_ns(), job.id, part))
            handle.progress.advance(files=1)
            self.clock.sleep(seconds)
        return Result(bytes_stored=len(self.plan[job.id]))

    def _hear(self, job: Job) -> None:
        super()._hear(job)
        if job.state == "in progress" and job.id in self.waiting:
            del self.waiting[job.id]
            self._judge(job)
            self.ledger.begun.setdefault(job.id, self.clock.now_ns())
        elif job.state == "scheduled" and job.retry_ns > self.clock.now_ns():
            self.waiting.pop(job.id, None)
        elif job.state == "scheduled":
            self.waiting[job.id] = job
            self.ledger.most_waiting = max(self.ledger.most_waiting, len(self.waiting))
        elif job.ended:
            self.ledger.ended[job.id] = self.clock.now_ns()

    def _judge(self, begun: Job) -> None:
        now = self.clock.now_ns()
        for other in self.waiting.values():
            if other.waits_for in ("", "its turn") and goes_before(other, begun, now):
                self.ledger.disorder.append(f"{begun} before {other}")

    def arrive(self, id: str, plan: list[float], **more: Any) -> Callable[[], None]:
        def arrive() -> None:
            self.plan[id] = plan
            self.submit(id, size=len(plan), **more)

        return arrive


def goes_before(one: Job, other: Job, now: int) -> bool:
    """Whether `one` must clearly have its turn before `other`, by the words of the priorities."""
    if one.level != other.level:
        return LEVELS.index(one.level) > LEVELS.index(other.level)
    left, left_other = pressing(one, now), pressing(other, now)
    if abs(left - left_other) > QUARTER:
        return left < left_other
    return False  # nearer than that, kind, capture and size decide: see the tests of the order


def pressing(job: Job, now: int) -> int:
    due = job.deadline_ns or job.created_ns + OFFSITE_H[job.level] * HOUR
    hours = max(0, min(now, due) - job.created_ns) // HOUR
    return due - now - hours * QUARTER


def arrivals(day: WeddingDay, chance: random.Random) -> list[tuple[int, Callable[[], None]]]:
    """Two backups of hours from midnight on, emergencies, fifty jobs at once at two, and the rest over the day."""
    coming = [(START + n, day.arrive(f"large-{n}", [30.0] * 240, level="normal")) for n in (0, 1)]
    for hour in EMERGENCIES_AT_H:
        at = START + int(hour * HOUR)
        coming.append((at, day.arrive(f"emergency-{hour}", [20.0] * 6, level="emergency")))
    for n in range(JOBS - len(coming)):
        at = START + 14 * HOUR if n < AT_ONCE else START + chance.randrange(24 * HOUR)
        level = chance.choices(["low", "normal", "high", "critical"], [15, 35, 30, 20])[0]
        parts = [chance.uniform(1, 12) for _ in range(chance.randint(1, 8))]
        media = chance.random() < 0.6
        deadline = at + chance.randrange(1, OFFSITE_H[level] + 1) * HOUR if chance.random() < 0.5 else 0
        kind = chance.choice(["backup", "replicate", "verify"])
        if chance.random() < 0.02:
            day.fails_once.add(f"job-{n}")
        coming.append(
            (
                at,
                day.arrive(
                    f"job-{n}", parts, level=level, kind=kind, deadline_ns=deadline, captured_ns=at if media else 0
                ),
            )
        )
    return coming


@pytest.fixture(scope="module")
def day() -> WeddingDay:
    day = WeddingDay()
    day.go(START + 26 * HOUR, arrivals(day, random.Random(2026)))
    return day


def test_every_job_of_the_day_was_done_once(day: WeddingDay) -> None:
    assert Counter(job.state for job in day.store.rows.values()) == {"completed": JOBS}
    assert day.runner.jobs() == []
    stored = Counter((job, part) for _, job, part in day.ledger.parts)
    assert set(stored.values()) == {1}
    assert len(stored) == sum(map(len, day.plan.values()))


def test_at_least_fifty_were_ready_at_once(day: WeddingDay) -> None:
    assert day.ledger.most_waiting >= AT_ONCE


def test_each_began_in_its_order(day: WeddingDay) -> None:
    assert day.ledger.disorder == []


def test_nothing_starved(day: WeddingDay) -> None:
    rows = day.store.rows.values()
    waits = {level: max(day.ledger.begun[j.id] - j.created_ns for j in rows if j.level == level) for level in LEVELS}
    assert waits["critical"] <= 30 * MINUTE
    assert waits["high"] <= 2 * HOUR
    assert waits["low"] <= 12 * HOUR


def test_an_emergency_begins_within_a_second_over_two_large_backups(day: WeddingDay) -> None:
    assert day.ledger.ended["large-0"] > START + int(EMERGENCIES_AT_H[0] * HOUR)
    for job in day.store.rows.values():
        if job.level == "emergency":
            assert day.ledger.begun[job.id] - job.created_ns <= SECOND


def test_the_large_backups_held_at_a_pack_border_and_resumed_where_they_were(day: WeddingDay) -> None:
    began, ended = day.ledger.begun["emergency-1.03"], day.ledger.ended["emergency-1.03"]
    for large in ("large-0", "large-1"):
        parts = [(at, part) for at, job, part in day.ledger.parts if job == large]
        assert [part for _, part in parts] == list(range(240))
        assert not [part for at, part in parts if began < at < ended]
        assert [at for at, _ in parts if at < began] and [at for at, _ in parts if at >= ended]
        assert day.store.rows[large].attempts == 1


def test_nothing_else_was_stored_while_an_emergency_ran(day: WeddingDay) -> None:
    for id, began in day.ledger.begun.items():
        if id.startswith("emergency"):
            ended = day.ledger.ended[id]
            others = {job for at, job, _ in day.ledger.parts if began < at < ended and not job.startswith("emergency")}
            assert others == set()


def test_what_failed_once_was_tried_again(day: WeddingDay) -> None:
    assert day.fails_once == set()
    again = [job for job in day.store.rows.values() if job.attempts == 2]
    assert len(again) > 20
    assert all(job.error == "" for job in again)


def test_nothing_was_announced_that_was_not_kept(day: WeddingDay) -> None:
    assert day.unkept == []
