"""A day, typed, or chosen from a month which opens beside it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Day
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.month import MonthGrid
from studio_backup.ui.wording.times import day_words


class MonthPopup(QFrame):
    """`chosen`: a day was chosen (a date). Escape closes it."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("kind", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(translate("Month", "Choose a day"))
        self.grid = MonthGrid(theme)
        self._name = label("", "heading")
        names = translate("Month", "The month before"), translate("Month", "The next month")
        before = Button(theme, "", lambda: self.grid.turn(-1), kind="link", picture="caret-left", name=names[0])
        after = Button(theme, "", lambda: self.grid.turn(1), kind="link", picture="caret-right", name=names[1])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8)
        layout.addLayout(row(self._name, 1, before, after, spacing=2))
        layout.addWidget(self.grid)
        self.grid.turned.connect(self._show_name)
        self.grid.chosen.connect(self._choose)

    def show_day(self, day: date, today: date) -> None:
        """Begin at this day."""
        self.grid.show_days({}, today)
        self.grid.select(day)
        self._show_name(self.grid.month)
        self.grid.setFocus()

    def _show_name(self, first: date) -> None:
        self._name.setText(day_words(first, "MMMM yyyy"))

    def _choose(self, day: date) -> None:
        self.chosen.emit(day)
        self.close()


class DayPicker(QWidget):
    """`changed`: another day stands there. `today`: is marked in the month."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, today: date) -> None:
        super().__init__()
        self._theme, self._today = theme, today
        self.day = Day(name)
        choose = translate("Month", "{name}: choose it from a month").format(name=name)
        self.button = Button(theme, "", self._open, kind="icon", picture="calendar-blank", name=choose)
        self.setLayout(row(self.day, self.button, 1, spacing=4))
        self.setFocusProxy(self.day)
        self.day.dateChanged.connect(lambda _: self.changed.emit())

    def value(self) -> QDate:
        """The day that stands there."""
        return self.day.date()

    def show_date(self, day: QDate) -> None:
        """Let this day stand there."""
        self.day.setDate(day)

    @property
    def text(self) -> str:
        """As YYYY-MM-DD."""
        return self.day.date().toString("yyyy-MM-dd")

    def _open(self) -> None:
        self.open()

    def open(self) -> MonthPopup:
        """Show the month."""
        popup = MonthPopup(self._theme, self)
        popup.chosen.connect(self._chosen)
        popup.show_day(date.fromisoformat(self.text), self._today)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        return popup

    def _chosen(self, day: date) -> None:
        self.day.setDate(QDate(day.year, day.month, day.day))
