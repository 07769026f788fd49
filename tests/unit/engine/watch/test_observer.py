"""watchdog's events as changes: the eyes of macOS and Windows, tried with this system's events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.events import FileClosedEvent, FileClosedNoWriteEvent, FileModifiedEvent, FileOpenedEvent

from studio_backup.engine.watch import observer
from studio_backup.engine.watch.observer import ObserverEyes
from studio_backup.engine.watch.polling import Pace
from tests.support.watching import Remembered, view_of


@pytest.fixture
def report() -> Remembered:
    return Remembered()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "source"
    (root / "day").mkdir(parents=True)
    (root / "own").mkdir()
    (root / "day" / "1.raw").write_bytes(b"1")
    return root


@pytest.fixture
def eyes(source: Path, report: Remembered) -> Iterator[ObserverEyes]:
    found = ObserverEyes(view_of(source, report, own=(str(source / "own"),)))
    found.open()
    yield found
    found.close()


def see(eyes: ObserverEyes, report: Remembered, wanted: set[str]) -> None:
    end = time.monotonic() + 10
    while not wanted <= report.paths and time.monotonic() < end:
        eyes.watch(0.2)


def test_changes_are_seen(source: Path, eyes: ObserverEyes, report: Remembered) -> None:
    (source / "day" / "1.raw").write_bytes(b"2")
    (source / "day" / "new").mkdir()
    time.sleep(0.3)
    (source / "day" / "new" / "x").write_bytes(b"x")
    (source / "day" / "1.raw").rename(source / "2.raw")
    see(eyes, report, {"day/1.raw", "day/new/x", "2.raw"})
    assert report.paths == {"day/1.raw", "day/new/x", "2.raw"}


def test_what_is_no_change(source: Path, eyes: ObserverEyes, report: Remembered) -> None:
    (source / "day" / "1.raw").read_bytes()
    (source / ".DS_Store").write_bytes(b"x")
    (source / "own" / "catalog").write_bytes(b"x")
    (source / "Cat Previews.lrdata").mkdir()
    time.sleep(0.3)
    (source / "Cat Previews.lrdata" / "x").write_bytes(b"x")
    (source / "last").write_bytes(b"x")
    see(eyes, report, {"last"})
    assert report.paths == {"last"}


@pytest.mark.parametrize("kind", [FileOpenedEvent, FileClosedEvent, FileClosedNoWriteEvent])
def test_opened_and_closed_wake_nobody(eyes: ObserverEyes, kind: type[FileOpenedEvent]) -> None:
    eyes._woken.clear()
    eyes._gatherer.on_any_event(kind("/x"))
    assert not eyes._woken.is_set()


def test_more_than_can_be_held_is_lost_and_told(
    source: Path, eyes: ObserverEyes, report: Remembered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observer, "MOST_PATHS", 10)
    for number in range(100):
        eyes._gatherer.on_any_event(FileModifiedEvent(str(source / str(number))))
    assert len(eyes._gatherer._found) <= 10
    eyes.watch(0.0)
    assert report.times_lost == 1


def test_the_net_beneath(source: Path, report: Remembered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observer, "NET", Pace(shortest_s=0.0, longest_s=0.0, share=0.0))
    eyes = ObserverEyes(view_of(source, report))
    eyes.open()
    monkeypatch.setattr(eyes._gatherer, "on_any_event", lambda _: None)
    (source / "day" / "2.raw").write_bytes(b"2")
    see(eyes, report, {"day/2.raw"})
    eyes.close()
    assert report.paths == {"day/2.raw"}


def test_an_observer_that_died_is_told(eyes: ObserverEyes, report: Remembered) -> None:
    eyes._observer.stop()
    eyes._observer.join()
    eyes.watch(0.0)
    assert report.times_gone
