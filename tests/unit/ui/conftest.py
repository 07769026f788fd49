"""Qt without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def application() -> Iterator[Any]:
    """Qt's own object; one for each process."""
    widgets = pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
    from studio_backup.ui.application import make_application

    yield widgets.QApplication.instance() or make_application()


@pytest.fixture
def theme(application: Any) -> Any:
    """The light appearance."""
    from studio_backup.ui.theme import Theme

    return Theme(application, "light")


@pytest.fixture(autouse=True)
def _speaks_english(application: Any) -> Iterator[None]:
    from PySide6.QtCore import QLocale

    from studio_backup.ui.texts import Texts

    before = QLocale()
    texts = Texts("en")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    texts.remove()
    QLocale.setDefault(before)
