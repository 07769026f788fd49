"""How long drills took, one point each, oldest at the left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_backup.ui.glyphs import paint_state
from studio_backup.ui.theme import Theme

_HEIGHT: Final = 124
_LEFT, _RIGHT, _TOP, _BOTTOM = 22, 22, 26, 22


@dataclass(frozen=True, slots=True)
class DrillPoint:
    """`seconds`: what it took; `told`: that in words; `day`: when; `failed`: something did not come back equal."""

    seconds: float
    told: str
    day: str
    failed: bool = False


class DrillChart(QWidget):
    """A line through the measured times, from zero; a drill that failed is an octagon."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: tuple[DrillPoint, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_points(self, points: tuple[DrillPoint, ...], words: str) -> None:
        """Oldest first; `words`: all of it for a screen reader."""
        self._points = points
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(280, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ground = self.height() - _BOTTOM
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(0, ground), QPointF(self.width(), ground))
        places = [self._place(at) for at in range(len(self._points))]
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawPolyline(QPolygonF(places))
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        for place, point in zip(places, self._points, strict=True):
            self._point(painter, place, point, ground)

    def _point(self, painter: QPainter, place: QPointF, point: DrillPoint, ground: float) -> None:
        tokens = self._theme.tokens
        if point.failed:
            paint_state(painter, QRectF(place.x() - 6, place.y() - 6, 12, 12), "failed", tokens)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(place, 4, 4)
        painter.setPen(QColor(tokens.ink))
        middle = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(place.x() - 40, place.y() - 22, 80, 14), middle, point.told)
        painter.setPen(QColor(tokens.ink2))
        painter.drawText(QRectF(place.x() - 40, ground + 4, 80, 14), middle, point.day)

    def _place(self, at: int) -> QPointF:
        most = max(one.seconds for one in self._points) or 1.0
        room = self.width() - _LEFT - _RIGHT
        across = room / 2 if len(self._points) == 1 else room * at / (len(self._points) - 1)
        high = self.height() - _TOP - _BOTTOM
        return QPointF(_LEFT + across, _TOP + high * (1 - self._points[at].seconds / most))
