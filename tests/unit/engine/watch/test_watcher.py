"""The watcher with real threads, real folders and the real clock; waits are bounded, and only as long as needed."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.watch import lookout
from studio_backup.engine.watch.inotify import Inotify
from studio_backup.engine.watch.values import Due, SourceState
from studio_backup.engine.watch.volumes import Volume
from studio_backup.engine.watch.watcher import Watcher

PATIENCE_S = 20.0


class Listener:
    """Remembers what it is told, and can be waited for."""

    def __init__(self) -> None:
        self.dues: list[Due] = []
        self.states: dict[str, SourceState] = {}
        self._told = threading.Condition()

    def due(self, due: Due) -> None:
        with self._told:
            self.dues.append(due)
            self._told.notify_all()

    def state(self, state: SourceState) -> None:
        with self._told:
            self.states[state.id] = state
            self._told.notify_all()

    def wait(self, fact: Callable[[], object]) -> None:
        with self._told:
            assert self._told.wait_for(fact, PATIENCE_S), (self.dues, self.states)

    def wait_due(self, reason: str, count: int = 1) -> None:
        self.wait(lambda: sum(one.reason == reason for one in self.dues) >= count)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def watcher(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watcher]:
    monkeypatch.setattr(lookout, "LOOK_S", 0.2)
    monkeypatch.setattr(lookout, "REFRESH_S", 0.1)
    found = Watcher(SystemClock(), listener.due, listener.state)
    yield found
    found.stop()


@pytest.fixture
def source(tmp_path: Path) -> WatchedSource:
    root = tmp_path / "source"
    (root / "day").mkdir(parents=True)
    (root / "day" / "1.raw").write_bytes(b"1")
    return WatchedSource(id="s", path=str(root), settle_s=0.3)


def begin(watcher: Watcher, listener: Listener, source: WatchedSource) -> Path:
    """Watched, and its first backup done."""
    watcher.add(source)
    watcher.start()
    listener.wait_due("added")
    backup(watcher)
    return Path(source.path)


def backup(watcher: Watcher, *, ok: bool = True) -> None:
    watcher.taken("s", time.time_ns())
    watcher.settled("s", ok)


def test_a_change_is_waiting_then_due_then_safe(watcher: Watcher, listener: Listener, source: WatchedSource) -> None:
    root = begin(watcher, listener, source)
    before = time.time_ns()
    (root / "day" / "2.raw").write_bytes(b"2")
    listener.wait(lambda: listener.states["s"].waiting_files == 1)
    assert before <= listener.states["s"].waiting_since_ns <= time.time_ns()
    listener.wait_due("changed")
    assert listener.dues[-1].path == source.path
    backup(watcher)
    listener.wait(lambda: listener.states["s"].waiting_files == 0)
    assert watcher.states()[0].waiting_since_ns == 0


def test_reading_everything_causes_nothing(watcher: Watcher, listener: Listener, source: WatchedSource) -> None:
    root = begin(watcher, listener, source)
    for _ in range(5):
        (root / "day" / "1.raw").read_bytes()
        os.listdir(root)
        time.sleep(0.1)
    time.sleep(0.7)
    assert [one.reason for one in listener.dues] == ["added"]


def test_unplugged_and_plugged_in_again(watcher: Watcher, listener: Listener, source: WatchedSource) -> None:
    root = begin(watcher, listener, source)
    root.rename(root.parent / "away")
    listener.wait(lambda: listener.states["s"].present == "missing")
    root.mkdir()
    listener.wait(lambda: listener.states["s"].present == "other")
    assert "empty" in listener.states["s"].reason
    root.rmdir()
    (root.parent / "away").rename(root)
    listener.wait_due("returned")
    backup(watcher)
    (root / "day" / "3.raw").write_bytes(b"3")
    listener.wait_due("changed")


def test_a_replaced_folder_is_watched(watcher: Watcher, listener: Listener, source: WatchedSource) -> None:
    root = begin(watcher, listener, source)
    other = root.parent / "other"
    other.mkdir()
    (other / "x.raw").write_bytes(b"x")
    root.rename(root.parent / "away")
    other.rename(root)
    listener.wait_due("returned")
    backup(watcher)
    (root / "y.raw").write_bytes(b"y")
    listener.wait_due("changed")


def test_an_exchanged_drive_is_noticed_after_a_restart(
    watcher: Watcher, listener: Listener, source: WatchedSource
) -> None:
    root = begin(watcher, listener, source)
    listener.wait(lambda: listener.states["s"].identity)
    identity = listener.states["s"].identity
    watcher.remove("s")
    (root / "day" / "1.raw").unlink()
    (root / "day").rmdir()
    watcher.add(source, identity=identity, reason="start")
    listener.wait(lambda: listener.states["s"].present == "other")
    assert [one.reason for one in listener.dues] == ["added"]


@pytest.mark.skipif(sys.platform != "linux", reason="inotify")
def test_an_overflow_is_no_silence(
    watcher: Watcher, listener: Listener, source: WatchedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studio_backup.engine.watch import inotify

    root = begin(watcher, listener, source)
    really = Inotify.read
    events = [[inotify.RawEvent(-1, inotify.OVERFLOW, "")]]

    def overflow(queue: Inotify) -> list[inotify.RawEvent]:
        really(queue)
        return events.pop() if events else []

    monkeypatch.setattr(Inotify, "read", overflow)
    (root / "new").mkdir()
    listener.wait_due("overflow")
    monkeypatch.undo()
    backup(watcher)
    (root / "new" / "x.raw").write_bytes(b"x")
    listener.wait_due("changed")


@pytest.mark.skipif(sys.platform != "linux", reason="inotify")
def test_without_watches_it_is_polled_and_said(
    watcher: Watcher, listener: Listener, source: WatchedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "no space")

    monkeypatch.setattr(Inotify, "add", refuse)
    _poll_quickly(monkeypatch)
    root = begin(watcher, listener, source)
    listener.wait(lambda: listener.states["s"].how == "polling")
    assert "max_user_watches" in listener.states["s"].reason
    (root / "day" / "2.raw").write_bytes(b"2")
    listener.wait_due("changed")


@pytest.mark.skipif(sys.platform != "linux", reason="inotify")
def test_a_limit_reached_later(
    watcher: Watcher, listener: Listener, source: WatchedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = begin(watcher, listener, source)

    def refuse(*_: object) -> int:
        raise OSError(28, "no space")

    monkeypatch.setattr(Inotify, "add", refuse)
    _poll_quickly(monkeypatch)
    (root / "new").mkdir()
    (root / "new" / "x").write_bytes(b"x")
    listener.wait_due("overflow")
    listener.wait(lambda: listener.states["s"].how == "polling")
    backup(watcher)
    (root / "new" / "x").write_bytes(b"y")
    listener.wait_due("changed")


def test_a_network_drive_is_polled(
    watcher: Watcher, listener: Listener, source: WatchedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studio_backup.engine.watch import identity

    nas = Volume("nfs4", "nas:/photos", source.path)
    monkeypatch.setattr(identity, "read_volumes", lambda: [nas])
    _poll_quickly(monkeypatch)
    root = begin(watcher, listener, source)
    listener.wait(lambda: listener.states["s"].how == "polling")
    assert "network" in listener.states["s"].reason
    (root / "day" / "2.raw").write_bytes(b"2")
    listener.wait_due("changed")


def _poll_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio_backup.engine.watch import polling

    monkeypatch.setattr(polling.Pace, "pause", lambda *_: 0.2)


def test_a_drive_mounted_inside_is_noticed(
    watcher: Watcher, listener: Listener, source: WatchedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studio_backup.engine.watch import identity

    begin(watcher, listener, source)
    real = identity.read_volumes()
    inside = Volume("ext4", "/dev/y", f"{source.path}/day")
    monkeypatch.setattr(identity, "read_volumes", lambda: [*real, inside])
    listener.wait_due("overflow")


def test_a_dead_drive_holds_nobody_else(
    watcher: Watcher, listener: Listener, source: WatchedSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    from studio_backup.engine.watch import desk

    release, real = threading.Event(), lookout.look_everywhere

    def hang(path: str, *args: object, **fields: object) -> object:
        if path == "/dead":
            release.wait(PATIENCE_S)
        return real(path, *args, **fields)  # type: ignore[arg-type]

    monkeypatch.setattr(lookout, "look_everywhere", hang)
    monkeypatch.setattr(desk, "SILENT_S", 0.5)
    watcher.add(WatchedSource(id="dead", path="/dead"))
    begin(watcher, listener, source)
    listener.wait(lambda: listener.states["dead"].present == "missing")
    assert "answer" in listener.states["dead"].reason
    start = time.monotonic()
    watcher.stop()
    assert time.monotonic() - start < 3
    release.set()


def test_edits(watcher: Watcher, listener: Listener, source: WatchedSource) -> None:
    root = begin(watcher, listener, source)
    watcher.replace(replace(source, settle_s=0.1, version=2))
    (root / "a.xmp").write_bytes(b"x")
    listener.wait_due("changed")
    backup(watcher)
    watcher.replace(replace(source, excludes=("*.xmp",), version=3))
    listener.wait_due("added", 2)
    backup(watcher)
    (root / "a.xmp").write_bytes(b"y")
    time.sleep(0.8)
    assert sum(one.reason == "changed" for one in listener.dues) == 1


def test_a_listener_that_fails_does_not_end_the_watch(tmp_path: Path, source: WatchedSource) -> None:
    told: list[Due] = []

    def fail(_: SourceState) -> None:
        raise ValueError("no")

    watcher = Watcher(SystemClock(), told.append, fail)
    watcher.add(source)
    watcher.start()
    end = time.monotonic() + PATIENCE_S
    while not told and time.monotonic() < end:
        time.sleep(0.05)
    watcher.stop()
    assert told


def test_stop_ends_all_threads(watcher: Watcher, listener: Listener, source: WatchedSource) -> None:
    begin(watcher, listener, source)
    watcher.stop()
    names = [thread.name for thread in threading.enumerate()]
    assert not [name for name in names if name.startswith("watch")]


def test_what_a_lookout_tells_after_it_was_left_counts_no_more(
    watcher: Watcher, listener: Listener, source: WatchedSource
) -> None:
    begin(watcher, listener, source)
    _, before = watcher._lookouts["s"]
    watcher.add(replace(source, path=f"{source.path}/day"))
    before.changed(["of the old path"])
    assert watcher.states()[0].waiting_files == 0
