"""Power, network, sleep and priority: what the platform tells, and what happens where it tells nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from studio_backup.engine.runner import surroundings
from studio_backup.engine.runner.conditions import Surroundings
from studio_backup.engine.runner.surroundings import (
    LOOK_EVERY_S,
    Lookout,
    Power,
    Wakefulness,
    metered,
    power,
    quieten,
)
from tests.unit.engine.runner.stage import SECOND, StageClock, job, until

linux = pytest.mark.skipif(sys.platform != "linux", reason="as Linux does it")


def battery(monkeypatch: pytest.MonkeyPatch, found: object) -> Power:
    def sensors() -> object:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(psutil, "sensors_battery", sensors, raising=False)
    return power()


def test_a_machine_without_a_battery_is_on_mains(monkeypatch: pytest.MonkeyPatch) -> None:
    assert battery(monkeypatch, None) == Power(None, True)


def test_a_battery_is_read_and_an_unreadable_one_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert battery(monkeypatch, SimpleNamespace(percent=41, power_plugged=False)) == Power(41.0, False)
    assert battery(monkeypatch, OSError("no driver")) == Power(None, None)


@linux
@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [(0, "u 1\n", True), (0, "u 2\n", False), (0, "u 3\n", True), (0, "u 4\n", False), (0, "u 0\n", None),
     (0, "rubbish", None), (1, "u 1\n", None)],
)  # fmt: skip
def test_network_manager_tells_whether_the_network_is_metered(
    monkeypatch: pytest.MonkeyPatch, code: int, text: str, expected: bool | None
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    asked: list[list[str]] = []

    def run(command: list[str], **_: Any) -> object:
        asked.append(command)
        return subprocess.CompletedProcess(command, code, text, "")

    monkeypatch.setattr(subprocess, "run", run)
    assert metered() is expected
    assert asked[0][-1] == "Metered" and "--auto-start=no" in asked[0]


@linux
def test_a_bus_that_hangs_or_is_not_there_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], **_: Any) -> object:
        raise subprocess.TimeoutExpired(command, 2.0)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", hang)
    assert metered() is None
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert metered() is None


def test_the_platform_is_asked_now_and_then_and_the_lock_each_time() -> None:
    clock, asked, locked = StageClock(), [], False

    def ask() -> Power:
        asked.append(clock.now_ns())
        return Power(50.0, False)

    lookout = Lookout(clock, lambda: locked, power=ask, metered=lambda: True)
    assert lookout.look() == Surroundings(battery_percent=50.0, on_mains=False, metered=True)
    locked = True
    clock.advance(clock.now_ns() + int((LOOK_EVERY_S - 1) * SECOND))
    assert lookout.look() == Surroundings(locked=True, battery_percent=50.0, on_mains=False, metered=True)
    assert len(asked) == 1
    clock.advance(clock.now_ns() + SECOND)
    lookout.look()
    assert len(asked) == 2


@linux
def test_a_child_keeps_the_machine_awake_until_told_otherwise() -> None:
    wakefulness = Wakefulness([sys.executable, "-c", "import sys; sys.stdin.read()"])
    wakefulness.keep(True)
    child = wakefulness._child
    assert wakefulness.kept and child is not None
    wakefulness.keep(True)
    assert wakefulness._child is child
    wakefulness.keep(False)
    assert not wakefulness.kept and child.returncode is not None
    wakefulness.keep(False)


@linux
def test_the_child_ends_with_a_killed_engine() -> None:
    engine = (
        "import sys, os, signal\n"
        "from studio_backup.engine.runner.surroundings import Wakefulness\n"
        "keeper = Wakefulness([sys.executable, '-c', 'import sys; sys.stdin.read()'])\n"
        "keeper.keep(True)\n"
        "print(keeper._child.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", engine], capture_output=True, text=True, timeout=60, check=False)
    child = int(done.stdout)
    until(lambda: not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE)


def test_without_a_way_to_keep_it_awake_the_work_goes_on() -> None:
    for command in ([], ["/nonexistent/inhibit"]):
        wakefulness = Wakefulness(command)
        wakefulness.keep(True)
        assert not wakefulness.kept
        wakefulness.keep(False)


def niceness(level: str) -> tuple[int, int, int]:
    """Of a job's thread, of a thread it makes, and of this process afterwards."""
    found: list[int] = []

    def note() -> None:
        found.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    def work() -> None:
        quieten(job("a", level=level))
        note()
        inner = threading.Thread(target=note)
        inner.start()
        inner.join()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found[0], found[1], os.getpriority(os.PRIO_PROCESS, os.getpid())


@linux
def test_a_jobs_threads_give_way_and_nobody_elses() -> None:
    own = os.getpriority(os.PRIO_PROCESS, os.getpid())
    assert niceness("normal") == (max(own, 10), max(own, 10), own)
    assert niceness("critical") == niceness("emergency") == (own, own, own)


def test_a_priority_that_cannot_be_lowered_stops_no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise psutil.AccessDenied(1)

    monkeypatch.setattr(surroundings, "_lower_this_thread", refuse)
    quieten(job("a"))
