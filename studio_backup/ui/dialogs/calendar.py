"""Connecting a calendar: where it is, what it holds, which of it are weddings; only then is it followed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from studio_backup.api.calendars import CalendarPreview, CalendarView, ChooseEvent, EventView, NewCalendar
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.asking import Asked
from studio_backup.ui.calendar_parts import CalendarForm, EventsPanel, RulesForm
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import column, fitting, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said

WHERE, EVENTS = range(2)
_SIZE: Final = QSize(900, 600)
_REST_MS: Final = 600


class CalendarDialog(QDialog):
    """Two steps: where it is, and what is found there. What a person corrects is sent once it is connected."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self._asked: Asked | None = None
        self._found = False
        self._corrections: dict[str, ChooseEvent] = {}
        self.setWindowTitle(translate("Calendars", "Connect a calendar"))
        self.resize(fitting(self, _SIZE))
        self.form, self.rules, self.events = CalendarForm(shell.theme), RulesForm(), EventsPanel()
        self.said = Said()
        self.stack = QStackedWidget()
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self.form.changed.connect(self._tell)
        self.rules.changed.connect(self._rules_changed)
        self.events.corrected.connect(self._correct)
        self._tell()
        self.form.address.setFocus()

    def _lay_out(self) -> None:
        theme = self._shell.theme
        first, second = QWidget(), QWidget()
        what = translate("Calendars", "Studio Backup reads the weddings out of the calendar you keep anyway.")
        first.setLayout(column(label(what, "second", wrap=True), self.form, 1, spacing=14))
        second.setLayout(column(self.rules, self.events, spacing=14))
        for step in (first, second):
            self.stack.addWidget(step)
        self.waits = label("", "small", wrap=True)
        self.back = Button(theme, translate("Calendars", "Back"), self._go_back)
        cancel = Button(theme, translate("Calendars", "Cancel"), self.reject)
        self.on = Button(theme, "", self._go_on, kind="primary")
        self.on.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self.stack, 1)
        layout.addWidget(self.said)
        layout.addLayout(row(self.back, self.waits, cancel, self.on))

    @property
    def step(self) -> int:
        """WHERE or EVENTS."""
        return self.stack.currentIndex()

    def _tell(self) -> None:
        """What the buttons say, and why one cannot go on yet."""
        first = self.step == WHERE
        words = translate("Calendars", "Look into it") if first else translate("Calendars", "Connect it")
        self.on.setText(words)
        self.on.setAccessibleName(words)
        self.back.setVisible(not first)
        waits = self.form.waits if first else "" if self._found else translate("Calendars", "One moment")
        self.on.forbid(waits)
        self.waits.setText(waits)

    def _request(self) -> NewCalendar:
        return self.form.request(self.rules.rules)

    # Looking into it -------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        if not self.on.isEnabled():
            return
        if self.step == WHERE:
            self._corrections.clear()
            self.stack.setCurrentIndex(EVENTS)
            self._look()
        else:
            self._connect()

    def _go_back(self) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._rest.stop()
        self.said.tell("")
        self.stack.setCurrentIndex(WHERE)
        self._tell()
        self.form.address.setFocus()

    def _rules_changed(self) -> None:
        if self.step == EVENTS:
            self._rest.start()

    def _look(self) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._found = False
        self.said.tell("")
        self.events.say(translate("Calendars", "The calendar is being read…"))
        self._tell()
        request = self._request()
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.calendars.preview(request), self._show, self._refused, owner=self, lane="slow"
        )

    def _show(self, preview: CalendarPreview) -> None:
        self._found = True
        self.events.show_preview(preview)
        if not self.form.name.text():
            self.form.name.setText(display(preview.name))
        for at, event in enumerate(self.events.model.events):
            said = self._corrections.get(event.id)
            if said is not None and said.choice:
                self.events.model.put(at, said.choice)
        self._tell()
        focus = self.focusWidget()
        if focus is None or not self.rules.isAncestorOf(focus):
            self.events.table.setFocus()

    def _refused(self, error: StudioBackupError) -> None:
        self.stack.setCurrentIndex(WHERE)
        self.said.complain(error)
        self._tell()
        self.form.address.setFocus()

    def _correct(self, event: EventView) -> None:
        self._corrections[event.id] = ChooseEvent(event=event.id, choice=event.chosen)

    # Connecting it ---------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        request, corrections = self._request(), tuple(self._corrections.values())
        self._found = False
        self._tell()

        def call(engine: RemoteService) -> CalendarView:
            made = engine.calendars.add(request)
            for one in corrections:
                engine.calendars.choose(made.id, one)
            return made

        self._shell.bridge.ask(call, self._connected, self._not_connected, owner=self, lane="slow")

    def _connected(self, one: CalendarView) -> None:
        text = translate("Calendars", "{name} is connected: its weddings are followed from now on.")
        self._shell.window.say(text.format(name=display(one.name)))
        self.accept()

    def _not_connected(self, error: StudioBackupError) -> None:
        self._found = True
        self.said.complain(error)
        self._tell()
