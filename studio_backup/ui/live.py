"""How the engine stands, kept fresh: read whole, then read again whenever an event says that it changed."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from studio_backup.api.remote import RemoteService
from studio_backup.api.wire import EventView, JobView, ProgressView, StatusView
from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.job import ENDED
from studio_backup.ui.bridge import Bridge

_GATHER_MS: Final = 150
"""Events within so many milliseconds lead to one reading."""
_AT_LEAST_MS: Final = 30_000
"""Ages grow and due times pass without an event."""


class LiveStatus(QObject):
    """`changed`: something may look different now. `progressed`: only how far running jobs are.

    `status`: as the engine last said it, None until it first did. `gone`: why no engine answers, None while one does;
    what `status` says is then of `seen_ns`, and must not be shown as if it were so now. `starting`: one was asked for.
    """

    changed = Signal()
    progressed = Signal()

    def __init__(self, bridge: Bridge, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.status: StatusView | None = None
        self.gone: StudioBackupError | None = None
        self.starting = False
        self.seen_ns = 0
        self._bridge, self._clock = bridge, clock
        self._reading = self._again = False
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self.refresh)
        self._late = QTimer(self, interval=_AT_LEAST_MS)
        self._late.timeout.connect(self.refresh)
        bridge.happened.connect(self._heard)
        bridge.gone.connect(self._lost)
        bridge.back.connect(self._found)

    @property
    def fresh(self) -> bool:
        """Whether `status` is what the engine says now."""
        return self.gone is None and self.status is not None

    def refresh(self) -> None:
        """Read it again."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self._bridge.ask(RemoteService.status, self._read, self._unread)

    def _read(self, status: StatusView) -> None:
        self._reading = False
        self.status, self.seen_ns = status, self._clock.now_ns()
        self.changed.emit()
        if self._again:
            self._soon.start()

    def _unread(self, error: StudioBackupError) -> None:
        """The stream says when the engine is gone; a single refusal is asked again later."""
        del error
        self._reading = False
        self._again = False

    def _heard(self, event: EventView) -> None:
        if event.kind == "progress":
            self._progress(msgspec.json.decode(event.data, type=ProgressView).jobs)
        elif not self._soon.isActive():
            self._soon.start()

    def _progress(self, moved: tuple[JobView, ...]) -> None:
        if self.status is None:
            return
        newest = {job.id: job for job in moved}
        running = tuple(newest.get(job.id, job) for job in self.status.running)
        running = tuple(job for job in running if job.state not in ENDED)
        self.status = msgspec.structs.replace(self.status, running=running)
        self.progressed.emit()

    def _lost(self, error: StudioBackupError) -> None:
        self.gone = error
        self._late.stop()
        self.changed.emit()

    def expect(self, starting: bool) -> None:
        """Whether an engine is being started."""
        if starting != self.starting:
            self.starting = starting
            self.changed.emit()

    def _found(self) -> None:
        self.gone = None
        self.starting = False
        self.status = None
        self._late.start()
        self.refresh()
