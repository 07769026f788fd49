"""Printing the recovery kit: its text file, in large type, by the system's own dialog.

The text passes through the window while it is printed, and is kept nowhere.
"""

from __future__ import annotations

import functools
import re
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
_BESIDE: Final = 3
_LINE: Final = re.compile(r"\d: ([0-9A-Z]{5}(?: [0-9A-Z]{5})*)")


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
    document.setPlainText(numbered(text))
    return document


def numbered(text: str) -> str:
    """The kit's text with each group's number before it, as the kit's PDF has it and the window asks for it.

    Behind its lines, which are left as they are: they can be typed back into a file.
    """
    found = [match for line in text.splitlines() if (match := _LINE.fullmatch(line))]
    if not found:
        return text
    groups = [group for match in found for group in match[1].split()]
    rows = [groups[at : at + _BESIDE] for at in range(0, len(groups), _BESIDE)]
    lines = [
        "".join(f"{at * _BESIDE + number:>4}  {group:8}" for number, group in enumerate(row, 1))
        for at, row in enumerate(rows)
    ]
    table = "\n".join((translate("FirstRun", "The same groups by their numbers:"), *lines))
    last = found[-1].string
    return text.replace(last, f"{last}\n\n{table}", 1)


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read(_MOST)
    except OSError as error:
        raise NotFoundError(
            f"{display(path)} cannot be read: {error.strerror}.", hint="Save a copy of the kit, and print that."
        ) from error
