"""What a page shows while it has nothing, with the ways on as rows: each says what it is and has its button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.ui.theme import Theme
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import Drawing
from studio_backup.ui.widgets.frames import Card, column, row
from studio_backup.ui.widgets.labels import label

_WIDTH: Final = 560
_DASHES: Final = 2.2, 2.0


@dataclass(frozen=True, slots=True)
class Way:
    """`picture`: an icon; `note`: what it asks of a person."""

    picture: str
    title: str
    note: str
    button: Button


class PhotosDrawing(QWidget):
    """Three empty photos; says nothing to a screen reader which the line below does not say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(220, 124)
        self.setAccessibleName(" ")
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.setPen(QPen(QColor(tokens.line2), 1.5))
        painter.setBrush(QColor(tokens.surface))
        for box, turn in ((QRectF(42, 26, 92, 66), -7.0), (QRectF(84, 22, 92, 66), 6.0), (QRectF(62, 34, 98, 72), 0.0)):
            painter.save()
            painter.translate(box.center())
            painter.rotate(turn)
            painter.translate(-box.center())
            painter.drawRoundedRect(box, 6, 6)
            painter.restore()
        self._picture(painter)

    def _picture(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        hills = ((63, 88), (86, 66), (104, 81), (126, 55), (159, 88), (159, 105), (63, 105))
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in hills]))
        painter.drawEllipse(QPointF(84, 54), 7, 7)
        painter.setBrush(QColor(tokens.window))
        painter.drawEllipse(QPointF(160.6, 99.6), 20, 20)
        pen = QPen(QColor(tokens.ink3), 2.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern(list(_DASHES))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(160.6, 99.6), 15, 15)


class EmptyWays(QWidget):
    """`line`: what is not there; `more`: why, or what that would bring."""

    def __init__(self, theme: Theme, line: str, ways: Sequence[Way]) -> None:
        super().__init__()
        title, self.more = label(line, "title", wrap=True), label("", "second", wrap=True)
        self.cards = tuple(self._way(theme, one) for one in ways)
        rows = QWidget()
        rows.setMaximumWidth(_WIDTH)
        rows.setLayout(column(*self.cards, spacing=10))
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addStretch(1)
        layout.addWidget(PhotosDrawing(theme), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (title, self.more):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(words)
        layout.addSpacing(14)
        centred = row(1, rows, 1)
        centred.setStretch(1, 100)
        layout.addLayout(centred)
        layout.addStretch(2)

    @staticmethod
    def _way(theme: Theme, one: Way) -> Card:
        card = Card()
        card.body.setContentsMargins(16, 13, 16, 13)
        words = column(label(one.title, "strong", wrap=True), label(one.note, "small", wrap=True), spacing=1)
        line = row(Drawing(theme, one.picture, 22), words, one.button, spacing=14)
        line.setStretch(1, 1)
        card.body.addLayout(line)
        card.setAccessibleName(f"{one.title}. {one.note}")
        return card
