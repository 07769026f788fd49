"""The bridge: answers in the main thread, failures told, nobody told who is gone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from studio_backup.api.errors import EngineGone
from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.bridge import Bridge
from studio_backup.ui.grabbing import wait_until
from studio_backup.ui.single import Doorbell, raise_first, server_name
from studio_backup.ui.tripwire import Tripwire


@pytest.fixture
def bridge(application: Any, tmp_path: Path) -> Iterator[Bridge]:
    """Beside a home in which no engine runs."""
    made = Bridge(str(tmp_path))
    yield made
    made.close()


def test_answers_come_in_the_main_thread(bridge: Bridge) -> None:
    main, heard = threading.get_ident(), []
    bridge.run(lambda: threading.get_ident(), lambda there: heard.append((there, threading.get_ident())), owner=bridge)
    assert wait_until(lambda: bool(heard))
    assert heard[0][0] != main and heard[0][1] == main


def test_no_engine_is_a_failure_told_to_who_asked_or_to_the_window(bridge: Bridge) -> None:
    failed: list[StudioBackupError] = []
    bridge.ask(lambda engine: engine.status(), lambda _: None, failed.append, owner=bridge)
    assert wait_until(lambda: bool(failed)) and isinstance(failed[0], EngineGone)
    complained: list[StudioBackupError] = []
    bridge.complained.connect(complained.append)
    bridge.ask(lambda engine: engine.status(), lambda _: None, owner=bridge)
    assert wait_until(lambda: bool(complained))


def test_a_fault_of_ours_is_told_and_the_lane_lives_on(bridge: Bridge) -> None:
    failed: list[StudioBackupError] = []
    answered: list[int] = []
    bridge.run(lambda: 1 // 0, answered.append, failed.append, owner=bridge)
    bridge.run(lambda: 7, answered.append, failed.append, owner=bridge)
    assert wait_until(lambda: bool(answered)) and answered == [7]
    assert "ZeroDivisionError" in failed[0].message


def test_nobody_is_told_who_forgot_or_is_gone(bridge: Bridge) -> None:
    told: list[str] = []
    gate = threading.Event()
    bridge.run(gate.wait, lambda _: told.append("first"), owner=bridge)
    bridge.run(lambda: 1, lambda _: told.append("forgotten"), owner=bridge).forget()
    owner = QObject()
    bridge.run(lambda: 1, lambda _: told.append("gone"), owner=owner)
    delete(owner)
    bridge.run(lambda: 1, lambda _: told.append("last"), owner=bridge)
    gate.set()
    assert wait_until(lambda: "last" in told) and told == ["first", "last"]


def test_slow_questions_do_not_hold_up_quick_ones(bridge: Bridge) -> None:
    gate, told = threading.Event(), []
    bridge.run(gate.wait, lambda _: told.append("slow"), owner=bridge, lane="slow")
    bridge.run(lambda: 1, lambda _: told.append("quick"), owner=bridge, lane="quick")
    assert wait_until(lambda: told == ["quick"])
    gate.set()
    assert wait_until(lambda: len(told) == 2)


def test_gone_is_said_once(bridge: Bridge) -> None:
    gone: list[object] = []
    bridge.gone.connect(gone.append)
    bridge.start()
    assert wait_until(lambda: bool(gone))
    wait_until(lambda: False, 1_200)
    assert len(gone) == 1 and bridge.connected is False


def test_closing_ends_every_thread(application: Any, tmp_path: Path) -> None:
    before = threading.active_count()
    made = Bridge(str(tmp_path))
    made.start()
    made.run(lambda: 1, lambda _: None, owner=made)
    made.close()
    assert threading.active_count() == before


def test_the_tripwire_catches_a_main_thread_which_waits(application: Any) -> None:
    with Tripwire(SystemClock()) as wire:
        wait_until(lambda: False, 200)
        time.sleep(0.6)
        assert wait_until(lambda: wire.count == 1), "the stall was not seen"
    assert wire.stalls[0].seconds > 0.1 and "time.sleep(0.6)" in wire.stalls[0].stack


def test_one_window_for_each_home(application: Any, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert not raise_first(str(home), "today")
    bell, rung = Doorbell(str(home)), []
    bell.rung.connect(rung.append)
    assert raise_first(str(home), "today") and wait_until(lambda: rung == ["today"])
    assert not raise_first(str(tmp_path), "today")
    bell.close()
    assert not raise_first(str(home), "")


def test_a_home_with_a_long_name_has_a_short_address(tmp_path: Path) -> None:
    assert server_name(str(tmp_path / ("x" * 120))).startswith("studio-backup-")


def test_what_a_killed_window_left_behind_is_no_obstacle(application: Any, tmp_path: Path) -> None:
    (tmp_path / "window.sock").write_bytes(b"")
    bell, rung = Doorbell(str(tmp_path)), []
    bell.rung.connect(rung.append)
    assert raise_first(str(tmp_path), "storage") and wait_until(lambda: rung == ["storage"])
    bell.close()
