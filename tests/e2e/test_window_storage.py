"""Storage and Verify with the real engine and the real window: a place added, damage healed from the alert, removal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.work import VerifyAsked
from studio_backup.ui.dialogs.add_place import KIND, TRIED, WHERE, AddPlaceDialog
from studio_backup.ui.dialogs.edit_place import EditPlaceDialog
from studio_backup.ui.dialogs.remove_place import RemovePlaceDialog
from studio_backup.ui.dialogs.run_check import RunCheckDialog
from studio_backup.ui.pages.storage import StoragePage
from studio_backup.ui.pages.today import TodayPage
from studio_backup.ui.pages.verify import VerifyPage
from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine
from tests.support.windows import must, opened, unnamed


@pytest.fixture(scope="module")
def studio(made: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A studio which watches one wedding, with its engine and no second place."""
    copy = Desk(tmp_path_factory.mktemp("storage") / "studio")
    shutil.copytree(made.base, copy.base, symlinks=True)
    joined = copy.home / "vault.json"
    joined.write_text(joined.read_text().replace(str(made.base), str(copy.base)))
    copy.must("source", "add", copy.source, "--wedding", WEDDING, "--date", DATE, "--settle", "0.5")
    with running_engine(copy):
        yield copy


def _storage(app: Any) -> StoragePage:
    app.window.open_page("storage")
    assert isinstance(app.window.page, StoragePage)
    return app.window.page


def _verify(app: Any) -> VerifyPage:
    app.window.open_page("verify")
    assert isinstance(app.window.page, VerifyPage)
    return app.window.page


def _dialog(app: Any, kind: type[QDialog]) -> Any:
    return next(one for one in app.window.findChildren(kind) if one.isVisible())


def _card(page: StoragePage, name: str) -> Any:
    return next((one for one in page.cards.values() if one.card.name == name), None)


def test_a_nas_folder_is_tried_out_then_added_and_gets_its_copies(studio: Desk) -> None:
    nas = studio.base / "nas"
    with opened(studio.home) as app:
        must("the backup", lambda: app.live.fresh and app.live.status.weddings)
        page = _storage(app)
        must("the vault's card", lambda: not page.vault.isHidden() and page.alone.isVisibleTo(page))
        QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
        dialog = _dialog(app, AddPlaceDialog)
        assert dialog.step == KIND and unnamed(dialog) == []
        dialog.kind.list.setCurrentRow(2)
        QTest.keyClick(dialog.kind.list, Qt.Key.Key_Return)
        assert dialog.step == WHERE and not dialog.on.isEnabled() and "missing" in dialog.waits.text()
        dialog.where.path.setText("nas")
        assert "whole path" in dialog.waits.text()
        dialog.where.path.setText(str(nas))
        assert unnamed(dialog) == []
        QTest.mouseClick(dialog.on, Qt.MouseButton.LeftButton)
        assert dialog.step == TRIED and not dialog.on.isEnabled()
        must("what was found", lambda: "came back equal" in dialog.tried.lines.accessibleName())
        assert not nas.exists() and page.cards == {}  # nothing is trusted, nothing was left
        must("Use this place", dialog.on.isEnabled)
        QTest.mouseClick(dialog.on, Qt.MouseButton.LeftButton)
        must("its card", lambda: _card(page, "NAS"))
        must("its copies", lambda: _card(page, "NAS").card.state == "good" and _card(page, "NAS").card.used_bytes)
        card = _card(page, "NAS")
        assert "It has all that it should have" in card.accessibleName() and not page.alone.isVisibleTo(page)
        assert unnamed(app.window) == [] and app.tripwire.count == 0, app.tripwire.stalls


def _harm(place: Path) -> Path:
    """Change a byte of the largest pack; returns its path."""
    packs = [one for one in place.rglob("*") if one.is_file() and "packs" in one.parts]
    pack = max(packs, key=lambda one: one.stat().st_size)
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.chmod(0o600)
    pack.write_bytes(bytes(data))
    return pack


