"""Pictures of the window for documents and tests: also without a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QPoint, QRect, QSize, QThread
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from studio_backup.base.errors import StorageDenied

PATIENCE_MS: Final = 20_000
_STEP_MS: Final = 20
_REST_MS: Final = 2


def wait_until(there: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> bool:
    """Let the window live until the condition holds; False if it did not in time. Never for a window a person uses."""
    deadline = QDeadlineTimer(patience_ms)
    while not there():
        if deadline.hasExpired():
            return False
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _STEP_MS)
        QCoreApplication.sendPostedEvents()
        QThread.msleep(_REST_MS)  # whoever waits takes no processor from the engine
    return True


def grab(widget: QWidget, path: str, size: QSize | None = None) -> None:
    """Write a PNG of the widget, at `size` logical pixels if given, in the scaling of its screen. StorageDenied."""
    if size is not None:
        widget.resize(size)
    widget.show()
    for _ in range(3):  # layout, style and delayed resizing each take a turn of the loop
        QApplication.processEvents()
    if not widget.grab().save(path, "PNG"):
        raise StorageDenied(f"{path} cannot be written.", hint="Choose another folder.")


def picture_of(widget: QWidget) -> QImage:
    """The widget as it is; of the window, with the dialogs and menus which lie over it, each at its place."""
    whole = widget.grab()
    if isinstance(widget, QMainWindow):
        painter = QPainter(whole)
        for one in QApplication.topLevelWidgets():
            if one is not widget and one.isVisible():
                _lay_over(painter, widget, one)
        painter.end()
    return whole.toImage()


def _lay_over(painter: QPainter, window: QMainWindow, one: QWidget) -> None:
    """A dialog in the middle of the window, as desktops put it, with a line around it; a menu where it is."""
    at = QRect(one.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), one.size())
    if isinstance(one, QDialog):
        at.moveCenter(window.rect().center())
    painter.drawPixmap(at.topLeft(), one.grab())
    painter.setPen(window.palette().mid().color())
    painter.drawRect(at)
