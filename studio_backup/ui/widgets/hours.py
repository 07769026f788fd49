"""How much of the line may be taken, by the hour of the day: rows of hours with a rate, and a rate for all else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QTimeEdit, QVBoxLayout, QWidget

from studio_backup.api.tiers import BandwidthRequest, WindowRequest
from studio_backup.domain.bandwidth import LEAST_RATE, Bandwidth, Window
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label

MOST_WINDOWS: Final = 24
_MEGA: Final = 1_000_000
_NIGHT: Final = Window(begins=8 * 60, ends=18 * 60, rate=2 * _MEGA)
"""What a new row says: the hours in which others want the line."""


class RateBox(QDoubleSpinBox):
    """Megabytes a second; at its least value no limit, where that is allowed."""

    def __init__(self, name: str, *, or_none: bool = False) -> None:
        super().__init__()
        self._or_none = or_none
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.lineEdit().setTextMargins(6, 0, 6, 0)
        self.lineEdit().setAccessibleName(name)
        self.setDecimals(3)
        self.setSuffix(translate("Limits", " MB/s"))
        self.setRange(0.0 if or_none else LEAST_RATE / _MEGA, 100_000.0)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        if or_none:
            self.setSpecialValueText(translate("Limits", "no limit"))

    @property
    def rate(self) -> int | None:
        """Bytes a second, None for no limit."""
        if self._or_none and self.value() == 0.0:
            return None
        return max(LEAST_RATE, round(self.value() * _MEGA))

    def show_rate(self, rate: int | None) -> None:
        """Show so many bytes a second."""
        self.setValue(0.0 if rate is None else rate / _MEGA)


class HoursRow(QWidget):
    """One part of the day with its rate."""

    def __init__(self, theme: Theme, window: Window, drop: Callable[[HoursRow], None]) -> None:
        super().__init__()
        self.begins, self.ends = QTimeEdit(_time(window.begins)), QTimeEdit(_time(window.ends))
        self.rate = RateBox(translate("Limits", "At most in these hours"))
        self.rate.show_rate(window.rate)
        self._kept = window
        for edit, name in ((self.begins, translate("Limits", "From")), (self.ends, translate("Limits", "To"))):
            edit.setDisplayFormat("HH:mm")
            edit.setAccessibleName(name)
            edit.lineEdit().setAccessibleName(name)
            edit.lineEdit().setAccessibleName(name)
        text = translate("Limits", "Take these hours out")
        out = Button(theme, "", lambda: drop(self), kind="icon", picture="x", name=text)
        dash, at_most = label(translate("Limits", "to"), "second"), label(translate("Limits", "at most"), "second")
        self.setLayout(row(self.begins, dash, self.ends, at_most, self.rate, out))

    @property
    def hours(self) -> WindowRequest:
        """As it stands there; a rate which nobody touched stays exactly what it was."""
        rate = self.rate.rate or LEAST_RATE
        untouched = abs(rate - self._kept.rate) < LEAST_RATE
        return WindowRequest(
            begins=_minute(self.begins), ends=_minute(self.ends), rate=self._kept.rate if untouched else rate
        )


class HoursEditor(QWidget):
    """All of a bandwidth."""

    def __init__(self, theme: Theme, bandwidth: Bandwidth) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[HoursRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.add = Button(theme, translate("Limits", "Add hours"), self._add, picture="plus")
        self.otherwise = RateBox(translate("Limits", "At all other times"), or_none=True)
        self.otherwise.show_rate(bandwidth.otherwise)
        self.urgent = QCheckBox(translate("Limits", "Urgent work is not held back"))
        self.urgent.setChecked(bandwidth.urgent_free)
        rest = QHBoxLayout()
        rest.addWidget(label(translate("Limits", "At all other times"), "second"))
        rest.addWidget(self.otherwise)
        rest.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._rows)
        layout.addLayout(row(self.add, 1))
        layout.addLayout(rest)
        layout.addWidget(self.urgent)
        for window in bandwidth.windows:
            self._put(window)

    def _add(self) -> None:
        self._put(_NIGHT)
        self.rows[-1].begins.setFocus()

    def _put(self, window: Window) -> None:
        made = HoursRow(self._theme, window, self._drop)
        self.rows.append(made)
        self._rows.addWidget(made)
        self._tell()

    def _drop(self, gone: HoursRow) -> None:
        self.rows.remove(gone)
        gone.setParent(None)
        gone.deleteLater()
        self._tell()
        self.add.setFocus()

    def _tell(self) -> None:
        full = len(self.rows) >= MOST_WINDOWS
        self.add.forbid(translate("Limits", "There are 24 parts of the day already.") if full else "")

    @property
    def bandwidth(self) -> BandwidthRequest:
        """As it stands there."""
        return BandwidthRequest(
            windows=tuple(one.hours for one in self.rows),
            otherwise=self.otherwise.rate,
            urgent_free=self.urgent.isChecked(),
        )


def _time(minute: int) -> QTime:
    return QTime(minute // 60, minute % 60)


def _minute(edit: QTimeEdit) -> int:
    return edit.time().hour() * 60 + edit.time().minute()
