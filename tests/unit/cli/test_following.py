"""A job of the engine is followed to its end, whatever becomes of its events, of the engine and of the person."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import msgspec
import pytest

from studio_backup.api.errors import EngineGone
from studio_backup.api.wire import EventView, JobView, ProgressView
from studio_backup.base.clock import Clock, SystemClock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import UsageError
from studio_backup.cli import job_events
from studio_backup.cli.following import Following
from studio_backup.cli.job_progress import LONG_WAIT_S, JobProgress
from studio_backup.cli.output import json_of
from studio_backup.cli.session import Work
from studio_backup.cli.told import answered, read_told
from tests.support.fixed_clock import FixedClock

GONE = EngineGone("The engine ended.")


def _view(state: str = "in progress", **more: object) -> JobView:
    told = {"id": "j", "kind": "backup", "level": "high", "state": state, "stage": "reading"} | more
    return msgspec.convert(told, JobView)


class _Progress:
    """Remembers all that it was told."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int | None]] = []
        self.bytes: list[int] = []
        self.warnings: list[str] = []

    def stage(self, name: str, *, files: int | None = None, total_bytes: int | None = None) -> None:
        del files
        self.stages.append((name, total_bytes))

    def item(self, name: str) -> None:
        pass

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        del files
        self.bytes.append(size)

    def warn(self, text: str) -> None:
        self.warnings.append(text)


class _Engine:
    """Shows the job as it is; `cancel_job` ends it."""

    def __init__(self) -> None:
        self.now: JobView | EngineGone = _view()
        self.client = SimpleNamespace(endpoint=None)
        self.looks = 0
        self.cancelled: list[str] = []

    def job(self, job_id: str) -> JobView:
        self.looks += 1
        assert job_id == "j"
        if isinstance(self.now, EngineGone):
            raise self.now
        return self.now

    def cancel_job(self, job_id: str) -> JobView:
        self.cancelled.append(job_id)
        if isinstance(self.now, EngineGone):
            raise self.now
        if self.now.state == "completed":
            raise UsageError("It has ended.")
        self.now = _view("cancelled")
        return self.now


Listen = Callable[..., Iterator[EventView]]


def _event(kind: str, view: msgspec.Struct | None = None, subject: str = "j") -> EventView:
    return EventView(seq=1, kind=kind, subject=subject, data=msgspec.Raw(msgspec.json.encode(view)))


def _follow(
    engine: _Engine, monkeypatch: pytest.MonkeyPatch, listen: Listen, clock: Clock | None = None, stop: bool = False
) -> tuple[JobView | None, _Progress, Following]:
    monkeypatch.setattr(job_events, "listen", listen)
    progress, cancel = _Progress(), CancelToken()
    if stop:
        cancel.cancel()
    one = Following(engine, _view(), Work(progress, cancel, clock or FixedClock()))  # type: ignore[arg-type]
    return one.to_the_end(), progress, one


def _unheard(*_: object) -> Iterator[EventView]:
    raise AssertionError("a short job needs no events")
    yield


def test_a_short_job_is_looked_at_only(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = _Engine()
    engine.now = _view("completed", told="{}")
    ended, _, _ = _follow(engine, monkeypatch, _unheard)
    assert ended == engine.now


def test_of_a_long_one_its_events_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, other = _Engine(), _view("completed", id="other")
    engine.now = _view(progress={"files": 1, "bytes": 5, "bytes_total": 9})

    def listen(*_: object) -> Iterator[EventView]:
        yield _event("hello")
        yield _event("progress", ProgressView(jobs=(other, _view(progress={"bytes": 7, "bytes_total": 9}))))
        yield _event("job", other, "other")
        engine.now = _view("completed", told='{"exit":0}')
        yield _event("job", _view("completed"))

    ended, progress, _ = _follow(engine, monkeypatch, listen)
    assert ended and ended.told, "an event does not carry it: it was asked for at the end"
    assert (progress.stages, progress.bytes[0]) == ([("reading", 9)], 5)


def test_where_events_fail_looking_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = _Engine()

    def listen(*_: object) -> Iterator[EventView]:
        threading.Timer(0.1, lambda: setattr(engine, "now", _view("completed"))).start()
        raise GONE
        yield

    ended, _, _ = _follow(engine, monkeypatch, listen, SystemClock())
    assert ended and ended.state == "completed"


@pytest.mark.parametrize("stop", [False, True])
def test_an_engine_that_is_gone_ends_it(monkeypatch: pytest.MonkeyPatch, stop: bool) -> None:
    engine = _Engine()

    def listen(*_: object) -> Iterator[EventView]:
        yield _event("hello")
        engine.now = GONE
        raise GONE

    if stop:
        engine.now = GONE
    ended, _, one = _follow(engine, monkeypatch, listen, stop=stop)
    assert ended is None
    assert not one.stopped, "whether it stops is not known"


def test_a_person_stops_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = _Engine()
    ended, _, one = _follow(engine, monkeypatch, _unheard, stop=True)
    assert ended and ended.state == "cancelled"
    assert (engine.cancelled, one.stopped) == (["j"], True)
    engine.now = _view("completed")
    ended, _, _ = _follow(engine, monkeypatch, _unheard, stop=True)
    assert ended and ended.state == "completed", "it had ended before: it is done"


def test_progress_counts_on_and_begins_anew_with_each_stage() -> None:
    progress = _Progress()
    shown = JobProgress(progress, FixedClock())
    for size, total in ((0, 9), (4, 9), (9, 9), (2, 9), (0, 5)):
        shown.show(_view(progress={"bytes": size, "bytes_total": total}))
    assert progress.stages == [("reading", 9), ("reading", 9), ("reading", 5)]
    assert progress.bytes == [0, 4, 5, 2, 0]


def test_warnings_are_told_as_they_come_and_a_long_wait_once() -> None:
    progress, clock = _Progress(), FixedClock()
    shown = JobProgress(progress, clock)
    shown.show(_view(warnings=["a"]))
    shown.show(_view(warnings=["a", "b"]))
    shown.show(_view("completed", warnings=["a", "b", "c"]))
    assert progress.warnings == ["a", "b"], "those of an ended job stand in its answer"
    for _ in range(3):
        shown.show(_view("scheduled", waits_for="the end of the pause"))
        clock.sleep(LONG_WAIT_S)
    assert progress.warnings[2:] == ["The engine's job waits for the end of the pause. Ctrl-C takes it back."]
    assert progress.stages[-1] == ("waiting for the end of the pause", None)
    many = [str(number) for number in range(100)]
    again = JobProgress(progress, clock)
    for count in (1, 2, 3):
        again.show(_view(warnings=[*many, f"And {count} more warnings."]))
    assert progress.warnings[3:] == many


def test_what_was_told_is_the_answer() -> None:
    done = answered(
        read_told('{"n":[1],"left_out":{"n":2000},"exit":3}'),
        lambda facts: facts["n"],
        lambda n: [f"{n}"],
        lambda _: "w",
    )
    assert json_of(done) == {"n": [1], "left_out": {"n": 2_000}, "exit": 3}
    assert list(done.lines()) == ["[1]", "2,000 more of n are not listed: there are too many to keep."]
    assert done.warnings == ("w",)
    text = '{"error":"No.","hint":"Go.","exit":2}'
    failed = answered(read_told(text), lambda facts: facts["n"], lambda n: [n], lambda _: "w")
    assert (json_of(failed), list(failed.lines()), failed.warnings) == (json.loads(text), [], ())
