"""The runner: taking, running, cancelling, pausing, failing, and never telling what is not kept."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import (
    NotFoundError,
    RefusedError,
    SourceError,
    StorageFull,
    StorageUnavailable,
    UsageError,
)
from studio_backup.domain.job import Job
from studio_backup.engine.runner.conditions import Surroundings
from studio_backup.engine.runner.ports import JobHandle, Result
from studio_backup.engine.runner.register import MOST_WAITING
from studio_backup.engine.runner.runner import Runner
from tests.unit.engine.runner.stage import HOUR, SECOND, START, KeptJobs, Stage, job, until

TEN_PARTS = 10


class Work:
    """Ten parts of a second each; or what `instead` says for a job's id."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, int]] = []
        self.instead: dict[str, Callable[[Job, JobHandle], Result]] = {}
        self.stage: Stage | None = None

    def __call__(self, job: Job, handle: JobHandle) -> Result:
        if job.id in self.instead:
            return self.instead[job.id](job, handle)
        assert self.stage is not None
        for part in range(TEN_PARTS):
            handle.cancel.check()
            self.parts.append((job.id, part))
            handle.progress.advance(files=1, size=100)
            self.stage.clock.sleep(1.0)
        return Result(bytes_read=1_000, bytes_stored=900, bytes_sent=800, points=("p",))

    def done(self, id: str) -> int:
        return sum(one == id for one, _ in self.parts)


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def stage(work: Work) -> Stage:
    work.stage = Stage(work)
    return work.stage


def go(stage: Stage, seconds: float) -> None:
    stage.go(stage.clock.now_ns() + int(seconds * SECOND))


def raises(*errors: BaseException) -> Callable[[Job, JobHandle], Result]:
    left = list(errors)

    def work(job: Job, handle: JobHandle) -> Result:
        if left:
            raise left.pop(0)
        return Result()

    return work


def test_a_job_runs_and_its_end_tells_what_it_did(stage: Stage) -> None:
    stage.submit("a")
    go(stage, 11)
    row = stage.store.rows["a"]
    assert (row.state, row.stage, row.attempts, row.points) == ("completed", "done", 1, ("p",))
    assert (row.used.bytes_read, row.used.bytes_stored, row.used.bytes_sent) == (1_000, 900, 800)
    assert row.used.peak_bytes > 1 << 20
    assert (row.started_ns, row.ended_ns) == (START, START + 10 * SECOND)
    assert row.amount.files == TEN_PARTS
    assert [one.state for one in stage.store.log] == ["scheduled", "in progress", "completed"]


def test_every_state_is_kept_before_it_is_told(work: Work) -> None:
    store, told = KeptJobs(), []
    work.stage = stage = Stage(work, store)
    stage.runner._outbox._announce = lambda job: told.append((job.state, store.rows[job.id].state))
    stage.submit("a")
    go(stage, 11)
    assert told[0] == ("scheduled", "scheduled")
    assert told[-1] == ("completed", "completed")
    assert all(said == kept for said, kept in told)


def test_two_run_side_by_side_and_the_third_says_what_it_waits_for(stage: Stage) -> None:
    for id in "abc":
        stage.submit(id)
    go(stage, 3)
    assert [(one.id, one.state, one.waits_for) for one in stage.runner.jobs()] == [
        ("a", "in progress", ""),
        ("b", "in progress", ""),
        ("c", "scheduled", "its turn"),
    ]
    found = stage.runner.get("a")
    assert found is not None and found.amount.files == 4
    go(stage, 20)
    assert {stage.state(id) for id in "abc"} == {"completed"}


def test_equal_waiting_jobs_become_one_with_the_higher_level(stage: Stage) -> None:
    first = stage.submit("a", source="one", deadline_ns=START + 9 * HOUR)
    second = stage.submit("b", source="one", level="high", deadline_ns=START + 5 * HOUR)
    assert (first.id, second.id, second.level, second.deadline_ns) == ("a", "a", "high", START + 5 * HOUR)
    assert stage.store.rows["a"] == second
    assert "b" not in stage.store.rows
    assert stage.submit("c", source="one", level="low").level == "high"
    assert len(stage.runner.jobs()) == 1


def test_jobs_with_other_needs_stay_apart(stage: Stage) -> None:
    stage.submit("x", level="low")
    stage.submit("a", source="one")
    assert stage.submit("b", source="one", needs=("x",)).id == "b"
    assert stage.submit("c", source="one", needs=("x",)).id == "b"


