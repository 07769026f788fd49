"""Jobs as rows: the newest first, more are read as one scrolls down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery
from studio_backup.api.wire import JobView, Page
from studio_backup.domain.job import JobKind, JobState
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.history import kind_word, speed, state_sentence, subject, when

JOB_ROLE: Final = Qt.ItemDataRole.UserRole
"""The row's JobView."""
KIND, WHAT, STATE, SPEED, TIME = range(5)
_PAGE: Final = 200
_Index = QModelIndex | QPersistentModelIndex


class JobList(QAbstractTableModel):
    """`show` chooses which jobs; `refresh` reads the first page again and keeps what is below it."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._jobs: list[JobView] = []
        self._next: str | None = None
        self.kinds: tuple[JobKind, ...] = ()
        self.states: tuple[JobState, ...] = ()
        self._reading = False
        self._round = 0
        self.loaded = False

    def show(self, kinds: tuple[JobKind, ...], states: tuple[JobState, ...]) -> None:
        """List only these; () for all."""
        self.kinds, self.states = kinds, states
        self._round += 1
        self._reading = False
        self.beginResetModel()
        self._jobs, self._next, self.loaded = [], None, False
        self.endResetModel()
        self.refresh()

    def refresh(self) -> None:
        """Read the newest again."""
        self._ask("", self._newest)

    @property
    def jobs(self) -> tuple[JobView, ...]:
        """Those read so far, the newest first."""
        return tuple(self._jobs)

    def job(self, row: int) -> JobView | None:
        """The job of a row."""
        return self._jobs[row] if 0 <= row < len(self._jobs) else None

    def row_of(self, job_id: str) -> int:
        """The row of a job, -1 if it is not among those read so far."""
        return next((row for row, job in enumerate(self._jobs) if job.id == job_id), -1)

    def put(self, job: JobView) -> None:
        """A job is as this now."""
        row = self.row_of(job.id)
        if row >= 0:
            self._jobs[row] = job
            self.dataChanged.emit(self.index(row, 0), self.index(row, TIME))
        elif not self.kinds and not self.states:
            self.beginInsertRows(QModelIndex(), 0, 0)
            self._jobs.insert(0, job)
            self.endInsertRows()

    def _ask(self, after: str, done: Callable[[Page[JobView]], None]) -> None:
        if self._reading:
            return
        self._reading = True
        query = JobsQuery(limit=_PAGE, after=after, kind=self.kinds, state=self.states)
        turn = self._round

        def take(page: Page[JobView]) -> None:
            if turn == self._round:
                self._reading = False
                done(page)

        self._shell.bridge.ask(lambda engine: _read(engine, query), take, self._unread, owner=self)

    def _unread(self, error: object) -> None:
        """The window says that the engine is gone; the rows stay as they were."""
        del error
        self._reading = False

    def _newest(self, page: Page[JobView]) -> None:
        known = {job.id for job in page.items}
        older = [job for job in self._jobs if job.id not in known] if self._next is not None or page.next else []
        jobs = [*page.items, *older]
        self._next = page.next if not older else self._next
        self.loaded = True
        if [job.id for job in jobs] == [job.id for job in self._jobs]:
            self._jobs = jobs
            self.dataChanged.emit(self.index(0, 0), self.index(max(0, len(jobs) - 1), TIME))
            return
        self.beginResetModel()
        self._jobs = jobs
        self.endResetModel()

    def _older(self, page: Page[JobView]) -> None:
        known = {job.id for job in self._jobs}
        fresh = [job for job in page.items if job.id not in known]
        self._next = page.next
        if fresh:
            self.beginInsertRows(QModelIndex(), len(self._jobs), len(self._jobs) + len(fresh) - 1)
            self._jobs += fresh
            self.endInsertRows()

    # As Qt asks -----------------------------------------------------------------------------------------------

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return not parent.isValid() and self._next is not None

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        if not parent.isValid() and self._next is not None:
            self._ask(self._next, self._older)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self._jobs)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else TIME + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        job = self.job(index.row())
        if job is None:
            return None
        if role == JOB_ROLE:
            return job
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        words = self._words(job, index.column()) if role in _WORDS else None
        if role == Qt.ItemDataRole.AccessibleTextRole and words is not None:
            return f"{_headings()[index.column()]}: {words}"
        return words

    def _words(self, job: JobView, column: int) -> str:
        now = self._shell.clock.now_ns()
        status = self._shell.live.status
        sources = {one.id: one.path for one in status.sources} if status else {}
        cells = {
            KIND: lambda: kind_word(job.kind),
            WHAT: lambda: subject(job, sources),
            STATE: lambda: state_sentence(job, now),
            SPEED: lambda: speed(job),
            TIME: lambda: when(job, now),
        }
        return cells[column]()


_WORDS: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def _read(engine: RemoteService, query: JobsQuery) -> Page[JobView]:
    return engine.jobs(query)


def _headings() -> tuple[str, ...]:
    return (
        translate("Activity", "Job"),
        translate("Activity", "What"),
        translate("Activity", "State"),
        translate("Activity", "Speed"),
        translate("Activity", "Time"),
    )


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (SPEED, TIME) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
