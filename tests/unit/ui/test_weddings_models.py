"""The list of weddings, the month, the lanes of recovery points: filtered, searched, walked by keys."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio_backup.api.browse import FilesView
from studio_backup.ui.models.weddings import DATE, NAS, STATE_ROLE, WeddingList, passes
from studio_backup.ui.wedding_photos import chosen_photos
from studio_backup.ui.widgets.lanes import Lanes
from studio_backup.ui.widgets.month import DayMark, MonthGrid
from studio_backup.ui.wording.bookings import Known, known_of
from studio_backup.ui.wording.points import (
    drill_words,
    lanes_of,
    moment_facts,
    moment_held,
    point_words,
    points_summary,
)
from tests.support.bookings import COPIES, booking, drill, photo, point, studio_of
from tests.support.window_views import NOW, ago, status


def _known() -> Known:
    return known_of(status(), (), NOW)


def test_searching_and_filtering_ask_nobody(application: Any) -> None:
    model = WeddingList()
    views = (
        booking(),
        booking("Barn", "2026-05-30", couple="Zoe"),
        booking("Mill", "2026-05-01", delivered="2026-06-01"),
    )
    model.show_weddings(views, _known())
    assert [one.name for one in model.rows] == ["Rose Hall", "Barn", "Mill"]
    model.show_only("zoe may", "")
    assert [one.name for one in model.rows] == ["Barn"] and model.is_filtered
    model.show_only("", "undelivered")
    assert [one.name for one in model.rows] == ["Barn"]
    model.show_only("", "coming")
    assert [one.name for one in model.rows] == ["Rose Hall"] and model.row_of(views[1].id) == -1
    assert passes(booking(cancelled=True), "cancelled", NOW) and not passes(booking(), "at risk", NOW)


def test_a_cell_says_its_column_to_a_screen_reader(application: Any) -> None:
    model = WeddingList()
    model.show_weddings((booking(),), _known())
    cell = model.index(0, NAS)
    assert cell.data() == "All 412 · 6 min ago" and cell.data(STATE_ROLE).look == "protected"
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "NAS: All 412 · 6 min ago"
    assert model.index(0, DATE).data(Qt.ItemDataRole.AccessibleTextRole) == "Rose Hall. Date: Sat 13 Jun"


def test_rows_stay_where_they_are_when_only_their_words_differ(application: Any) -> None:
    model = WeddingList()
    model.show_weddings(studio_of(500), _known())
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.show_known(_known())
    assert model.rowCount() == 500 and not resets


def test_the_month_is_walked_by_keys(theme: Any) -> None:
    grid = MonthGrid(theme)
    turned: list[date] = []
    chosen: list[date] = []
    grid.turned.connect(turned.append)
    grid.chosen.connect(chosen.append)
    grid.select(date(2026, 6, 13))
    grid.show_days({date(2026, 6, 20): DayMark("attention", "Rose Hall: 412 wait")}, date(2026, 6, 10))
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.accessibleDescription() == "Saturday 20 Jun: Rose Hall: 412 wait"
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert chosen == [date(2026, 6, 20)]
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert grid.accessibleName() == "July 2026" and grid.at == date(2026, 7, 20)
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert grid.at == date(2026, 7, 20)  # a Monday
    for _ in range(3):
        QTest.keyClick(grid, Qt.Key.Key_Up)
    assert grid.at == date(2026, 6, 29) and turned[-1] == date(2026, 6, 1)
    grid.turn(12 * 9000)
    assert grid.month == date(2026, 6, 1)  # beyond what a calendar holds
    grid.select(date(2026, 1, 31))
    grid.turn(1)
    assert grid.at == date(2026, 2, 28)


POINTS = (
    point(ago(3000), 100, ("local", "Studio NAS", "Amsterdam")),
    point(ago(200), 120, ("local", "Studio NAS"), flagged=3),
    point(ago(100), 150, ("local",)),
    point(ago(90), 12, ("local",), source="/w/papers"),
)


def test_each_place_has_a_lane_with_what_it_has() -> None:
    lanes = lanes_of(POINTS, COPIES, (drill("Studio NAS", ago(2000)),))
    assert [lane.name for lane in lanes] == ["Laptop", "Studio NAS", "Amsterdam"]
    assert [dot.mark for dot in lanes[0].dots] == ["whole", "warning", "whole", "whole"]
    assert [dot.mark for dot in lanes[1].dots] == ["drill", "warning"] and len(lanes[2].dots) == 1
    assert drill_words(POINTS, (drill("Studio NAS", ago(2000)),), ago(3000)) == "Restored in a drill, 16 min"
    assert drill_words(POINTS, (), ago(3000)) == ""


def test_a_moment_is_the_newest_of_every_folder_by_then() -> None:
    held = moment_held(POINTS, ago(90))
    assert held is not None and (held.files, held.places) == (162, ("local",))
    facts = dict(moment_facts(held, NOW))
    assert facts["Holds"] == "162 files · 3.9 GB" and facts["Held at"] == "Laptop"
    first = moment_held(POINTS, ago(3000))
    assert first is not None and first.before is None and first.places == ("local", "Amsterdam", "Studio NAS")
    assert moment_held(POINTS, ago(4000)) is None
    second = moment_held(POINTS, ago(200))
    assert second is not None and dict(moment_facts(second, NOW))["Unread"] == "3 files could not be read"


def test_a_backup_that_was_broken_off_stands_for_its_folder_only_while_there_is_no_whole_one() -> None:
    partial = point(ago(50), 7, partial=True)
    held = moment_held((*POINTS, partial), ago(50))
    assert held is not None and held.files == 162
    alone = moment_held((partial,), ago(50))
    assert alone is not None and alone.files == 7


def test_the_lanes_are_walked_by_keys(theme: Any) -> None:
    lanes = Lanes(theme)
    picked: list[int] = []
    lanes.chosen.connect(picked.append)
    lanes.show_lanes(lanes_of(POINTS, COPIES, ()), point_words(POINTS, NOW), points_summary(POINTS, NOW))
    assert lanes.at_ns == ago(90) and lanes.accessibleName().startswith("4 moments")
    QTest.keyClick(lanes, Qt.Key.Key_Left)
    QTest.keyClick(lanes, Qt.Key.Key_Home)
    assert picked == [ago(100), ago(3000)] and "at Laptop, Studio NAS, Amsterdam" in lanes.accessibleDescription()
    more = (*POINTS, point(ago(10), 160))
    lanes.show_lanes(lanes_of(more, COPIES, ()), point_words(more, NOW), "")
    assert lanes.at_ns == ago(3000)  # what was picked stays picked
    lanes.show_lanes((), {}, "")
    assert lanes.at_ns is None
    lanes.grab()


def test_a_few_photos_from_all_over_the_wedding() -> None:
    files = FilesView(items=(*(photo(f"RAW/{at:04d}.CR2") for at in range(80)), photo("Timeline.txt")))
    chosen = chosen_photos(files)
    assert [one.name for one in chosen] == [f"{at:04d}.CR2" for at in range(0, 80, 10)]
    assert chosen_photos(FilesView(items=())) == ()
