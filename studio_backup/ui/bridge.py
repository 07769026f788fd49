"""Between the engine's door and Qt: questions and the stream of events run in threads of their own.

The main thread only puts questions into a queue and receives signals. A connection that is lost is found again, and the
stream goes on behind the last event that was seen.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from studio_backup.api.remote import RemoteService
from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked, Failed, Lane, LaneThread, Question
from studio_backup.ui.stream import StreamThread

T = TypeVar("T")
_PATIENCE_S: Final = 2.0
"""Seconds in which threads may end by themselves when the window closes."""


class Bridge(QObject):
    """One for each window. Signals arrive in the main thread.

    `happened`: an EventView, in order, with `hello` on each connection and `behind` where events were lost (read all
    again). `gone`: no engine answers any more, with the StudioBackupError that says why. `back`: one answers (again).
    `complained`: a StudioBackupError which nobody else took.
    """

    happened = Signal(object)
    gone = Signal(object)
    back = Signal()
    complained = Signal(object)
    _posted = Signal(object)

    def __init__(self, home: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self.connected: bool | None = None
        """Whether an engine answers; None until that is known."""
        self._closed = threading.Event()
        self._lanes: dict[Lane, LaneThread] = {}
        self._stream = StreamThread(home, self._post, self._heard, self._lost)
        self._posted.connect(self._run)

    def start(self) -> None:
        """Listen to the engine from now on; `back` or `gone` comes soon."""
        self._stream.start()

    def ask(
        self,
        call: Callable[[RemoteService], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        lane: Lane = "quick",
    ) -> Asked:
        """Ask the engine; `done` or `failed` is called later, in the main thread.

        `call` runs elsewhere and may touch nothing of Qt. `owner`: answered only while that object lives (by default
        the object of which `done` is a method). Without `failed` the window says what went wrong.
        """
        return self._put(Question(_asked(done, owner), done, failed or self._complain, call=call), lane)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        lane: Lane = "slow",
    ) -> Asked:
        """As `ask`, for work that needs no engine: reading a folder, starting the engine."""
        return self._put(Question(_asked(done, owner), done, failed or self._complain, work=work), lane)

    def close(self) -> None:
        """Ask and listen no more. What is on its way is answered to nobody."""
        self._closed.set()
        self._stream.end()
        for lane in self._lanes.values():
            lane.end()
        for thread in (self._stream, *self._lanes.values()):
            if thread.is_alive():
                thread.join(_PATIENCE_S)

    def _put(self, question: Question[T], lane: Lane) -> Asked:
        thread = self._lanes.get(lane)
        if thread is None:
            thread = self._lanes[lane] = LaneThread(self.home, lane, self._post)
            thread.start()
        thread.put(question)
        return question.asked

    def _post(self, act: Callable[[], None]) -> None:
        """From any thread: have it done in the main thread."""
        if not self._closed.is_set() and isValid(self):
            self._posted.emit(act)

    def _run(self, act: Callable[[], None]) -> None:
        if not self._closed.is_set():
            act()

    def _complain(self, error: StudioBackupError) -> None:
        self.complained.emit(error)

    def _heard(self, event: EventView) -> None:
        if not self.connected:
            self.connected = True
            self.back.emit()
        self.happened.emit(event)

    def _lost(self, error: StudioBackupError) -> None:
        if self.connected is not False:
            self.connected = False
            self.gone.emit(error)


def _asked(done: Callable[[T], None], owner: QObject | None) -> Asked:
    bound = getattr(done, "__self__", None)
    return Asked(owner or (bound if isinstance(bound, QObject) else None))
