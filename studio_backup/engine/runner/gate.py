"""The gate at which a running job waits while others go first, and the wish to stop which opens it."""

from __future__ import annotations

import threading
from collections.abc import Callable

from studio_backup.base.control import CancelToken


class Gate:
    """Open or held. Threads which pass a held gate wait until it is released."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._held = False
        self._waiting = 0

    @property
    def held(self) -> bool:
        """Whether who comes now has to wait."""
        return self._held

    @property
    def waiting(self) -> int:
        """How many threads wait; none from the moment of the release on."""
        with self._changed:
            return self._waiting if self._held else 0

    def hold(self) -> None:
        """From now on whoever passes waits."""
        with self._changed:
            self._held = True

    def release(self) -> None:
        """All go on."""
        with self._changed:
            self._held = False
            self._changed.notify_all()

    def look(self) -> None:
        """Let those who wait look whether they are wanted any longer."""
        with self._changed:
            self._changed.notify_all()

    def passed(self, unwanted: Callable[[], bool] = lambda: False) -> bool:
        """Wait while it is held and not `unwanted`; whether it was held at all."""
        if not self._held:  # the way of nearly every check: no lock
            return False
        with self._changed:
            self._waiting += 1
            try:
                self._changed.wait_for(lambda: not self._held or unwanted())
            finally:
                self._waiting -= 1
        return True


class JobToken(CancelToken):
    """A job's wish to stop: its check also waits at the gate, and a job which is to stop waits no longer."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate

    def cancel(self) -> None:
        """See CancelToken."""
        super().cancel()
        self._gate.look()

    def check(self) -> None:
        """Raise Cancelled if the job is to stop; wait while it has to let others go first."""
        super().check()
        if self._gate.held:
            for let_go in self._before_waiting:
                let_go()
        if self._gate.passed(lambda: self.cancelled):
            super().check()