def test_a_sample_does_not_stand_for_a_whole_reading(stage: Stage) -> None:
    stage.submit("a", kind="verify", source="", tier="nas", level="low", sample=5.0)
    assert stage.submit("b", kind="verify", source="", tier="nas").id == "b"
    assert stage.submit("c", kind="verify", source="", tier="nas", check="drill").id == "c"
    assert stage.submit("d", kind="verify", source="", tier="nas").id == "b"


def test_an_emergency_lifts_a_pause_and_waits_for_no_retry(stage: Stage, work: Work) -> None:
    work.instead["a"] = raises(StorageFull("Full."))
    stage.submit("a", source="one")
    go(stage, 1)
    stage.runner.pause("a")
    assert stage.submit("b", source="one", level="high").paused
    go(stage, 3_600)
    assert stage.state("a") == "scheduled"
    stage.runner.resume("a")
    work.instead["a"] = raises(StorageFull("Full."))
    go(stage, 0.5)
    stage.runner.pause("a")
    joined = stage.submit("c", source="one", level="emergency")
    assert (joined.id, joined.paused) == ("a", False)
    go(stage, 1)
    assert stage.state("a") == "completed"


@pytest.mark.parametrize("more", [{"wedding": "W"}, {"date": "2026-06-20"}, {"tier": "t"}, {"kind": "verify"}])
def test_jobs_that_differ_in_their_work_stay_apart(stage: Stage, more: dict[str, Any]) -> None:
    stage.submit("a", source="one")
    assert stage.submit("b", **{"source": "one", **more}).id == "b"


def test_restores_stay_apart(stage: Stage) -> None:
    assert [stage.submit(id, kind="restore", source="one").id for id in "ab"] == ["a", "b"]


def test_a_request_during_the_same_work_runs_after_it(stage: Stage, work: Work) -> None:
    stage.submit("a", source="one")
    go(stage, 3)
    assert stage.submit("b", source="one").id == "b"
    go(stage, 5)
    assert work.done("b") == 0
    go(stage, 20)
    assert work.done("b") == TEN_PARTS


def test_a_waiting_job_is_cancelled_at_once(stage: Stage, work: Work) -> None:
    for id in "abc":
        stage.submit(id)
    go(stage, 1)
    assert stage.runner.cancel("c").state == "cancelled"
    assert stage.state("c") == "cancelled"
    go(stage, 30)
    assert work.done("c") == 0


def test_a_running_job_is_cancelled_at_its_next_check(stage: Stage, work: Work) -> None:
    stage.submit("a")
    go(stage, 2.5)
    stage.runner.cancel("a")
    assert stage.state("a") == "in progress"
    go(stage, 1)
    assert (stage.state("a"), work.done("a")) == ("cancelled", 3)
    with pytest.raises(UsageError, match="ended already"):
        stage.runner.cancel("a")


def test_a_paused_running_job_holds_and_goes_on_where_it_was(stage: Stage, work: Work) -> None:
    stage.submit("a")
    go(stage, 2.5)
    stage.runner.pause("a")
    assert stage.store.rows["a"].paused
    go(stage, 600)
    found = stage.runner.get("a")
    assert found is not None
    assert (found.state, found.waits_for, work.done("a")) == ("in progress", "you, to resume it", 3)
    stage.runner.resume("a")
    go(stage, 8)
    assert stage.state("a") == "completed"
    assert [part for _, part in work.parts] == list(range(TEN_PARTS))


def test_a_pause_holds_the_very_next_part(stage: Stage, work: Work) -> None:
    stage.submit("a")
    stage.turn()
    stage.runner.pause("a")
    stage.clock.advance(START + 5 * SECOND)
    stage.quiet()  # no turn in between
    assert work.done("a") == 1


def test_a_person_is_not_overruled_by_the_end_of_the_engine(stage: Stage) -> None:
    stage.submit("a")
    go(stage, 1)
    stage.runner.pause("a")
    go(stage, 2)
    run = stage.runner._register.get("a").run
    assert run is not None
    run.wish = "cancel"  # the token not yet set: as if both came before its next check
    stage.runner.stop(5.0)
    assert stage.state("a") == "cancelled"


def test_a_job_cancelled_before_its_thread_came_to_work_does_nothing(work: Work) -> None:
    work.stage = stage = Stage(work, prepare=lambda one: stage.runner.cancel(one.id) and None)
    work.instead["a"] = lambda *_: Result()  # it would not look
    stage.submit("a")
    go(stage, 2)
    assert stage.state("a") == "cancelled"


def test_a_machine_without_room_for_a_thread_is_tried_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        stage.submit("a")
        go(stage, 1)
    assert stage.store.rows["a"].state == "scheduled"
    go(stage, 60)
    assert (stage.state("a"), stage.store.rows["a"].attempts) == ("completed", 2)


