"""A slider over the recovery points of a wedding: it stops at each of them, and at now."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.wording.restoring import exact

_EDGE: Final = 9.0
_TOP: Final = 12.0
_LABEL_EVERY: Final = 90.0  # pixels


class Timeline(QSlider):
    """`chosen`: a person picked another moment (ns UTC, None for now). Ticks stand where their time is; the arrow keys
    go from one to the next, Home and End to the first and to now."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._moments: tuple[int, ...] = ()
        self._now = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Restore", "As of when"))
        self.setPageStep(1)
        self.setRange(0, 0)
        self.valueChanged.connect(self._moved)
        theme.changed.connect(self.update)

    def show_moments(self, moments: tuple[int, ...], now_ns: int, at_ns: int | None) -> None:
        """Let a person choose between these (ns UTC, oldest first) and now; `at_ns` is chosen."""
        self._moments, self._now = moments, max(now_ns, moments[-1] + 1 if moments else 0)
        self.blockSignals(True)
        self.setRange(0, len(moments))
        self.setValue(len(moments) if at_ns is None else max(0, bisect_right(moments, at_ns) - 1))
        self.blockSignals(False)
        self._describe()
        self.update()

    @property
    def at_ns(self) -> int | None:
        """The chosen moment, None for now."""
        return self._moments[self.value()] if self.value() < len(self._moments) else None

    def step(self, by: int) -> None:
        """Earlier (-1) or later (1)."""
        self.setValue(self.value() + by)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(320, 44)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(120, 44)

    def _moved(self) -> None:
        self._describe()
        self.update()
        self.chosen.emit(self.at_ns)

    def _describe(self) -> None:
        at = self.at_ns
        self.setAccessibleDescription(translate("Restore", "now") if at is None else exact(at))

    def _x(self, ns: int) -> float:
        first = self._moments[0] if self._moments else self._now - 1
        share = (ns - first) / max(1, self._now - first)
        if self.isRightToLeft():
            share = 1 - share
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """The moment nearest to where it was pressed."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        event.accept()

    def _go_to(self, x: float) -> None:
        places = [*map(self._x, self._moments), self._x(self._now)]
        self.setValue(min(range(len(places)), key=lambda at: abs(places[at] - x)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        at = self._x(self._now if self.at_ns is None else self.at_ns)
        begin = self._x(self._moments[0] if self._moments else self._now)
        for end, colour in ((self._x(self._now), tokens.line2), (at, tokens.accent)):
            painter.setPen(QPen(QColor(colour), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(QPointF(begin, _TOP), QPointF(end, _TOP))
        painter.setPen(QPen(QColor(tokens.ctl), 1.4))
        for x in sorted({round(self._x(ns)) for ns in self._moments}):
            painter.drawLine(QPointF(x, _TOP - 6), QPointF(x, _TOP + 6))
        self._knob(painter, at)
        self._labels(painter)

    def _knob(self, painter: QPainter, at: float) -> None:
        tokens = self._theme.tokens
        painter.setBrush(QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.accent), 2.2))
        painter.drawEllipse(QPointF(at, _TOP), 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawEllipse(QPointF(at, _TOP), 10.5, 10.5)

    def _labels(self, painter: QPainter) -> None:
        """The days of some of the ticks, and now; none over another."""
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.ink3))
        taken = [self._label(painter, self._x(self._now), translate("Restore", "Now"))]
        said = ""
        for ns in self._moments:
            words = exact(ns).rsplit(" ", 2)[0]
            x = self._x(ns)
            if words != said and all(abs(x - one) > _LABEL_EVERY for one in taken):
                taken.append(self._label(painter, x, words))
                said = words

    def _label(self, painter: QPainter, x: float, words: str) -> float:
        width = painter.fontMetrics().horizontalAdvance(words)
        left = min(max(0.0, x - width / 2), self.width() - width)
        painter.drawText(QRectF(left, _TOP + 13, width + 1, 16), int(Qt.AlignmentFlag.AlignLeft), words)
        return x
