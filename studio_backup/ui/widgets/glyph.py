"""State glyphs and chips as widgets."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_backup.ui.glyphs import Glyph, paint_state
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import RADIUS_CHIP, Look


class StateGlyph(QWidget):
    """The glyph of a state, square. `words`: what a screen reader says of it."""

    def __init__(self, theme: Theme, size: int, look: Glyph = "off", words: str = "") -> None:
        super().__init__()
        self._theme = theme
        self._look: Glyph = look
        self._percent: float | None = None
        self.setFixedSize(size, size)
        self.setAccessibleName(words or look)
        theme.changed.connect(self.update)

    def show_state(self, look: Glyph, words: str, percent: float | None = None) -> None:
        """Show this state."""
        self._look, self._percent = look, percent
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        tokens = self._theme.tokens
        paint_state(painter, QRectF(self.rect()), self._look, tokens, percent=self._percent, ground=tokens.window)


class StateChip(QWidget):
    """Glyph and words on the state's ground."""

    def __init__(self, theme: Theme, look: Look = "off", words: str = "") -> None:
        super().__init__()
        self._theme, self._look, self._words = theme, look, words
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(look, words)
        theme.changed.connect(self.update)

    def show_state(self, look: Look, words: str) -> None:
        """Show this state, in these words."""
        self._look, self._words = look, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 34, 22)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        paint_chip(QPainter(self), self.rect(), self._look, self._words, self._theme)


def paint_chip(painter: QPainter, rect: QRect, look: Look, words: str, theme: Theme) -> None:
    """A chip into `rect`: for delegates too."""
    colours = theme.tokens.state(look)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.ground))
    painter.drawRoundedRect(rect, RADIUS_CHIP, RADIUS_CHIP)
    middle = rect.center().y() + 1
    glyph = QRectF(rect.left() + 7, middle - 6.5, 13, 13)
    paint_state(painter, glyph, look, theme.tokens, ground=colours.ground)
    painter.setPen(QColor(colours.text))
    painter.drawText(rect.adjusted(25, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
