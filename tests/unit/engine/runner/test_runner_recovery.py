"""After the engine's death: what was in progress goes on, and nothing waits for ever."""

from __future__ import annotations

import threading
from dataclasses import replace

from studio_backup.domain.job import Amount, Job
from studio_backup.engine.runner.ports import JobHandle, Result
from tests.unit.engine.runner.stage import HOUR, SECOND, START, KeptJobs, Stage, job


def done(job: Job, handle: JobHandle) -> Result:
    return Result(bytes_stored=1)


def recovered(*jobs: Job) -> Stage:
    store = KeptJobs({one.id: one for one in jobs})
    stage = Stage(done, store)
    stage.runner.recover(store.unfinished())
    return stage


def test_a_job_in_progress_is_scheduled_again_kept_so_and_done() -> None:
    stage = recovered(job("a", state="in progress", attempts=3, stage="reading", amount=Amount(5, 5)))
    row = stage.store.rows["a"]
    assert (row.state, row.stage, row.attempts, row.amount) == ("scheduled", "queued", 3, Amount())
    assert stage.told[0].state == "scheduled"
    stage.go(START + SECOND)
    assert (stage.state("a"), stage.store.rows["a"].attempts) == ("completed", 4)


def test_a_job_survives_two_hundred_deaths() -> None:
    store = KeptJobs({"a": job("a")})
    for death in range(1, 201):
        at_work = threading.Event()

        def handler(job: Job, handle: JobHandle, at_work: threading.Event = at_work) -> Result:
            at_work.set()
            return Result()

        engine = Stage(handler, store)
        engine.runner._around = replace(engine.runner._around, ended=lambda *_: None)  # killed: nothing is heard of it
        engine.runner.recover(store.unfinished())
        engine.turn()
        assert at_work.wait(5)
        assert (store.rows["a"].state, store.rows["a"].attempts) == ("in progress", death)
    last = Stage(done, store)
    last.runner.recover(store.unfinished())
    last.go(START + SECOND)
    assert (store.rows["a"].state, store.rows["a"].attempts) == ("completed", 201)


def test_waiting_and_paused_jobs_are_as_they_were_and_ended_ones_rest() -> None:
    stage = recovered(job("a", paused=True), job("b"), job("c", state="completed"))
    stage.go(START + SECOND)
    assert {id: row.state for id, row in stage.store.rows.items()} == {
        "a": "scheduled", "b": "completed", "c": "completed",
    }  # fmt: skip
    assert stage.store.rows["c"] == job("c", state="completed")


def test_taken_up_twice_is_taken_up_once() -> None:
    stage = recovered(job("a"))
    stage.runner.recover([job("a"), job("b", state="cancelled")])
    assert [one.id for one in stage.runner.jobs()] == ["a"]


def test_a_next_attempt_is_waited_for_but_never_a_year() -> None:
    stage = recovered(job("soon", retry_ns=START + 60 * SECOND), job("year", retry_ns=START + 365 * 24 * HOUR))
    stage.go(START + 50 * SECOND)
    assert (stage.state("soon"), stage.state("year")) == ("scheduled", "scheduled")
    stage.go(START + 70 * SECOND)
    assert (stage.state("soon"), stage.state("year")) == ("completed", "scheduled")
    stage.go(START + HOUR)
    assert stage.state("year") == "completed"


def test_needs_are_taken_up_as_they_stand() -> None:
    stage = recovered(
        job("done", state="completed"),
        job("bad", state="failed"),
        job("a", needs=("done",)),
        job("b", needs=("bad",)),
        job("c", needs=("b", "a")),
        job("d", needs=("long-forgotten",)),
        job("e", needs=("a",)),
    )
    stage.go(START + SECOND)
    states = {id: row.state for id, row in stage.store.rows.items()}
    assert states == {
        "done": "completed", "bad": "failed", "a": "completed", "b": "failed", "c": "failed", "d": "completed",
        "e": "completed",
    }  # fmt: skip


def test_a_ring_somebody_wrote_into_the_catalog_ends_with_a_sentence() -> None:
    stage = recovered(job("a", needs=("b",)), job("b", needs=("a",)), job("c"))
    stage.go(START + SECOND)
    assert {id: row.state for id, row in stage.store.rows.items()} == {"a": "failed", "b": "failed", "c": "completed"}


def test_a_catalog_that_cannot_be_written_at_the_start_loses_nothing() -> None:
    store = KeptJobs({"a": job("a", state="in progress"), "b": job("b", needs=("x",)), "x": job("x", state="failed")})
    store.full = True
    stage = Stage(done, store)
    stage.runner.recover(store.unfinished())
    stage.go(START + 20 * SECOND)
    assert store.log == []
    store.full = False
    stage.go(START + 40 * SECOND)
    assert (stage.state("a"), stage.state("b")) == ("completed", "failed")
    assert stage.unkept == []
