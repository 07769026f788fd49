"""The last thirty days as bars: full backed up, low with a triangle an issue, hollow nothing, half running."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import Tokens
from studio_backup.ui.wording.days import Day, Mark

_HEIGHT, _BAR, _TOP = 34, 7.0, 6.0


class DayStrip(QWidget):
    """Arrows move from day to day; the day under the pointer or the focus says what it was in a tooltip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: tuple[Day, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_days(self, days: Sequence[Day], summary: str) -> None:
        """Oldest first; `summary`: all of them in words."""
        self._days = tuple(days)
        self._at = min(self._at, len(self._days) - 1)
        self.setAccessibleName(summary)
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(300, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left and right, Home and End."""
        last = len(self._days) - 1
        moves = {
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        target = moves.get(Qt.Key(event.key()))
        if target is None or last < 0:
            super().keyPressEvent(event)
            return
        self._at = max(0, min(last, target))
        self._describe()
        where = self.mapToGlobal(self._place(self._at).bottomLeft().toPoint())
        QToolTip.showText(where, self._days[self._at].words, self)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """The focus begins at today."""
        self._at = len(self._days) - 1
        self._describe()
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """A tooltip for each day."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = next((n for n in range(len(self._days)) if self._place(n).contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), self._days[found].words if found is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, day in enumerate(self._days):
            paint_day(painter, self._place(number), day.mark, self._theme.tokens)
        if self.hasFocus() and 0 <= self._at < len(self._days):
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._place(self._at).adjusted(-2, 1, 2, 1), 3, 3)

    def _place(self, number: int) -> QRectF:
        step = (self.width() - _BAR - 4) / max(1, len(self._days) - 1)
        at = len(self._days) - 1 - number if self.isRightToLeft() else number
        return QRectF(2 + at * step, 0, _BAR, _HEIGHT - 2)

    def _describe(self) -> None:
        chosen = 0 <= self._at < len(self._days)
        self.setAccessibleDescription(self._days[self._at].words if chosen else "")


def paint_day(painter: QPainter, rect: QRectF, mark: Mark, tokens: Tokens) -> None:
    """One day's bar into a rectangle of 7 by 32."""
    bar = rect.adjusted(0, _TOP, 0, 0)
    painter.setPen(Qt.PenStyle.NoPen)
    if mark == "good":
        painter.setBrush(QColor(tokens.protected.glyph))
        painter.drawRoundedRect(bar, 2, 2)
    elif mark == "issue":
        painter.setBrush(QColor(tokens.attention.glyph))
        painter.drawRoundedRect(bar.adjusted(0, bar.height() * 0.36, 0, 0), 2, 2)
        middle, top = rect.center().x(), rect.top() + 3
        painter.drawPolygon(
            QPolygonF([QPointF(middle, top), QPointF(middle + 4, top + 7), QPointF(middle - 4, top + 7)])
        )
    elif mark == "running":
        _hollow(painter, bar, tokens.working.glyph, tokens.working.ground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.working.glyph))
        painter.drawRoundedRect(bar.adjusted(0, bar.height() * 0.46, 0, 0), 2, 2)
    elif mark == "none":
        _hollow(painter, bar, tokens.ctl, tokens.surface)
    else:
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(bar.adjusted(0, bar.height() - 4, 0, 0), 2, 2)


def _hollow(painter: QPainter, bar: QRectF, edge: str, ground: str) -> None:
    painter.setPen(QPen(QColor(edge), 1.3))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(bar.adjusted(0.7, 0.7, -0.7, -0.7), 1.6, 1.6)
