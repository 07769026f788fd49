"""The settings in the real window beside a real engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from studio_backup.api.client import find_engine
from studio_backup.api.policies import PolicyPatch
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery, UnlockRequest
from studio_backup.api.settings import SettingsPatch
from studio_backup.domain.policy import Daily, Interval
from studio_backup.ui.app import App
from studio_backup.ui.chosen_look import kept_scale
from studio_backup.ui.dialogs.source import SourceDialog
from studio_backup.ui.pages.settings import SettingsPage
from studio_backup.ui.tokens import DARK, LIGHT
from tests.e2e.desk import DATE, PASSPHRASE, WEDDING, Desk, write_wedding
from tests.e2e.engines import running_engine
from tests.support.windows import must, opened, unnamed

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A studio with one wedding and a NAS, and its engine."""
    desk = Desk(tmp_path_factory.mktemp("settings"))
    desk.passphrase.write_text(PASSPHRASE)
    write_wedding(desk.source)
    made = desk.raw(
        "--json", "--home", desk.home, "--passphrase-file", desk.passphrase, "vault", "create", desk.vault,
        "--studio", "North Light", "--kit", desk.base / "kit.pdf",
    )  # fmt: skip
    assert made.exit == 0, made.err
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "NAS", desk.base / "nas", "--role", "nas")
    desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE)
    with running_engine(desk):
        yield desk


class _Engine:
    """Another client of the same engine."""

    def __init__(self, desk: Desk) -> None:
        self._client = find_engine(str(desk.home))
        assert self._client is not None
        self.ask = RemoteService(self._client)

    def __enter__(self) -> RemoteService:
        return self.ask

    def __exit__(self, *_: object) -> None:
        assert self._client is not None
        self._client.close()


def _section(app: App, name: str, target: str = "") -> Any:
    """A section of the settings, as a person opens it."""
    must("the status", lambda: app.live.fresh)
    app.window.open_page("settings", f"{name}:{target}" if target else name)
    page = app.window.page
    assert isinstance(page, SettingsPage) and page.section is page.sections[name]
    return page.section


def _press(button: Any) -> None:
    must(f"{button.text()} can be pressed", button.isEnabled)
    QTest.mouseClick(button, LEFT)


def test_a_policy_is_edited_with_its_sentence_and_next_runs(studio: Desk) -> None:
    with opened(studio.home) as app, _Engine(studio) as other:
        editor = _section(app, "policies").editor
        must("the default policy", lambda: editor.found is not None)
        assert "changes" in editor.when.sentence.text() and not editor.save.isVisibleTo(editor.foot)
        builder = editor.when.builder
        builder.kind.setCurrentIndex(2)
        builder.times.clear()
        QTest.keyClicks(builder.times, "22:30 soon")
        assert "“soon”" in editor.when.sentence.text() and not editor.save.isEnabled()
        builder.times.clear()
        QTest.keyClicks(builder.times, "12:30, 22.30")
        must("the sentence", lambda: editor.when.sentence.text() == "Every day at 12:30 and 22:30.")
        assert len(editor.when.told) == 5 and all(one.endswith(("12:30", "22:30")) for one in editor.when.told)
        assert editor.unsaved.text() == "Not saved: when"
        _press(editor.save)
        must("it is kept", lambda: other.policies.get("default").schedule == Daily(times=("12:30", "22:30")))
        must("nothing is left to save", lambda: not editor.touched)

        editor.where.copies.setValue(2)
        must("it asks whether less is meant", lambda: editor.meant.isVisibleTo(editor))
        assert "3 / 2 / 2" in editor.conflict_words.text() and not editor.save.isEnabled()
        editor.meant.setChecked(True)
        other.policies.edit(
            "default", PolicyPatch(schedule=Interval(minutes=30)), other.policies.get("default").version
        )
        _press(editor.save)
        must("it is told what another one changed", lambda: "schedule" in editor.said.words)
        assert editor.mine.isVisibleTo(editor.foot) and editor.where.copies.value() == 2
        _press(editor.mine)
        must("mine is kept beside theirs", lambda: other.policies.get("default").copies == 2)
        assert other.policies.get("default").schedule == Interval(minutes=30)
        must("both are shown", lambda: "30 minutes" in editor.when.sentence.text() and not editor.touched)


