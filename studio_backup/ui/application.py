"""Qt's own object, and the program's icon."""

from __future__ import annotations

import importlib.resources
import os
import sys

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication


def make_application(scale: int = 0) -> QApplication:
    """Qt's own object, one for each process. `scale`: percent, 0 for the system's."""
    if scale:
        # Qt is told in no other way; without the first the system's own scale would be multiplied with it.
        os.putenv("QT_ENABLE_HIGHDPI_SCALING", "0")
        os.putenv("QT_SCALE_FACTOR", str(scale / 100))
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QCoreApplication.setApplicationName("studio-backup")
    QGuiApplication.setDesktopFileName("studio-backup")
    application = QApplication([sys.argv[0]])
    QGuiApplication.setApplicationDisplayName("")
    application.setWindowIcon(program_icon())
    application.setQuitOnLastWindowClosed(False)
    return application


def program_icon() -> QIcon:
    """The program's own icon."""
    folder = importlib.resources.files("studio_backup_resources").joinpath("icons")
    picture = QPixmap()
    picture.loadFromData(folder.joinpath("studio-backup.svg").read_bytes(), "SVG")
    return QIcon(picture)
