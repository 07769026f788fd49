"""The fields of a wedding as a person types them: when it is, and in whose zone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.day_picker import DayPicker
from studio_backup.ui.widgets.fields import ClockTime
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label

_BEGIN, _END = "13:00", "23:59"
"""Usual hours of a wedding: a person changes them where it is otherwise."""
_MANY: Final = 12


class WhenField(QWidget):
    """First and last day, and the hours on the clocks at the venue. `changed`: something else is typed."""

    changed = Signal()

    def __init__(self, theme: Theme, today: date) -> None:
        super().__init__()
        self.first = DayPicker(theme, translate("Wedding", "First day"), today)
        self.last = DayPicker(theme, translate("Wedding", "Last day"), today)
        self.begin, self.end = ClockTime(translate("Wedding", "Begins")), ClockTime(translate("Wedding", "Ends"))
        self.all_day = QCheckBox(translate("Wedding", "All day"))
        self._before = QDate()
        for day in (self.first, self.last):
            day.changed.connect(self._moved)
        for time in (self.begin, self.end):
            time.timeChanged.connect(self.changed)
        self.all_day.toggled.connect(self._switched)
        to = label(translate("Wedding", "to"), "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self.first, self.begin, to, self.last, self.end, 1))
        layout.addWidget(self.all_day)

    def show_when(self, start: str, end: str, *, all_day: bool) -> None:
        """`start`, `end`: ISO without an offset, or days. "": the usual hours of that day."""
        first = _day(start)
        last = _day(end) or first
        self._before = first
        for field, day in ((self.first, first), (self.last, last)):
            field.blockSignals(True)
            field.show_date(day)
            field.blockSignals(False)
        self.begin.setTime(QTime.fromString(start[11:16] or _BEGIN, "HH:mm"))
        self.end.setTime(QTime.fromString(end[11:16] or _END, "HH:mm"))
        self.all_day.setChecked(all_day)
        self._switched()

    @property
    def start(self) -> str:
        """As the engine takes it."""
        return self._told(self.first, self.begin)

    @property
    def finish(self) -> str:
        """As the engine takes it."""
        return self._told(self.last, self.end)

    @property
    def waits(self) -> str:
        """Why it cannot be taken so, "" if it can."""
        if self.finish < self.start or (self.finish == self.start and not self.all_day.isChecked()):
            return translate("Wedding", "It ends before it begins")
        return ""

    def _told(self, day: DayPicker, time: ClockTime) -> str:
        text = day.text
        return text if self.all_day.isChecked() else f"{text}T{time.time().toString('HH:mm')}"

    def _moved(self) -> None:
        """The last day goes with the first one."""
        if self.sender() is self.first and self._before.isValid():
            days = self._before.daysTo(self.first.value())
            self.last.show_date(self.last.value().addDays(days))
        self._before = self.first.value()
        self.changed.emit()

    def _switched(self) -> None:
        for field in (self.begin, self.end):
            field.setVisible(not self.all_day.isChecked())
        self.changed.emit()


def _day(text: str) -> QDate:
    return QDate.fromString(text[:10], "yyyy-MM-dd")


def next_saturday(today: date) -> str:
    """The day most weddings are on."""
    return (today + timedelta(days=(5 - today.weekday()) % 7)).isoformat()


class ZoneField(QLineEdit):
    """A time zone by name, completed while one types; empty for the studio's."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Wedding", "Time zone of the venue"))
        self.setPlaceholderText(translate("Wedding", "as at the studio"))

    def offer(self, zones: list[str]) -> None:
        """Complete with these."""
        completer = QCompleter(zones, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MANY)
        self.setCompleter(completer)
