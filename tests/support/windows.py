"""The real window without a screen, beside a real engine."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QWidget

from studio_backup.base.clock import Clock, SystemClock
from studio_backup.ui.app import App, Opening
from studio_backup.ui.application import make_application
from studio_backup.ui.grabbing import wait_until

PATIENCE_MS = 60_000


@contextlib.contextmanager
def opened(
    home: Path, start_engine: Callable[[], Any] = lambda: None, *, clock: Clock | None = None, **more: Any
) -> Iterator[App]:
    """The window of this home; everything of it ends with the context."""
    from PySide6.QtWidgets import QApplication

    gc.collect()
    gc.freeze()  # what the tests before have left is nothing the window would walk through
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else make_application()
    with App(application, Opening(str(home), start_engine, **more), clock or SystemClock()) as app:
        app.open()
        yield app
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def must(what: str, look: Callable[[], Any], patience_ms: int = PATIENCE_MS) -> None:
    """Let the window live until this holds."""
    assert wait_until(lambda: bool(look()), patience_ms), f"{what} did not happen"


def unnamed(root: QWidget) -> list[str]:
    """Controls which a screen reader could not name. A header is read as part of its table."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    controls = [one for one in root.findChildren(QWidget) if isinstance(one, kinds) and one.isVisibleTo(root)]
    controls = [one for one in controls if not isinstance(one, QHeaderView)]
    return [repr(one) for one in controls if not _name(one).strip() and one.objectName() != "qt_toolbar_ext_button"]


def _name(one: QWidget) -> str:
    text = one.text() if isinstance(one, QAbstractButton) else ""
    return one.accessibleName() or text
