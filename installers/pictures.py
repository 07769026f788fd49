"""The program's icon as pixels, for systems that take no SVG; PyInstaller makes .ico and .icns of it, with Pillow."""

from __future__ import annotations

import importlib.resources
import os

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer


def draw_icon(path: str, edge: int) -> None:
    """Write it as a PNG of so many pixels each way. OSError if that fails."""
    svg = importlib.resources.files("studio_backup_resources").joinpath("icons", "studio-backup.svg").read_bytes()
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if not image.save(path, "PNG"):
        raise OSError(f"{path} cannot be written")
