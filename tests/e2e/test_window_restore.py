"""The page that restores, in the real window beside a real engine: by keyboard, with undo, with what is damaged."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from studio_backup.ui.app import App
from studio_backup.ui.dialogs.compare import CompareDialog
from studio_backup.ui.dialogs.reading import ReadingDialog
from studio_backup.ui.dialogs.undo import UndoDialog
from studio_backup.ui.pages.restore import RestorePage
from tests.e2e.desk import PASSPHRASE, Desk, contents, write_wedding
from tests.e2e.engines import running_engine
from tests.support.windows import must, opened, unnamed

PHOTOS = ("DSC_0000.CR2", "DSC_0001.CR2", "DSC_0002.CR2")


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A wedding with two recovery points: a note was changed and a list deleted between them."""
    desk = Desk(tmp_path_factory.mktemp("restore"))
    desk.passphrase.write_text(PASSPHRASE)
    write_wedding(desk.source)
    for sidecar in desk.source.rglob("*.xmp"):
        sidecar.unlink()
    (desk.source / "Guests.txt").write_text("Aunt Mary\n")
    kit = desk.base / "kit.pdf"
    made = desk.raw(
        "--json", "--home", desk.home, "--passphrase-file", desk.passphrase, "vault", "create", desk.vault,
        "--studio", "North Light", "--kit", kit,
    )  # fmt: skip
    assert made.exit == 0, made.err
    desk.back_up()
    (desk.source / "Timeline.txt").write_text("15:00 Vows, and more of it\n")
    (desk.source / "Guests.txt").unlink()
    desk.back_up()
    with running_engine(desk):
        yield desk


class _Handler(QObject):
    """Stands for the program that shows folders."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QUrl] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        """Qt calls it."""
        self.shown.append(url)


def _page(app: App) -> RestorePage:
    page = app.window.page
    assert isinstance(page, RestorePage)
    return page


def _opened(app: App) -> RestorePage:
    """The page, with the wedding's root listed."""
    page = _page(app)
    must("the wedding", lambda: page.model.loaded and page.model.rows)
    must("its moments", lambda: page.files.timeline.maximum() == 2)
    return page


def _go_into(page: RestorePage, name: str) -> None:
    """By keyboard: Home, the arrow until it is there, Return."""
    page.files.grid.setFocus()
    QTest.keyClick(page.files.grid, Qt.Key.Key_Home)
    while (row := page.files.current_row()) is not None and row.name != name:
        before = page.files.grid.currentIndex().row()
        QTest.keyClick(page.files.grid, Qt.Key.Key_Right)
        assert page.files.grid.currentIndex().row() > before
    QTest.keyClick(page.files.grid, Qt.Key.Key_Return)
    must(name, lambda: page.model.loaded and page.model.place and page.model.place.path.endswith(name))


def _press(button: QWidget) -> None:
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)


