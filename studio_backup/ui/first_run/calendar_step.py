"""The studio's calendar: which couple marries when decides what is protected first. It can be connected later."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from studio_backup.api.calendars import CalendarPreview, CalendarView, ChooseEvent, EventView
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.calendar_parts import CalendarForm, EventsPanel, RulesForm
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.frames import Card, clear, column, row
from studio_backup.ui.widgets.glyph import StateGlyph
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.calendars import count_words

_REST_MS: Final = 600
_EVENTS_HIGH: Final = 240


class CalendarStep(Step):
    """Continue looks into the calendar first, then connects it; once there is one, Continue goes on."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(
            shell,
            draft,
            "calendar",
            translate("FirstRun", "Which calendar knows your weddings?"),
            translate("FirstRun", "Then the papers of the next one come first before the day, and its photos from the"
                      " first card on. It is only read."),
        )  # fmt: skip
        self.calendars: tuple[CalendarView, ...] = ()
        self.looked = False
        self._corrections: dict[str, ChooseEvent] = {}
        self.form, self.rules, self.events = CalendarForm(shell.theme), RulesForm(), EventsPanel()
        self.asked, self.shown, self.there = Card(), Card(), Card(translate("FirstRun", "Your calendar"))
        self._lay_out()
        self.finish_layout()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look_again)
        self.form.changed.connect(self._retyped)
        self.rules.changed.connect(self._rest.start)
        self.events.corrected.connect(self._correct)
        self._show()

    def _lay_out(self) -> None:
        self.asked.body.addWidget(self.form)
        self.events.table.setMinimumHeight(_EVENTS_HIGH)
        self.shown.body.setSpacing(12)
        self.shown.body.addWidget(self.rules)
        self.shown.body.addWidget(self.events)
        self._found = column(spacing=10)
        self.there.body.addLayout(self._found)
        for card in (self.there, self.asked, self.shown):
            self.body.addWidget(card)

    # As the frame asks -----------------------------------------------------------------------------------------

    def entered(self) -> None:
        """See Step."""
        self.shell.bridge.ask(lambda engine: engine.calendars.list(PageQuery()), self._know, self.complain, owner=self)

    @property
    def finished(self) -> bool:
        """See Step."""
        return bool(self.calendars)

    def first_field(self) -> QWidget | None:
        """See Step."""
        return None if self.calendars else self.form.address

    def forward_text(self) -> str:
        """See Step."""
        if self.calendars:
            return super().forward_text()
        return translate("FirstRun", "Connect it") if self.looked else translate("FirstRun", "Look into it")

    def later_text(self) -> str:
        """See Step."""
        return "" if self.calendars else translate("FirstRun", "Later")

    def waits(self) -> str:
        """See Step."""
        return self.busy if self.busy or self.calendars else self.form.waits

    def forward(self) -> None:
        """See Step."""
        if self.calendars:
            self.done.emit()
        elif self.looked:
            self._connect()
        else:
            self._look()

    # Looking into it -------------------------------------------------------------------------------------------

    def _retyped(self) -> None:
        """Another calendar: what was found in the one before says nothing of it."""
        self.looked = False
        self._corrections.clear()
        self._show()
        self.changed.emit()

    def _look_again(self) -> None:
        if self.looked and not self.busy:
            self._look()

    def _look(self) -> None:
        request = self.form.request(self.rules.rules)
        self.work(translate("FirstRun", "The calendar is being read"))
        self.shell.bridge.ask(
            lambda engine: engine.calendars.preview(request), self._preview, self._unread, owner=self, lane="slow"
        )

    def _preview(self, preview: CalendarPreview) -> None:
        self.looked = True
        self.events.show_preview(preview)
        for at, event in enumerate(self.events.model.events):
            said = self._corrections.get(event.id)
            if said is not None and said.choice:
                self.events.model.put(at, said.choice)
        self._show()
        self.complain(None)

    def _unread(self, error: StudioBackupError) -> None:
        self.looked = False
        self._show()
        self.complain(error)

    def _correct(self, event: EventView) -> None:
        self._corrections[event.id] = ChooseEvent(event=event.id, choice=event.chosen)

    def _connect(self) -> None:
        request, corrections = self.form.request(self.rules.rules), tuple(self._corrections.values())
        self.work(translate("FirstRun", "The calendar is being connected"))

        def call(engine: RemoteService) -> CalendarView:
            made = engine.calendars.add(request)
            for one in corrections:
                engine.calendars.choose(made.id, one)
            return made

        self.shell.bridge.ask(call, self._connected, self.complain, owner=self, lane="slow")

    def _connected(self, one: CalendarView) -> None:
        self._show_calendars((one,))
        self.complain(None)

    def _know(self, page: Page[CalendarView]) -> None:
        if page.items:
            self._show_calendars(page.items)

    # What is shown ---------------------------------------------------------------------------------------------

    def _show_calendars(self, calendars: tuple[CalendarView, ...]) -> None:
        self.calendars = calendars
        clear(self._found)
        for one in calendars:
            words = f"{display(one.name)}: {count_words(one)}" if one.events else display(one.name)
            line = row(StateGlyph(self.shell.theme, 16, "protected", words), label(words, wrap=True), spacing=10)
            line.setStretch(1, 1)
            self._found.addLayout(line)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        there = bool(self.calendars)
        self.there.setVisible(there)
        self.asked.setVisible(not there)
        self.shown.setVisible(self.looked and not there)
