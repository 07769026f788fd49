"""What is in a folder, or what was searched for: rows that are read by page, for the grid and for the table."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from studio_backup.api.browse import EntryView, TreeView
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import SearchQuery
from studio_backup.api.wire import FoundView, Page
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.places import FileRow, Place, WeddingKey, shown_name
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.amounts import size
from studio_backup.ui.wording.restoring import kind_of, row_words, state_of_row
from studio_backup.ui.wording.times import moment

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
"""The row's FileRow."""
NAME, WHERE, KIND, SIZE, CHANGED, STATE = range(6)
_FIRST_PAGE: Final = 100
"""The first page is small, so that a folder opens at once."""
_FOUND_PAGE: Final = 100
_Index = QModelIndex | QPersistentModelIndex


class FileList(QAbstractTableModel):
    """`told`: how much there is, or why nothing can be shown, changed. `completed`: all is read that was asked for."""

    told = Signal()
    completed = Signal()

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.rows: list[FileRow] = []
        self.place: Place | None = None
        self.folder: tuple[str, str] | None = None
        """Point and path below its root of the folder that is listed; None of roots, and of what was searched for."""
        self.searched = ""
        self.total = self.folders = 0
        self.error: StudioBackupError | None = None
        self.loaded = False
        self._next: str | None = None
        self._asked: Asked | None = None
        self._all = False
        self._order: tuple[int, Qt.SortOrder] | None = None
        self._versions: Mapping[str, int] = {}

    # What is shown ---------------------------------------------------------------------------------------------

    def show_folder(self, place: Place) -> None:
        """List this folder."""
        self._begin()
        self.place = place
        self._ask()

    def show_found(self, text: str) -> None:
        """List what bears this text in its path, in all weddings and at all times."""
        self._begin()
        self.searched = text
        self._ask()

    def show_nothing(self) -> None:
        """There is nothing to look into."""
        self._begin()
        self.loaded = True
        self.told.emit()

    def load_all(self) -> None:
        """Read what is left of it, page by page."""
        self._all = True
        if self._next is None:
            self.completed.emit()
        else:
            self._ask()

    @property
    def complete(self) -> bool:
        """Whether every row is there."""
        return self.loaded and self._next is None

    def row(self, number: int) -> FileRow | None:
        """The row of this number."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def number_of(self, path: str) -> int:
        """The row of an entry by its path below its root, -1 if it is not among those read so far."""
        return next((at for at, row in enumerate(self.rows) if row.entry.path == path), -1)

    def _begin(self) -> None:
        if self._asked is not None:
            self._asked.forget()
        self.beginResetModel()
        self.rows, self._next, self._asked, self._all = [], "", None, False
        self.place, self.folder, self.searched, self.error, self.loaded = None, None, "", None, False
        self.total = self.folders = 0
        self._versions = {}
        self.endResetModel()

    # Reading ---------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._asked is not None or self._next is None:
            return
        after = self._next
        if self.place is not None:
            query = self.place.query(after, _FIRST_PAGE) if not after else self.place.query(after)
            self._put(lambda engine: engine.browse.wedding_tree(query), self._folder)
        elif self.searched:
            wanted = SearchQuery(text=self.searched, limit=_FOUND_PAGE, after=after)
            self._put(lambda engine: engine.search(wanted), self._found)

    def _put(self, call: Callable[[RemoteService], object], done: Callable[..., None]) -> None:
        self._asked = self._shell.bridge.ask(call, done, self._refused, owner=self)

    def _folder(self, view: TreeView) -> None:
        place = self.place
        assert place is not None
        self.total, self.folders = view.total, view.folders
        self.folder = (view.point, place.path.partition("/")[2]) if view.point else None
        self._take([self._made(place.key, one) for one in view.items], view.next)

    def _made(self, key: WeddingKey, entry: EntryView) -> FileRow:
        return FileRow(entry, shown_name(entry.name), key=key, versions=self._versions.get(entry.name, 0))

    def _found(self, page: Page[FoundView]) -> None:
        status = self._shell.live.status
        dates = {one.wedding: one.date for one in reversed(status.weddings)} if status else {}
        self.total = len(self.rows) + len(page.items)
        self._take([_found_row(one, dates.get(one.wedding, "")) for one in page.items], page.next)

    def _take(self, rows: list[FileRow], after: str | None) -> None:
        self._asked, self._next, self.loaded = None, after, True
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()
        if self._all and after is not None:
            self._ask()
        elif self._order is not None and (self._all or after is None):
            self._sort()
        self.told.emit()
        if after is None and self._all:
            self.completed.emit()

    def _refused(self, error: StudioBackupError) -> None:
        self._asked, self._next = None, None
        self.error, self.loaded = error, True
        self.told.emit()

    # What is known later ---------------------------------------------------------------------------------------

    def add_versions(self, place: Place, versions: Mapping[str, int]) -> None:
        """How many versions the files of this folder have, by name."""
        if place != self.place:
            return
        self._versions = versions
        for at, row in enumerate(self.rows):
            count = versions.get(row.entry.name, 0)
            if count != row.versions:
                self.rows[at] = replace(row, versions=count)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, STATE))

    def add_gone(self, gone: tuple[EntryView, ...]) -> None:
        """Files of the folder that is listed, which are not there any more."""
        place = self.place
        known = {row.entry.name for row in self.rows if row.gone}
        fresh = [one for one in gone if one.name not in known]
        if place is None or not fresh:
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(fresh) - 1)
        self.rows += [replace(self._made(place.key, one), gone=True) for one in fresh]
        self.endInsertRows()
        self._sort()
        self.told.emit()

    def drop_gone(self) -> None:
        """Show only what is there."""
        for at in range(len(self.rows) - 1, -1, -1):
            if self.rows[at].gone:
                self.beginRemoveRows(QModelIndex(), at, at)
                del self.rows[at]
                self.endRemoveRows()
        self.told.emit()

    # Sorting ---------------------------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """See QAbstractItemModel. Only what is read whole can be sorted: the rest is read first."""
        self._order = (column, order) if column >= 0 else None
        if self._order is None:
            return
        if self.complete:
            self._sort()
        else:
            self.load_all()

    def _sort(self) -> None:
        if self._order is None:
            return
        column, order = self._order
        before = self.persistentIndexList()
        held = [self.rows[one.row()] for one in before]
        self.layoutAboutToBeChanged.emit()
        self.rows.sort(key=functools.partial(_sort_key, column), reverse=order == Qt.SortOrder.DescendingOrder)
        self.rows.sort(key=lambda row: not row.is_folder)
        if before:
            at = {id(row): number for number, row in enumerate(self.rows)}
            after = [self.index(at[id(row)], one.column()) for row, one in zip(held, before, strict=True)]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # As Qt asks ------------------------------------------------------------------------------------------------

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return not parent.isValid() and bool(self._next) and self._asked is None

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        if not parent.isValid():
            self._ask()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else STATE + 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return row_words(row) if index.column() == NAME else self._words(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self._words(row, index.column())
            return row_words(row) if index.column() == NAME else f"{_headings()[index.column()]}: {words}"
        return None

    def _words(self, row: FileRow, column: int) -> str:
        entry = row.entry
        if column == NAME:
            return row.name
        if column == WHERE:
            return row.where
        if column == KIND:
            return kind_of(entry)
        if column == SIZE:
            whole = entry.bytes if row.is_folder else entry.size
            return "" if whole is None else size(whole)
        if column == CHANGED:
            return moment(entry.mtime_ns, self._shell.clock.now_ns()) if entry.mtime_ns else ""
        return state_of_row(row)


def _found_row(one: FoundView, date: str) -> FileRow:
    folder, name = os.path.split(one.path)
    entry = EntryView(
        name=name, kind="file", point=one.point, path=one.path, size=one.size, mtime_ns=one.mtime_ns, at_ns=one.last_ns
    )
    where = " · ".join(filter(None, (shown_name(one.wedding), shown_name(folder))))
    return FileRow(entry, shown_name(name), where, WeddingKey(one.wedding, date))


def _sort_key(column: int, row: FileRow) -> tuple[object, ...]:
    entry = row.entry
    if column == SIZE:
        return (entry.bytes or 0) if row.is_folder else entry.size, row.name
    if column == CHANGED:
        return entry.mtime_ns, row.name
    text = {NAME: "", WHERE: row.where, KIND: kind_of(entry), STATE: state_of_row(row)}[column]
    return text.casefold(), row.name.casefold(), entry.mtime_ns


def _headings() -> tuple[str, ...]:
    return (
        translate("Restore", "Name"),
        translate("Restore", "Where"),
        translate("Restore", "Kind"),
        translate("Restore", "Size"),
        translate("Restore", "Changed"),
        translate("Restore", "State"),
    )


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (SIZE, CHANGED) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
