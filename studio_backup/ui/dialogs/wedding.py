"""A wedding typed in, or edited: what a person types wins over the calendar, and what that says stands beside it."""

from __future__ import annotations

import zoneinfo
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from studio_backup.api.remote import RemoteService
from studio_backup.api.weddings import BookingView, NewWedding, WeddingPatch
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.dialogs.wedding_fields import WhenField, ZoneField, next_saturday
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Number
from studio_backup.ui.widgets.frames import fitting, row, scrolled
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said
from studio_backup.ui.wording.booking_typed import expected_text, expected_typed, names_typed, spot_text, spot_typed
from studio_backup.ui.wording.bookings import title_of
from studio_backup.ui.wording.dates import date_of
from studio_backup.ui.wording.times import local

_SIZE: Final = QSize(740, 660)
_LONGEST: Final = 200
_UNKNOWN: Final = -1


class WeddingDialog(QDialog):
    """`view` None: a new one. Stays open until the engine took it."""

    def __init__(self, shell: Shell, view: BookingView | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self.view = shell, view
        self._shown: dict[str, Any] = {}
        self._today = local(shell.clock.now_ns()).date()
        edit = translate("Wedding", "Edit {name}").format(name=title_of(view)) if view else ""
        self.setWindowTitle(edit or translate("Wedding", "New wedding"))
        self.resize(fitting(self, _SIZE))
        self._make_fields()
        self.said = Said()
        self.waits = label("", "small", wrap=True)
        words = translate("Wedding", "Save") if view else translate("Wedding", "Add it")
        self.save = Button(shell.theme, words, self._save, kind="primary")
        self.save.setDefault(True)
        self._lay_out()
        self._fill()
        self.name.textChanged.connect(lambda _: self._tell())
        self.when.changed.connect(self._tell)
        shell.bridge.run(lambda: sorted(zoneinfo.available_timezones()), self.zone.offer, owner=self.zone)
        self._tell()
        (self.couple if view else self.name).setFocus()

    # The fields ------------------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.name = _line(translate("Wedding", "What you call it"))
        self.name.setPlaceholderText(translate("Wedding", "Rose Hall, or Anna & Ben"))
        self.couple = _line(translate("Wedding", "Couple"))
        self.venue = _line(translate("Wedding", "Venue"))
        self.spot = _line(translate("Wedding", "Place on the map"))
        self.spot.setPlaceholderText(translate("Wedding", "latitude, longitude: 51.48, -0.61"))
        self.when, self.zone = WhenField(self._shell.theme, self._today), ZoneField()
        self.guests = Number(translate("Wedding", "Guests"), _UNKNOWN, 100_000)
        self.guests.setSpecialValueText(translate("Wedding", "not known"))
        self.photographers = _line(translate("Wedding", "Photographers"))
        self.photographers.setPlaceholderText(translate("Wedding", "names, with commas between them"))
        self.expected = _text(translate("Wedding", "Cameras and people expected to bring photos, one in each line"))
        self.expected.setPlaceholderText(translate("Wedding", "Anna 1200\nsecond shooter 600\ndrone"))
        self.contract = _line(translate("Wedding", "Contract"))
        self.due = _line(translate("Wedding", "Gallery promised for"))
        self.due.setPlaceholderText("2026-08-01")
        self.notes = _text(translate("Wedding", "Notes"))

    def _lay_out(self) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        for name, words, field in self._rows():
            at = grid.rowCount()
            caption = label(words, "strong")
            caption.setBuddy(field)
            grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, at, 1)
            says = self._calendar_says(name)
            if says:
                grid.addWidget(label(says, "hint", wrap=True), at + 1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        cancel = Button(self._shell.theme, translate("Wedding", "Cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        if self.view is not None and self.view.calendar:
            text = translate("Wedding", "What you type wins over the calendar. What you leave, or empty, follows it.")
            layout.addWidget(label(text, "second", wrap=True))
        layout.addWidget(scrolled(content), 1)
        layout.addWidget(self.said)
        layout.addLayout(row(self.waits, cancel, self.save))

    def _rows(self) -> tuple[tuple[str, str, QWidget], ...]:
        name = (("name", translate("Wedding", "What you call it"), self.name),) if self.view is None else ()
        return (
            *name,
            ("start", translate("Wedding", "When"), self.when),
            ("couple", translate("Wedding", "Couple"), self.couple),
            ("venue", translate("Wedding", "Venue"), self.venue),
            ("zone", translate("Wedding", "Time zone"), self.zone),
            ("spot", translate("Wedding", "Place on the map"), self.spot),
            ("guests", translate("Wedding", "Guests"), self.guests),
            ("photographers", translate("Wedding", "Photographers"), self.photographers),
            ("expected", translate("Wedding", "Expected photos"), self.expected),
            ("contract", translate("Wedding", "Contract"), self.contract),
            ("due", translate("Wedding", "Gallery promised for"), self.due),
            ("notes", translate("Wedding", "Notes"), self.notes),
        )

    def _calendar_says(self, field: str) -> str:
        names = ("start", "end") if field == "start" else (field,)
        told = [display(one.says) for one in self.view.from_calendar if one.field in names] if self.view else []
        text = translate("Wedding", "The calendar says: {what}")
        return text.format(what=", ".join(told)) if told else ""

    def _fill(self) -> None:
        view = self.view
        if view is None:
            self.when.show_when(next_saturday(self._today), "", all_day=False)
            self.guests.setValue(_UNKNOWN)
            return
        self.when.show_when(view.start, view.end, all_day=view.all_day)
        for field, text in (
            (self.couple, view.couple),
            (self.venue, view.venue),
            (self.zone, view.zone),
            (self.spot, spot_text(view.spot)),
            (self.photographers, ", ".join(view.photographers)),
            (self.contract, view.contract),
            (self.due, view.due),
        ):
            field.setText(text)
        self.guests.setValue(_UNKNOWN if view.guests is None else view.guests)
        self.expected.setPlainText(expected_text(view.expected))
        self.notes.setPlainText(view.notes)
        self._shown = self._told()

    # What is typed ---------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        missing = self.view is None and not self.name.text().strip()
        reason = translate("Wedding", "Its name is still missing") if missing else self.when.waits
        self.waits.setText(reason)
        self.save.forbid(reason)

    def _told(self) -> dict[str, Any]:
        """All that stands in the fields, by the names of NewWedding. ValueError for what cannot be read, said why."""
        due = date_of(self.due.text())
        if self.due.text().strip() and not due:
            self.due.setFocus()
            raise ValueError(translate("Wedding", "Type the day as 2026-08-01: year, month, day."))
        try:
            spot = spot_typed(self.spot.text())
        except ValueError:
            self.spot.setFocus()
            raise ValueError(translate("Wedding", "Type latitude and longitude as 51.48, -0.61.")) from None
        return {
            "start": self.when.start,
            "end": self.when.finish,
            "zone": self.zone.text().strip(),
            "couple": self.couple.text().strip(),
            "venue": self.venue.text().strip(),
            "spot": spot,
            "guests": None if self.guests.value() == _UNKNOWN else self.guests.value(),
            "photographers": names_typed(self.photographers.text()),
            "expected": expected_typed(self.expected.toPlainText()),
            "contract": self.contract.text().strip(),
            "due": due,
            "notes": self.notes.toPlainText(),
        }

    def _save(self) -> None:
        try:
            told = self._told()
        except ValueError as error:
            self.said.tell(str(error), "failed")
            return
        self.save.forbid(translate("Wedding", "It is being saved."))
        self._shell.bridge.ask(self._call(told), self._kept, self._refused)

    def _call(self, told: dict[str, Any]) -> Any:
        view = self.view
        if view is None:
            new = NewWedding(name=self.name.text().strip(), **told)
            return lambda engine: engine.weddings.add(new)
        patch = WeddingPatch(**{name: value for name, value in told.items() if value != self._shown[name]})

        def call(engine: RemoteService) -> BookingView:
            return engine.weddings.edit(view.id, patch, view.version)

        return call

    def _kept(self, view: BookingView) -> None:
        if self.view is None:
            text = translate("Wedding", "{name} is in the calendar of weddings.").format(name=title_of(view))
            self._shell.window.say(text)
        self.accept()

    def _refused(self, error: StudioBackupError) -> None:
        self.save.forbid("")
        self.said.complain(error)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setMaxLength(_LONGEST)
    return made


def _text(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(76)
    return made
