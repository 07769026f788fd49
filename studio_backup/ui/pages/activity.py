"""Activity: what the engine did, does and will do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec
from PySide6.QtCore import QItemSelection, QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
)

from studio_backup.api.requests import JobsQuery
from studio_backup.api.wire import EventView, JobView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.job import JobKind, JobState
from studio_backup.ui.models.job_list import KIND, SPEED, STATE, TIME, WHAT, JobList
from studio_backup.ui.page import Page
from studio_backup.ui.pages.activity_export import write_activity
from studio_backup.ui.pages.activity_log import JobLog
from studio_backup.ui.pages.activity_rows import JobRows
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import ROW_HEIGHT
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import EmptyState
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.wording.amounts import number

_BESIDE_FROM: Final = 1000  # logical pixels
_STATES: Final[tuple[tuple[JobState, ...], ...]] = (
    (),
    ("scheduled", "in progress"),
    ("failed", "corrupted", "expired"),
    ("completed",),
    ("cancelled",),
)
_KINDS: Final[tuple[tuple[JobKind, ...], ...]] = ((), ("backup",), ("replicate",), ("verify",), ("restore",))


class ActivityPage(Page):
    """A table of jobs, and the log of the selected one beside it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Activity"))
        self.kinds = self._choice(translate("Activity", "Kind of work"), _kind_words())
        self.states = self._choice(translate("Activity", "State"), _state_words())
        self.export = Button(shell.theme, translate("Activity", "Export…"), self._export, picture="export")
        self.tools.addWidget(self.export)
        self.model = JobList(shell, self)
        self.table = self._table()
        self.log = JobLog(shell, self._changed)
        self.log.hide()
        self.empty = EmptyState(
            shell.theme,
            "pulse",
            translate("Activity", "Nothing was done yet."),
            translate("Activity", "Backups, copies and checks are listed here as they happen."),
        )
        self._lay_out()
        self.model.modelReset.connect(self._filled)
        self.model.rowsInserted.connect(self._filled)
        self._selected_id = ""
        self._shown = False

    def _lay_out(self) -> None:
        self.split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.log)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget. Where there is little room the log goes under the table."""
        super().resizeEvent(event)
        narrow = self.width() < _BESIDE_FROM
        self.split.setOrientation(Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal)
        self.log.narrow(narrow)
        self.table.setColumnHidden(SPEED, narrow)

    def _choice(self, name: str, words: tuple[str, ...]) -> Choice:
        box = Choice(self.shell.theme, name, words)
        box.currentIndexChanged.connect(self._filter)
        self.tools.addWidget(box)
        return box

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(JobRows(self.shell.theme, table))
        table.setAccessibleName(translate("Activity", "Jobs, the newest first"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(70)
        for column, width in ((KIND, 168), (SPEED, 96), (TIME, 150)):
            header.resizeSection(column, width)
        for column in (WHAT, STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.selectionModel().selectionChanged.connect(self._selected)
        return table

    # What happens ----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        if self._shown:
            self.model.refresh()
        else:
            self._shown = True
            self._filter()

    def progressed(self) -> None:
        """See Page."""
        status = self.shell.live.status
        for job in status.running if status else ():
            self._changed(job)

    def on_event(self, event: EventView) -> None:
        """See Page."""
        if event.kind == "job":
            self._changed(msgspec.json.decode(event.data, type=JobView))
        elif event.kind in ("behind", "hello"):
            self.model.refresh()

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        self.log.forbid(error.message)
        self.export.forbid(error.message)

    def engine_back(self) -> None:
        """See Page."""
        self.log.forbid("")
        self.export.forbid("")

    def show_target(self, target: str) -> None:
        """The job of this id, as soon as it is listed."""
        self._selected_id = target
        self._reselect()

    def _filter(self) -> None:
        self.model.show(_KINDS[self.kinds.currentIndex()], _STATES[self.states.currentIndex()])

    def _changed(self, job: JobView) -> None:
        self.model.put(job)
        if job.id == self._selected_id:
            self.log.show_job(job)

    def _filled(self) -> None:
        nothing = self.model.loaded and not self.model.rowCount()
        filtered = bool(self.kinds.currentIndex() or self.states.currentIndex())
        self.stack.setCurrentIndex(1 if nothing and not filtered else 0)
        self._reselect()

    def _reselect(self) -> None:
        row = self.model.row_of(self._selected_id)
        if row >= 0 and self.table.currentIndex().row() != row:
            self.table.selectRow(row)

    def _selected(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        del deselected
        rows: list[QModelIndex] = selected.indexes()
        job = self.model.job(rows[0].row()) if rows else None
        if job is not None:
            self._selected_id = job.id
            self.log.show_job(job)
            if self.log.isHidden():
                self._open_log()

    def _open_log(self) -> None:
        """Below the table it takes half, and the selected row stays in sight."""
        self.log.show()
        if self.split.orientation() == Qt.Orientation.Vertical:
            self.split.setSizes([self.split.height() // 2] * 2)
        QTimer.singleShot(0, self, lambda: self.table.scrollTo(self.table.currentIndex()))

    # Export ----------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, translate("Activity", "Export the activity"), "activity.csv", translate("Activity", "Table (*.csv)")
        )
        if name:
            self.export.forbid(translate("Activity", "It is being written."))
            query = JobsQuery(limit=500, kind=self.model.kinds, state=self.model.states)
            self.shell.bridge.ask(
                lambda engine: write_activity(name, query, engine), self._exported(name), self._unexported, owner=self,
                lane="slow",
            )  # fmt: skip

    def _exported(self, name: str) -> Callable[[int], None]:
        def tell(count: int) -> None:
            self.export.forbid("")
            text = translate("Activity", "{count} jobs were written to {file}.")
            self.shell.window.say(text.format(count=number(count), file=display(name)))

        return tell

    def _unexported(self, error: StudioBackupError) -> None:
        self.export.forbid("")
        self.shell.window.complain(error)


def _kind_words() -> tuple[str, ...]:
    return (
        translate("Activity", "All work"),
        translate("Activity", "Backups"),
        translate("Activity", "Copies"),
        translate("Activity", "Checks"),
        translate("Activity", "Restores"),
    )


def _state_words() -> tuple[str, ...]:
    return (
        translate("Activity", "All states"),
        translate("Activity", "Running and waiting"),
        translate("Activity", "Failed"),
        translate("Activity", "Finished"),
        translate("Activity", "Stopped"),
    )
