"""The 3-2-1 ring: three, two and one segments; thick is there, thin and dashed is missing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.wording.safety import COPIES, MEDIA, OFFSITE, Safety

_SIZE: Final = 132
_GAP: Final = 5.0
_WIDE_GAP: Final = 10.0


class CopiesRing(QWidget):
    """What the counts beside it say, as a ring; the words in its middle say for how many weddings it holds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._safety: Safety | None = None
        self.setFixedSize(_SIZE, _SIZE)
        theme.changed.connect(self.update)

    def show_safety(self, safety: Safety) -> None:
        """Show this."""
        self._safety = safety
        text = translate("Safety", "3-2-1 is met for {met} of %n weddings", "", safety.weddings)
        self.setAccessibleName(text.format(met=safety.met))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        if self._safety is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._segments(painter, self._safety)
        self._words(painter, self._safety)

    def _segments(self, painter: QPainter, safety: Safety) -> None:
        groups = ((COPIES, safety.copies), (MEDIA, safety.media), (OFFSITE, safety.offsite))
        span = (360 - 3 * _WIDE_GAP) / 3
        start = 90 - _WIDE_GAP / 2
        for parts, there in groups:
            each = (span - (parts - 1) * _GAP) / parts
            for number in range(parts):
                begin = start - number * (each + _GAP)
                self._arc(painter, begin, -each, there=number < there, complete=safety.complete)
            start -= span + _WIDE_GAP

    def _arc(self, painter: QPainter, begin: float, span: float, *, there: bool, complete: bool) -> None:
        tokens = self._theme.tokens
        colour = QColor((tokens.protected if complete else tokens.attention).glyph)
        pen = QPen(colour, 9 if there else 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if not there:
            pen.setDashPattern([1.5, 1.5])
        painter.setPen(pen)
        painter.drawArc(QRectF(12, 12, _SIZE - 24, _SIZE - 24), round(begin * 16), round(span * 16))

    def _words(self, painter: QPainter, safety: Safety) -> None:
        tokens = self._theme.tokens
        font = QFont(self.font())
        font.setPixelSize(20)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink))
        text = translate("Safety", "{met} of {all}").format(met=safety.met, all=safety.weddings)
        painter.drawText(QRectF(0, 44, _SIZE, 26), Qt.AlignmentFlag.AlignCenter, text)
        font.setPixelSize(12)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(tokens.ink2))
        words = translate("Safety", "weddings")
        painter.drawText(QRectF(0, 70, _SIZE, 18), Qt.AlignmentFlag.AlignCenter, words)
