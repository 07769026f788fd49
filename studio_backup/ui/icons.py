"""Icons: outlines from the program's own files, in the colour asked for, sharp at 100 and at 200 %."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SIZES: Final = (16, 18, 24, 32)


@functools.cache
def _source(name: str) -> str:
    folder = importlib.resources.files("studio_backup_resources").joinpath("icons")
    return folder.joinpath(f"{name}.svg").read_text("ascii")


@functools.lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode("ascii")))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Paint the icon `name` (a file of resources/icons, without its ending) in `colour` (#RRGGBB) into the square."""
    _renderer(name, colour).render(painter, rect)


def icon(name: str, colour: str, *, selected: str = "", faint: str = "", gap: int = 0) -> QIcon:
    """The icon in `colour`; `selected`: while checked; `faint`: while disabled; `gap`: room towards its words."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_pixmap(name, colour, size, gap))
        made.addPixmap(_pixmap(name, selected or colour, size, gap), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(_pixmap(name, faint or colour, size, gap), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, colour: str, size: int, gap: int) -> QPixmap:
    picture = QPixmap((size + gap) * 2, size * 2)
    picture.setDevicePixelRatio(2.0)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    left = gap if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
    paint_icon(painter, QRectF(left, 0, size, size), name, colour)
    painter.end()
    return picture
