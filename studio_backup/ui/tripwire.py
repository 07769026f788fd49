"""Notices when the main thread stood still, and where: a window that waits is a fault of ours, not of the machine."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

from studio_backup.base.clock import Clock

STALL_S: Final = 0.1
"""Seconds without an answer after which the main thread counts as stalled."""
_BEAT_MS: Final = 25
_MOST_KEPT: Final = 100
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stall:
    """The main thread stood for `seconds`; `stack`: where it stood when that was noticed."""

    seconds: float
    stack: str


class Tripwire(QObject):
    """A heartbeat in the main thread, and a thread beside it which looks whether it beats.

    What a busy machine takes from the main thread is not its fault: time in which it could run and got no processor
    (known on Linux), or in which the watching thread itself woke too late, does not count.
    """

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls: list[Stall] = []
        self.count = 0
        self._clock = clock
        self._main, self._native = threading.get_ident(), threading.get_native_id()
        self._beat = clock.monotonic()
        self._stop = threading.Event()
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beats)
        self._watcher = threading.Thread(target=self._watch, name="tripwire", daemon=True)

    def start(self) -> None:
        """Watch from now on."""
        self._beat = self._clock.monotonic()
        self._timer.start()
        self._watcher.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._stop.set()
        if self._watcher.is_alive():
            self._watcher.join()

    def __enter__(self) -> Tripwire:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def _beats(self) -> None:
        self._beat = self._clock.monotonic()

    def _watch(self) -> None:
        step = _BEAT_MS / 1000
        stood, where, late = 0.0, "", 0.0
        before, base = self._clock.monotonic(), self._unserved()
        while not self._stop.wait(step):
            now = self._clock.monotonic()
            late += max(0.0, now - before - 2 * step)
            before = now
            silent = now - self._beat - max(late, self._unserved() - base)
            if now - self._beat < 2 * step:
                if stood:
                    self._note(Stall(stood, where))
                stood, where, late, base = 0.0, "", 0.0, self._unserved()
            elif silent > STALL_S:
                where = where or self._stack()
                stood = silent

    def _unserved(self) -> float:
        """Seconds in which the main thread could have run and had no processor, since it began; 0 if not known."""
        try:
            with open(f"/proc/self/task/{self._native}/schedstat", "rb") as file:
                return int(file.read().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0

    def _stack(self) -> str:
        frame = sys._current_frames().get(self._main)
        return "".join(traceback.format_stack(frame)) if frame else ""

    def _note(self, stall: Stall) -> None:
        self.count += 1
        self.stalls = [*self.stalls[-_MOST_KEPT + 1 :], stall]
        _log.warning("The window stood still for %.0f ms at:\n%s", stall.seconds * 1000, stall.stack)
