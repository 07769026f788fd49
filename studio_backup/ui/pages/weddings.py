"""Weddings: the month, the selected one, and all of them, those at risk first."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QWidget,
)

from studio_backup.api.weddings import BookingView
from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.dialogs.calendar import CalendarDialog
from studio_backup.ui.models.weddings import (
    COUPLE,
    DATE,
    LAPTOP,
    NAS,
    NEWEST,
    OFFSITE,
    ONLY,
    PHOTOS,
    PROTECTION,
    VENUE,
    VERIFIED,
    WeddingList,
    only_words,
)
from studio_backup.ui.models.weddings_read import WeddingsRead, read_weddings
from studio_backup.ui.page import Page
from studio_backup.ui.pages.wedding_acts import WeddingActs
from studio_backup.ui.pages.weddings_card import BookingCard
from studio_backup.ui.pages.weddings_cells import WeddingCells
from studio_backup.ui.pages.weddings_legend import Legend
from studio_backup.ui.pages.weddings_month import WIDTH, MonthCard
from studio_backup.ui.pages.weddings_none import NoWeddings
from studio_backup.ui.pages.weddings_notice import UnassignedNotice
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import column, scrolled
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.bookings import day_of, known_of, summary
from studio_backup.ui.wording.times import SECOND

_GATHER_MS: Final = 700
_STEP_MS: Final = 250
_FRESH_NS: Final = 60 * SECOND
"""Levels climb and ages grow without an event: what was read longer ago is read again."""
_BESIDE_FROM: Final = 760
_TABLE_LEAST: Final = 250
_SHRINK: Final = 0.94
_NARROW: Final = 56
_TELLING: Final = frozenset(
    {"wedding", "wedding_removed", "calendar", "job", "tier", "source", "alert", "source_edited", "behind", "hello"}
)
_WIDTHS: Final = {
    DATE: 90, COUPLE: 114, VENUE: 96, PHOTOS: 58, NEWEST: 98, LAPTOP: 156, NAS: 190, OFFSITE: 156, VERIFIED: 118,
    PROTECTION: 94,
}  # fmt: skip


class WeddingTable(QTableView):
    """Each column its usual width; all grow alike with the room, and shrink a little before the table scrolls."""

    def fit(self) -> None:
        """Where nobody typed a venue, the couples have its room."""
        model = self.model()
        venues = isinstance(model, WeddingList) and any(one.venue for one in model.every)
        shift = 0 if venues else _WIDTHS[VENUE] - _NARROW
        share = max(_SHRINK, self.viewport().width() / sum(_WIDTHS.values()))
        for section, width in {**_WIDTHS, COUPLE: _WIDTHS[COUPLE] + shift, VENUE: _WIDTHS[VENUE] - shift}.items():
            self.horizontalHeader().resizeSection(section, int(width * share))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self.fit()


class WeddingsPage(Page):
    """Targets: a wedding's id, "new", "connect"."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Pages", "Weddings"))
        self.acts = WeddingActs(shell, self)
        self.pictures = Pictures(shell.bridge, self)
        self._read: WeddingsRead | None = None
        self._read_ns = 0
        self._selected = self._reason = self._marked = ""
        self._make_tools()
        self.month = MonthCard(shell)
        self.month.chosen.connect(self._choose_day)
        self.card = BookingCard(shell, self.pictures, self.acts)
        self.model = WeddingList(self)
        self.table = self._table()
        self._lay_out()
        self.model.filtered.connect(self._refill)
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self.refresh)
        self._moved = QTimer(self, singleShot=True, interval=_STEP_MS)
        self._moved.timeout.connect(self._show_known)

    def _make_tools(self) -> None:
        theme = self.shell.theme
        self.search = QLineEdit()
        words = translate("Bookings", "Venue, couple or date")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self._to_list)
        self.only = Choice(theme, translate("Bookings", "Which weddings"), only_words())
        self.only.currentIndexChanged.connect(lambda _: self._filter())
        self.new = Button(theme, translate("Bookings", "New wedding…"), self.acts.new, picture="plus")
        for tool in (self.search, self.only, self.new):
            self.tools.addWidget(tool)

    def _table(self) -> WeddingTable:
        table = WeddingTable()
        table.setModel(self.model)
        table.setItemDelegate(WeddingCells(self.shell.theme, table))
        dress_table(table, translate("Pages", "Weddings"), stretch=VENUE)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setMinimumHeight(_TABLE_LEAST)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(56)
        header.setProperty("kind", "close")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._row_chosen())
        table.activated.connect(lambda _: self._open_chosen())
        return table

    def _lay_out(self) -> None:
        """From the outside in: what is moved into another widget is styled anew with all it holds."""
        self.none: NoWeddings | None = None
        self.stack = QStackedWidget()
        self.body.addWidget(self.stack, 1)
        content = QWidget()
        self.stack.addWidget(scrolled(content))
        self.stack.addWidget(QWidget())
        self.stack.setCurrentIndex(1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(16)
        self._top.addWidget(self.month)
        self._top.addWidget(self.card, 1)
        self.legend = Legend(self.shell.theme)
        self.unassigned = UnassignedNotice(self.shell.theme, self._open_unassigned)
        whole = column(self.unassigned, self._top, self.legend, self.table, spacing=12)
        whole.setStretch(3, 1)
        content.setLayout(whole)

    def _none(self) -> NoWeddings:
        """Made when it is first needed: most studios see it once."""
        if self.none is None:
            self.none = NoWeddings(self.shell.theme, self._connect, self.acts.new, self._open_unassigned)
            self.none.forbid(self._reason)
            self.stack.insertWidget(1, scrolled(self.none))
        return self.none

    # What is shown ---------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Page."""
        self._read_ns = self.shell.clock.now_ns()
        self.shell.bridge.ask(read_weddings, self._show, self._unread, owner=self)

    def status_changed(self) -> None:
        """See Page."""
        self._show_known()
        if self.shell.clock.now_ns() - self._read_ns >= _FRESH_NS:
            self.refresh()

    def progressed(self) -> None:
        """See Page."""
        if not self._moved.isActive():
            self._moved.start()

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
        """See Page."""
        if target == "new":
            self.acts.new()
        elif target == "connect":
            self._connect()
        else:
            self._select(target)
            self._to_list()

    def _open_unassigned(self) -> None:
        self.shell.window.open_page("unassigned")

    def _connect(self) -> None:
        CalendarDialog(self.shell, self.window()).open()

    def _forbid(self, reason: str) -> None:
        self._reason = reason
        self.new.forbid(reason)
        if self.none is not None:
            self.none.forbid(reason)
        self.card.forbid(reason)

    def _unread(self, error: StudioBackupError) -> None:
        """The window's banner says that the engine is gone, or locked; what is shown stays."""

    def _show(self, read: WeddingsRead) -> None:
        self._read = read
        self.unassigned.show_count(read.unassigned)
        known = known_of(self.shell.live.status, read.waiting, self.shell.clock.now_ns(), read.cards)
        self.model.show_weddings(read.views, known)
        self.month.show_weddings(read.views, known)
        self.table.fit()
        self._show_words()
        self.stack.setCurrentIndex(0 if read.views else 1)
        self._refill()

    def _show_known(self) -> None:
        if self._read is None:
            return
        read = self._read
        known = known_of(self.shell.live.status, read.waiting, self.shell.clock.now_ns(), read.cards)
        self.model.show_known(known)
        self.month.show_weddings(self._read.views, known)
        self._show_words()
        self._show_card()

    def _show_words(self) -> None:
        self.note.setText(summary(self.model.every, self.model.known))
        if self._read is not None and not self._read.views:
            status = self.shell.live.status
            self._none().show_words(len(status.sources) if status else 0, self._read.unassigned)
        for tool in (self.search, self.only, self.new):
            tool.setVisible(bool(self.model.every))

    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Which one -------------------------------------------------------------------------------------------------

    def _filter(self) -> None:
        self.model.show_only(self.search.text(), ONLY[max(0, self.only.currentIndex())])

    def _refill(self) -> None:
        """Other rows are there: the chosen one stays chosen, else the first one is."""
        row = self.model.row_of(self._selected)
        if self.model.rows:
            self.table.selectRow(max(0, row))
        self._show_card()

    def _select(self, wedding_id: str) -> None:
        self._selected = wedding_id
        if self.model.row_of(wedding_id) < 0 and any(one.id == wedding_id for one in self.model.every):
            self.search.clear()
            self.only.setCurrentIndex(0)
        row = self.model.row_of(wedding_id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, DATE))
        self._show_card()

    def _row_chosen(self) -> None:
        view = self.model.wedding(self.table.currentIndex().row())
        if view is not None and view.id != self._selected:
            self._selected = view.id
            self._show_card()

    def _choose_day(self, day: date) -> None:
        """The wedding of that day; of several, one after the other."""
        there = [one for one in self.model.every if day_of(one) == day]
        if there:
            at = next((at for at, one in enumerate(there) if one.id == self._selected), -1)
            self._select(there[(at + 1) % len(there)].id)

    @property
    def chosen(self) -> BookingView | None:
        """The wedding whose card is shown."""
        return next((one for one in self.model.every if one.id == self._selected), None)

    def _show_card(self) -> None:
        view = self.chosen
        self.card.show_wedding(view, self.model.known)
        self.card.forbid(self._reason)
        day = day_of(view) if view and view.id != self._marked else None
        if day is not None:
            self._marked = view.id if view else ""
            self.month.grid.select(day)

    def _open_chosen(self) -> None:
        view = self.chosen
        if view is not None:
            self.acts.open(view)

    # Where it stands -------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """The card goes under the month where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM
        self.search.setFixedWidth(220 if beside else 110)
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.month.setMaximumWidth(WIDTH if beside else 16_777_215)
        self.month.setMinimumWidth(WIDTH - 60 if beside else 0)