def test_a_held_job_can_be_cancelled(stage: Stage) -> None:
    stage.submit("a")
    go(stage, 1)
    stage.runner.pause("a")
    go(stage, 5)
    stage.runner.cancel("a")
    until(lambda: stage.state("a") == "cancelled")


def test_a_paused_waiting_job_does_not_begin_until_resumed(stage: Stage) -> None:
    stage.submit("a")
    stage.runner.pause("a")
    go(stage, 60)
    assert stage.state("a") == "scheduled"
    stage.runner.resume("a")
    go(stage, 11)
    assert stage.state("a") == "completed"


def test_a_pause_of_everything_ends_by_itself_and_lets_emergencies_through(stage: Stage) -> None:
    stage.submit("a", level="critical")
    go(stage, 1)
    stage.runner.pause_all(START + HOUR)
    stage.submit("e", level="emergency")
    go(stage, 600)
    assert (stage.state("a"), stage.state("e")) == ("in progress", "completed")
    go(stage, 3_200)
    assert stage.state("a") == "completed"


def test_a_pause_without_an_end_lasts_until_it_is_ended(stage: Stage) -> None:
    stage.runner.pause_all()
    stage.submit("a")
    go(stage, 10_000)
    assert stage.state("a") == "scheduled"
    stage.runner.resume_all()
    go(stage, 11)
    assert stage.state("a") == "completed"


def test_conditions_are_looked_at_during_a_run(work: Work) -> None:
    around = Surroundings()
    work.stage = stage = Stage(work, look=lambda: around)
    stage.submit("a")
    go(stage, 2)
    around = Surroundings(battery_percent=20.0, on_mains=False)
    stage.runner.wake()
    go(stage, 100)
    found = stage.runner.get("a")
    assert found is not None and "battery" in found.waits_for and work.done("a") < TEN_PARTS
    around = Surroundings(battery_percent=20.0, on_mains=True)
    stage.runner.wake()
    go(stage, 20)
    assert stage.state("a") == "completed"


def test_what_may_heal_is_tried_again_and_the_first_error_is_shown_meanwhile(stage: Stage, work: Work) -> None:
    work.instead["a"] = raises(StorageUnavailable("The NAS does not answer.", hint="Switch it on."))
    stage.submit("a")
    go(stage, 1)
    found = stage.runner.get("a")
    assert found is not None
    assert (found.state, found.waits_for, found.error) == ("scheduled", "the next attempt", "The NAS does not answer.")
    assert START + 2.5 * SECOND <= found.retry_ns <= START + 5 * SECOND
    go(stage, 6)
    row = stage.store.rows["a"]
    assert (row.state, row.attempts, row.error, row.hint) == ("completed", 2, "", "")


def test_resuming_a_job_tries_it_now(stage: Stage, work: Work) -> None:
    work.instead["a"] = raises(StorageFull("Full."))
    stage.submit("a")
    go(stage, 1)
    stage.runner.resume("a")
    go(stage, 0.5)
    assert stage.state("a") == "completed"


def test_it_gives_up_after_its_attempts_with_message_and_hint(stage: Stage, work: Work) -> None:
    work.instead["a"] = raises(*[SourceError("The card is gone.", hint="Put it in again.")] * 99)
    stage.submit("a")
    go(stage, 3_600)
    row = stage.store.rows["a"]
    assert (row.state, row.attempts, row.error, row.hint) == ("failed", 6, "The card is gone.", "Put it in again.")


def test_what_cannot_heal_fails_at_once(stage: Stage, work: Work) -> None:
    work.instead["a"] = raises(RefusedError("Not without a marker."))
    stage.submit("a")
    go(stage, 1)
    assert (stage.state("a"), stage.store.rows["a"].attempts) == ("failed", 1)


