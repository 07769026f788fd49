"""The events of a connected calendar: which are weddings and why, corrected one by one or by its rules."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.api.calendars import CalendarPatch, CalendarPreview, CalendarView, ChooseEvent, EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.calendar_parts import EventsPanel, RulesForm
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import fitting, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said

_SIZE: Final = QSize(900, 600)
_REST_MS: Final = 900


class CalendarEventsDialog(QDialog):
    """Each correction is kept at once; the rules are, when one rests from typing them."""

    def __init__(self, shell: Shell, view: CalendarView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self.view = shell, view
        self._saving = False
        title = translate("Calendars", "Events of {name}").format(name=display(view.name))
        self.setWindowTitle(title)
        self.resize(fitting(self, _SIZE))
        self.rules, self.events, self.said = RulesForm(), EventsPanel(), Said()
        self.rules.show_rules(view.rules)
        close = Button(shell.theme, translate("Calendars", "Done"), self.accept, kind="primary")
        close.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(label(title, "heading", wrap=True))
        layout.addWidget(self.rules)
        layout.addWidget(self.events, 1)
        layout.addWidget(self.said)
        layout.addLayout(row(1, close))
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._save_rules)
        self.rules.changed.connect(self._rest.start)
        self.events.corrected.connect(self._correct)
        self.events.say(translate("Calendars", "The calendar is being read…"))
        self._look()

    def _look(self) -> None:
        self._shell.bridge.ask(
            lambda engine: engine.calendars.events(self.view.id), self._show, self.said.complain, owner=self
        )

    def _show(self, preview: CalendarPreview) -> None:
        self.events.show_preview(preview)

    def _correct(self, event: EventView) -> None:
        request = ChooseEvent(event=event.id, choice=event.chosen)
        self._shell.bridge.ask(
            lambda engine: engine.calendars.choose(self.view.id, request), self._corrected, self._refused, owner=self
        )

    def _corrected(self, event: EventView) -> None:
        del event
        self.said.tell("")

    def _refused(self, error: StudioBackupError) -> None:
        """Shown again is what the engine has."""
        self.said.complain(error)
        self._look()

    def _save_rules(self) -> None:
        patch, view = CalendarPatch(rules=self.rules.rules), self.view
        if self._saving or patch.rules == view.rules:
            return
        self._saving = True
        self._shell.bridge.ask(
            lambda engine: engine.calendars.edit(view.id, patch, view.version), self._saved, self._unsaved, owner=self
        )

    def _saved(self, view: CalendarView) -> None:
        self._saving, self.view = False, view
        self.said.tell("")
        self._look()
        self._save_rules()  # more may have been typed meanwhile

    def _unsaved(self, error: StudioBackupError) -> None:
        self._saving = False
        self.said.complain(error)

    def done(self, result: int) -> None:
        """See QDialog. What was typed last is kept too."""
        self._rest.stop()
        self._save_rules()
        super().done(result)
