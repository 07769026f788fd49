"""Weddings, a wedding, and folders without one, as pages over an engine of the test."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from studio_backup.api.matches import CameraView, FolderView
from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.matching import ClockOffset
from studio_backup.ui.dialogs.camera_clock import AS_IT_SEEMS, FAST, ClockDialog
from studio_backup.ui.grabbing import wait_until
from studio_backup.ui.pages.unassigned import UnassignedPage
from studio_backup.ui.pages.wedding import WeddingPage
from studio_backup.ui.pages.weddings import WeddingsPage
from studio_backup.ui.wording.clocks import length_words
from tests.support.bookings import booking, drill, fake_engine, kept, match, nothing_yet, point, studio_of
from tests.support.window_shell import fake_shell
from tests.support.window_views import NOW, ago, source, status
from tests.support.window_walk import nameless

VIEWS = (
    booking(level="critical", sentence="In 3 days."),
    booking("Barn", "2026-06-06", couple="Ida & Max"),
    nothing_yet("Mill", "2026-06-20", couple="Kim & Lee"),
    nothing_yet("Town Hall", "2026-06-20", couple="Ana & Lou"),
)


@pytest.fixture(autouse=True)
def _closed(application: Any) -> Iterator[None]:
    """A page that is left would be styled anew with every theme."""
    yield
    for one in application.topLevelWidgets():
        if one.parentWidget() is None:
            one.close()
            one.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _shown(page: Any) -> Any:
    page.resize(1200, 860)
    page.show()
    page.refresh()
    page.status_changed()
    assert wait_until(lambda: page.shell.bridge.asked > 0, 1_000)
    wait_until(lambda: False, 30)
    return page


@pytest.fixture
def engine() -> Any:
    return fake_engine(*VIEWS, points=(point(ago(3000), 100), point(ago(100), 150)), kept=[kept(VIEWS[0])])


def _weddings(theme: Any, engine: Any) -> WeddingsPage:
    return _shown(WeddingsPage(fake_shell(theme, engine, NOW, status(sources=(source(),)))))  # type: ignore[no-any-return]


def test_the_most_urgent_one_is_shown_first(theme: Any, engine: Any) -> None:
    page = _weddings(theme, engine)
    assert page.chosen is not None and page.chosen.name == "Rose Hall" and page.note.text() == "4, 1 critical"
    assert page.card.title.text().startswith("Rose Hall") and page.month.grid.month == date(2026, 6, 1)
    assert nameless(page) == [] and page.stack.currentIndex() == 0
    page.card.title.click()
    assert page.shell.window.opened == [("wedding", VIEWS[0].id)]  # type: ignore[attr-defined]


def test_a_day_shows_its_weddings_one_after_the_other(theme: Any, engine: Any) -> None:
    page = _weddings(theme, engine)
    page.month.grid.chosen.emit(date(2026, 6, 20))
    first = page.chosen
    page.month.grid.chosen.emit(date(2026, 6, 20))
    assert first is not None and page.chosen is not None
    assert {first.name, page.chosen.name} == {"Mill", "Town Hall"}
    page.month.grid.turn(3)
    page.status_changed()
    assert page.month.grid.month == date(2026, 9, 1)  # nobody turns the month back while one looks at it


def test_search_and_filter_keep_what_is_chosen_if_it_is_still_there(theme: Any, engine: Any) -> None:
    page = _weddings(theme, engine)
    page._select(VIEWS[1].id)
    page.search.setText("barn")
    assert [one.name for one in page.model.rows] == ["Barn"] and page.chosen is not None and page.chosen.name == "Barn"
    page.search.setText("mill")
    assert page.chosen is not None and page.chosen.name == "Mill"
    page._select(VIEWS[0].id)
    assert page.search.text() == "" and page.chosen.name == "Rose Hall"


def test_without_a_wedding_the_ways_to_one_are_offered(theme: Any) -> None:
    engine = fake_engine(folders=(FolderView(path="/c/DCIM", media=9),))
    page = _weddings(theme, engine)
    assert page.stack.currentIndex() == 1 and not page.new.isVisibleTo(page)
    assert page.none is not None and page.none.more.text().startswith("Your 1 folder is backed up already")
    page.none.look.click()
    assert page.shell.window.opened == [("unassigned", "")]  # type: ignore[attr-defined]


def test_weddings_are_shown_where_what_stands_beside_them_cannot_be_told(theme: Any, engine: Any) -> None:
    def locked(query: Any) -> Any:
        raise StudioBackupError("The vault is locked.")

    engine.copies.replicas = engine.matches.list = engine.tiers.list = locked
    page = _weddings(theme, engine)
    assert len(page.model.rows) == 4 and page.unassigned.isHidden()


def test_what_the_engine_gone_forbids(theme: Any, engine: Any) -> None:
    page = _weddings(theme, engine)
    page.engine_gone(StudioBackupError("The engine is gone."))
    assert not page.card.buttons.back_up.isEnabled() and page.card.buttons.back_up.toolTip() == "The engine is gone."
    page.engine_back()
    assert page.card.buttons.back_up.isEnabled()
    page._select(VIEWS[2].id)
    assert not page.card.buttons.restore.isEnabled() and page.card.buttons.assign.isEnabled()


def test_an_event_reads_it_anew(theme: Any, engine: Any) -> None:
    page = _weddings(theme, engine)
    engine.weddings.views.append(booking("New Barn", "2026-07-04"))
    page.on_event(EventView(seq=1, kind="wedding", data=msgspec.Raw(b"{}")))
    assert wait_until(lambda: len(page.model.rows) == 5, 10_000)


def test_five_hundred_weddings_are_painted_at_once(theme: Any) -> None:
    page = _weddings(theme, fake_engine(*studio_of(500), *VIEWS))
    assert page.model.rowCount() == 504
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.table.currentIndex().row() == 503 and page.chosen is not None
    assert not page.grab().isNull()


# One wedding ----------------------------------------------------------------------------------------------------------


def _wedding(theme: Any, engine: Any, target: str = VIEWS[0].id) -> WeddingPage:
    page = WeddingPage(fake_shell(theme, engine, NOW, status(sources=())))
    page.show_target(target)
    return _shown(page)  # type: ignore[no-any-return]


def _said(root: QWidget) -> str:
    return " ".join(one.text() for one in root.findChildren(QLabel) if one.isVisibleTo(root))


def test_its_page_tells_both_classes_points_and_what_keeps_it(theme: Any, engine: Any) -> None:
    page = _wedding(theme, engine)
    assert wait_until(lambda: page.stored.kept is not None, 1_000)
    assert page.name.text() == "Rose Hall" and wait_until(lambda: "It is not delivered" in _said(page.kept), 1_000)
    assert "None yet" in _said(page.why) and "No watched folder" in _said(page.folders)
    assert page.points.lanes.at_ns == ago(100)
    QTest.keyClick(page.points.lanes, Qt.Key.Key_Left)
    assert wait_until(lambda: "100 files" in _said(page.moment), 1_000) and nameless(page) == []
    page.moment.restore.click()
    assert page.shell.window.opened == [("restore", f"moment:{ago(3000)}:2026-06-13:Rose Hall")]  # type: ignore[attr-defined]


def test_it_is_found_by_name_and_date_too(theme: Any, engine: Any) -> None:
    page = _wedding(theme, engine, "of:2026-06-06:Barn")
    assert page.view is not None and page.view.id == VIEWS[1].id
    gone = _wedding(theme, engine, "of:2020-01-01:Barn")
    assert gone.view is None and gone.missing.isVisibleTo(gone) and not gone.content.isVisibleTo(gone)


def test_a_drill_is_told_where_it_was(theme: Any) -> None:
    engine = fake_engine(*VIEWS, points=(point(ago(3000), 100),), drills=(drill("local", ago(100)),))
    page = _wedding(theme, engine)
    assert wait_until(lambda: page.moment.isVisibleTo(page), 1_000)
    assert page.moment._drill.accessibleName() == "Restored in a drill, 16 min"


def test_an_event_that_vanished_is_asked_about(theme: Any) -> None:
    view = booking(undecided="The calendar does not show it any more.")
    engine = fake_engine(view)
    page = _wedding(theme, engine)
    assert page.decision.isVisibleTo(page) and "does not show it" in _said(page.decision)
    page.decision.keep.click()
    assert engine.weddings.told == [("decide", "keep")]
    page.decision.cancelled.click()
    assert engine.weddings.told[-1] == ("decide", "cancelled")


def test_a_cameras_clock_is_corrected_in_plain_words_and_taken_back(theme: Any) -> None:
    r5 = CameraView(camera="R5", dated=400, first="2026-06-13T11:02", last="2026-06-13T23:40")
    mine = {"state": "assigned", "wedding": "Rose Hall", "date": "2026-06-13"}
    a7 = CameraView(camera="A7", dated=80, first="2026-06-13T12:00", last="2026-06-14T01:10")
    guessed = ClockOffset(camera="A7", seconds=3600)
    folders = (
        FolderView(path="/w/1", cameras=(r5,), **mine),
        FolderView(path="/w/2", cameras=(r5, a7), clocks=(guessed,), **mine),
    )
    engine = fake_engine(*VIEWS, folders=folders)
    page = _wedding(theme, engine)
    assert wait_until(lambda: len(page.cameras.buttons) == 2, 60_000) and nameless(page) == []
    shown = [one.text() for one in page.cameras.findChildren(QLabel)]
    assert "800 photos, 13 Jun 2026 11:02 to 23:40 by its clock" in shown
    assert "This camera's clock was 1 h slow, as it seems." in shown
    page.cameras.buttons[0].click()
    (dialog,) = page.findChildren(ClockDialog)
    assert nameless(dialog) == [] and dialog.way.currentIndex() == AS_IT_SEEMS and dialog.save.isEnabled()
    dialog.way.setCurrentIndex(FAST)
    assert not dialog.save.isEnabled()
    dialog.hours.setValue(1)
    assert dialog.then.text() == "Its first photo, of 13 Jun 2026 11:02 by its clock, was taken 13 Jun 2026 10:02."
    dialog.save.click()
    assert [(one.path, one.seconds) for _, one in engine.matches.told] == [("/w/1", -3600), ("/w/2", -3600)]
    said = "You said that this camera's clock was 1 h fast."
    assert wait_until(lambda: said in [one.text() for one in page.cameras.findChildren(QLabel)], 60_000)
    page.shell.window.acts[-1]()
    assert [(one.path, one.seconds) for _, one in engine.matches.told[2:]] == [("/w/1", None), ("/w/2", None)]


def test_lengths_by_which_a_clock_is_off() -> None:
    assert [length_words(one) for one in (60, -5400, 93_600, 0)] == ["1 min", "1 h 30 min", "1 day 2 h", "0 min"]


# Folders without a wedding --------------------------------------------------------------------------------------------

FOLDERS = (
    FolderView(path="/c/100CANON", media=38, level="high"),
    FolderView(
        path="/c/2026-06-06 barn", media=412, bytes=10**10, level="critical",
        matches=(match("Barn", "2026-06-06"), match(certainty="possible")),
        cameras=(CameraView(camera="R5", dated=400, not_set=12, first="2026-06-06T11:02", last="2026-06-06T23:40"),),
    ),
)  # fmt: skip


def _unassigned(theme: Any, engine: Any) -> UnassignedPage:
    return _shown(UnassignedPage(fake_shell(theme, engine, NOW, status())))  # type: ignore[no-any-return]


def test_the_best_match_is_offered_and_one_click_assigns_it(theme: Any) -> None:
    engine = fake_engine(*VIEWS, folders=FOLDERS)
    page = _unassigned(theme, engine)
    assert page.chosen is not None and page.chosen.media == 412 and nameless(page) == []
    assert page.card.wedding.currentText() == "Barn, 6 Jun 2026 · likely" and page.card.wedding.count() == 4
    assert "R5: 412 photos, 2026-06-06 11:02 to 2026-06-06 23:40 by its clock" in page.card.cameras.text()
    page.card.assign.click()
    assert [(verb, one.wedding) for verb, one in engine.matches.told] == [("assign", "Barn")]
    assert wait_until(lambda: len(page.model.folders) == 1, 1_000)
    assert not page.card.assign.isEnabled() and page.card.wedding.currentIndex() == -1
    page.card.wedding.setCurrentIndex(0)
    assert page.card.assign.isEnabled()
    page.card.dismiss.click()
    assert wait_until(lambda: page.stack.currentIndex() == 1, 1_000)
    page.tabs.setCurrentIndex(1)
    assert wait_until(lambda: len(page.model.folders) == 2, 1_000)
    page.card.undo.click()
    assert wait_until(lambda: len(page.model.folders) == 1, 1_000)


def test_why_it_was_refused_stands_beside_it(theme: Any) -> None:
    engine = fake_engine(*VIEWS, folders=FOLDERS)
    page = _unassigned(theme, engine)

    def refuse(request: Any) -> None:
        raise StudioBackupError("It is not there any more.")

    engine.matches.dismiss = refuse
    page.card.dismiss.click()
    assert wait_until(lambda: "not there any more" in page.said.words, 1_000)
    assert page.card.dismiss.isEnabled()
