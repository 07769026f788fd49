"""Going on as a newer version of this program, when the one on disk is replaced while it runs.

A program whose files are replaced below it would load parts of two versions. So a package about to do that makes the
file `REPLACING` and sends SIGUSR1: engine and window end in order, at their safe point, and their process becomes a
shell that uses nothing of ours. It waits until the file is gone, then becomes the program again: same process id,
arguments, environment. Without that file SIGUSR1 starts them anew at once. Windows has no such signal: there the
installer ends the engine.
"""

from __future__ import annotations

import os
import signal
import sys
from types import TracebackType
from typing import Any, Final

from studio_backup.base.program import program_command

REPLACING: Final = "/run/studio-backup.replacing"
BEHIND_THE_ENGINE_S: Final = 5.0
"""A window goes on this much later: it would start an engine, and not the way that the one was which comes back."""
_WAIT: Final = 'while [ -e "$1" ]; do sleep 0.2; done; sleep "$2"; shift 2; exec "$@"'


class Renewal:
    """Surround what ends by SIGTERM with it; `go_on` behind it does not return if a newer version was announced.

    For the main thread. `behind_s`: seconds to wait when all others may go on.
    """

    def __init__(self, waiting_for: str = REPLACING, *, behind_s: float = 0.0) -> None:
        self._waiting_for, self._behind_s = waiting_for, behind_s
        self._wanted = False
        self._before: Any = None

    def __enter__(self) -> Renewal:
        if sys.platform != "win32":
            self._before = signal.signal(signal.SIGUSR1, self._announced)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGUSR1, self._before)

    def go_on(self) -> None:
        """Become the program again, as soon as it is whole; nothing if nobody wanted that."""
        if self._wanted:
            waiting = ["sh", "-c", _WAIT, "studio-backup", self._waiting_for, str(self._behind_s)]
            os.execv("/bin/sh", [*waiting, *program_command(), *sys.argv[1:]])

    def _announced(self, *_: object) -> None:
        self._wanted = True
        signal.raise_signal(signal.SIGTERM)
