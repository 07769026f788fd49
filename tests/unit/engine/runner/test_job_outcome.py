"""What becomes of a job, how far it is, and what it used."""

from __future__ import annotations

import random
import threading

import pytest

from studio_backup.base.errors import Cancelled, RefusedError, StorageUnavailable
from studio_backup.domain.job import Amount, Job, Used
from studio_backup.engine.runner.outbox import Outbox
from studio_backup.engine.runner.outcome import Attempt, Wish, outcome
from studio_backup.engine.runner.ports import Result
from studio_backup.engine.runner.progress import MOST_WARNINGS, JobProgress, Seen, stage_of
from studio_backup.engine.runner.usage import Consumed, UsageMeter, consumed
from tests.unit.engine.runner.stage import SECOND, START, StageClock, job

SEEN = Seen("reading", Amount(3, 300, 10, 1_000, "a.raw"), ("w",))


def after(wish: Wish = "", **more: object) -> Job:
    running = job("a", state="in progress", attempts=1, points=("p1",))
    attempt = Attempt(now_ns=START + 5, wish=wish, seen=SEEN, used=Used(cpu_s=2.0), **more)  # type: ignore[arg-type]
    return outcome(running, attempt, random.Random(1))


def test_what_was_done_is_completed_even_if_it_was_to_stop() -> None:
    for wish in ("", "cancel", "stop"):
        ended = after(wish, result=Result(warnings=("w", "v"), points=("p1", "p2")))  # type: ignore[arg-type]
        assert (ended.state, ended.stage, ended.ended_ns) == ("completed", "done", START + 5)
        assert (ended.warnings, ended.points) == (("w", "v"), ("p1", "p2"))
        assert (ended.used.cpu_s, ended.amount) == (2.0, SEEN.amount)


def test_what_it_tells_of_is_kept_also_where_it_failed_and_then_it_is_not_tried_again() -> None:
    assert after(result=Result(told="{}", corrupted=True)).told == "{}"
    error = StorageUnavailable("The NAS is away.", hint="Wait.")
    told = Result(points=("p2",), warnings=("v",), told='{"exit":1}', error=error)
    ended = after(result=told)
    assert (ended.state, ended.stage, ended.retry_ns) == ("failed", "reading", 0)
    assert (ended.error, ended.hint, ended.told) == ("The NAS is away.", "Wait.", '{"exit":1}')
    assert (ended.warnings, ended.points) == (("w", "v"), ("p1", "p2"))
    assert after("stop", result=told).state == "scheduled"
    assert after("cancel", result=told).state == "cancelled"


def test_the_end_of_the_engine_schedules_it_again_whatever_it_raised() -> None:
    for error in (Cancelled("Stopped."), RefusedError("No."), KeyError("x")):
        again = after("stop", error=error)
        assert (again.state, again.stage, again.amount, again.ended_ns) == ("scheduled", "queued", Amount(), 0)
        assert (again.error, again.attempts, again.retry_ns) == ("", 1, 0)


def test_a_persons_wish_ends_it_whatever_it_raised_and_it_says_how_far_it_came() -> None:
    for error in (Cancelled("Stopped."), StorageUnavailable("Not now.")):
        ended = after("cancel", error=error)
        assert (ended.state, ended.stage, ended.amount) == ("cancelled", "reading", SEEN.amount)
    assert after(error=Cancelled("Stopped.")).state == "cancelled"


def test_a_failed_attempt_waits_and_the_last_one_fails() -> None:
    error = StorageUnavailable("Not now.", hint="Wait.")
    again = after(error=error)
    assert (again.state, again.error, again.hint, again.warnings) == ("scheduled", "Not now.", "Wait.", ("w",))
    assert START + 2 * SECOND < again.retry_ns <= START + 6 * SECOND
    assert after(error=error, failures=99).state == "failed"


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("scanning", "scanning"),
        ("reading", "reading"),
        ("finishing", "committing"),
        ("looking at what NAS lacks", "selecting"),
        ("looking at what is there", "selecting"),
        ("replicating", "replicating"),
        ("reading back", "verifying"),
        ("restoring", "writing"),
        ("healing", "verifying"),
        ("something new", None),
    ],
)
def test_each_stage_of_the_program_is_one_of_a_job(name: str, stage: str | None) -> None:
    assert stage_of(name) == stage


def test_progress_counts_from_many_threads_and_keeps_what_was_read_while_committing() -> None:
    progress = JobProgress(StageClock(), lambda: None)
    progress.stage("reading", files=4_000, total_bytes=40_000)
    threads = [
        threading.Thread(target=lambda: [progress.advance(files=1, size=10) for _ in range(1_000)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    progress.item("a.raw")
    progress.stage("finishing")
    assert progress.seen() == Seen("committing", Amount(4_000, 40_000, 4_000, 40_000, "a.raw"))
    progress.stage("replicating", files=2)
    assert progress.seen() == Seen("replicating", Amount(0, 0, 2, None, ""))
    progress.stage("something new")
    assert progress.seen().stage == "replicating"


def test_progress_is_told_a_few_times_a_second_and_a_new_stage_at_once() -> None:
    clock, told = StageClock(), []
    progress = JobProgress(clock, lambda: told.append(clock.now_ns()))
    for _ in range(2_000):
        clock.advance(clock.now_ns() + SECOND // 1_000)
        progress.advance(files=1)
        progress.item("x")
    assert 9 <= len(told) <= 10
    for told_at_once in (lambda: progress.stage("scanning"), lambda: progress.warn("Careful.")):
        before = len(told)
        told_at_once()
        assert len(told) == before + 1


def test_warnings_are_kept_once_and_not_without_end() -> None:
    progress = JobProgress(StageClock(), lambda: None)
    for _ in range(2):
        progress.warn("The same.")
    for number in range(MOST_WARNINGS + 6):
        progress.warn(f"File {number} cannot be read.")
    warnings = progress.seen().warnings
    assert warnings.count("The same.") == 1
    assert len(warnings) == MOST_WARNINGS + 1
    assert warnings[-1] == "And 7 more warnings."


def test_usage_adds_up_over_attempts_and_keeps_the_highest_peak() -> None:
    readings = iter([Consumed(10.0, 100), Consumed(11.0, 900), Consumed(12.5, 200)])
    meter = UsageMeter(lambda: next(readings))
    meter.look()
    used = meter.used(Used(1.0, 500, 1, 2, 3), Result(bytes_read=10, bytes_stored=20, bytes_sent=30))
    assert used == Used(3.5, 900, 11, 22, 33)


def test_usage_is_this_processes() -> None:
    before = consumed()
    ballast = bytearray(b"x" * (64 << 20))
    sum(range(3_000_000))
    after_work = consumed()
    assert after_work.cpu_s > before.cpu_s
    assert after_work.held_bytes - before.held_bytes > 32 << 20
    assert len(ballast) == 64 << 20


def test_facts_go_out_in_order_although_hearing_one_makes_another() -> None:
    heard: list[str] = []

    def hear(one: Job) -> None:
        heard.append(one.id)
        if one.id == "a":
            outbox.add(job("c"))
            outbox.deliver()

    outbox = Outbox(hear)
    outbox.add(job("a"))
    outbox.add_progress(lambda: None)
    outbox.add_progress(lambda: job("b"))
    outbox.deliver()
    assert heard == ["a", "b", "c"]
