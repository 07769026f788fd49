"""Every page of the real window beside a real engine: named for a screen reader, reached by the keyboard; Activity."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from studio_backup.ui.pages.activity import ActivityPage
from studio_backup.ui.pages.registry import PAGES
from tests.e2e.desk import DATE, PASSPHRASE, WEDDING, Desk, write_wedding
from tests.e2e.engines import running_engine
from tests.support.window_walk import nameless, unreached
from tests.support.windows import must, opened


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A studio with one wedding and a NAS, and its engine."""
    desk = Desk(tmp_path_factory.mktemp("pages"))
    desk.passphrase.write_text(PASSPHRASE)
    write_wedding(desk.source)
    made = desk.raw(
        "--json", "--home", desk.home, "--passphrase-file", desk.passphrase, "vault", "create", desk.vault,
        "--studio", "North Light", "--kit", desk.base / "kit.pdf",
    )  # fmt: skip
    assert made.exit == 0, made.err
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "NAS", desk.base / "nas", "--role", "nas")
    desk.must("backup", desk.source, "--wedding", WEDDING, "--date", DATE)
    desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE)
    with running_engine(desk):
        yield desk


@pytest.mark.parametrize("name", [page.name for page in PAGES])
def test_a_page_can_be_heard_and_reached_by_keyboard(studio: Desk, name: str) -> None:
    with opened(studio.home, page=name) as app:
        must("the status", lambda: app.live.fresh and app.live.status.weddings)
        page = app.window.page
        assert page is not None
        must("the page to be at rest", lambda: not app.live.status.running)
        app.window.activateWindow()
        must("the window to be active", app.window.isActiveWindow)
        assert nameless(page) == []
        assert unreached(page) == []
        assert nameless(app.window.sidebar) == [] and unreached(app.window.sidebar) == []


def test_the_activity_lists_filters_tells_and_exports(studio: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(studio.home, page="activity") as app:
        page = app.window.page
        assert isinstance(page, ActivityPage)
        must("the jobs", lambda: page.model.rowCount() >= 2)
        page.table.setFocus()
        page.table.selectRow(0)
        QTest.keyClick(page.table, Qt.Key.Key_Down)
        must("the log", lambda: page.log.isVisibleTo(page) and page.log.lines.text())
        page.kinds.setCurrentIndex(1)
        must("backups alone", lambda: _kinds(page) == {"backup"})
        page.states.setCurrentIndex(4)
        must("none that was stopped", lambda: page.model.loaded and not page.model.rowCount())
        page.kinds.setCurrentIndex(0)
        page.states.setCurrentIndex(0)
        must("all again", lambda: len(_kinds(page)) > 1)
        out = studio.base / "activity.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
        QTest.mouseClick(page.export, Qt.MouseButton.LeftButton)
        must("the file", lambda: "were written" in app.window.toast.words)
        with open(out, encoding="utf-8-sig", newline="") as file:
            assert {row["kind"] for row in csv.DictReader(file)} >= {"backup", "replicate"}


def test_a_job_that_is_held_goes_on_from_the_activity(studio: Desk, tmp_path: Path) -> None:
    del tmp_path
    with opened(studio.home, page="activity") as app:
        page = app.window.page
        assert isinstance(page, ActivityPage)
        must("the status", lambda: app.live.fresh and app.live.status.sources)
        studio.must("pause")
        (studio.source / "held.jpg").write_bytes(os.urandom(60_000))
        studio.must("jobs")
        must("a job that waits", lambda: any(one.state == "scheduled" for one in page.model.jobs))
        row = next(row for row, one in enumerate(page.model.jobs) if one.state == "scheduled")
        page.table.selectRow(row)
        must("its log", lambda: page.log.stop.isVisibleTo(page))
        wanted = page.model.jobs[row].id
        QTest.mouseClick(page.log.hold, Qt.MouseButton.LeftButton)
        must("it to be held", lambda: page.model.jobs[page.model.row_of(wanted)].paused)
        studio.must("resume")
        must("it to go on", lambda: _goes_on(page, wanted))
        must("its end", lambda: page.model.jobs[page.model.row_of(wanted)].state == "completed")


def _goes_on(page: ActivityPage, wanted: str) -> bool:
    """Choose it and press its button: another job may come before it between the two, and the row be another's."""
    row = page.model.row_of(wanted)
    if page.model.jobs[row].paused:
        page.table.selectRow(row)
        if page.log.go_on.isVisibleTo(page):
            QTest.mouseClick(page.log.go_on, Qt.MouseButton.LeftButton)
    return not page.model.jobs[page.model.row_of(wanted)].paused


def _kinds(page: ActivityPage) -> set[str]:
    return {one.kind for one in page.model.jobs}
