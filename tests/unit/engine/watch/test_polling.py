"""Looking in turns: what differs is told, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_backup.base.errors import Cancelled
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.scanner import Listing
from studio_backup.engine.watch.polling import Fingerprints, Pace, PollingEyes
from studio_backup.engine.watch.taking import Walk
from tests.support.fixed_clock import FixedClock
from tests.support.watching import Remembered, view_of


class Polled:
    """Eyes on a clock that stands still between looks."""

    def __init__(self, source: Path) -> None:
        self.report = Remembered()
        self.clock = FixedClock()
        self.view = view_of(source, self.report, clock=self.clock, excludes=("left/",))
        self.eyes = PollingEyes(self.view)
        self.eyes.open()

    def look(self) -> set[str]:
        self.report.forget()
        self.clock.sleep(1000)
        self.eyes.watch(0.0)
        return self.report.paths


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "source"
    (root / "day").mkdir(parents=True)
    for name in ("1", "2", "3"):
        (root / "day" / name).write_bytes(b"x")
    return root


def test_what_was_there_is_no_change(source: Path) -> None:
    polled = Polled(source)
    assert polled.look() == set()
    assert polled.report.times == 0


def test_changed_made_and_vanished(source: Path) -> None:
    polled = Polled(source)
    (source / "day" / "1").write_bytes(b"y")
    (source / "day" / "new").write_bytes(b"y")
    (source / "day" / "2").unlink()
    found = polled.look()
    assert {"day/1", "day/new"} < found
    assert len(found) == 3
    assert polled.look() == set()
    assert polled.report.times == 0


def test_same_length_and_time_but_written(source: Path) -> None:
    polled = Polled(source)
    before = os.stat(source / "day" / "1")
    (source / "day" / "1").write_bytes(b"z")
    os.utime(source / "day" / "1", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert polled.look() == {"day/1"}


def test_read_is_no_change(source: Path) -> None:
    polled = Polled(source)
    os.utime(source / "day" / "1", ns=(1, os.stat(source / "day" / "1").st_mtime_ns))
    polled.look()
    (source / "day" / "1").read_bytes()
    assert polled.look() == set()


def test_left_out_is_no_change(source: Path) -> None:
    (source / "left").mkdir()
    polled = Polled(source)
    (source / "left" / "x").write_bytes(b"x")
    (source / ".DS_Store").write_bytes(b"x")
    polled.look()
    assert polled.report.times == 0


def test_side_files(source: Path) -> None:
    (source / "a.lrcat").write_bytes(b"x")
    polled = Polled(source)
    (source / "a.lrcat-shm").write_bytes(b"x")
    (source / "a.lrcat-wal").write_bytes(b"")
    assert polled.look() == set()
    assert polled.report.times == 0
    (source / "a.lrcat-wal").write_bytes(b"rows")
    assert polled.look() == {"a.lrcat"}


def test_a_folder_that_vanishes_and_returns(source: Path) -> None:
    polled = Polled(source)
    (source / "day").rename(source.parent / "away")
    polled.look()
    assert polled.report.times
    assert polled.report.at_least
    (source.parent / "away").rename(source / "day")
    assert {"day/1", "day/2", "day/3"} <= polled.look()


def test_a_folder_that_cannot_be_listed_is_still_believed_in() -> None:
    prints, root, below = Fingerprints(), Place(None, ""), Place(Place(None, ""), "a")
    prints.begin()
    for place in (root, below):
        prints.compare(Listing(place), stable_inodes=True)
    assert prints.finish() == []
    prints.begin()
    prints.compare(Listing(root, error=OSError()), stable_inodes=True)
    assert prints.finish() == []
    prints.begin()
    prints.compare(Listing(root), stable_inodes=True)
    assert prints.finish() == ["a"]


def test_a_folder_that_could_not_be_listed_once_has_not_changed(source: Path) -> None:
    listing = Walk(str(source), view_of(source, Remembered()).rules).listing
    prints, place = Fingerprints(), Place(Place(None, ""), "day")
    for found, names in ((listing(place), 3), (Listing(place, error=OSError()), 0), (listing(place), 0)):
        prints.begin()
        assert len(prints.compare(found, stable_inodes=True)) == names
        prints.finish()


def test_a_look_that_is_broken_off_forgets_nothing(source: Path) -> None:
    polled = Polled(source)
    polled.view.cancel.cancel()
    with pytest.raises(Cancelled):
        polled.look()
    polled.view.cancel._wish.clear()
    assert polled.look() == set()
    assert polled.report.times == 0


def test_pace() -> None:
    pace = Pace()
    assert pace.pause(0.01) == 20
    assert pace.pause(2) == 60
    assert pace.pause(1000) == 600
    assert pace.soon(0.01, 10) == 8
    assert pace.soon(30, 10) == 60
    assert pace.soon(0.01, 1000) == 20
