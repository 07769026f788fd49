"""The first run in the real window beside a real engine: by keyboard alone, closed midway, into an existing vault."""

from __future__ import annotations

import contextlib
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
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from studio_backup.api.endpoint import read_endpoint
from studio_backup.engine.unlock import read_kit
from studio_backup.repository.kit import kit_groups
from studio_backup.ui.dialogs.kit import KitDialog
from studio_backup.ui.pages.today import TodayPage
from tests.e2e.desk import DATE, PASSPHRASE, WEDDING, Desk, contents, write_wedding
from tests.support.calendars import calendar, event, wedding
from tests.support.windows import must, opened, unnamed

KIT = "Studio Backup recovery kit.txt"


@contextlib.contextmanager
def _laptop(desk: Desk) -> Iterator[Any]:
    """A laptop on which an engine starts with the window, and surely ends."""

    def start() -> None:
        ended = desk.raw("--json", "--home", desk.home, "engine", "start")
        assert ended.exit == 0, ended

    try:
        yield start
    finally:
        desk.raw("--home", desk.home, "engine", "stop")
        endpoint = read_endpoint(str(desk.home))
        if endpoint is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(endpoint.pid, 9)


@pytest.fixture
def fresh(tmp_path: Path) -> Desk:
    """A laptop on which nothing was ever done, with a wedding among its pictures."""
    desk = Desk(tmp_path / "studio", name="fresh")
    write_wedding(desk.base / "Pictures" / "anna-and-ben", photos=3)
    (desk.base / "Documents").mkdir()
    return desk


def _said(widget: QWidget) -> str:
    """All its labels."""
    return " | ".join(one.text() for one in widget.findChildren(QLabel))


class Hands:
    """A person at the keyboard: no mouse, no call of the program's own."""

    def __init__(self, app: Any) -> None:
        self.app = app
        must("the first run", lambda: app.window.first_run.shown)
        self.wizard = app.window.first_run.shown

    def at(self, step: str) -> Any:
        """Wait until that step is shown."""
        must(f"the step {step}", lambda: self.wizard.step.name == step)
        assert unnamed(self.wizard) == []
        return self.wizard.step

    def press(self, key: Qt.Key) -> None:
        """One key, to whatever has the focus."""
        QTest.keyClick(self.app.window.focusWidget() or self.app.window, key)

    def type(self, text: str) -> None:
        """Over what stands in the field."""
        field = self.app.window.focusWidget()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def tab_to(self, widget: QWidget) -> None:
        """Tab until this has the focus."""
        must(f"{widget.accessibleName()!r} is shown", widget.isVisible)
        walked = []
        for _ in range(60):
            if self.app.window.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
            walked.append(getattr(self.app.window.focusWidget(), "accessibleName", str)())
        raise AssertionError(f"{widget.accessibleName()!r} cannot be reached by Tab, only {walked[:20]}")

    def go(self) -> None:
        """Wait until Continue may be pressed, and press Return where one is."""
        must("Continue", self.wizard.go.isEnabled)
        self.press(Qt.Key.Key_Return)


def _name_and_vault(hands: Hands, desk: Desk) -> None:
    hands.at("name")
    assert not hands.wizard.go.isEnabled() and "missing" in hands.wizard.why.text()
    hands.type("North Light")
    hands.go()
    step = hands.at("place")
    must("places with space and speed", lambda: all(text in _said(step.places) for text in (" free of ", "measured")))
    hands.tab_to(step.passphrase.first)
    hands.type("hunter2")
    must("a weak passphrase is said", lambda: "Too weak" in step.passphrase.said.text())
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Tab)
    hands.type(PASSPHRASE)
    must("a strong one too", lambda: not step.passphrase.waits)
    hands.tab_to(step.kit.field)
    hands.type(str(desk.base / "Documents"))
    hands.go()


