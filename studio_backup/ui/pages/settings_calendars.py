"""Calendars which are followed: how each stands, what it holds, connecting and letting go."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTableView

from studio_backup.api.calendars import CalendarView, PollCalendar
from studio_backup.api.remote import RemoteService
from studio_backup.api.wire import EventView
from studio_backup.base.names import display
from studio_backup.ui.dialogs.calendar import CalendarDialog
from studio_backup.ui.dialogs.calendar_events import CalendarEventsDialog
from studio_backup.ui.dialogs.plan import PlanDialog
from studio_backup.ui.glyphs import state_pixmap
from studio_backup.ui.models.paged_table import PagedTable
from studio_backup.ui.pages.settings_section import Section
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import EmptyState
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import colour_as, label
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.calendars import (
    calendar_look,
    calendar_words,
    count_words,
    kind_words,
    may_be_right,
    rules_words,
    skipped_words,
)

_NAME, _STATE, _HOLDS = range(3)
_GLYPH, _GATHER_MS = 16, 400


class CalendarsSection(Section):
    """A table; under it what is known of the selected one. Target "connect": begin to connect one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Settings", "Calendars"))
        theme = shell.theme
        connect = translate("Calendars", "Connect a calendar…")
        self.add = Button(theme, connect, self._begin, kind="primary", picture="calendar-plus")
        self.events = Button(theme, translate("Calendars", "Events…"), self.open_events, picture="list")
        self.poll = Button(theme, translate("Calendars", "Read it now"), self._poll, picture="arrow-clockwise")
        right = translate("Calendars", "The calendar is right…")
        self.believe = Button(theme, right, self._ask_belief)
        self.remove = Button(theme, translate("Calendars", "Disconnect…"), self._ask_removal, kind="danger")
        headings = (
            translate("Calendars", "Calendar"),
            translate("Calendars", "How it stands"),
            translate("Calendars", "Holds"),
        )
        self.model: PagedTable[CalendarView] = PagedTable(headings, self._cell, self._picture, self)
        self.table = self._table()
        self.about = label("", "second", wrap=True)
        nothing = translate("Calendars", "No calendar is connected.")
        more = translate("Calendars", "From your calendar the program knows which wedding is next.")
        self.stack = QStackedWidget()
        self.stack.addWidget(EmptyState(theme, "calendar-blank", nothing, more))
        self.stack.addWidget(self.table)
        self.body.addLayout(row(self.add, 1, self.believe, self.events, self.poll, self.remove))
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.about)
        self.body.addWidget(self.said)
        self.model.filled.connect(self._filled)
        self.model.refused.connect(self.said.complain)
        theme.changed.connect(self.model.repaint)
        self._soon = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._soon.timeout.connect(self.refresh)
        self._chosen_id = ""
        self._selected()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        dress_table(table, translate("Calendars", "Connected calendars"), stretch=_STATE)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setMinimumHeight(180)
        for at, width in ((_NAME, 210), (_HOLDS, 190)):
            table.horizontalHeader().resizeSection(at, width)
        table.selectionModel().selectionChanged.connect(self._selected)
        table.activated.connect(lambda _: self.open_events())
        return table

    # Showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Section."""
        self.model.read(self.shell, lambda engine, query: engine.calendars.list(query))

    def on_event(self, event: EventView) -> None:
        """See Section."""
        if event.kind in ("calendar", "behind") and not self._soon.isActive():
            self._soon.start()

    def show_target(self, target: str) -> None:
        """See Section."""
        if target == "connect":
            self._begin()

    def _cell(self, one: CalendarView, at: int) -> str:
        if at == _NAME:
            return display(one.name)
        return calendar_words(one, self.shell.clock.now_ns()) if at == _STATE else count_words(one)

    def _picture(self, one: CalendarView, at: int) -> QPixmap | None:
        if at != _STATE:
            return None
        return state_pixmap(calendar_look(one), self.shell.theme.tokens, _GLYPH, ratio=self.devicePixelRatioF())

    def _filled(self) -> None:
        self.stack.setCurrentIndex(1 if self.model.items else 0)
        at = next((at for at, one in enumerate(self.model.items) if one.id == self._chosen_id), 0)
        if self.model.items:
            self.table.selectRow(at)
        self._selected()

    @property
    def chosen(self) -> CalendarView | None:
        """The one that is selected."""
        rows: list[QModelIndex] = self.table.selectionModel().selectedRows()
        return self.model.item(rows[0].row()) if rows else None

    def _selected(self) -> None:
        one = self.chosen
        nothing = "" if one else translate("Calendars", "Select a calendar first.")
        for button in (self.events, self.poll, self.remove):
            button.forbid(nothing)
        self.believe.setVisible(one is not None and may_be_right(one))
        self.about.setText("")
        if one is not None:
            self._chosen_id = one.id
            self.about.setText("\n".join(filter(None, self._about(one))))
            colour_as(self.about, "attention" if one.trouble else None)

    def _about(self, one: CalendarView) -> tuple[str, ...]:
        where = f"{kind_words(one.kind)}: {display(one.address)}"
        rules = translate("Calendars", "Weddings are: {rules}").format(rules=rules_words(one.rules))
        return calendar_words(one, self.shell.clock.now_ns()), where, rules, skipped_words(one.skipped)

    # What a person does ----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        dialog = CalendarDialog(self.shell, self.window())
        dialog.accepted.connect(self.refresh)
        dialog.open()

    def open_events(self) -> None:
        """Which of its events are weddings."""
        one = self.chosen
        if one is not None:
            dialog = CalendarEventsDialog(self.shell, one, self.window())
            dialog.finished.connect(self.refresh)
            dialog.open()

    def _poll(self) -> None:
        one = self.chosen
        if one is not None:
            self.poll.forbid(translate("Calendars", "It is being read."))
            self.shell.bridge.ask(
                functools.partial(_poll, one.id, PollCalendar()), self._polled, self._unpolled, owner=self,
                lane="slow",
            )  # fmt: skip

    def _polled(self, one: CalendarView) -> None:
        del one
        self.said.tell("")
        self.refresh()

    def _unpolled(self, error: Exception) -> None:
        del error  # what is wrong with it stands in its row
        self.refresh()

    def _ask_belief(self) -> None:
        one = self.chosen
        if one is None:
            return

        def act() -> None:
            call = functools.partial(_poll, one.id, PollCalendar(believe=True))
            self.shell.bridge.ask(call, self._removed, self.plan.refused, owner=self, lane="slow")

        question = translate("Calendars", "Does {name} really hold so few weddings?").format(name=display(one.name))
        means = translate(
            "Calendars",
            "What it shows no more is then asked about, wedding by wedding: none is dropped, and all stay protected.",
        )
        button = translate("Calendars", "Yes, it is right")
        self.plan = PlanDialog(self.shell, question, means, button, act, parent=self)
        self.plan.open()

    def _ask_removal(self) -> None:
        one = self.chosen
        if one is None:
            return

        def act() -> None:
            self.shell.bridge.ask(
                lambda engine: engine.calendars.remove(one.id, one.version),
                self._removed,
                self.plan.refused,
                owner=self,
            )

        question = translate("Calendars", "Disconnect {name}?").format(name=display(one.name))
        means = translate(
            "Calendars",
            "Its weddings stay in the list with what the calendar said last, and stay protected. What changes in the"
            " calendar from now on is not noticed.",
        )
        self.plan = PlanDialog(self.shell, question, means, translate("Calendars", "Disconnect it"), act, parent=self)
        self.plan.open()

    def _removed(self, answer: object) -> None:
        self.plan.done_with(answer)
        self.refresh()


def _poll(calendar_id: str, request: PollCalendar, engine: RemoteService) -> CalendarView:
    return engine.calendars.poll(calendar_id, request)
