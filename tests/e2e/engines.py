"""A real engine process of a desk: started, waited for, and surely ended."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.e2e.desk import Desk

PATIENCE_S = 90.0


def wait_for(what: str, look: Callable[[], Any], patience: float = PATIENCE_S, *, step_s: float = 0.2) -> Any:
    """Look again and again until there is something; fails with what was seen last."""
    end = time.monotonic() + patience
    while not (found := look()):
        assert time.monotonic() < end, f"{what} did not happen within {patience} s"
        time.sleep(step_s)
    return found


@contextlib.contextmanager
def running_engine(desk: Desk) -> Iterator[int]:
    """Start it and give its process id; ended by that id at the latest."""
    pid = int(desk.must("engine", "start")["pid"])
    try:
        yield pid
    finally:
        desk.call("engine", "stop")
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def status(desk: Desk) -> dict[str, Any]:
    """What the program says of itself now."""
    found = desk.call("status").facts
    assert "state" in found, found
    return found


def all_safe(desk: Desk) -> dict[str, Any] | None:
    """The status, once no file waits anywhere and every source has been backed up."""
    found = status(desk)
    waits = [
        one for one in found["sources"] if one["waiting_since"] or not one["last_backup"] or one["state"] != "protected"
    ]
    late = [one for one in found["tiers"] if one["waiting_files"] or one["state"] != "good"]
    return found if not waits and not late and not found["running"] and not found["queued"] else None