def test_a_policy_from_a_template_and_what_its_removal_means(studio: Desk) -> None:
    with opened(studio.home) as app, _Engine(studio) as other:
        section = _section(app, "policies")
        must("the policies", lambda: section.policies and section.editor.found)
        section._offer()
        action = next(one for one in section.menu.actions() if one.text() == "Venue")
        section.menu.close()
        action.trigger()
        editor = section.editor
        must("what it would do", lambda: editor.found is not None)
        assert editor.is_new and "five times as often" in editor.when.sentence.text()
        _press(editor.save)
        must("it is kept", lambda: editor.policy.id and not editor.touched)
        source = other.sources(PageQuery()).items[0]
        studio.must("source", "edit", source.id, "--policy", editor.policy.id)
        must("who uses it", lambda: section.users.text().startswith("1 folder"))
        _press(editor.remove)
        must("the plan", lambda: hasattr(section, "plan"))
        _press(section.plan.go)
        must("it is gone", lambda: [one.id for one in section.policies] == ["default"])
        assert [one.id for one in other.policies.list(PageQuery()).items] == ["default"]


def test_excludes_are_looked_at_while_they_are_typed(studio: Desk) -> None:
    with opened(studio.home) as app, _Engine(studio) as other:
        section = _section(app, "folders")
        must("the folder", lambda: section.model.items)
        section.table.selectRow(0)
        must("an estimate", lambda: section.estimate.text())
        _press(section.edit)
        dialog: SourceDialog = section.findChild(SourceDialog)
        must("all of it", lambda: "files" in dialog.taken.text())
        QTest.keyClicks(dialog.excludes, "*.xmp")
        must("what is left out", lambda: [one.path for one in dialog.rules.items] == ["*.xmp"])
        assert "6 files" in dialog.rules.index(0, 1).data() and dialog.left_out.text().startswith("6 ")
        dialog.date.setText("soon")
        _press(dialog.save)
        assert "year, month, day" in dialog.said.words
        dialog.date.setText(DATE)
        _press(dialog.save)
        must("it is kept", lambda: other.sources(PageQuery()).items[0].excludes == ("*.xmp",))
        must("the table has it", lambda: section.model.items[0].excludes == ("*.xmp",))


