"""Fields for numbers, times and choices. One that has not the focus leaves the wheel to what scrolls around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDateEdit, QDoubleSpinBox, QSpinBox, QTimeEdit, QWidget

from studio_backup.ui.icons import paint_icon
from studio_backup.ui.theme import Theme
from studio_backup.ui.wording.times import day_pattern

_WIDTH, _CARET, _MARGIN = 112, 12, 6


class Choice(QComboBox):
    """One of several. `name`: what a screen reader calls it."""

    def __init__(self, theme: Theme, name: str, words: Sequence[str] = ()) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItems(list(words))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        _wheel(self, event, super().wheelEvent)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget. The style sheet knows no arrow in the theme's colours."""
        super().paintEvent(event)
        _paint_caret(self, self._theme)


class Number(QSpinBox):
    """A whole number; the arrow keys count."""

    def __init__(self, name: str, least: int, most: int, suffix: str = "") -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setGroupSeparatorShown(True)
        _dress(self, name)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        _wheel(self, event, super().wheelEvent)


class Decimal(QDoubleSpinBox):
    """A number with one decimal; the arrow keys count."""

    def __init__(self, name: str, least: float, most: float, suffix: str = "", *, decimals: int = 1) -> None:
        super().__init__()
        self.setDecimals(decimals)
        self.setRange(least, most)
        self.setSuffix(suffix)
        _dress(self, name)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        _wheel(self, event, super().wheelEvent)


class ClockTime(QTimeEdit):
    """A time of day."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        _dress(self, name)
        self.setFixedWidth(76)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        _wheel(self, event, super().wheelEvent)


class Day(QDateEdit):
    """A day, typed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        _dress(self, name)
        self.setDisplayFormat(day_pattern("d MMM yyyy"))
        self.setFixedWidth(130)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        _wheel(self, event, super().wheelEvent)


def _dress(field: QAbstractSpinBox, name: str) -> None:
    field.setAccessibleName(name)
    field.lineEdit().setAccessibleName(name)
    field.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)  # the style sheet's padding does not reach it
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    field.setFixedWidth(_WIDTH)


def _paint_caret(field: QWidget, theme: Theme) -> None:
    left = 8 if field.layoutDirection() == Qt.LayoutDirection.RightToLeft else field.width() - _CARET - 8
    box = QRectF(left, (field.height() - _CARET) / 2, _CARET, _CARET)
    paint_icon(QPainter(field), box, "caret-down", theme.tokens.ink2 if field.isEnabled() else theme.tokens.ink3)


def _wheel(field: QWidget, event: QWheelEvent, usual: Callable[[QWheelEvent], None]) -> None:
    if field.hasFocus():
        usual(event)
    else:
        event.ignore()
