"""The real window beside a real engine: Today, gone and back, locked, tray, second start, German, keyboard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio_backup.api.client import find_engine
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.dialogs.quit import QuitDialog
from studio_backup.ui.dialogs.unlock import UnlockDialog
from studio_backup.ui.grabbing import grab
from studio_backup.ui.pages.today import TodayPage
from tests.e2e.desk import DATE, PASSPHRASE, ROOT, WEDDING, Desk, write_wedding
from tests.e2e.engines import running_engine
from tests.support.windows import must, opened, unnamed


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, int]]:
    """A studio with one wedding and a NAS, and its engine."""
    desk = Desk(tmp_path_factory.mktemp("window"))
    desk.passphrase.write_text(PASSPHRASE)
    write_wedding(desk.source)
    kit = desk.base / "kit.pdf"
    made = desk.raw(
        "--json", "--home", desk.home, "--passphrase-file", desk.passphrase, "vault", "create", desk.vault,
        "--studio", "North Light", "--kit", kit,
    )  # fmt: skip
    assert made.exit == 0, made.err
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "NAS", desk.base / "nas", "--role", "nas")
    desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE)
    with running_engine(desk) as pid:
        yield desk, pid


def _page(app: object) -> TodayPage:
    page = app.window.page  # type: ignore[attr-defined]
    assert isinstance(page, TodayPage)
    return page


def test_today_shows_what_the_engine_says(studio: tuple[Desk, int], tmp_path: Path) -> None:
    desk, _ = studio
    with opened(desk.home) as app:
        must("the status", lambda: app.live.fresh)
        must("the wedding", lambda: app.live.status.weddings)
        page = _page(app)
        assert page.weddings.isVisibleTo(page) and page.hero.accessibleName()
        assert app.window.standing.sentence in app.tray.icon.toolTip()
        assert not app.window.banner.isVisibleTo(app.window)
        grab(app.window, str(tmp_path / "today.png"))
        assert (tmp_path / "today.png").stat().st_size > 10_000


def test_back_up_now_runs_a_backup(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    with opened(desk.home) as app:
        must("the status", lambda: app.live.fresh and app.live.status.sources)
        before = max(one.last_backup_ns for one in app.live.status.sources)
        (desk.source / "one more.jpg").write_bytes(os.urandom(50_000))
        QTest.mouseClick(_page(app).act, Qt.MouseButton.LeftButton)
        must("a message", lambda: "Backing up 1 folder" in app.window.toast.words)
        must("a newer backup", lambda: max(one.last_backup_ns for one in app.live.status.sources) > before)


def test_pause_and_resume_from_the_tray(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    with opened(desk.home) as app:
        must("the status", lambda: app.live.fresh)
        must("Pause in the menu", lambda: _action(app, "For 1 hour"))
        _action(app, "For 1 hour").trigger()
        must("paused", lambda: app.live.fresh and app.live.status.state == "paused")
        must("Resume in the menu", lambda: _action(app, "Resume"))
        assert app.window.standing.look == "paused" and "until" in app.window.standing.sentence
        _action(app, "Back up now").trigger()
        must("what it waits for", lambda: "as soon as work goes on" in app.window.toast.words)
        app.ask_to_quit()
        said = next(iter(app.window.findChildren(QuitDialog)))
        assert said.leave.text() == "Quit"  # and not that backups go on
        said.reject()
        _action(app, "Resume").trigger()
        must("work goes on", lambda: app.live.fresh and app.live.status.state != "paused")


def _action(app: object, text: str) -> object:
    menu = app.tray.menu  # type: ignore[attr-defined]
    app.tray.fill_menu()  # type: ignore[attr-defined]
    inner = [one for action in menu.actions() if action.menu() for one in action.menu().actions()]
    return next((one for one in [*menu.actions(), *inner] if one.text() == text), None)


def test_locked_says_so_everywhere_and_is_unlocked_in_the_window(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    with opened(desk.home) as app:
        must("the status", lambda: app.live.fresh)
        client = find_engine(str(desk.home))
        assert client is not None
        with client:
            client.post("/v1/lock", None, dict)
        must("locked", lambda: app.live.fresh and app.live.status.state == "locked")
        assert app.window.banner.isVisibleTo(app.window) and app.window.standing.look == "locked"
        app.window.unlock()
        dialog = next(one for one in app.window.findChildren(UnlockDialog))
        QTest.keyClicks(dialog.field, "not this one")
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        must("the refusal", lambda: dialog.said.property("state") == "failed" and dialog.unlock.isEnabled())
        dialog.field.setText(PASSPHRASE)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        must("unlocked", lambda: app.live.fresh and app.live.status.unlocked)
        must("no banner", lambda: not app.window.banner.isVisibleTo(app.window))


def test_a_second_start_raises_the_first(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    with opened(desk.home, minimized=True) as app:
        app.window.hide()
        environment = {**desk.environment(), "QT_QPA_PLATFORM": "offscreen"}
        second = subprocess.Popen(
            [sys.executable, "-m", "studio_backup", "--home", desk.home, "app", "--page", "today"],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        with second:
            try:
                must("the window comes forward", app.window.isVisible)
                must("the second ends", lambda: second.poll() is not None)
            finally:
                second.kill()
            assert second.stdout is not None and second.returncode == 0, second.stdout.read()


def test_german(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    with opened(desk.home, language="de") as app:
        must("the status", lambda: app.live.fresh)
        assert app.window.page.title == "Heute"
        texts = [one.accessibleName() for one in app.window.findChildren(QWidget)]
        assert "Jetzt sichern" in texts and not any("Back up" in text for text in texts)


def test_by_keyboard_alone_and_every_control_has_a_name(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    with opened(desk.home) as app:
        must("the wedding", lambda: app.live.fresh and app.live.status.weddings)
        window = app.window
        window.activateWindow()
        for entry in list(window.sidebar.buttons):
            window.open_page(entry)
            assert unnamed(window) == []
        window.open_page("today")
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        must("the finder", lambda: window.finder.isVisible() and window.finder.field.hasFocus())
        QTest.keyClicks(window.finder.field, "timeline")
        must("the file", lambda: window.finder.list.model().rowCount() == 1)
        QTest.keyClick(window.finder.field, Qt.Key.Key_Escape)
        assert not window.finder.isVisible()
        window.sidebar.focus_pages()
        walked = set()
        for _ in range(60):
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
            walked.add(window.focusWidget())
        assert _page(app).act in walked and _page(app).days.findChildren(QWidget) and len(walked) >= 4


def test_quitting_says_that_backups_go_on(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    with opened(desk.home) as app:
        must("the status", lambda: app.live.fresh)
        app.ask_to_quit()
        dialog = next(one for one in app.window.findChildren(QuitDialog))
        assert dialog.stop.isVisibleTo(dialog) and "backups go on" in dialog.leave.text()
        dialog.reject()
        app.window.close()
        must("the farewell", lambda: app.farewell is not None)  # no tray without a screen
        assert "keeps watching" in app.farewell.text()
        app.farewell.done(0)
        QApplication.processEvents()


def test_killed_and_back(studio: tuple[Desk, int]) -> None:
    """Last: the engine has another process id after this."""
    desk, _ = studio
    with opened(desk.home) as app:
        must("the status", lambda: app.live.fresh and app.live.status.weddings)
        os.kill(app.live.status.pid, signal.SIGKILL)
        must("gone", lambda: app.live.gone is not None)
        assert app.window.banner.isVisibleTo(app.window) and "What is shown is of" in app.window.banner.accessibleName()
        assert app.window.standing.look == "off" and "not running" in app.tray.icon.toolTip()
        assert app.tray.standstill.isActive()
        app.window.hide()
        app.tray.standstill.timeout.emit()
        assert app.tray.last_notice.critical and "nothing is being backed up" in app.tray.last_notice.text
        app.window.show()
        desk.must("engine", "start")
        must("back", lambda: app.live.fresh and app.live.status.weddings)
        assert not app.tray.standstill.isActive()
        must("no banner", lambda: not app.window.banner.isVisibleTo(app.window))
        assert app.window.standing.look != "off"


def test_no_engine_is_started_once(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    desk.must("engine", "stop")
    asked: list[int] = []

    def start() -> None:
        asked.append(1)
        desk.must("engine", "start")

    with opened(desk.home, start) as app:
        must("the engine", lambda: app.live.fresh)
        assert asked == [1]


def test_that_the_engine_did_not_answer_is_not_said_any_more_once_it_does(studio: tuple[Desk, int]) -> None:
    desk, _ = studio
    desk.must("engine", "stop")

    def refuse() -> None:
        raise StudioBackupError("The engine did not answer within 30 seconds.")

    with opened(desk.home, refuse) as app:
        must("why not", lambda: "did not answer" in app.window.toast.words)
        desk.must("engine", "start")
        must("the engine", lambda: app.live.fresh)
        must("nothing is said", lambda: not app.window.toast.words)
