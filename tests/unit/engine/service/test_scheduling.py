"""Backups by the clock: when they come, once for all that was missed, and never for a mere change."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from studio_backup.base.errors import RefusedError
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.policies import PolicyTable
from studio_backup.catalog.settings import KeyValue
from studio_backup.catalog.sources import SourceTable
from studio_backup.domain.job import Job
from studio_backup.domain.policy import DEFAULT, Daily, Interval, Policy, Schedule, Watched
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.service.scheduling import AGAIN_S, LOOK_S, Scheduling
from studio_backup.engine.watch.values import SourceState
from tests.support.fixed_clock import FixedClock

MINUTE = 60 * 10**9
HOUR = 60 * MINUTE
EVERY_HOUR = Policy(id="hourly", name="Hourly", schedule=Interval(minutes=60))
START = int(datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp()) * 10**9


@dataclass
class Bench:
    """A catalog, a clock that a test sets, and what was asked for."""

    catalog: Catalog
    clock: FixedClock = field(default_factory=lambda: FixedClock(START))
    zone: tzinfo = UTC
    points: list[SimpleNamespace] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    full: bool = False

    def made(self) -> Scheduling:
        """As a fresh engine has it."""
        parts = SimpleNamespace(
            clock=self.clock,
            zone=lambda: self.zone,
            sources=SourceTable(self.catalog),
            policies=PolicyTable(self.catalog),
            settings=KeyValue(self.catalog),
            index=SimpleNamespace(rows=lambda: self.points),
        )
        return Scheduling(parts, self.states, lambda: self.jobs, self.back_up)  # type: ignore[arg-type]

    def states(self) -> list[SourceState]:
        return [
            SourceState(one.id, present="missing" if one.id in self.absent else "present")
            for one in SourceTable(self.catalog).all()
        ]

    def back_up(self, source: WatchedSource) -> None:
        if self.full:
            raise RefusedError("The queue is full.")
        self.asked.append(source.id)

    def source(self, name: str, policy: str = "hourly") -> WatchedSource:
        made = WatchedSource(id=name, path=f"/{name}", policy=policy)
        SourceTable(self.catalog).add(made)
        return made

    def policy(self, schedule: Schedule) -> None:
        """The hourly policy has another schedule now."""
        table = PolicyTable(self.catalog)
        before = table.get("hourly")
        table.replace(msgspec.structs.replace(before, schedule=schedule), before.version)

    def done(self, scheduling: Scheduling, source: WatchedSource) -> None:
        """What was asked for is backed up."""
        self.asked.clear()
        scheduling.began(source)
        scheduling.backed_up(source.id)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with contextlib.closing(open_catalog(str(tmp_path / "catalog.db"), FixedClock())) as catalog:
        PolicyTable(catalog).add(EVERY_HOUR)
        yield Bench(catalog)


def test_a_new_source_is_backed_up_at_once_and_then_each_hour(bench: Bench) -> None:
    scheduling, source = bench.made(), bench.source("a")
    assert not scheduling.by_changes(source)
    scheduling.look()
    assert bench.asked == ["a"] and scheduling.next_due() == {"a": START}
    bench.done(scheduling, source)
    assert scheduling.look() == LOOK_S and not bench.asked
    assert scheduling.next_due() == {"a": START + HOUR}
    bench.clock.now = START + HOUR - 10**9
    assert scheduling.look() == 1.0 and not bench.asked, "it is looked at again just then"
    bench.clock.now = START + HOUR
    scheduling.look()
    assert bench.asked == ["a"]


def test_what_was_missed_is_caught_up_once_by_the_next_engine_too(bench: Bench) -> None:
    first, source = bench.made(), bench.source("a")
    first.look()
    bench.done(first, source)
    bench.clock.now += 3 * 24 * HOUR  # asleep, or off
    scheduling = bench.made()
    scheduling.look()
    assert bench.asked == ["a"]
    bench.done(scheduling, source)
    scheduling.look()
    assert not bench.asked and scheduling.next_due()["a"] == bench.clock.now + HOUR


def test_points_of_before_there_were_policies_count(bench: Bench) -> None:
    bench.source("a")
    bench.points = [SimpleNamespace(source="/a", started_ns=START - 10 * MINUTE, partial=False)]
    bench.points += [SimpleNamespace(source="/a", started_ns=START - MINUTE, partial=True)]
    scheduling = bench.made()
    scheduling.look()
    assert not bench.asked and scheduling.next_due() == {"a": START + 50 * MINUTE}


def test_no_second_one_while_one_waits_or_runs_or_its_drive_is_away(bench: Bench) -> None:
    scheduling, _, _ = bench.made(), bench.source("a"), bench.source("b")
    bench.jobs = [Job(id="j", kind="backup", source="a")]
    bench.absent = {"b"}
    scheduling.look()
    assert not bench.asked
    bench.jobs, bench.absent = [Job(id="j", kind="verify", source="a")], set()
    scheduling.look()
    assert bench.asked == ["a", "b"]


def test_after_a_failure_it_is_tried_again_in_a_while_and_after_a_person_at_its_next_time(bench: Bench) -> None:
    scheduling, source = bench.made(), bench.source("a")
    scheduling.began(source)
    scheduling.failed("a", by_person=False)
    scheduling.look()
    assert not bench.asked
    bench.clock.sleep(AGAIN_S)
    scheduling.look()
    assert bench.asked == ["a"]
    scheduling.began(source)
    scheduling.failed("a", by_person=True)
    bench.asked.clear()
    bench.clock.sleep(AGAIN_S)
    scheduling.look()
    assert not bench.asked


def test_a_clock_set_back_a_year_does_not_stop_it_for_a_year(bench: Bench) -> None:
    scheduling, source = bench.made(), bench.source("a")
    bench.done(scheduling, source)
    bench.clock.now -= 365 * 24 * HOUR
    scheduling.look()
    assert scheduling.next_due()["a"] == bench.clock.now + HOUR


def test_a_full_queue_is_asked_again(bench: Bench) -> None:
    scheduling, _ = bench.made(), bench.source("a")
    bench.full = True
    scheduling.look()
    bench.full = False
    scheduling.look()
    assert bench.asked == ["a"]


def test_what_goes_by_its_changes_has_no_time(bench: Bench) -> None:
    scheduling, source = bench.made(), bench.source("a", policy="")
    assert scheduling.by_changes(source) and scheduling.by_changes(WatchedSource(id="x", path="/x", policy="gone"))
    scheduling.look()
    assert not bench.asked and scheduling.next_due() == {}


def test_from_the_clock_to_its_changes_what_waits_is_taken(bench: Bench) -> None:
    scheduling, source = bench.made(), bench.source("a")
    bench.done(scheduling, source)
    scheduling.look()
    bench.policy(Watched())
    assert not scheduling.by_changes(source) and not bench.asked, "nobody has told it yet"
    scheduling.changed()
    assert bench.asked == ["a"] and scheduling.by_changes(source)
    bench.policy(Daily(times=("13:00",)))
    scheduling.changed()
    scheduling.look()
    assert bench.asked == ["a"] and scheduling.next_due() == {"a": START + HOUR}


def test_an_edited_default_policy_is_that_of_all_who_name_none(bench: Bench) -> None:
    scheduling, source = bench.made(), bench.source("a", policy="")
    PolicyTable(bench.catalog).replace(msgspec.structs.replace(DEFAULT, schedule=Interval(minutes=5)), 1)
    scheduling.changed()
    assert not scheduling.by_changes(source)
    scheduling.look()
    assert bench.asked == ["a"]


def test_a_removed_source_is_forgotten(bench: Bench) -> None:
    scheduling, source = bench.made(), bench.source("a")
    bench.done(scheduling, source)
    scheduling.forget("a")
    assert KeyValue(bench.catalog).all() == []


def test_its_thread_wakes_for_news(bench: Bench) -> None:
    scheduling = bench.made()
    scheduling.start()
    try:
        bench.source("a")
        scheduling.changed()
        for _ in range(600):
            if bench.asked:
                break
            scheduling._thread.join(0.1)
        assert bench.asked[:1] == ["a"]
    finally:
        scheduling.stop()
    scheduling._thread.join(60)
    assert not scheduling._thread.is_alive()
