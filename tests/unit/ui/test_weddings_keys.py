"""The pages of weddings by keyboard alone, and left open while the clock goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_backup.api.matches import FolderView
from studio_backup.ui.grabbing import wait_until
from studio_backup.ui.pages.unassigned import UnassignedPage
from studio_backup.ui.pages.wedding import WeddingPage
from studio_backup.ui.pages.weddings import WeddingsPage
from tests.support.bookings import booking, fake_engine, match
from tests.support.window_shell import fake_shell
from tests.support.window_views import NOW, status

VIEWS = (booking(level="critical"), booking("Barn", "2026-06-06", couple="Ida & Max"))
FOLDERS = (FolderView(path="/cards/1", media=9, matches=(match("Barn", "2026-06-06"),)), FolderView(path="/x", media=3))
Key = Qt.Key


@pytest.fixture(autouse=True)
def _closed(application: Any) -> Iterator[None]:
    yield
    for one in application.topLevelWidgets():
        one.close()
        one.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _shown(kind: type, theme: Any) -> Any:
    page = kind(fake_shell(theme, fake_engine(*VIEWS, folders=FOLDERS), NOW, status()))
    page.resize(1200, 860)
    page.show()
    page.activateWindow()
    page.refresh()
    if kind is WeddingPage:
        page.show_target(VIEWS[1].id)
    wait_until(lambda: False, 30)
    return page


def _press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def test_from_the_search_to_a_wedding(theme: Any) -> None:
    page = _shown(WeddingsPage, theme)
    page.search.setFocus()
    _press(Key.Key_Return, Key.Key_Down, Key.Key_Return)
    assert page.chosen.name == "Barn" and page.shell.window.opened == [("wedding", VIEWS[1].id)]
    page.show_target(VIEWS[0].id)
    assert page.table.hasFocus() and page.chosen.name == "Rose Hall", "where one was, coming back"


def test_escape_leads_back_from_a_wedding(theme: Any) -> None:
    page = _shown(WeddingPage, theme)
    assert page.back.hasFocus()
    _press(Key.Key_Tab, Key.Key_Escape)
    assert page.shell.window.opened == [("weddings", VIEWS[1].id)]


def test_a_folder_is_given_to_its_wedding(theme: Any) -> None:
    page = _shown(UnassignedPage, theme)
    page.table.setFocus()
    _press(Key.Key_Return)
    assert page.card.assign.hasFocus(), "its wedding is chosen already"
    page.table.setFocus()
    _press(Key.Key_Down, Key.Key_Return)
    assert page.card.wedding.hasFocus(), "nobody knows which"
    _press(Key.Key_Down)
    assert page.card.assign.isEnabled()
    _press(Key.Key_Escape)
    assert page.shell.window.opened == [("weddings", "")]


@pytest.mark.parametrize("kind", [WeddingsPage, WeddingPage])
def test_what_is_old_is_read_again(theme: Any, kind: type) -> None:
    page = _shown(kind, theme)
    page.status_changed()
    before = page.shell.bridge.asked
    page.shell.clock.now += 59 * 10**9
    page.status_changed()
    assert page.shell.bridge.asked == before
    page.shell.clock.now += 10**9
    page.status_changed()
    assert page.shell.bridge.asked > before