def _kit(hands: Hands, desk: Desk) -> None:
    step = hands.at("kit")
    must("two groups", lambda: len(step.groups.fields) == 2)
    groups = kit_groups(read_kit(str(desk.base / "Documents" / KIT)).key)
    first, second = step.groups.fields
    hands.tab_to(first)
    hands.type(groups[step.groups.numbers[0] - 1].lower())
    hands.press(Qt.Key.Key_Tab)
    assert hands.app.window.focusWidget() is second
    hands.type("AAAAA")
    must("the wrong group is named", lambda: f"Group {step.groups.numbers[1]} is not right" in hands.wizard.why.text())
    hands.type(groups[step.groups.numbers[1] - 1])
    must("the kit is confirmed", lambda: step.groups.confirmed)
    hands.go()


def _folders(hands: Hands) -> None:
    step = hands.at("folders")
    must("a suggestion", lambda: step.rows)
    row = step.rows[0]
    assert row.chosen and "3 photos" in row.count.text()
    hands.tab_to(row.wedding)
    hands.type(WEDDING)
    must("its day is asked for", lambda: "is still missing" in hands.wizard.why.text())
    hands.tab_to(row.date)
    hands.type(DATE)
    hands.go()


def _calendar(hands: Hands, desk: Desk) -> None:
    """A calendar in a file: looked into, one event corrected, connected."""
    day = (datetime.now(UTC) + timedelta(days=40)).strftime("%Y%m%d")
    told = calendar(wedding("w1", "Zoe & Max", day), event("d1", "Dentist", f"DTSTART:{day}T090000Z"))
    (desk.base / "work.ics").write_bytes(told)
    step = hands.at("calendar")
    assert not hands.wizard.go.isEnabled() and "missing" in hands.wizard.why.text()
    hands.type(str(desk.base / "work.ics"))
    hands.go()
    must("what it holds", lambda: step.looked or step.trouble)
    assert step.looked and "among 2 events" in _said(step.events), step.trouble
    hands.go()
    must("it is connected", lambda: step.calendars or step.trouble)
    assert not step.trouble
    hands.go()


def test_from_nothing_to_a_protected_wedding_by_keyboard_alone(fresh: Desk) -> None:
    with _laptop(fresh) as start, opened(fresh.home, start, language="en") as app:
        hands = Hands(app)
        _name_and_vault(hands, fresh)
        _kit(hands, fresh)
        _folders(hands)
        second = hands.at("second")
        hands.tab_to(second.places.folder.field)
        hands.type(str(fresh.base / "nas"))
        hands.go()
        must("it was tried out", lambda: second.tiers or second.trouble)
        assert not second.trouble and "read back and compared" in _said(second)
        must("Continue has the focus", lambda: hands.app.window.focusWidget() is hands.wizard.go)
        hands.go()
        _calendar(hands, fresh)
        last = hands.at("backup")
        must("the switch", last.login.box.isEnabled)
        must("the backup", lambda: "is done" in last.question.text())
        hands.tab_to(hands.wizard.go)
        hands.press(Qt.Key.Key_Return)
        must("Today", lambda: app.window.first_run.shown is None)
        assert isinstance(app.window.page, TodayPage)
        must("the wedding is safe in both", lambda: _copies(app) == 2)
        assert not _reminders(app)
        assert not [one for one in app.tripwire.stalls if "ui/first_run" in one.stack]
    shutil.copy(fresh.base / "Documents" / KIT, fresh.kit)
    fresh.must("restore", "--wedding", WEDDING, "--to", fresh.base / "back")
    assert contents(fresh.base / "back" / "Pictures") == contents(fresh.base / "Pictures")


def _weddings(app: Any) -> list[str]:
    return [one.wedding for one in app.live.status.weddings]


def _reminders(app: Any) -> list[Any]:
    return [one for one in app.live.status.alerts if one.kind == "kit_not_saved"]


def _copies(app: Any) -> int:
    found = [one for one in app.live.status.weddings if one.wedding == WEDDING] if app.live.status else []
    return sum(1 for one in found for copy in one.copies if copy.points and not copy.waiting)


