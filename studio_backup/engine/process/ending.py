"""Waiting until a process is gone: the engine lets go of its lock a moment before it has ended."""

from __future__ import annotations

import psutil

from studio_backup.base.clock import Clock

_STEP_S = 0.05


def wait_until_gone(pid: int, clock: Clock, seconds: float) -> bool:
    """Whether the process `pid` has ended within that time; 0, an unknown one, counts as gone."""
    end = clock.monotonic() + seconds
    while pid and not _is_gone(pid):
        if clock.monotonic() > end:
            return False
        clock.sleep(_STEP_S)
    return True


def _is_gone(pid: int) -> bool:
    try:
        # A dead process whose parent has not looked yet keeps its number, and nothing else.
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True
