"""Weddings in the real window beside a real engine: a calendar connected, a wedding backed up, its page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from studio_backup.ui.dialogs.ask import AskDialog
from studio_backup.ui.dialogs.assign import AssignDialog
from studio_backup.ui.dialogs.calendar import EVENTS, CalendarDialog
from studio_backup.ui.dialogs.plan import PlanDialog
from studio_backup.ui.dialogs.wedding import WeddingDialog
from studio_backup.ui.pages.settings import SettingsPage
from studio_backup.ui.pages.settings_calendars import CalendarsSection
from studio_backup.ui.pages.today import TodayPage
from studio_backup.ui.pages.unassigned import UnassignedPage
from studio_backup.ui.pages.wedding import WeddingPage
from studio_backup.ui.pages.weddings import WeddingsPage
from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine
from tests.support.calendars import calendar, event, wedding
from tests.support.window_walk import nameless, unreached
from tests.support.windows import must, opened, unnamed

SOON = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y%m%d")


@pytest.fixture(scope="module")
def studio(made: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A studio with its engine, which watches nothing yet."""
    copy = Desk(tmp_path_factory.mktemp("weddings") / "studio")
    shutil.copytree(made.base, copy.base, symlinks=True)
    joined = copy.home / "vault.json"
    joined.write_text(joined.read_text().replace(str(made.base), str(copy.base)))
    with running_engine(copy):
        yield copy


def _stood_still(app: Any) -> list[str]:
    """Where the window waited; what a busy machine makes of a page that is built once does not count."""
    return [one.stack for one in app.tripwire.stalls if one.seconds > 0.5]


def _weddings(app: Any) -> WeddingsPage:
    app.window.open_page("weddings")
    assert isinstance(app.window.page, WeddingsPage)
    return app.window.page


def _dialog(app: Any, kind: type[QDialog]) -> Any:
    must(f"a {kind.__name__}", lambda: [one for one in app.window.findChildren(kind) if one.isVisible()])
    return next(one for one in app.window.findChildren(kind) if one.isVisible())


def _names(page: WeddingsPage) -> list[str]:
    return [one.name for one in page.model.rows]


def test_a_calendar_is_looked_into_corrected_and_connected(studio: Desk) -> None:
    file = studio.base / "work.ics"
    lesson = event("e2", "Photo day for Kim & Lee", f"DTSTART:{SOON}T100000Z", f"DTEND:{SOON}T120000Z")
    file.write_bytes(calendar(wedding("w1", "Zoe & Max", SOON), lesson))
    with opened(studio.home) as app:
        page = _weddings(app)
        must("that there is none", lambda: page.none is not None and page.none.isVisibleTo(page))
        assert unnamed(page) == [] and not page.new.isVisibleTo(page)
        QTest.mouseClick(page.none.join, Qt.MouseButton.LeftButton)
        dialog = _dialog(app, CalendarDialog)
        assert not dialog.on.isEnabled() and unnamed(dialog) == []
        dialog.form.address.setText(str(studio.base / "nothing.ics"))
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        must("why not", lambda: dialog.said.words and dialog.step != EVENTS)
        dialog.form.address.setText(str(file))
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        must("its events", lambda: dialog.step == EVENTS and dialog.events.model.rowCount() == 2)
        assert unnamed(dialog) == []
        titles = [one.title for one in dialog.events.model.events]
        other = next(at for at, one in enumerate(titles) if "Kim" in one)
        before = dialog.events.model.weddings
        dialog.events.table.setCurrentIndex(dialog.events.model.index(other, 0))
        QTest.keyClick(dialog.events.table, Qt.Key.Key_Space)
        assert abs(dialog.events.model.weddings - before) == 1
        if dialog.events.model.weddings < 2:  # the rules took it for a wedding already
            dialog.events.model.toggle(other)
        QTest.mouseClick(dialog.on, Qt.MouseButton.LeftButton)
        must("its weddings", lambda: len(page.model.rows) == 2)
        assert _stood_still(app) == []
        settings = _calendars(app)
        must("the calendar", lambda: settings.model.items)
        assert settings.model.items[0].weddings == 2 and unnamed(settings) == []


def _calendars(app: Any) -> CalendarsSection:
    app.window.open_page("settings", "calendars")
    assert isinstance(app.window.page, SettingsPage) and isinstance(app.window.page.section, CalendarsSection)
    return app.window.page.section


