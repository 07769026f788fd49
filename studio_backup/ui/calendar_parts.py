"""Parts of connecting a calendar: its address, which events are weddings, and the events themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QTableView, QWidget

from studio_backup.api.calendars import CalendarPreview, EventView, NewCalendar, WeddingRules
from studio_backup.api.paths import to_wire
from studio_backup.ui.models.events import PLACE, TITLE, WHEN, WHY, EventList
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import column, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.calendars import address_waits, preview_words, skipped_words, words_typed

_ADDRESS, _NAME = 4_096, 200


class CalendarForm(QWidget):
    """Where the calendar is. `changed`: something else is typed. What is secret in it is never shown again."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.address = QLineEdit()
        self.address.setMaxLength(_ADDRESS)
        self.address.setAccessibleName(translate("Calendars", "Address of the calendar, or a file"))
        self.address.setPlaceholderText("https://…/basic.ics")
        self.browse = Button(theme, translate("Calendars", "A file…"), self._browse, picture="folder-open")
        self.name = _line(translate("Calendars", "What you call it"))
        self.name.setPlaceholderText(translate("Calendars", "as it calls itself"))
        self.server = QCheckBox(translate("Calendars", "It is a calendar server which asks for a name and a password"))
        self.user = _line(translate("Calendars", "Name for the calendar server"))
        self.password = _line(translate("Calendars", "Password for the calendar server"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._asked = QWidget()
        self._asked.setLayout(row(self.user, self.password))
        self._asked.hide()
        for field, words in ((self.user, self.user.accessibleName()), (self.password, self.password.accessibleName())):
            field.setPlaceholderText(words)
        self.setLayout(
            column(
                label(translate("Calendars", "Address of the calendar, or a file"), "strong"),
                row(self.address, self.browse),
                label(_where(), "small", wrap=True),
                self.server,
                self._asked,
                label(translate("Calendars", "What you call it"), "strong"),
                self.name,
            )
        )
        self.server.toggled.connect(self._asked.setVisible)
        self.server.toggled.connect(lambda _: self.changed.emit())
        for field in (self.address, self.name, self.user, self.password):
            field.textChanged.connect(lambda _: self.changed.emit())

    @property
    def waits(self) -> str:
        """Why it cannot be looked into yet, "" if it can."""
        return address_waits(self.address.text(), server=self.server.isChecked(), user=self.user.text())

    def request(self, rules: WeddingRules) -> NewCalendar:
        """As the engine takes it."""
        server = self.server.isChecked()
        typed = self.address.text().strip()
        return NewCalendar(
            address=typed if "://" in typed else to_wire(typed),
            name=self.name.text().strip(),
            user=self.user.text().strip() if server else "",
            password=self.password.text() if server else "",
            rules=rules,
        )

    def _browse(self) -> None:
        dialog = QFileDialog(self, translate("Calendars", "Which calendar file?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [translate("Calendars", "Calendars (*.ics *.ical *.ifb)"), translate("Calendars", "All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.address.setText)
        dialog.open()


def _where() -> str:
    return translate(
        "Calendars",
        'Google: calendar settings, "Secret address in iCal format". Outlook: publish the calendar, ICS. iCloud: make'
        " it public. It is only read, and the address is kept like a password.",
    )


class RulesForm(QWidget):
    """Which events are weddings. `changed`: something else is typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = _line(translate("Calendars", "Words in a wedding's event, with commas between them"))
        self.words.setPlaceholderText(translate("Calendars", "the words of the trade: wedding, elopement…"))
        self.not_words = _line(translate("Calendars", "Words which no wedding's event has"))
        self.not_words.setPlaceholderText(translate("Calendars", "never: consultation, fair…"))
        self.categories = _line(translate("Calendars", "Categories or colours of weddings"))
        self.categories.setPlaceholderText(translate("Calendars", "category or colour"))
        self.every = QCheckBox(translate("Calendars", "Every event of it is a wedding"))
        self.setLayout(
            column(
                label(translate("Calendars", "Which events are weddings?"), "strong"),
                row(self.words, self.categories),
                row(self.not_words, self.every),
                spacing=6,
            )
        )
        for field in (self.words, self.not_words, self.categories):
            field.textChanged.connect(lambda _: self.changed.emit())
        self.every.toggled.connect(lambda _: self.changed.emit())

    @property
    def rules(self) -> WeddingRules:
        """As the engine takes them."""
        return WeddingRules(
            words=words_typed(self.words.text()),
            not_words=words_typed(self.not_words.text()),
            categories=words_typed(self.categories.text()),
            every_event=self.every.isChecked(),
        )

    def show_rules(self, rules: WeddingRules) -> None:
        """Show these, without saying that something changed."""
        self.blockSignals(True)
        for field, words in (
            (self.words, rules.words), (self.not_words, rules.not_words), (self.categories, rules.categories)
        ):  # fmt: skip
            field.setText(", ".join(words))
        self.every.setChecked(rules.every_event)
        self.blockSignals(False)


class EventsPanel(QWidget):
    """The events of a calendar with their ticks. `corrected`: an event (an EventView) as a person said it is."""

    corrected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.said = label("", "second", wrap=True)
        self.skipped = label("", "small", wrap=True)
        self.model = EventList(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress_table(self.table, translate("Calendars", "Events"), stretch=WHY, row_height=34)
        self.table.setMinimumHeight(170)
        for at, width in ((TITLE, 220), (WHEN, 180), (PLACE, 120)):
            self.table.horizontalHeader().resizeSection(at, width)
        self.table.activated.connect(lambda index: self.model.toggle(index.row()))
        self.model.corrected.connect(self._corrected)
        self._preview = CalendarPreview()
        whole = column(self.said, self.table, self.skipped)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_preview(self, preview: CalendarPreview) -> None:
        """Show these events."""
        self._preview = preview
        self.model.show_events(preview.events)
        self.skipped.setText(skipped_words(preview.skipped))
        self.skipped.setVisible(bool(preview.skipped))
        self.table.setVisible(bool(preview.events))
        self._tell()

    def say(self, words: str) -> None:
        """While there is nothing to show."""
        self.said.setText(words)
        self.table.hide()
        self.skipped.hide()

    def _corrected(self, event: EventView) -> None:
        self._tell()
        self.corrected.emit(event)

    def _tell(self) -> None:
        self.said.setText(preview_words(self._preview, self.model.weddings))


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setMaxLength(_NAME)
    return made
