"""Words and models of the settings: schedules, policies, folders, the recovery kit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QModelIndex, QObject, Qt

from studio_backup.api.figures import EstimateView
from studio_backup.api.policies import LosesView, PolicyView, RemovalView
from studio_backup.api.requests import PageQuery
from studio_backup.api.settings import SettingsView
from studio_backup.api.vault import KitCheckedView
from studio_backup.api.wire import Page, PreviewView, SourceStateView
from studio_backup.domain.policy import WEEKDAYS, Daily, Interval, Schedule, Watched, Weekly
from studio_backup.ui.asking import Asked
from studio_backup.ui.models.paged_table import ITEM_ROLE, PagedTable
from studio_backup.ui.pages.settings_schedule import ScheduleBuilder
from studio_backup.ui.wording import folders, kit, policies, schedules
from studio_backup.ui.wording.times import DAY, MINUTE

NOW = 1_780_000_000 * 10**9


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("22:30, 9:05", (("09:05", "22:30"), "")),
        ("12.30;12:30  00:00", (("00:00", "12:30"), "")),
        ("", ((), "")),
        ("24:00", ((), "24:00")),
        ("12:30, soon", ((), "soon")),
    ],
)
def test_times_as_they_are_typed(typed: str, found: tuple[tuple[str, ...], str]) -> None:
    assert schedules.times_typed(typed) == found


def test_a_week_is_painted_as_it_is_meant() -> None:
    assert {row.bands[0].words for row in schedules.week(Watched())} == {"as something changes"}
    every = schedules.week(Interval(minutes=15))
    assert [(one.bands[0].begins, one.bands[0].ends) for one in every] == [(0, 1440)] * 7
    daily = schedules.week(Daily(times=("22:30", "12:30"), weekdays=("monday",)))
    assert [band.begins for band in daily[0].bands] == [750, 1350] and not any(row.bands for row in daily[1:])
    assert [bool(row.bands) for row in schedules.week(Weekly(weekday="sunday", time="02:00"))] == [False] * 6 + [True]
    assert [schedules.every(one) for one in (15, 60, 90, 2880)] == [
        "every 15 min", "every hour", "every 90 min", "every 2 days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "schedule",
    [
        Watched(),
        Interval(minutes=15, season=3),
        Interval(minutes=2 * 1440),
        Daily(times=("12:30", "22:30"), weekdays=("monday", "friday"), season=5),
        Weekly(weekday="sunday", time="02:15"),
    ],
)
def test_the_builder_gives_back_what_it_shows(schedule: Schedule, theme: Any) -> None:
    builder = ScheduleBuilder(theme)
    edits: list[int] = []
    builder.changed.connect(lambda: edits.append(1))
    builder.show_schedule(schedule)
    assert builder.schedule() == schedule and not edits


def test_the_builder_says_what_cannot_be(theme: Any) -> None:
    builder = ScheduleBuilder(theme)
    builder.show_schedule(Daily(times=("12:30",)))
    builder.times.setText("noon")
    assert builder.schedule() is None and "“noon”" in builder.wrong
    builder.times.setText(" ")
    assert builder.schedule() is None and "at least one time" in builder.wrong
    builder.times.setText("12:30")
    for day in builder.days:
        day.setChecked(False)
    assert builder.schedule() is None and "day of the week" in builder.wrong
    builder.show_schedule(Interval(minutes=60))
    builder.unit.setCurrentIndex(2)
    builder.number.setValue(32)
    assert builder.schedule() is None and "31 days" in builder.wrong
    assert [one.accessibleName() for one in builder.days][:2] == ["Monday", "Tuesday"] and len(WEEKDAYS) == 7


def test_what_is_not_saved_is_named() -> None:
    before = PolicyView(id="a", name="Weddings")
    now = PolicyView(id="a", name="Weddings", schedule=Interval(minutes=5), copies=2, version=7)
    assert policies.unsaved_words(before, before) == ""
    assert policies.changed_fields(before, now) == ("schedule", "copies")
    assert policies.unsaved_words(before, now) == "Not saved: when, copies"
    assert policies.days_words(30) == "" and policies.days_words(90) == "about 3 months"
    assert policies.days_words(7 * 365) == "about 7 years"
    assert policies.users_words(PolicyView(id="a", name="x")) == "No folder uses it"


def test_a_removal_names_each_folder_and_its_loss() -> None:
    loses = (
        LosesView(source="1", path="/a/\x00xe4", loses=("No more copies at NAS.",)),
        LosesView(source="2", path="/b"),
    )
    lines = policies.removal_lines(RemovalView(policy=PolicyView(id="a", name="x"), to="default", sources=loses))
    assert lines == (
        "/a/\\xe4: No more copies at NAS.",
        "/b: loses nothing: the default policy covers it as well.",
    )


def _state(state: Any, **more: Any) -> SourceStateView:
    return SourceStateView(id="s", path="/p", state=state, **more)


@pytest.mark.parametrize("state", ["working", "waiting", "missing", "exchanged", "paused", "failed", "new"])
def test_only_what_is_protected_is_green(state: Any) -> None:
    line = folders.folder_line(_state(state, last_backup_ns=NOW - MINUTE, reason="why\x1b"), NOW)
    assert line.look != "protected" and line.words and "\x1b" not in line.words
    assert folders.folder_line(_state("protected", last_backup_ns=NOW - 4 * MINUTE), NOW).look == "protected"
    assert folders.folder_line(None, NOW).look == "off"


def test_what_a_backup_takes_and_leaves_out() -> None:
    found = PreviewView(
        path="/p", files=2314, bytes=84_000_000_000, minutes=9, stored_bytes=80_000_000_000, told_from=3
    )
    assert folders.taken_words(found) == "2,314 files, 84 GB; about 9 min; the vault grows by about 80 GB"
    assert folders.taken_words(PreviewView(path="/p", files=1, bytes=10)) == "1 files, 10 B"
    assert folders.left_out_words(found) == "Nothing is left out."
    known = EstimateView(
        files=10,
        bytes=100,
        files_new=3,
        bytes_new=30,
        bytes_stored=30,
        minutes=0.2,
        runs=0,
        off_percent=None,
        how="walk",
    )
    assert folders.estimate_words(known) == "Next backup: 3 of 10 files, 30 B, less than a minute."
    assert folders.patterns_typed(" *.tmp \n\nCache/\n*.tmp\n") == ("*.tmp", "Cache/")
    assert "no recovery point" in folders.removal_words(0) and "recovery points stay" in folders.removal_words(3)


def test_the_kit_is_asked_for_again_after_90_days() -> None:
    def line(**more: Any) -> tuple[str, str]:
        return kit.kit_line(SettingsView(**more), NOW)

    assert line(kit="later", kit_tried_ns=NOW)[0] == "failed"
    assert line()[0] == "attention" and "never tried" in line()[1]
    assert line(kit_tried_ns=NOW - 89 * DAY)[0] == "protected"
    assert line(kit_tried_ns=NOW - 90 * DAY)[0] == "attention" and "90 days" in line(kit_tried_ns=NOW - 90 * DAY)[1]
    opens = KitCheckedView(repository="r", studio="North\x1b Light", created_ns=NOW, key_only=False)
    assert "North\\x1b Light" in kit.checked_words(opens, NOW)


class _Bridge:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def ask(self, call: Any, done: Any, failed: Any = None, *, owner: QObject | None = None, lane: str = "") -> Any:
        """As the real one; the engine is a list."""
        del failed, owner, lane
        self.waiting.append(lambda: done(call(None)))
        return Asked(None)

    def answer(self) -> None:
        """The oldest question."""
        self.waiting.pop(0)()


class _Shell:
    def __init__(self) -> None:
        self.bridge = _Bridge()


def test_a_table_is_read_part_by_part(application: Any) -> None:
    del application
    everything = [f"item {number}" for number in range(450)]

    def read(engine: Any, query: PageQuery) -> Page[str]:
        del engine
        at = int(query.after or 0)
        part = tuple(everything[at : at + query.limit])
        return Page(items=part, next=str(at + query.limit) if at + query.limit < len(everything) else None)

    shell: Any = _Shell()
    model: PagedTable[str] = PagedTable(("Name", "Length"), lambda one, at: one if at == 0 else str(len(one)))
    model.read(shell, read)
    assert model.rowCount() == 0
    shell.bridge.answer()
    assert model.rowCount() == 200 and model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex()), "a part is asked for once"
    shell.bridge.answer()
    model.fetchMore(QModelIndex())
    shell.bridge.answer()
    assert model.items == everything and not model.canFetchMore(QModelIndex())
    index = model.index(449, 1)
    assert index.data() == "8" and index.data(ITEM_ROLE) == "item 449"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Length: 8"
    model.show_items(())
    assert model.rowCount() == 0 and model.item(0) is None
