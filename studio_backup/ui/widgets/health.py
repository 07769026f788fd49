"""How well a place is as a ring, and its room as a bar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import Look

_SIZE: Final = 44
_BAR: Final = 6


class HealthRing(QWidget):
    """0 to 100 as an arc in the colour of its state, the number within."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points = 0
        self._look: Look = "paused"
        self.setFixedSize(_SIZE, _SIZE)
        theme.changed.connect(self.update)

    def show_health(self, points: int, look: Look, words: str) -> None:
        """Show so many points of 100."""
        self._points, self._look = points, look
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        ring = QRectF(4, 4, _SIZE - 8, _SIZE - 8)
        painter.setPen(QPen(QColor(tokens.line), 4))
        painter.drawEllipse(ring)
        pen = QPen(QColor(tokens.state(self._look).glyph), 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, round(-self._points / 100 * 360 * 16))
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, str(self._points))


class ShareBar(QWidget):
    """A part of a whole, neutral: colour belongs to state."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._share = theme, 0.0
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, share: float, words: str) -> None:
        """Show so much of it, 0 to 1."""
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(120, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tokens, whole = self._theme.tokens, QRectF(self.rect())
        for width, colour in ((whole.width(), tokens.line), (whole.width() * self._share, tokens.ctl)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(0, 0, width, _BAR), _BAR / 2, _BAR / 2)
