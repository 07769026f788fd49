"""A file is shown by the program which this computer has for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from studio_backup.ui.bridge import Bridge

_LOOKED_S: Final = 4.0
"""Who has found a program by then has found one: some wait for as long as it is open."""


def open_path(bridge: Bridge, path: str, nobody: Callable[[], None], owner: QObject) -> None:
    """Show a file or folder; `nobody` is called, in the main thread, where no program of this computer does."""
    opener = shutil.which("xdg-open") if sys.platform == "linux" else None
    if opener is None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            nobody()
        return
    # Qt asks the same program, but tells nobody what it says.
    bridge.run(lambda: _found_one(opener, path), lambda found: None if found else nobody(), owner=owner)


def _found_one(opener: str, path: str) -> bool:
    quiet = subprocess.DEVNULL
    try:
        child = subprocess.Popen([opener, path], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    try:
        return child.wait(_LOOKED_S) == 0
    except subprocess.TimeoutExpired:
        return True