def test_damage_is_healed_by_the_alerts_button(studio: Desk) -> None:
    """The button of the alert on Today; then Verify says what was damaged, and from where it was healed."""
    pack = _harm(studio.base / "nas")
    harmed = pack.read_bytes()
    client = find_engine(str(studio.home))
    assert client
    with client:
        RemoteService(client).work.verify(VerifyAsked(tier="NAS"))
    with opened(studio.home, page="today") as app:
        today = app.window.page
        assert isinstance(today, TodayPage)
        must("the alert", lambda: any(one.alert.kind == "damage" for one in today.alerts.cards))
        (card,) = [one for one in today.alerts.cards if one.alert.kind == "damage"]
        heal = next(one for one in card.buttons if one.text() == "Heal it")
        QTest.mouseClick(heal, Qt.MouseButton.LeftButton)
        must("what is done", lambda: "healing what is damaged" in app.window.toast.words)
        must("the alert to go", lambda: app.live.fresh and not any(a.kind == "damage" for a in app.live.status.alerts))
        assert pack.read_bytes() != harmed
        page = _verify(app)
        must("the healing in the history", lambda: any(one.healed for one in page.history.items))
        must("its files", lambda: page.damage.chip.accessibleName() == "Found, and good again")
        must("the grid", lambda: page.model.rows and page.model.places == ("local", "NAS"))
        said = page.model.data(page.model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
        assert "Read back 100 %" in said and "damaged" not in said, said
        assert unnamed(app.window) == [] and app.tripwire.count == 0, app.tripwire.stalls


def test_a_drill_is_asked_for_a_cell_and_measured(studio: Desk) -> None:
    with opened(studio.home) as app:
        page = _verify(app)
        must("the grid", lambda: page.model.rows)
        page.table.setCurrentIndex(page.model.index(0, 2))
        QTest.mouseClick(page.run, Qt.MouseButton.LeftButton)
        dialog = _dialog(app, RunCheckDialog)
        assert dialog.scope.currentText() == f"{WEDDING}, at NAS" and dialog.scope.count() == 4
        dialog.choose("drill")
        QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
        must("the drill", lambda: any(one.level == "drill" for one in page.history.items))
        view = page.model.rows[0].cells[1]
        must("the cell", lambda: page.model.rows[0].cells[1].drilled_ns)
        assert view is not None and page.model.cell(page.model.index(0, 2)).levels[2].share == 100.0


def test_a_place_is_shown_limited_and_removed(studio: Desk) -> None:
    """Last: there is no second place after this."""
    with opened(studio.home) as app:
        page = _storage(app)
        must("its card", lambda: _card(page, "NAS"))
        app.window.open_page("today")
        app.window.open_page("storage", "tier:NAS")
        must("the focus", lambda: _card(page, "NAS").edit.hasFocus() or not app.window.isActiveWindow())
        QTest.mouseClick(_card(page, "NAS").edit, Qt.MouseButton.LeftButton)
        edit = _dialog(app, EditPlaceDialog)
        QTest.mouseClick(edit.hours.add, Qt.MouseButton.LeftButton)
        assert unnamed(edit) == []
        QTest.mouseClick(edit.save, Qt.MouseButton.LeftButton)
        must("the limit", lambda: _card(page, "NAS").card.bandwidth.windows)
        page._remove(_card(page, "NAS").card)
        dialog = _dialog(app, RemovePlaceDialog)
        must("the plan", lambda: dialog.plan is not None)
        assert dialog.loses.count() == 1
        assert "none away from this machine" in dialog.said.text() and not dialog.remove.isEnabled()
        QTest.keyClicks(dialog.typed, "NAS")
        QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
        must("no card", lambda: not page.cards and page.alone.isVisibleTo(page))
    client = find_engine(str(studio.home))
    assert client and (studio.base / "nas" / "tier").exists()
    with client:
        assert RemoteService(client).tiers.list(PageQuery()).items == ()
