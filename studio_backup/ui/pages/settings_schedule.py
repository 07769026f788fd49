"""Building a schedule: what kind, its numbers, and the season."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from studio_backup.domain.policy import WEEKDAYS, Daily, Interval, Schedule, Watched, Weekday, Weekly
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.fields import Choice, ClockTime, Number
from studio_backup.ui.widgets.frames import column, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.schedules import KINDS, day_name, kind_at, season_of, times_typed

_UNITS: Final = (1, 60, 24 * 60)
"""Minutes in a minute, an hour, a day."""
_MOST: Final = 44_640
"""Minutes in 31 days."""
_MOST_SEASON: Final = 24


class ScheduleBuilder(QWidget):
    """`changed`: a person edited it. `wrong` says what cannot be understood, "" if all can."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.wrong = ""
        self._showing = False
        self.kind = Choice(theme, translate("Policies", "When to back up"), _kind_words())
        self.pages = QStackedWidget()
        self.season = Number(translate("Policies", "So many times as often from May to October"), 1, _MOST_SEASON)
        self.season.setPrefix("× ")
        self.season.setSpecialValueText(translate("Policies", "as all year"))
        words = label(translate("Policies", "From May to October"), "second")
        self._season_row = _line(words, self.season, 1)
        self._pages = (QWidget(), self._interval(theme), self._daily(), self._weekly(theme))
        for page in self._pages:
            self.pages.addWidget(page)
        first = row(self.kind, self.pages, spacing=10)
        first.setStretch(1, 1)
        self.setLayout(column(first, self._days(), self._season_row, spacing=8))
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.season.valueChanged.connect(self._edited)

    def _interval(self, theme: Theme) -> QWidget:
        self.number = Number(translate("Policies", "Every so many"), 1, _MOST)
        units = (translate("Policies", "minutes"), translate("Policies", "hours"), translate("Policies", "days"))
        self.unit = Choice(theme, translate("Policies", "Unit"), units)
        self.number.valueChanged.connect(self._edited)
        self.unit.currentIndexChanged.connect(self._edited)
        return _line(self.number, self.unit, 1)

    def _daily(self) -> QWidget:
        self.times = QLineEdit()
        self.times.setPlaceholderText("12:30, 22:30")
        self.times.setAccessibleName(translate("Policies", "Times of day"))
        self.times.setToolTip(translate("Policies", "One time or several, with commas between: 12:30, 22:30"))
        self.times.textEdited.connect(self._edited)
        return _line(self.times)

    def _days(self) -> QWidget:
        self.days = [QCheckBox(day_name(day, short=True)) for day in WEEKDAYS]
        for day, box in zip(WEEKDAYS, self.days, strict=True):
            box.setAccessibleName(day_name(day))
            box.toggled.connect(self._edited)
        self._days_row = _line(*self.days, 1)
        return self._days_row

    def _weekly(self, theme: Theme) -> QWidget:
        self.weekday = Choice(theme, translate("Policies", "Day of the week"), [day_name(day) for day in WEEKDAYS])
        self.time = ClockTime(translate("Policies", "Time of day"))
        self.weekday.currentIndexChanged.connect(self._edited)
        self.time.timeChanged.connect(self._edited)
        return _line(self.weekday, label(translate("Policies", "at"), "second"), self.time, 1)

    def show_schedule(self, schedule: Schedule) -> None:
        """Show this one; nothing is told to have been edited."""
        self._showing = True
        self.wrong = ""
        self.kind.setCurrentIndex(kind_at(schedule))
        self.season.setValue(season_of(schedule))
        self._show_numbers(schedule)
        self._place()
        self._showing = False

    def _show_numbers(self, schedule: Schedule) -> None:
        interval = schedule if isinstance(schedule, Interval) else Interval(minutes=60)
        daily = schedule if isinstance(schedule, Daily) else Daily(times=("22:30",))
        weekly = schedule if isinstance(schedule, Weekly) else Weekly(weekday="sunday", time="22:30")
        unit = max(one for one in _UNITS if interval.minutes % one == 0)
        self.number.setValue(interval.minutes // unit)
        self.unit.setCurrentIndex(_UNITS.index(unit))
        self.times.setText(", ".join(daily.times))
        for day, box in zip(WEEKDAYS, self.days, strict=True):
            box.setChecked(day in daily.weekdays)
        self.weekday.setCurrentIndex(WEEKDAYS.index(weekly.weekday))
        self.time.setTime(QTime.fromString(weekly.time, "HH:mm"))

    def schedule(self) -> Schedule | None:
        """What is built; None while that is none, and `wrong` says why."""
        self.wrong = ""
        season = self.season.value()
        kind = self.kind.currentIndex()
        if kind == 0:
            return Watched()
        if kind == 1:
            minutes = self.number.value() * _UNITS[self.unit.currentIndex()]
            self.wrong = "" if minutes <= _MOST else translate("Policies", "At most every 31 days.")
            return None if self.wrong else Interval(minutes=minutes, season=season)
        if kind == 2:
            return self._built_daily(season)
        return Weekly(weekday=self._weekday(), time=self.time.time().toString("HH:mm"), season=season)

    def _weekday(self) -> Weekday:
        return WEEKDAYS[self.weekday.currentIndex()]

    def _built_daily(self, season: int) -> Schedule | None:
        times, odd = times_typed(self.times.text())
        days = tuple(day for day, box in zip(WEEKDAYS, self.days, strict=True) if box.isChecked())
        if odd:
            self.wrong = translate("Policies", "“{text}” is no time of day. Type such as 22:30.").format(text=odd)
        elif not times:
            self.wrong = translate("Policies", "Type at least one time of day, such as 22:30.")
        elif not days:
            self.wrong = translate("Policies", "Choose at least one day of the week.")
        return None if self.wrong else Daily(times=times, weekdays=days, season=season)

    def _kind_chosen(self) -> None:
        self._place()
        self._edited()

    def _place(self) -> None:
        kind = self.kind.currentIndex()
        self.pages.setCurrentIndex(kind)
        self.pages.setVisible(kind != 0)
        self.pages.setMaximumHeight(max(0, self._pages[kind].sizeHint().height()))
        self._days_row.setVisible(kind == KINDS.index(Daily))
        self._season_row.setVisible(kind != 0)

    def _edited(self) -> None:
        if not self._showing:
            self.changed.emit()


def _line(*parts: QWidget | int) -> QWidget:
    made = QWidget()
    layout: QHBoxLayout = row(*parts)
    made.setLayout(layout)
    return made


def _kind_words() -> tuple[str, ...]:
    return (
        translate("Policies", "As soon as something changes"),
        translate("Policies", "Every"),
        translate("Policies", "Every day at"),
        translate("Policies", "Every week on"),
    )