def test_a_wedding_is_typed_in_and_gets_its_folder(studio: Desk) -> None:
    with opened(studio.home) as app:
        page = _weddings(app)
        must("the weddings", lambda: page.model.rows and page.new.isVisibleTo(page))
        QTest.mouseClick(page.new, Qt.MouseButton.LeftButton)
        dialog = _dialog(app, WeddingDialog)
        assert not dialog.save.isEnabled() and unnamed(dialog) == []
        dialog.name.setText(WEDDING)
        dialog.when.show_when(DATE, "", all_day=False)
        dialog.venue.setText("Rose Hall")
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        must("its row", lambda: WEDDING in _names(page))
        page._select(next(one.id for one in page.model.rows if one.name == WEDDING))
        assert page.chosen is not None and page.card.view is not None and page.card.view.venue == "Rose Hall"
        assert not page.card.buttons.restore.isEnabled()  # nothing is stored yet
        QTest.mouseClick(page.card.buttons.assign, Qt.MouseButton.LeftButton)
        assign = _dialog(app, AssignDialog)
        assign.add_folder(str(studio.source))
        QTest.mouseClick(assign.save, Qt.MouseButton.LeftButton)
        must("its backup", lambda: page.chosen and page.chosen.points)
        must("its photos", lambda: page.chosen and page.chosen.photos and page.card.buttons.restore.isEnabled())
        assert nameless(page) == [] and _stood_still(app) == []


def test_the_page_of_a_wedding_tells_and_changes_it(studio: Desk) -> None:
    with opened(studio.home, page="today") as app:
        must("Today", lambda: app.live.fresh and app.live.status.weddings)
        today = app.window.page
        assert isinstance(today, TodayPage)
        must("its row", lambda: today.weddings._rows)
        row = today.weddings._rows[0][0]
        QTest.mouseClick(row.open, Qt.MouseButton.LeftButton)
        page = app.window.page
        assert isinstance(page, WeddingPage)
        must("the wedding", lambda: page.view is not None and page.stored.points)
        assert (
            page.view is not None and page.view.name == WEDDING and app.window.sidebar.buttons["weddings"].isChecked()
        )
        assert page.points.lanes.at_ns is not None and not page.moment.isHidden() and page.stored.kept is not None
        must("its folder", lambda: str(studio.source) in _said(page.folders))
        app.window.activateWindow()
        assert nameless(page) == [] and unreached(page) == []
        page.acts.hold(page.view)
        ask = _dialog(app, AskDialog)
        assert not ask.go.isEnabled()
        ask.field.setText("the insurer asked")
        QTest.mouseClick(ask.go, Qt.MouseButton.LeftButton)
        must("the hold", lambda: "the insurer asked" in _said(page.kept))
        page.acts.release_cards(page.view)
        plan = _dialog(app, PlanDialog)
        plan.go.click()
        must("why not yet", lambda: plan.said.words and "anyway" in plan.go.text())
        plan.reject()
        page.acts.deliver(page.view)
        ask = _dialog(app, AskDialog)
        QTest.mouseClick(ask.go, Qt.MouseButton.LeftButton)
        must("delivered", lambda: page.view is not None and page.view.delivered)
        QTest.mouseClick(page.moment.restore, Qt.MouseButton.LeftButton)
        assert app.window.page is not page
        assert _stood_still(app) == []


def _said(root: Any) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(one.text() for one in root.findChildren(QLabel))


def test_search_knows_weddings_of_which_nothing_is_stored(studio: Desk) -> None:
    with opened(studio.home) as app:
        must("the engine", lambda: app.live.fresh)
        finder = app.window.finder
        app.window.search()
        QTest.keyClicks(finder.field, "Zoe")
        must("the wedding", lambda: any("Zoe" in one.text for one in finder._offers))
        finder.list.setCurrentIndex(
            finder._model.index(next(at for at, one in enumerate(finder._offers) if "Zoe" in one.text), 0)
        )
        QTest.keyClick(finder.field, Qt.Key.Key_Return)
        page = app.window.page
        assert isinstance(page, WeddingPage)
        must("its page", lambda: page.view is not None and "Zoe" in page.view.name)


def test_a_folder_without_a_wedding_is_asked_about_once(studio: Desk, tmp_path: Path) -> None:
    folder = studio.base / "Cards" / "unsorted"
    folder.mkdir(parents=True)
    shutil.copy(studio.source / "RAW" / "day 1" / "DSC_0000.CR2", folder / "DSC_9000.CR2")
    studio.must("source", "add", folder, "--settle", "0.5")
    with opened(studio.home) as app:
        page = _weddings(app)
        must("the notice", lambda: page.unassigned.isVisibleTo(page))
        QTest.mouseClick(page.unassigned.look, Qt.MouseButton.LeftButton)
        listed = app.window.page
        assert isinstance(listed, UnassignedPage)
        must("the folder", lambda: listed.chosen and listed.card.choices)
        assert nameless(listed) == [] and not listed.card.assign.isEnabled()  # nobody knows which, so none is chosen
        listed.card.wedding.setCurrentIndex(0)
        QTest.mouseClick(listed.card.assign, Qt.MouseButton.LeftButton)
        must("nothing to decide", lambda: listed.stack.currentIndex() == 1)
        listed.tabs.setCurrentIndex(1)
        must("what was decided", lambda: listed.chosen and listed.chosen.state == "assigned")
        assert _stood_still(app) == []
