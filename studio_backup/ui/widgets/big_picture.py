"""One file's picture, large."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from studio_backup.api.browse import EntryView, VersionView
from studio_backup.ui.pictures import LARGE, Pictures
from studio_backup.ui.texts import translate
from studio_backup.ui.theme import Theme
from studio_backup.ui.wording.restoring import cannot_come, trouble_of


class BigPicture(QWidget):
    """A file's picture, whole, on a well; or why there is none."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme, self._pictures = theme, pictures
        self._entry: EntryView | None = None
        self.setMinimumSize(120, 110)
        self.setAccessibleName(translate("Restore", "Picture"))
        pictures.arrived.connect(self.update)
        theme.changed.connect(self.update)

    def show_entry(self, entry: EntryView | None, name: str) -> None:
        """Show this file."""
        self._entry = entry
        self.setAccessibleName(translate("Restore", "Picture of {name}").format(name=name))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """See QWidget."""
        return QSize(256, 170)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """See QWidget."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens, room = self._theme.tokens, QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(room, 4, 4)
        entry = self._entry
        if entry is None or entry.kind != "file":
            return
        picture = None if cannot_come(entry) else self._pictures.picture(entry, LARGE)
        if picture is not None:
            _fit(painter, room, picture)
            return
        words = trouble_of(entry) or self._pictures.reason(entry, LARGE).strip()
        if words:
            painter.setPen(QColor(tokens.ink2))
            painter.drawText(room.adjusted(12, 8, -12, -8), int(Qt.AlignmentFlag.AlignCenter) | _WRAP, words)


_WRAP: Final = int(Qt.TextFlag.TextWordWrap)


def _fit(painter: QPainter, room: QRectF, picture: QPixmap) -> None:
    scaled = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, scaled.width(), scaled.height())
    place.moveCenter(room.center())
    painter.drawPixmap(place, picture, QRectF(picture.rect()))


def entry_of(one: VersionView, name: str) -> EntryView:
    """A version as an entry, for its picture."""
    return EntryView(
        name=name, kind="file", point=one.point, path=one.path, size=one.size, mtime_ns=one.mtime_ns,
        digest=one.digest, flags=one.flags, lacking=one.lacking,
    )  # fmt: skip
