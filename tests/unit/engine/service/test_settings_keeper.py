"""What a person types is queued to be kept: once for a burst, after each kind of change, and by the next start."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from studio_backup.api.requests import (
    AcknowledgeRequest,
    AnalyticsQuery,
    DecideRequest,
    NewSource,
    SnoozeRequest,
    SourcePatch,
)
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import RefusedError
from studio_backup.catalog.typed import NOTHING, export_typed
from studio_backup.domain.alert import Alert
from studio_backup.domain.job import Job
from studio_backup.engine.jobs.joining import open_vault
from studio_backup.engine.jobs.settings import kept_settings, read_settings
from studio_backup.engine.runner.ports import JobHandle, Result
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.tier_look import waiting_at
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import open_home, open_studio
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]
LOSS = Alert(id="loss", kind="sudden_loss", severity="critical", cause="c", message="m", mend="r", since_ns=5)


@contextlib.contextmanager
def engine_of(bench: Bench) -> Iterator[tuple[Service, Engine]]:
    """The service of the home, unlocked; no thread runs."""
    clock = SystemClock()
    with service(open_home(bench.options()), lambda o: open_studio(o, clock), clock, lambda: None) as built:
        built[1].parts.vault.unlock(bench.options())
        yield built


@pytest.fixture
def at_work(bench: Bench) -> Iterator[tuple[Service, Engine]]:
    with engine_of(bench) as (made, engine):
        engine.keeper.begin()
        yield made, engine


def queued(engine: Engine) -> list[Job]:
    return [job for job in engine.runner.jobs() if job.kind == "settings"]


def keep(engine: Engine) -> Result:
    job = Job(id="0" * 16, kind="settings")
    return engine.keeper.keep(job, JobHandle(NoProgress(), CancelToken()))


def add(made: Service, bench: Bench, name: str = "source") -> str:
    (bench.base / name).mkdir(exist_ok=True)
    return made.add_source(NewSource(path=str(bench.base / name))).id


def newest(engine: Engine) -> bytes:
    with engine.parts.vault.studio() as studio:
        found = kept_settings(studio.repository, studio.repository.collections().collections)
        return read_settings(studio.repository, found[0].point)


def test_a_burst_is_one_backup(at_work: tuple[Service, Engine], bench: Bench) -> None:
    made, engine = at_work
    assert not queued(engine), "nothing was typed yet"
    ids = [add(made, bench, f"folder {number}") for number in range(5)]
    made.edit_source(ids[0], SourcePatch(settle_s=3.0), 1)
    made.remove_source(ids[1], 1)
    (job,) = queued(engine)
    assert job.retry_ns > job.created_ns and job.level == "high"
    done = keep(engine)
    assert len(done.points) == 1 and done.bytes_stored > 0
    assert newest(engine) == export_typed(engine.parts.catalog)
    assert keep(engine) == Result()


def _edit(made: Service, source: str) -> None:
    made.edit_source(source, SourcePatch(settle_s=3.0), 1)


def _remove(made: Service, source: str) -> None:
    made.remove_source(source, 1)


def _acknowledge(made: Service, _: str) -> None:
    made.acknowledge_alert("loss", AcknowledgeRequest(by="Ann"))


def _snooze(made: Service, _: str) -> None:
    made.snooze_alert("loss", SnoozeRequest(until_ns=2**62))


def _decide(made: Service, _: str) -> None:
    made.decide_alert("loss", DecideRequest(decision="I did that"))


@pytest.mark.parametrize("change", [_edit, _remove, _acknowledge, _snooze, _decide])
def test_each_change_is_kept(
    at_work: tuple[Service, Engine], bench: Bench, change: Callable[[Service, str], None]
) -> None:
    made, engine = at_work
    source = add(made, bench)
    engine.register.raise_now(LOSS)
    keep(engine)
    engine.runner.cancel(queued(engine)[0].id)
    change(made, source)
    assert len(queued(engine)) == 1
    assert keep(engine).points and newest(engine) == export_typed(engine.parts.catalog)


def test_what_was_typed_without_an_engine_is_kept_by_the_next(bench: Bench) -> None:
    with engine_of(bench) as (made, engine):
        source = add(made, bench)
        assert not queued(engine)
    with engine_of(bench) as (made, engine):
        engine.keeper.begin()
        assert len(queued(engine)) == 1
        keep(engine)
    with engine_of(bench) as (made, engine):
        engine.keeper.begin()
        assert not queued(engine), "the vault has it"
        made.remove_source(source, 1)
    with engine_of(bench) as (made, engine):
        engine.keeper.begin()
        assert len(queued(engine)) == 1, "that all was removed is worth keeping too"
        keep(engine)
        assert newest(engine) == NOTHING == export_typed(engine.parts.catalog)


def test_a_full_queue_does_not_undo_what_was_typed(
    at_work: tuple[Service, Engine], bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, engine = at_work
    submit = engine.runner.submit

    def full(_: Job) -> Job:
        raise RefusedError("1,000 jobs are waiting already.")

    monkeypatch.setattr(engine.runner, "submit", full)
    add(made, bench)
    monkeypatch.setattr(engine.runner, "submit", submit)
    assert len(engine.parts.sources.all()) == 1 and not queued(engine)
    engine.keeper.look()
    assert len(queued(engine)) == 1
    engine.runner.cancel(queued(engine)[0].id)
    engine.keeper.look()
    assert not queued(engine), "owed once"


def test_what_failed_for_good_is_tried_again_an_hour_later(at_work: tuple[Service, Engine], bench: Bench) -> None:
    made, engine = at_work
    add(made, bench)
    engine.runner.cancel(queued(engine)[0].id)
    engine._job_changed(Job(id="1" * 16, kind="settings", state="failed"))
    engine.keeper.look()
    assert not queued(engine)
    engine.keeper._again_ns -= 3_600 * 10**9
    engine.keeper.look()
    assert len(queued(engine)) == 1


def test_a_home_that_only_reads_keeps_nothing(at_work: tuple[Service, Engine], bench: Bench) -> None:
    made, engine = at_work
    home = engine.parts.home
    vault = home.vault()
    assert vault is not None
    home.keep_vault(type(vault)(repository=vault.repository, reads_from="0" * 16, pinned=vault.pinned))
    add(made, bench)
    assert not queued(engine)


def test_a_laptop_that_is_gone_comes_back_equal(bench: Bench) -> None:
    with engine_of(bench) as (made, engine):
        engine.keeper.begin()
        add(made, bench)
        add(made, bench, "office")
        engine.parts.settings.put("window", "1,200")
        for number, answer in enumerate([_acknowledge, _snooze, _decide]):
            engine.register.raise_now(replace(LOSS, since_ns=number + 1))
            answer(made, "")
        keep(engine)
        before = export_typed(engine.parts.catalog)
    shutil.rmtree(bench.base / "home")
    opened = open_vault(
        bench.options(), home=open_home(bench.options()), location=str(bench.vault), local=None, clock=SystemClock()
    )
    assert (opened.settings.sources, opened.settings.missing) == (2, ())
    with engine_of(bench) as (made, engine):
        assert export_typed(engine.parts.catalog) == before
        engine.keeper.begin()
        assert keep(engine).points, "the new device keeps its own"


def test_a_copy_to_the_places_is_wanted_and_the_analytics_are_silent(
    at_work: tuple[Service, Engine], bench: Bench
) -> None:
    made, engine = at_work
    add(made, bench)
    keep(engine)
    with engine.parts.vault.studio() as studio:
        engine.parts.index.update(studio, CancelToken())
        assert engine.parts.index.rows() == []
        (row,) = engine.parts.index.settings_rows()
        waiting = waiting_at(studio, {}, engine.parts.index, CancelToken())
        assert (waiting.points, waiting.files) == ((row,), 1)
    now = engine.parts.clock.now_ns()
    engine.parts.jobs.add(Job(id="1" * 16, kind="settings", state="completed", ended_ns=now))
    assert made.analytics(AnalyticsQuery(days=1)).days == ()