def _drop(part: QWidget, folder: Path) -> None:
    """As a file manager drops a folder."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(folder))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(part, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, held, buttons, keys))
    QApplication.sendEvent(part, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, held, buttons, keys))


def test_three_photos_come_back_by_keyboard_and_go_again(studio: Desk, tmp_path: Path) -> None:
    with opened(studio.home, page="restore") as app:
        page = _opened(app)
        built = len(app.tripwire.stalls)
        assert not unnamed(page)
        _go_into(page, "RAW")
        _go_into(page, "day 1")
        must("the tree follows", lambda: page.left.tree.currentIndex().data() == "day 1")
        QTest.keyClick(page.files.grid, Qt.Key.Key_Home)
        for _ in range(2):
            QTest.keyClick(page.files.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert [row.name for row in page.files.selected_rows()] == list(PHOTOS)
        page.plan.choose_target(str(tmp_path / "back"))
        must("the plan", page.plan.restore.isEnabled)
        assert page.plan.restore.text().startswith("Restore 3 photos (450 kB, from this computer")
        assert page.plan.target.text() == str(tmp_path / "back")
        _press(page.plan.restore)
        must("the result", lambda: page.run.ended)
        assert page.run.said.text() == "3 restored, 3 verified, 0 failed"
        here, there = contents(tmp_path / "back"), contents(studio.source)
        root = f"{studio.source.name}/"
        assert {name: one for name, one in here.items() if one != "folder"} == {
            f"{root}RAW/day 1/{name}": there[f"RAW/day 1/{name}"] for name in PHOTOS
        }
        handler = _Handler()
        QDesktopServices.setUrlHandler("file", handler, "show")
        _press(page.run.show_folder)
        QDesktopServices.unsetUrlHandler("file")
        assert [url.toLocalFile() for url in handler.shown] == [str(tmp_path / "back")]
        _press(page.run.undo)
        dialog = next(one for one in page.findChildren(UndoDialog))
        must("the plan of the undo", dialog.undo.isEnabled)
        assert "Undo removes" in dialog.said.text()
        QTest.keyClick(dialog.undo, Qt.Key.Key_Return)
        must("undone", lambda: page.run.ended and page.run.ended.job.kind == "undo")
        assert page.run.said.text().startswith("Undone: ") and contents(tmp_path / "back") == {}
        _press(page.run.done)
        assert page.bar.currentWidget() is page.plan
        assert not [one for one in app.tripwire.stalls[built:] if "pages/restore" in one.stack]


def test_files_are_dragged_out(studio: Desk) -> None:
    """They lie there before a drag hands them over; who let go too early drags once more."""
    with opened(studio.home, page="restore") as app:
        page = _opened(app)
        _go_into(page, "RAW")
        _go_into(page, "day 1")
        taken: list[dict[str, bytes]] = []

        def take(paths: tuple[str, ...], _: object) -> None:
            taken.append({os.path.basename(path): Path(path).read_bytes() for path in paths})

        page.drag.hand_over = take
        there = studio.source / "RAW" / "day 1"
        QTest.keyClick(page.files.grid, Qt.Key.Key_Home)
        QTest.keyClick(page.files.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        page.files.grid.startDrag(Qt.DropAction.CopyAction)
        must("the drag", lambda: taken)
        assert taken.pop() == {name: (there / name).read_bytes() for name in PHOTOS[:2]}
        QTest.keyClick(page.files.grid, Qt.Key.Key_End)
        page.files.grid.startDrag(Qt.DropAction.CopyAction)
        QTest.mouseRelease(page.files.grid.viewport(), Qt.MouseButton.LeftButton)
        must("the words", lambda: "drag it once more" in app.window.toast.words)
        assert not taken
        page.files.grid.startDrag(Qt.DropAction.CopyAction)
        assert [*taken.pop()] == [page.files.selected_rows()[0].name]
        assert page.run.job is None and page.bar.currentWidget() is page.plan


def test_an_earlier_moment_versions_and_deleted_files(studio: Desk) -> None:
    with opened(studio.home, page="restore") as app:
        page = _opened(app)
        must("versions in the grid", lambda: any(row.versions == 2 for row in page.model.rows))
        assert "Guests.txt" not in [row.name for row in page.model.rows]
        page.left.show_deleted.setFocus()
        QTest.keyClick(page.left.show_deleted, Qt.Key.Key_Space)
        must("the deleted file", lambda: [row.name for row in page.model.rows if row.gone] == ["Guests.txt"])
        page.files.choose(page.model.number_of("Timeline.txt"))
        must("two versions", lambda: len(page.versions.model.versions) == 2)
        must("the plan", page.plan.restore.isEnabled)
        newer = page.plan.restore.text()
        QTest.keyClick(page.versions.list, Qt.Key.Key_Down)
        must("another plan", lambda: page.plan.restore.isEnabled() and page.plan.restore.text() != newer)
        assert "11 B" in page.plan.restore.text()
        _press(page.versions.compare)
        dialog = next(one for one in page.findChildren(CompareDialog))
        assert "27 B at the left, 11 B at the right" in dialog.told.text() and not unnamed(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        page.files.timeline.setFocus()
        QTest.keyClick(page.files.timeline, Qt.Key.Key_Home)
        must("the older moment", lambda: page.model.loaded and page.model.number_of("Guests.txt") >= 0)
        assert not any(row.gone for row in page.model.rows)


def test_search_and_the_finders_target(studio: Desk) -> None:
    with opened(studio.home, page="restore") as app:
        page = _opened(app)
        QTest.keyClicks(page.left.search, "Guests")
        must("the file of an earlier time", lambda: [row.name for row in page.model.rows] == ["Guests.txt"])
        found = page.model.rows[0]
        page.files.choose(0)
        must("the plan", page.plan.restore.isEnabled)
        assert app.window.open_page("restore", f"file:{found.entry.point}:{found.entry.path}")
        must("the moment", lambda: page.files.timeline.at_ns is not None and page.model.place)
        must("the file", lambda: (row := page.files.current_row()) and row.name == "Guests.txt" and not row.where)


def test_replace_asks_with_the_count(studio: Desk, tmp_path: Path) -> None:
    there = tmp_path / "back" / studio.source.name
    there.mkdir(parents=True)
    (there / "Timeline.txt").write_text("other\n")
    with opened(studio.home, page="restore") as app:
        page = _opened(app)
        page.files.choose(page.model.number_of("Timeline.txt"))
        _drop(page.plan, tmp_path / "back")
        must("the folder", lambda: page.plan.to == str(tmp_path / "back"))
        QTest.keyClick(page.plan.conflicts, Qt.Key.Key_Down)
        must("the plan", lambda: page.plan.restore.isEnabled() and page.plan.there.text() == "1 replaced")
        _press(page.plan.restore)
        box = next(one for one in page.findChildren(QMessageBox))
        assert box.text().startswith("Replace 1 file") and page.run.job is None
        next(one for one in box.buttons() if one.text() == "Replace").click()
        must("the result", lambda: page.run.ended)
        assert (there / "Timeline.txt").read_text().startswith("15:00")


def test_what_no_place_can_give_is_said_before_one_presses(studio: Desk, tmp_path: Path) -> None:
    """Last: the vault is damaged after this."""
    packs = [path for path in studio.vault.glob("c/*/packs/**/*") if path.is_file()]
    shutil.move(max(packs, key=lambda path: path.stat().st_size), tmp_path / "kept")
    with opened(studio.home, page="restore") as app:
        page = _opened(app)
        _go_into(page, "RAW")
        _go_into(page, "day 1")
        QTest.keyClick(page.files.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        must(
            "the plan", lambda: page.plan.trouble.isVisibleTo(page) and "no place can give" in page.plan.trouble.text()
        )
        _press(page.plan.which)
        dialog = next(one for one in page.findChildren(ReadingDialog))
        lost = dialog.text.toPlainText().splitlines()  # which ones were in the largest pack is chance
        assert lost and all("/day 1/DSC_" in line and "No place within reach" in line for line in lost)
        dialog.accept()