def test_a_folder_comes_and_goes_and_its_points_stay(studio: Desk, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.jpg").write_bytes(os.urandom(5_000))
    with opened(studio.home) as app, _Engine(studio) as other:
        section = _section(app, "folders", "add")
        dialog: SourceDialog = section.findChild(SourceDialog)
        assert not dialog.save.isEnabled()
        dialog.path.setText(str(tmp_path / "not there"))
        must("the error in its place", lambda: "not there" in dialog.said.words)
        dialog.path.setText(str(tmp_path / "more"))
        must("what it takes", lambda: dialog.taken.text().startswith("1 files"))
        _press(dialog.save)
        must("it is listed", lambda: len(section.model.items) == 2)
        section.table.selectRow(1)
        _press(section.remove)
        must("the plan", lambda: hasattr(section, "plan"))
        _press(section.plan.go)
        must("it is gone", lambda: len(section.model.items) == 1)
        assert len(other.sources(PageQuery()).items) == 1


def test_the_appearance_is_kept_by_the_engine_and_followed(studio: Desk) -> None:
    with opened(studio.home) as app, _Engine(studio) as other:
        section = _section(app, "appearance")
        must("the settings", lambda: section._held.now is not None)
        section.appearance.setCurrentIndex(2)
        section.appearance.activated.emit(2)
        must("it is dark", lambda: app.theme.tokens is DARK)
        assert other.settings.get().appearance == "dark"
        QTest.mouseClick(section.still, LEFT, pos=section.still.rect().center() * 0.1)
        section.scale.activated.emit(5)
        must("the size is remembered for the next start", lambda: kept_scale(str(studio.home)) == 175)
        other.settings.edit(SettingsPatch(appearance="light", reduce_motion=True), other.settings.get().version)
        must("it follows another client", lambda: app.theme.tokens is LIGHT and app.theme.still)
        assert section.appearance.currentIndex() == 1 and section.still.isChecked()
        other.settings.edit(SettingsPatch(reduce_motion=False, scale=0), other.settings.get().version)
        must("it moves again", lambda: not app.theme.still)
    with opened(studio.home) as app:
        assert app.theme.tokens is LIGHT, "the window looks so before any engine answered"


def test_limits_of_the_machine_and_of_the_line(studio: Desk) -> None:
    with opened(studio.home) as app, _Engine(studio) as other:
        section = _section(app, "limits")
        must("the line", lambda: section.hours is not None and section._held.now is not None)
        section.battery.setValue(15)
        must("the battery", lambda: other.settings.get().battery_percent == 15)
        section.metered.setChecked(True)
        must("the network", lambda: other.settings.get().metered)
        _press(section.hours.add)
        _press(section.save)
        must("the line is told", lambda: "2.0 MB/s 08:00 to 18:00" in section.told.text())
        assert len(other.tiers.line().bandwidth.windows) == 1


def test_the_kit_is_tried_and_printed_and_the_vault_locked(studio: Desk, tmp_path: Path) -> None:
    with opened(studio.home) as app, _Engine(studio) as other:
        section = _section(app, "kit")
        must("the vault", lambda: "North Light" in section.facts.text())
        section.typed.setPlainText("these are no groups")
        _press(section.try_typed)
        must("it opens nothing", lambda: section.try_typed.isEnabled() and section.said.words)
        assert "opens the vault" not in section.said.words
        section.try_file(str(studio.kit))
        must("it opens the vault", lambda: "opens the vault of North Light" in section.said.words)
        must("the date is kept", lambda: section.line.text().startswith("Last tried"))
        section.print_page(str(tmp_path / "again.pdf"))
        must("an answer", lambda: section.print.isEnabled() and section.print_said.words)
        if section.print_from.isVisibleTo(section):  # a kit that was made by the command line is not at hand
            section._print_with(str(studio.kit))
            must("the page", lambda: (tmp_path / "again.pdf").exists() and "saved in" in section.print_said.words)
        _press(section.lock)
        must("it is locked", lambda: app.live.fresh and app.live.status and app.live.status.state == "locked")
        must("unlocking is offered", lambda: section.unlock.isVisibleTo(section))
        assert not section.lock.isVisibleTo(section)
        other.unlock(UnlockRequest(passphrase=PASSPHRASE))
        must("it is open", lambda: section.lock.isVisibleTo(section))


def test_a_token_is_shown_once(studio: Desk) -> None:
    with opened(studio.home) as app, _Engine(studio) as other:
        section = _section(app, "access")
        dialog = section.begin()
        QTest.keyClicks(dialog.name, "Lightroom")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        must("the token", lambda: dialog.token.text() and dialog.copy.isVisibleTo(dialog))
        _press(dialog.copy)
        assert QGuiApplication.clipboard().text() == dialog.token.text()
        dialog.reject()
        must("it is listed", lambda: [one.name for one in section.model.items] == ["Lightroom"])
        section.table.selectRow(0)
        _press(section.revoke)
        _press(section.plan.go)
        must("it is gone", lambda: not section.model.items)
        assert not other.tokens.list(PageQuery()).items


def test_each_section_is_reached_by_keyboard_and_all_is_named(studio: Desk) -> None:
    """Last: the engine is stopped in it."""
    with opened(studio.home) as app:
        _section(app, "folders")
        page = app.window.page
        assert isinstance(page, SettingsPage)
        seen = []
        page.nav.setFocus()
        for _ in range(page.nav.count()):
            section = page.section
            assert section is not None
            must("it is shown", lambda: section.isVisibleTo(app.window))  # noqa: B023
            seen.append(section)
            assert unnamed(app.window) == []
            QTest.keyClick(page.nav, Qt.Key.Key_Down)
        assert len(set(seen)) == 7
        studio.must("engine", "stop")
        must("the engine is gone", lambda: app.live.gone is not None)
        assert not seen[-1].isEnabled() and seen[-1].accessibleDescription()
