"""Verify: of each wedding at each place what is there, was read back, was restored in a drill; and reading anew."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio_backup.api.copies import GridQuery, GridView, VerificationsQuery, VerificationView
from studio_backup.api.wire import EventView
from studio_backup.api.wire import Page as Listed
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.job import Check
from studio_backup.ui.dialogs.run_check import RunCheckDialog, Scope
from studio_backup.ui.models.coverage import CoverageGrid
from studio_backup.ui.models.verifications import VerificationList
from studio_backup.ui.page import Page
from studio_backup.ui.pages.verify_cells import CELL_HEIGHT, CELL_WIDTH, CoverageCells
from studio_backup.ui.pages.verify_history import history_table
from studio_backup.ui.pages.verify_side import DamageCard, DrillsCard, RunningChecks
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.verbs import EngineVerbs
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import EmptyState
from studio_backup.ui.widgets.frames import column, scrolled
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.coverage import grid_summary, whole_words

SIDE_WIDTH: Final = 340
_WEDDING_WIDTH: Final = 196
BESIDE_FROM: Final = 980
_GATHER_MS: Final = 400
_TELLING: Final = frozenset({"job", "alert", "wedding", "tier", "behind", "hello"})


class CoverageTable(QTableView):
    """Columns of one width for the places; the weddings have what is left, or as little as they need."""

    def fit(self) -> None:
        """Give each column its width."""
        header = self.horizontalHeader()
        if not header.count():
            return
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place in range(1, header.count()):
            header.resizeSection(place, CELL_WIDTH)
        header.resizeSection(0, max(_WEDDING_WIDTH, self.viewport().width() - (header.count() - 1) * CELL_WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self.fit()


class VerifyPage(Page):
    """The grid and the history at the left, what runs and what was found at the right."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Verify"))
        self.verbs = EngineVerbs(shell)
        self.run = Button(shell.theme, translate("Verify", "Run now…"), self._run, kind="primary", picture="play-fill")
        self.tools.addWidget(self.run)
        self.said = label("", "second", wrap=True)
        self.summary = label("", "small")
        self.model = CoverageGrid(shell, self)
        self.history = VerificationList(shell, self)
        self.table = self._table()
        self.tabs = QTabBar()
        self.running = RunningChecks(shell, self.verbs)
        self.damage = DamageCard(shell, self.verbs.heal)
        self.drills = DrillsCard(shell, self._drill)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self.refresh)
        self.history.modelReset.connect(self._show_damage)
        self._reason = ""

    def _table(self) -> CoverageTable:
        table = CoverageTable()
        table.setModel(self.model)
        table.setItemDelegate(CoverageCells(self.shell.theme, self.shell.clock, table))
        dress_table(table, translate("Verify", "Weddings and places"), row_height=CELL_HEIGHT)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.activated.connect(lambda _: self._run())
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._run_column)
        header.setMinimumSectionSize(_WEDDING_WIDTH)
        self.model.modelReset.connect(table.fit)
        return table

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName(translate("Verify", "What is listed"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(translate("Verify", "Weddings and places"))
        self.tabs.addTab(translate("Verify", "History"))
        self.empty = EmptyState(
            self.shell.theme,
            "seal-check",
            translate("Verify", "There is nothing to verify yet."),
            translate("Verify", "As soon as a wedding is backed up, it is listed here with all its copies."),
        )
        self.stack = QStackedWidget()
        for widget in (self.table, history_table(self.shell, self.history), self.empty):
            self.stack.addWidget(widget)
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        left, side = QWidget(), QWidget()
        left.setLayout(column(self.tabs, self.summary, self.stack))
        side.setLayout(column(self.running, self.damage, self.drills, 1, spacing=14))
        self._side = scrolled(side)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(20)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self._side)
        whole = QVBoxLayout()
        whole.setSpacing(10)
        whole.addWidget(self.said)
        whole.addLayout(self._columns, 1)
        self.body.addLayout(whole, 1)

    # What is shown --------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        ask = self.shell.bridge.ask
        ask(lambda engine: engine.copies.grid(GridQuery()), self._show_grid, self._unread, owner=self)
        drills = VerificationsQuery(limit=50, level=("drill",))
        ask(lambda engine: engine.copies.verifications(drills), self._show_drills, self._unread, owner=self)
        self.history.refresh()

    def status_changed(self) -> None:
        """See Page."""
        status = self.shell.live.status
        if status is None:
            return
        self.said.setText(whole_words(status.weddings, self.shell.clock.now_ns()))
        self.damage.show_alerts(status.alerts)
        self.progressed()

    def progressed(self) -> None:
        """See Page."""
        live = self.shell.live
        jobs = live.status.running if live.status and live.fresh else ()
        checks = [job for job in jobs if job.kind == "verify"]
        self.running.show_jobs(checks)
        busy = translate("Verify", "A verification runs: see what it finds first.") if checks else ""
        self.damage.forbid(self._reason or busy)

    def on_event(self, event: EventView) -> None:
        """See Page."""
        if event.kind in _TELLING and not self._soon.isActive():
            self._soon.start()

    def engine_gone(self, error: StudioBackupError) -> None:
        """See Page."""
        self._forbid(error.message)

    def engine_back(self) -> None:
        """See Page."""
        self._forbid("")

    def show_target(self, target: str) -> None:
        """ "tier:NAME": ask how that place is to be checked; "heal:NAME": read it back and heal it now."""
        kind, _, name = target.partition(":")
        if kind == "heal":
            self.verbs.heal(name)
        elif kind == "tier":
            self._ask(Scope(place=name))

    def _forbid(self, reason: str) -> None:
        self._reason = reason
        self.run.forbid(reason)
        self.damage.forbid(reason)
        self.drills.forbid(reason)

    def _unread(self, error: StudioBackupError) -> None:
        """The window's banner says that the engine is gone; what is shown stays."""

    def _show_grid(self, grid: GridView) -> None:
        self.model.show_grid(grid)
        self.summary.setText(grid_summary(grid) if grid.cells else "")
        self._show_tab()

    def _show_drills(self, page: Listed[VerificationView]) -> None:
        self.drills.show_drills(page.items)

    def _show_damage(self) -> None:
        self.damage.show_found(self.history.items)

    def _show_tab(self) -> None:
        grid = self.tabs.currentIndex() == 0
        self.summary.setVisible(grid)
        self.stack.setCurrentIndex(1 if not grid else 0 if self.model.rows else 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The right column goes under the left one where there is no room for both."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE_FROM
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        for at, share in enumerate((1, 0) if wide else (5, 3)):
            self._columns.setStretch(at, share)
        self._side.setMinimumWidth(SIDE_WIDTH if wide else 0)
        self._side.setMaximumWidth(SIDE_WIDTH if wide else 16_777_215)

    # What a person does ---------------------------------------------------------------------------------------

    def _run(self) -> None:
        self._ask(self._chosen())

    def _chosen(self) -> Scope:
        """The selected cell; of the first column its wedding; without a selection everything."""
        index: QModelIndex = self.table.currentIndex()
        if not index.isValid() or self.tabs.currentIndex() != 0:
            return Scope()
        row = self.model.rows[index.row()]
        view = self.model.view(index)
        place = view.place if view is not None and view.points else ""
        return Scope(row.wedding, row.date, place)

    def _run_column(self, section: int) -> None:
        self._ask(Scope(place=self.model.places[section - 1]) if section else Scope())

    def _drill(self) -> None:
        self._ask(self._chosen(), "drill")

    def _ask(self, scope: Scope, level: Check = "read") -> None:
        if self._reason:
            return
        dialog = RunCheckDialog(self.shell, scope, self.verbs.verify, self.window())
        dialog.choose(level)
        dialog.open()
