"""A real engine process, and a window, whose clock a test moves: the machine's own, and so many seconds more.

As a laptop that was asleep: nothing runs while the clock jumps, and everything looks at it afterwards. The engine is
the program's own, given another clock: python -m tests.support.moved_clock HOME KIT CLOCK_FILE
"""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from studio_backup.api.client import EngineClient, find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.base.clock import SystemClock
from studio_backup.engine.process.run import run_engine
from studio_backup.engine.service import calendar_loop, engine
from studio_backup.engine.unlock import Options

_BYTES = 8
_LOOK_S = 0.5
_PATIENCE_S = 60.0


class MovedClock(SystemClock):
    """`file`: holds by how many nanoseconds it is ahead, for all processes which share it."""

    def __init__(self, file: Path) -> None:
        if not file.exists():
            file.write_bytes(bytes(_BYTES))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _BYTES)

    @property
    def ahead_ns(self) -> int:
        """How far it is ahead of the machine's."""
        return int.from_bytes(self._shared[:_BYTES], "little")

    def now_ns(self) -> int:
        """See Clock."""
        return super().now_ns() + self.ahead_ns

    def monotonic(self) -> float:
        """See Clock."""
        return super().monotonic() + self.ahead_ns / 1e9

    def move_to(self, moment_ns: int) -> None:
        """It shows this now. Never backwards."""
        ahead = moment_ns - super().now_ns()
        assert ahead >= self.ahead_ns, "the story goes on"
        self._shared[:_BYTES] = ahead.to_bytes(_BYTES, "little")


@contextlib.contextmanager
def engine_at(clock_file: Path, home: Path, kit: Path, environment: dict[str, str]) -> Iterator[RemoteService]:
    """The engine as a process of its own, by that clock, and its door; ended through the door, at the latest by its
    process id."""
    words = [sys.executable, "-m", "tests.support.moved_clock", str(home), str(kit), str(clock_file)]
    child = subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        with _answering(home, child) as client:
            yield RemoteService(client)
            RemoteService(client).stop()
            child.wait(_PATIENCE_S)
    finally:
        child.kill()
        child.communicate()


def _answering(home: Path, child: subprocess.Popen[bytes]) -> EngineClient:
    end = time.monotonic() + _PATIENCE_S
    while True:
        client = find_engine(str(home))
        if client is not None:
            return client
        assert child.poll() is None and time.monotonic() < end, "the engine did not come up"
        time.sleep(0.1)


def _end_with_the_test() -> None:
    """Also where that ended without a word: then nobody holds the other end any more."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Be the engine. It looks more often than every half minute: a test waits for each look."""
    home, kit, clock_file = sys.argv[1:]
    threading.Thread(target=_end_with_the_test, daemon=True).start()
    often = mock.patch.multiple
    with often(engine, LOOK_S=_LOOK_S), often(calendar_loop, LOOK_S=_LOOK_S):
        run_engine(Options(home=home, kit_file=kit), MovedClock(Path(clock_file)))


if __name__ == "__main__":
    main()