def test_closed_midway_it_goes_on_where_the_engine_is_and_the_kit_is_saved_later(fresh: Desk) -> None:
    with _laptop(fresh) as start:
        with opened(fresh.home, start, language="en") as app:
            hands = Hands(app)
            _name_and_vault(hands, fresh)
            hands.at("kit")
        with opened(fresh.home, start, language="en") as app:
            hands = Hands(app)
            step = hands.at("kit")
            must("two groups", lambda: step.groups.numbers)
            hands.tab_to(hands.wizard.back)
            hands.press(Qt.Key.Key_Return)
            told = hands.at("place")
            must("what is made", lambda: str(fresh.base) in told.told.text() and not told.asked.isVisibleTo(told))
            hands.go()
            hands.at("kit")
            _put_off(hands)
            hands.at("folders")
            must("a suggestion", lambda: hands.wizard.step.rows)
            hands.tab_to(hands.wizard.step.rows[0].tick)
            hands.press(Qt.Key.Key_Space)
            _put_off(hands)
            hands.at("second")
            _put_off(hands)
            hands.at("calendar")
            _put_off(hands)
            hands.at("backup")
            told = [one.accessibleName().rpartition(": ")[2] for one in hands.wizard.rail.lines]
            assert told == ["done", "done", *["put off"] * 4, "now"]
            hands.tab_to(hands.wizard.go)
            hands.press(Qt.Key.Key_Return)
            must("Today", lambda: app.window.first_run.shown is None)
        with opened(fresh.home, start, language="en") as app:
            must("the reminder", lambda: app.live.fresh and _reminders(app))
            assert app.window.first_run.shown is None
            _save_the_kit(app, fresh)


def _put_off(hands: Hands) -> None:
    must("Later", hands.wizard.later.isVisible)
    hands.tab_to(hands.wizard.later)
    hands.press(Qt.Key.Key_Return)


def _save_the_kit(app: Any, desk: Desk) -> None:
    cards = app.window.page.alerts.cards
    card = next(one for one in cards if one.alert.kind == "kit_not_saved")
    QTest.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    dialog = next(iter(app.window.findChildren(KitDialog)))
    must("two groups", lambda: len(dialog.step.groups.fields) == 2)
    dialog.step.save_to(str(desk.base / "once more.pdf"))
    must("the page", lambda: (desk.base / "once more.pdf").exists())
    groups = kit_groups(read_kit(str(desk.base / "Documents" / KIT)).key)
    for number, field in zip(dialog.step.groups.numbers, dialog.step.groups.fields, strict=True):
        QTest.keyClicks(field, groups[number - 1])
    must("confirmed", dialog.done_button.isEnabled)
    dialog.accept()
    must("the reminder's end", lambda: not _reminders(app))
    QApplication.processEvents()


def test_a_vault_that_exists_is_opened_from_its_copy_with_the_kit(desk: Desk) -> None:
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "NAS", desk.base / "nas", "--role", "nas")
    desk.back_up()
    desk.must("replicate")
    shutil.rmtree(desk.vault)
    other = Desk(desk.base, name="other")
    with _laptop(other) as start, opened(other.home, start, language="en") as app:
        hands = Hands(app)
        step = hands.at("name")
        hands.tab_to(step.join)
        hands.press(Qt.Key.Key_Return)
        step = hands.at("vault")
        hands.type(str(desk.base / "nowhere"))
        hands.tab_to(step.kit)
        hands.type(str(desk.kit))
        hands.go()
        must("why not", lambda: step.trouble)
        hands.tab_to(step.folder.field)
        hands.type(str(desk.base / "nas"))
        hands.tab_to(step.local.field)
        hands.type(str(desk.base / "new vault"))
        hands.go()
        must("it is open", lambda: hands.wizard.step.name == "found" or (not step.busy and step.trouble))
        found = hands.at("found")
        assert "in this vault" in _said(found) and str(desk.base / "new vault") in _said(found)
        hands.tab_to(hands.wizard.go)
        hands.press(Qt.Key.Key_Return)
        must("Today", lambda: app.window.first_run.shown is None)
        must("its wedding", lambda: _weddings(app) == [WEDDING])
