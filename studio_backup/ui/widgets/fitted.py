"""Pictures as large as their cells, with round corners: made once, as scaling is most of what painting a grid costs."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPixmap

MOST: Final = 120
"""More than are seen at once in a large window."""
_Key = tuple[int, int, int, float]


class Fitted:
    """Keeps the last ones. `radius`: of the corners, in pixels of the window."""

    def __init__(self, radius: float) -> None:
        self._radius = radius
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def paint(self, painter: QPainter, room: QRectF, picture: QPixmap) -> None:
        """The whole picture, as large as the room allows, in its middle."""
        size = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        made = self._of(picture, size, painter.device().devicePixelRatioF())
        left, top = room.center().x() - size.width() / 2, room.center().y() - size.height() / 2
        painter.drawPixmap(QPointF(round(left), round(top)), made)

    def _of(self, picture: QPixmap, size: QSize, ratio: float) -> QPixmap:
        key = (picture.cacheKey(), size.width(), size.height(), ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._made(picture, size, ratio)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def _made(self, picture: QPixmap, size: QSize, ratio: float) -> QPixmap:
        pixels = QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = picture.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        made = QPixmap(pixels)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(scaled))
        painter.drawRoundedRect(QRectF(made.rect()), self._radius * ratio, self._radius * ratio)
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made
