"""When a wedding was backed up, and which place has it: a lane for each place, a dot for each recovery point.

Hours in which nothing happened are shortened, so that a busy day does not become a blot beside a quiet month.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio_backup.ui.glyphs import paint_state
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import Tokens
from studio_backup.ui.wording.lanes import Lane, Mark
from studio_backup.ui.wording.times import HOUR, day_words, local

_QUIET: Final = 18 * HOUR
_TOP, _LANE, _FOOT, _RIGHT, _NAME, _GAP = 14, 31, 26, 16, 86, 12
_DOT: Final = 4.5
_LABEL: Final = 96.0


class Lanes(QWidget):
    """`chosen`: a person picked the moment of a recovery point (ns UTC)."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lanes: tuple[Lane, ...] = ()
        self._moments: tuple[int, ...] = ()
        self._words: dict[int, str] = {}
        self._at = -1
        self._offsets: list[float] = []
        self.setAccessibleName(translate("Points", "Recovery points"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    # What is shown ---------------------------------------------------------------------------------------------

    @property
    def at_ns(self) -> int | None:
        """The picked moment."""
        return self._moments[self._at] if 0 <= self._at < len(self._moments) else None

    def show_lanes(self, lanes: tuple[Lane, ...], words: dict[int, str], summary: str) -> None:
        """`words`: of each moment, for its tooltip and a screen reader. The newest is picked, or an older one stays."""
        before = None if self._at == len(self._moments) - 1 else self.at_ns
        self._lanes, self._words = lanes, words
        self._moments = tuple(sorted(words))
        self._offsets = _offsets(self._moments)
        self._at = bisect_left(self._moments, before) if before in words and before else len(self._moments) - 1
        self.setAccessibleName(summary)
        self._describe()
        self.updateGeometry()

    def pick(self, at_ns: int) -> None:
        """The newest moment not after this one."""
        self._go_to(max(0, bisect_right(self._moments, at_ns) - 1))

    def _go_to(self, at: int) -> None:
        at = max(0, min(at, len(self._moments) - 1))
        if self._moments and at != self._at:
            self._at = at
            self._describe()
            self.chosen.emit(self._moments[at])

    def _describe(self) -> None:
        at = self.at_ns
        self.setAccessibleDescription(self._words.get(at, "") if at is not None else "")
        self.update()

    # What a person does ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Left and right from one moment to the next, Home and End to the first and the last."""
        side = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        targets = {
            Qt.Key.Key_Left: self._at - side,
            Qt.Key.Key_Right: self._at + side,
            Qt.Key.Key_PageUp: self._at - 10,
            Qt.Key.Key_PageDown: self._at + 10,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._moments) - 1,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None:
            super().keyPressEvent(event)
        else:
            self._go_to(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """The moment nearest to where it was pressed."""
        if self._moments and event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            self._go_to(min(range(len(self._moments)), key=lambda at: abs(self._x(at) - x)))
            QToolTip.showText(event.globalPosition().toPoint(), self.accessibleDescription(), self)

    # How it looks ----------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(480, _TOP + _LANE * max(1, len(self._lanes)) + _FOOT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(240, self.sizeHint().height())

    def _x(self, at: int) -> float:
        room = self.width() - _NAME - 2 * _GAP - _RIGHT
        whole = self._offsets[-1] if self._offsets else 0.0
        share = self._offsets[at] / whole if whole else 1.0
        x = _NAME + _GAP + room * share
        return self.width() - x if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else x

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_days(painter)
        self._paint_picked(painter)
        for number, lane in enumerate(self._lanes):
            self._paint_lane(painter, _TOP + _LANE * (number + 0.5), lane)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_days(self, painter: QPainter) -> None:
        """A line where a day begins to have points, and its name where it has room."""
        tokens = self._theme.tokens
        painter.setFont(_small(self.font()))
        foot = _TOP + _LANE * len(self._lanes)
        said, free = None, 0.0
        for at, ns in enumerate(self._moments):
            day = local(ns).date()
            if day == said:
                continue
            said, x = day, self._x(at) - 8
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(QPointF(x, 4), QPointF(x, foot + 4))
            if x >= free:
                painter.setPen(QColor(tokens.ink2))
                left = min(x + 4, self.width() - _LABEL)
                painter.drawText(QRectF(left, foot + 6, _LABEL, 16), 0, day_words(day, "ddd d MMM"))
                free = left + _LABEL

    def _paint_lane(self, painter: QPainter, middle: float, lane: Lane) -> None:
        tokens = self._theme.tokens
        painter.setFont(_small(self.font(), 12))
        painter.setPen(QColor(tokens.ink2))
        name = painter.fontMetrics().elidedText(lane.name, Qt.TextElideMode.ElideRight, _NAME - 4)
        painter.drawText(QRectF(0, middle - 10, _NAME, 20), int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(_NAME, middle), QPointF(self.width() - _RIGHT / 2, middle))
        last = -100.0
        for dot in lane.dots:
            x = self._x(bisect_left(self._moments, dot.at_ns))
            if dot.mark == "whole" and x - last < 1.5:
                continue  # it would lie upon the one before
            last = x
            paint_mark(painter, QPointF(x, middle), dot.mark, tokens)

    def _paint_picked(self, painter: QPainter) -> None:
        if self.at_ns is None:
            return
        x, colour = self._x(self._at), QColor(self._theme.tokens.accent)
        painter.setPen(QPen(colour, 1.6))
        painter.drawLine(QPointF(x, 6), QPointF(x, _TOP + _LANE * len(self._lanes)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(x, 6), 4, 4)


class MarkKey(QWidget):
    """A mark, small, for a legend."""

    def __init__(self, theme: Theme, mark: Mark) -> None:
        super().__init__()
        self._theme, self._mark = theme, mark
        self.setFixedSize(13, 13)
        self.setAccessibleName(" ")
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(self.rect()).center(), self._mark, self._theme.tokens)


def paint_mark(painter: QPainter, at: QPointF, mark: Mark, tokens: Tokens) -> None:
    """A dot, a square with a tick, or a triangle: told apart by shape."""
    if mark == "warning":
        paint_state(painter, QRectF(at.x() - 6, at.y() - 6, 12, 12), "attention", tokens)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.protected.glyph))
    if mark == "whole":
        painter.drawEllipse(at, _DOT, _DOT)
        return
    painter.drawRoundedRect(QRectF(at.x() - 6, at.y() - 6, 12, 12), 2.5, 2.5)
    painter.setPen(QPen(QColor(tokens.surface), 1.6))
    painter.drawPolyline([at + QPointF(-3, 0.2), at + QPointF(-0.8, 2.4), at + QPointF(3.2, -2.4)])


def _offsets(moments: tuple[int, ...]) -> list[float]:
    """How far each stands from the first, long silences shortened."""
    found: list[float] = []
    for at, ns in enumerate(moments):
        found.append(found[-1] + min(ns - moments[at - 1], _QUIET) if found else 0.0)
    return found


def _small(font: QFont, pixels: int = 11) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
