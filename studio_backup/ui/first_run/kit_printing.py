"""Printing the recovery kit: its text file, in large type, by the system's own dialog.

The text passes through the window while it is printed, and is kept nowhere.
"""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from studio_backup.base.errors import NotFoundError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate

_MOST: Final = 65_536
_POINTS: Final = 12


class KitPrinting(QObject):
    """`printed`: it went to the printer. `failed`: why not (a StudioBackupError)."""

    printed = Signal()
    failed = Signal(object)

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._window = shell, parent

    def begin(self, path: str) -> None:
        """Read the kit's text, then ask for a printer."""
        self._shell.bridge.run(functools.partial(_read, path), self._ask, self.failed.emit, owner=self)

    def _ask(self, text: str) -> None:
        dialog = QPrintDialog(QPrinter(QPrinter.PrinterMode.HighResolution), self._window)
        dialog.setWindowTitle(translate("FirstRun", "Print the recovery kit"))
        dialog.accepted.connect(functools.partial(self._print, dialog, text))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setModal(True)
        dialog.show()  # PySide's open() of this dialog demands a slot

    def _print(self, dialog: QPrintDialog, text: str) -> None:
        document_of(text).print_(dialog.printer())
        self.printed.emit()


def document_of(text: str) -> QTextDocument:
    """The kit's text as a page to print: one width for all letters, so that groups stand under one another."""
    document = QTextDocument()
    font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setPlainText(text)
    return document


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read(_MOST)
    except OSError as error:
        raise NotFoundError(
            f"{display(path)} cannot be read: {error.strerror}.", hint="Save a copy of the kit, and print that."
        ) from error