def test_what_nobody_expected_fails_with_a_sentence_and_its_traceback_is_only_logged(
    stage: Stage, work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.instead["a"] = raises(KeyError("secret-name"))
    with caplog.at_level(logging.INFO, "studio_backup.engine.runner"):
        stage.submit("a")
        stage.submit("b")
        go(stage, 12)
    row = stage.store.rows["a"]
    assert row.state == "failed"
    assert "secret-name" not in row.error + row.hint and "KeyError" in row.error and row.hint
    assert "Traceback" in caplog.text
    assert stage.state("b") == "completed"


def test_a_clock_set_back_a_year_delays_no_attempt(stage: Stage, work: Work) -> None:
    work.instead["a"] = raises(StorageUnavailable("Not now."))
    stage.submit("a")
    go(stage, 0.5)
    real = stage.clock.now_ns
    stage.clock.now_ns = lambda: real() - 365 * 24 * HOUR  # type: ignore[method-assign]
    stage.clock.advance(real() + 6 * SECOND)
    stage.turn()
    assert stage.state("a") == "completed"


def test_damage_that_was_found_is_said(stage: Stage, work: Work) -> None:
    work.instead["a"] = lambda *_: Result(corrupted=True, warnings=("data/ab is damaged.",))
    stage.submit("a", kind="verify")
    go(stage, 1)
    row = stage.store.rows["a"]
    assert (row.state, row.warnings) == ("corrupted", ("data/ab is damaged.",))
    assert row.error and row.hint


def test_a_job_waits_for_those_it_needs(stage: Stage, work: Work) -> None:
    stage.submit("a")
    stage.submit("b", kind="replicate", level="critical", needs=("a",))
    go(stage, 5)
    found = stage.runner.get("b")
    assert found is not None and found.waits_for == "a job it needs first" and work.done("b") == 0
    go(stage, 20)
    assert stage.state("b") == "completed"
    assert stage.submit("c", needs=("a",)).id == "c"  # it has completed before


def test_a_job_whose_need_failed_fails_with_all_that_need_it(stage: Stage, work: Work) -> None:
    work.instead["a"] = raises(UsageError("No."))
    stage.submit("a")
    stage.submit("b", needs=("a",))
    stage.submit("c", needs=("b",))
    go(stage, 5)
    assert [stage.state(id) for id in "abc"] == ["failed"] * 3
    assert "needs first" in stage.store.rows["c"].error
    with pytest.raises(UsageError, match="did not complete"):
        stage.submit("d", needs=("a",))


def test_a_ring_and_an_unknown_need_are_refused_and_nothing_is_kept(stage: Stage) -> None:
    with pytest.raises(UsageError, match="ring"):
        stage.runner.submit_all([job("a", needs=("b",)), job("b", needs=("c",)), job("c", needs=("a",))])
    with pytest.raises(UsageError, match="ring"):
        stage.submit("a", needs=("a",))
    with pytest.raises(UsageError, match="unknown"):
        stage.submit("a", needs=("nobody",))
    assert stage.store.rows == {}


def test_several_jobs_that_need_each_other_are_taken_in_any_order(stage: Stage) -> None:
    stage.submit("x", source="one")
    wanted = [job("c", needs=("b",)), job("b", needs=("a",)), job("a", source="one")]
    taken = stage.runner.submit_all(wanted)
    assert [(one.id, one.needs) for one in taken] == [("c", ("b",)), ("b", ("x",)), ("x", ())]
    go(stage, 60)
    assert {one.state for one in stage.store.rows.values()} == {"completed"}


def test_a_thousand_may_wait_and_one_more_only_in_an_emergency(stage: Stage) -> None:
    stage.runner.submit_all([job(f"j{n}") for n in range(MOST_WAITING)])
    with pytest.raises(RefusedError, match="1,000"):
        stage.submit("more")
    assert stage.submit("same", source="source-j5").id == "j5"
    assert stage.submit("e", level="emergency").id == "e"
    assert len(stage.store.rows) == MOST_WAITING + 1
    assert stage.runner.jobs()[0].id == "e"


def test_wrong_jobs_and_ids_are_refused(stage: Stage) -> None:
    with pytest.raises(UsageError):
        stage.submit("a", state="completed")
    for wish in (stage.runner.cancel, stage.runner.pause, stage.runner.resume):
        with pytest.raises(NotFoundError):
            wish("nobody")
    assert stage.submit("a").id == stage.submit("a").id


def test_a_full_disk_takes_no_job_and_loses_none(stage: Stage, work: Work) -> None:
    stage.submit("a")
    go(stage, 9.5)
    stage.submit("b", level="critical")
    stage.store.full = True
    with pytest.raises(StorageFull):
        stage.submit("c")
    with pytest.raises(StorageFull):
        stage.runner.pause("b")
    go(stage, 60)  # "a" ends meanwhile, and "b" cannot begin
    assert [one.state for one in stage.told if one.id == "a"][-1] == "in progress"
    assert work.done("a") == TEN_PARTS and work.done("b") == 0
    found = stage.runner.get("b")
    assert found is not None and found.waits_for == "the catalog, which cannot be written now"
    with pytest.raises(UsageError, match="ended already"):
        stage.runner.cancel("a")
    stage.store.full = False
    go(stage, 60)
    assert {id: one.state for id, one in stage.store.rows.items()} == {"a": "completed", "b": "completed"}
    assert stage.unkept == []


def test_a_listener_who_fails_or_asks_for_more_work_stops_nothing(work: Work) -> None:
    work.stage = stage = Stage(work)
    hear = stage.runner._outbox._announce

    def listen(one: Job) -> None:
        hear(one)
        if one.id == "a" and one.state == "completed":
            stage.submit("b")
        raise RuntimeError("The window is gone.")

    stage.runner._outbox._announce = listen
    stage.submit("a")
    go(stage, 30)
    assert stage.state("b") == "completed"


def test_the_machine_is_kept_awake_only_while_critical_work_runs_on_mains(work: Work) -> None:
    around, awake = Surroundings(on_mains=True), []
    work.stage = stage = Stage(work, look=lambda: around, keep_awake=awake.append)
    stage.submit("a", level="high")
    go(stage, 20)
    assert awake == []
    stage.submit("b", level="critical")
    go(stage, 5)
    assert awake == [True]
    around = replace(around, on_mains=False)
    stage.runner.wake()
    go(stage, 1)
    assert awake == [True, False]
    around = replace(around, on_mains=True)
    go(stage, 60)
    assert awake[-1] is False


def test_each_jobs_thread_is_prepared_before_its_work(work: Work) -> None:
    prepared: list[tuple[str, str]] = []
    work.stage = stage = Stage(work, prepare=lambda job: prepared.append((job.id, threading.current_thread().name)))
    stage.submit("a")
    go(stage, 1)
    assert prepared == [("a", "job-a")]


def test_stopping_schedules_what_ran_for_the_next_start(stage: Stage, work: Work) -> None:
    stage.submit("a")
    stage.submit("b")
    go(stage, 3)
    stage.runner.pause("b")
    go(stage, 2)
    stage.runner.stop(0.2)  # "b" waits at its gate and hears it; "a" sleeps in virtual time, and is left to itself
    assert {id: one.state for id, one in stage.store.rows.items()} == {"a": "scheduled", "b": "scheduled"}
    assert stage.store.rows["b"].paused
    writes = len(stage.store.log)
    stage.clock.advance(stage.clock.now_ns() + HOUR)
    stage.turn()
    until(lambda: not stage._threads())
    assert len(stage.store.log) == writes
    assert stage.store.unfinished() == sorted(stage.store.rows.values(), key=lambda one: one.id)


def test_what_is_submitted_to_a_stopped_runner_waits_for_the_next_start(stage: Stage) -> None:
    stage.runner.stop(0.1)
    stage.submit("a")
    stage.runner.turn()
    assert stage.state("a") == "scheduled"


def test_with_its_own_thread_and_the_machines_clock_it_begins_at_once_and_stops_soon() -> None:
    began, release = threading.Event(), threading.Event()
    store = KeptJobs()

    def handler(job: Job, handle: JobHandle) -> Result:
        began.set()
        while not release.wait(0.01):
            handle.cancel.check()
        return Result()

    clock = SystemClock()
    runner = Runner(clock, {"backup": handler}, store, lambda _: None)
    runner.start()
    start = clock.monotonic()
    runner.submit(job("a"))
    assert began.wait(5) and clock.monotonic() - start < 1.0
    start = clock.monotonic()
    runner.stop(5.0)
    assert clock.monotonic() - start < 1.0
    assert store.rows["a"].state == "scheduled"
    release.set()
    runner.start()
    until(lambda: store.rows["a"].state == "completed")
    runner.stop(5.0)
    assert store.rows["a"].attempts == 2
    assert not [thread for thread in threading.enumerate() if thread.name == "runner"]


def test_a_job_does_not_begin_before_its_time(stage: Stage, work: Work) -> None:
    """Who asks again meanwhile asks for the same run."""
    stage.submit("a", source="x", retry_ns=START + 5 * SECOND)
    go(stage, 3)
    assert stage.submit("b", source="x", retry_ns=START + 8 * SECOND).id == "a"
    go(stage, 1.9)
    assert not work.parts
    go(stage, 0.2)
    assert work.done("a") > 0


def test_work_on_its_way_hears_that_it_has_become_more_urgent(stage: Stage, work: Work) -> None:
    """So that it is not held back any longer by what holds back work of its former level."""
    heard: list[str] = []

    def look(_job: Job, handle: JobHandle) -> Result:
        heard.append(handle.level())
        stage.clock.sleep(1.0)
        heard.append(handle.level())
        return Result()

    work.instead["a"] = look
    stage.submit("a")
    stage.turn()
    stage.runner.reorder(lambda jobs: {one.id: replace(one, level="critical") for one in jobs})
    stage.go(stage.clock.now_ns() + 5 * SECOND)
    assert heard == ["normal", "critical"]
