"""Hours of days as painted bands: what happens when, at a look. Beside it stands the same as a sentence."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import RADIUS_THUMBNAIL
from studio_backup.ui.wording.bands import BandRow

_DAY: Final = 24 * 60
_ROW, _GAP, _HEAD, _LABEL = 22, 4, 20, 44
_MARK: Final = 4


class Bands(QWidget):
    """Rows of 24 hours each; read only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[BandRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_rows(self, rows: tuple[BandRow, ...], sentence: str) -> None:
        """Paint these; `sentence`: the same for who does not see them."""
        self._rows = rows
        self.setAccessibleName(sentence)
        self.setToolTip(sentence)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(420, _HEAD + len(self._rows) * (_ROW + _GAP))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(220, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        left = _LABEL if any(row.label for row in self._rows) else 0
        field = QRectF(left, 0, self.width() - left - 1, self.height())
        self._hours(painter, field)
        for at, row in enumerate(self._rows):
            top = _HEAD + at * (_ROW + _GAP)
            painter.setPen(QColor(self._theme.tokens.ink2))
            painter.drawText(QRectF(0, top, left, _ROW), Qt.AlignmentFlag.AlignVCenter, row.label)
            self._row(painter, QRectF(field.left(), top, field.width(), _ROW), row)

    def _hours(self, painter: QPainter, field: QRectF) -> None:
        painter.setPen(QColor(self._theme.tokens.ink2))
        step = 3 if field.width() >= 300 else 6
        for hour in range(0, 25, step):
            middle = field.left() + field.width() * hour / 24
            box = QRectF(middle - 14, 0, 28, _HEAD - 4)
            box.moveLeft(min(max(box.left(), field.left()), field.right() - 28))
            side = Qt.AlignmentFlag.AlignHCenter
            side = Qt.AlignmentFlag.AlignLeft if hour == 0 else Qt.AlignmentFlag.AlignRight if hour == 24 else side
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, f"{hour:02}")

    def _row(self, painter: QPainter, whole: QRectF, row: BandRow) -> None:
        tokens = self._theme.tokens
        _fill(painter, whole, tokens.sunken)
        for at, band in enumerate(row.bands):
            begin = whole.left() + whole.width() * band.begins / _DAY
            if band.begins == band.ends:
                until = row.bands[at + 1].begins if at + 1 < len(row.bands) else _DAY
                room = whole.width() * (until - band.begins) / _DAY
                _fill(painter, QRectF(min(begin, whole.right() - _MARK), whole.top(), _MARK, _ROW), tokens.accent)
                self._moment(painter, QRectF(begin, whole.top(), room, _ROW), band.words)
            else:
                box = QRectF(begin, whole.top(), whole.width() * (band.ends - band.begins) / _DAY, _ROW)
                _fill(painter, box, tokens.accent if band.strong else tokens.tint)
                self._words(painter, box, band.words, tokens.on if band.strong else tokens.accent)

    def _moment(self, painter: QPainter, room: QRectF, words: str) -> None:
        """Behind its mark, or before it where the day ends too soon."""
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        box = room.adjusted(_MARK, 0, 0, 0)
        if box.width() < width and room.right() >= self.width() - 2:
            box = QRectF(room.left() - width, room.top(), width, _ROW)
        self._words(painter, box, words, self._theme.tokens.ink)

    def _words(self, painter: QPainter, box: QRectF, words: str, colour: str) -> None:
        """Left out where they do not fit: the sentence says them."""
        if painter.fontMetrics().horizontalAdvance(words) + 10 <= box.width():
            painter.setPen(QColor(colour))
            painter.drawText(box.adjusted(6, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def _fill(painter: QPainter, box: QRectF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box, RADIUS_THUMBNAIL, RADIUS_THUMBNAIL)
