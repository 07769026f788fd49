"""The demo's studio and its window: pictures that show something, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtGui import QImage

from tests.e2e.desk import Desk, Ended, program
from tests.e2e.engines import wait_for
from tests.support.processes import alive

LONG = pytest.mark.skipif(
    "STUDIO_BACKUP_LONG_TESTS" not in os.environ, reason="a minute each: run with STUDIO_BACKUP_LONG_TESTS=1"
)


def _pictures(tmp_path: Path, *scenes: str) -> Ended:
    desk = Desk(tmp_path, more={"TMPDIR": str(tmp_path)})
    options = [word for name in scenes for word in ("--scene", name)]
    return desk.raw("--json", "demo", "--window", "--screenshots", tmp_path / "shots", "--size", "1024x640", *options)


def _colours(path: Path) -> int:
    picture = QImage(str(path))
    assert (picture.width(), picture.height()) == (1024, 640), path
    return len({picture.pixel(x, y) for x in range(0, 1024, 4) for y in range(0, 640, 4)})


def _shown(tmp_path: Path, done: Ended, scenes: list[str]) -> None:
    """These were taken, each shows something, and nothing else is left."""
    assert done.exit == 0, (done.out, done.err)
    assert sorted(done.facts["screenshots"]) == sorted(scenes) and done.facts["folder"] == ""
    assert sorted(path.stem for path in (tmp_path / "shots").iterdir()) == sorted(scenes)
    assert all(_colours(path) > 20 for path in (tmp_path / "shots").iterdir()), "no picture is blank"
    assert [path.name for path in tmp_path.iterdir()] == ["shots"], "everything else is removed"
    assert not alive(tmp_path), "neither server nor engine nor window outlives it"


def test_pictures_of_the_window(tmp_path: Path) -> None:
    scenes = ["today-empty", "activity-empty", "today-engine-gone"]
    _shown(tmp_path, _pictures(tmp_path, *scenes), scenes)


@LONG
def test_pictures_of_a_studio_with_history_and_troubles(tmp_path: Path) -> None:
    scenes = ["today-protected", "today-working", "today-trouble", "activity-log", "today-locked"]
    _shown(tmp_path, _pictures(tmp_path, *scenes), scenes)


@LONG
def test_the_window_is_open_until_it_is_ended(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    desk = Desk(tmp_path, more={"TMPDIR": str(tmp_path / "tmp"), "QT_QPA_PLATFORM": "offscreen"})
    child = subprocess.Popen(
        [*program(), "demo", "--window"], env=desk.environment(), cwd=tmp_path, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert child.stdout
    assert any(b"The window is open" in line for line in child.stdout)
    wait_for("the window", lambda: any("window_child" in " ".join(words) for words in alive(tmp_path)))
    os.killpg(child.pid, signal.SIGINT)
    said, _ = child.communicate(timeout=60)
    assert b"Traceback" not in said
    assert list((tmp_path / "tmp").iterdir()) == [] and not alive(tmp_path)


def test_a_scene_that_there_is_not(tmp_path: Path) -> None:
    refused = _pictures(tmp_path, "tomorrow")
    assert refused.exit == 2 and "tomorrow" in refused.facts["error"] and "today-empty" in refused.facts["hint"]
    assert not alive(tmp_path)
