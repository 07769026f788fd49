"""The end of a process is waited for, and not for longer than was said."""

from __future__ import annotations

import subprocess
import sys

from studio_backup.base.clock import SystemClock
from studio_backup.engine.process.ending import wait_until_gone

_SLEEPS = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]


def test_a_process_that_runs_is_waited_for_and_then_gone() -> None:
    child = subprocess.Popen(_SLEEPS)
    try:
        assert not wait_until_gone(child.pid, SystemClock(), 0.1)
    finally:
        child.kill()
    assert wait_until_gone(child.pid, SystemClock(), 20), "dead, though nobody has asked for its exit code"
    child.wait()
    assert wait_until_gone(child.pid, SystemClock(), 0)


def test_an_unknown_process_is_gone() -> None:
    assert wait_until_gone(0, SystemClock(), 0)
