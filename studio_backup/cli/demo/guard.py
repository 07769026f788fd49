"""Ends the demo's engine when the demo is gone, however it went: an engine lives in a session of its own.

A child process which waits at a pipe. The pipe closes when the demo ends, also by a second Ctrl-C or a kill.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping

from studio_backup.base.clock import Clock, SystemClock
from studio_backup.base.program import child_command
from studio_backup.engine.home import Home
from studio_backup.engine.process.ending import wait_until_gone
from studio_backup.engine.process.single import running_engine

_STOPPED = b"."
_BEGIN_S, _END_S, _STEP_S = 8.0, 6.0, 0.1
"""Seconds: until an engine that was just being started must show; that one gets for ending well; between looks."""
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Ends a process at once; where there are no signals, every end is of that kind."""


@contextlib.contextmanager
def engine_guarded(home: str, environment: Mapping[str, str]) -> Iterator[None]:
    """While this lasts an engine may run for `home`. Leave it without an error only once `engine stop` is through."""
    child = subprocess.Popen(
        child_command(__name__, os.path.abspath(home)),
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the demo
    )
    assert child.stdin
    try:
        yield
        with contextlib.suppress(OSError):
            child.stdin.write(_STOPPED)
    finally:
        with contextlib.suppress(OSError):
            child.stdin.close()
        child.wait()


def main() -> None:
    """Wait for the demo's end; then end what it left in the home named by the first argument."""
    if sys.stdin.buffer.read() != _STOPPED:
        end_engine(sys.argv[1], SystemClock())


def end_engine(home: str, clock: Clock) -> None:
    """End the engine of this home by its process id, also one that is only just beginning."""
    until = clock.monotonic() + _BEGIN_S
    while running_engine(Home(home)) is None:
        if clock.monotonic() > until:
            return
        clock.sleep(_STEP_S)
    begun, last = clock.monotonic(), 0
    while (pid := running_engine(Home(home))) is not None:
        gently = clock.monotonic() < begun + _END_S
        if pid:  # 0 would be ourselves
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM if gently else KILL)
        clock.sleep(_STEP_S)
        last = pid or last
    wait_until_gone(last, clock, _END_S)
