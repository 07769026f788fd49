"""A photo that fills its frame, cut where it does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio_backup.api.browse import EntryView
from studio_backup.ui.icons import paint_icon
from studio_backup.ui.pictures import LARGE, SMALL, Pictures
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.tokens import RADIUS_THUMBNAIL


class Photo(QWidget):
    """The first of some files that has a picture."""

    def __init__(self, theme: Theme, pictures: Pictures, size: QSize, *, radius: int = RADIUS_THUMBNAIL) -> None:
        super().__init__()
        self._theme, self._pictures, self._radius, self._hint = theme, pictures, radius, size
        self._entries: tuple[EntryView, ...] = ()
        self._edge = LARGE if max(size.width(), size.height()) > SMALL // 2 else SMALL
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Photo", "Photo"))
        pictures.arrived.connect(self.update)
        theme.changed.connect(self.update)

    def show_entries(self, entries: Sequence[EntryView], name: str) -> None:
        """Show one of these; `name`: of what it is a photo."""
        self._entries = tuple(entries)
        self.setAccessibleName(translate("Photo", "Photo of {name}").format(name=name))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return self._hint

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(room, self._radius, self._radius)
        painter.setClipPath(shape)
        painter.fillRect(room, QColor(self._theme.tokens.sunken))
        picture = self._picture()
        if picture is not None:
            _cover(painter, room, picture)
        else:
            box = QRectF(0, 0, 24, 24)
            box.moveCenter(room.center())
            paint_icon(painter, box, "image", self._theme.tokens.ctl)

    def _picture(self) -> QPixmap | None:
        for entry in self._entries:
            picture = self._pictures.picture(entry, self._edge)
            if picture is not None or not self._pictures.reason(entry, self._edge):
                return picture
        return None


def _cover(painter: QPainter, room: QRectF, picture: QPixmap) -> None:
    scaled = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    place = QRectF(0, 0, scaled.width(), scaled.height())
    place.moveCenter(room.center())
    painter.drawPixmap(place, picture, QRectF(picture.rect()))
