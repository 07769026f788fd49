"""Restore: grid, list, versions, two of them side by side, search, and what a restore came to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QItemSelectionModel

from studio_backup.ui.pages.restore import RestorePage
from studio_backup.ui.scenes.scene import Hands, Scene

_SELECT: Final = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def _restore(hands: Hands) -> None:
    hands.page("restore", RestorePage)


def _wedding(hands: Hands) -> RestorePage:
    """The wedding with the most files, at its top."""
    page = hands.page("restore", RestorePage)
    largest = max(hands.status.weddings, key=lambda one: one.newest_files)
    page.show_target(f"wedding:{largest.wedding}")
    hands.until("the wedding's folders", lambda: page.model.loaded and page.model.rows)
    hands.still()
    return page


def _folder(hands: Hands, name: str) -> RestorePage:
    """A folder of it: those above are opened on the way."""
    page = _wedding(hands)
    while (row := next((one for one in page.model.rows if one.name == name), None)) is None:
        row = next(one for one in page.model.rows if one.is_folder)
        _open(hands, page, lambda row=row: page.files.opened.emit(row))  # type: ignore[misc]
    _open(hands, page, lambda: page.files.opened.emit(row))
    return page


def _open(hands: Hands, page: RestorePage, act: Callable[[], None]) -> None:
    before = page.model.place
    act()
    hands.until("another folder", lambda: page.model.place != before and page.model.loaded)
    hands.still()


def _chosen(hands: Hands) -> RestorePage:
    """Five photos selected; of the one with the focus there are two versions."""
    page = _folder(hands, "Photos")
    page.files.choose(1)
    for number in (2, 3, 5, 7):
        page.files.grid.selectionModel().select(page.model.index(number, 0), _SELECT)
    hands.until("a plan", page.plan.restore.isEnabled)
    return page


def _grid(hands: Hands) -> None:
    _chosen(hands)


def _list(hands: Hands) -> None:
    _chosen(hands).files.as_table.click()


def _samples(hands: Hands) -> None:
    """The sample photos, if there are some: RAW, HEIC, video; else the drawn ones."""
    page = _wedding(hands)
    if len(page.model.rows) == 1:
        _open(hands, page, lambda: page.files.opened.emit(page.model.rows[0]))
    folders = [one.name for one in page.model.rows if one.is_folder]
    page = _folder(hands, "Second shooter" if "Second shooter" in folders else "Photos")
    page.files.choose(0)
    hands.until("a plan", page.plan.restore.isEnabled)


def _compare(hands: Hands) -> None:
    page = _folder(hands, "Photos")
    page.files.choose(1)
    hands.until("two versions", lambda: len(page.versions.model.versions) > 1)
    page.versions.compare.click()


def _search(hands: Hands) -> None:
    page = hands.page("restore", RestorePage)
    page.left.search.setText("DSC_410")
    hands.until("files", lambda: page.model.searched and page.model.rows)
    hands.still()
    page.files.choose(next(at for at, row in enumerate(page.model.rows) if row.name.endswith(".jpg")))
    hands.until("a plan", page.plan.restore.isEnabled)


def _done(hands: Hands) -> None:
    page = _chosen(hands)
    page.plan.restore.click()
    hands.until("the restore's end", lambda: page.run.ended)


SCENES: Final = (
    Scene("restore-empty", "empty", _restore),
    Scene("restore-grid", "trouble", _grid),
    Scene("restore-list", "trouble", _list),
    Scene("restore-formats", "trouble", _samples),
    Scene("restore-compare", "trouble", _compare),
    Scene("restore-search", "trouble", _search),
    Scene("restore-done", "trouble", _done),
)
