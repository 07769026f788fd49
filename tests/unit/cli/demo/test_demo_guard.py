"""No engine outlives the demo: one that runs, one that is only just beginning, one that will not hear."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.cli.demo import guard
from studio_backup.cli.demo.guard import end_engine, engine_guarded
from studio_backup.engine.home import Home
from studio_backup.engine.process.single import running_engine

_ENGINE = """
import signal, sys, time
from studio_backup.base.clock import SystemClock
from studio_backup.engine.home import Home
from studio_backup.engine.process.single import only_engine
if sys.argv[3] == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(float(sys.argv[2]))
with only_engine(Home(sys.argv[1]), SystemClock()):
    print("runs", flush=True)
    time.sleep(60)
"""


def _engine(home: Path, delay: float = 0.0, ears: str = "hears") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _ENGINE, str(home), str(delay), ears]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def engines() -> Iterator[list[subprocess.Popen[str]]]:
    """Ended at the latest when the test is."""
    made: list[subprocess.Popen[str]] = []
    yield made
    for one in made:
        one.kill()
        one.communicate()


def _runs(engine: subprocess.Popen[str]) -> None:
    assert engine.stdout and engine.stdout.readline() == "runs\n"


def test_a_failure_ends_the_engine(tmp_path: Path, engines: list[subprocess.Popen[str]]) -> None:
    engines.append(_engine(tmp_path))
    _runs(engines[0])
    with pytest.raises(ZeroDivisionError), engine_guarded(str(tmp_path), os.environ):
        raise ZeroDivisionError
    assert running_engine(Home(str(tmp_path))) is None
    assert engines[0].wait(5)


def test_an_ordinary_end_looks_for_nothing(tmp_path: Path) -> None:
    clock = SystemClock()
    began = clock.monotonic()
    with engine_guarded(str(tmp_path), os.environ):
        pass
    assert clock.monotonic() - began < guard._BEGIN_S


def test_one_that_is_only_just_beginning(tmp_path: Path, engines: list[subprocess.Popen[str]]) -> None:
    engines.append(_engine(tmp_path, delay=0.5))
    end_engine(str(tmp_path), SystemClock())
    assert engines[0].wait(5)


def test_one_that_does_not_hear(
    tmp_path: Path, engines: list[subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_END_S", 0.3)
    engines.append(_engine(tmp_path, ears="deaf"))
    _runs(engines[0])
    end_engine(str(tmp_path), SystemClock())
    assert engines[0].wait(5) == -guard.KILL


def test_none_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_BEGIN_S", 0.2)
    end_engine(str(tmp_path), SystemClock())
