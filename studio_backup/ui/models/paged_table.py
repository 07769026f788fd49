"""A table over a list of the engine, which is read part by part as one scrolls down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPixmap

from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.shell import Shell

T = TypeVar("T")
ITEM_ROLE: Final = Qt.ItemDataRole.UserRole
"""What the row shows, as the engine told it."""
PAGE: Final = 200
_Index = QModelIndex | QPersistentModelIndex
_WORDS: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class PagedTable(QAbstractTableModel, Generic[T]):
    """`cell`: the words of a row in a column; `picture`: what stands before them, or None.

    `filled`: rows came or went; `refused`: they could not be read, and why.
    """

    filled = Signal()
    refused = Signal(object)

    def __init__(
        self,
        headings: Sequence[str],
        cell: Callable[[T, int], str],
        picture: Callable[[T, int], QPixmap | None] = lambda *_: None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings, self._cell, self._picture = tuple(headings), cell, picture
        self._read: Callable[[RemoteService, PageQuery], Page[T]] | None = None
        self._shell: Shell | None = None
        self._asked: Asked | None = None
        self._next: str | None = None
        self.items: list[T] = []

    def show_items(self, items: Sequence[T], following: str | None = None) -> None:
        """Show these; `following`: where the part behind them begins, None at the end."""
        self.beginResetModel()
        self.items, self._next = list(items), following
        self.endResetModel()
        self.filled.emit()

    def read(self, shell: Shell, read: Callable[[RemoteService, PageQuery], Page[T]]) -> None:
        """Read the first part, and the next ones as they are needed."""
        self._shell, self._read = shell, read
        self._ask("", lambda page: self.show_items(page.items, page.next))

    def repaint(self) -> None:
        """The words of the rows may be others now."""
        if self.items:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.items) - 1, len(self._headings) - 1))

    def item(self, row: int) -> T | None:
        """What a row shows."""
        return self.items[row] if 0 <= row < len(self.items) else None

    def _ask(self, after: str, done: Callable[[Page[T]], None]) -> None:
        read, query = self._read, PageQuery(limit=PAGE, after=after)
        if self._shell is None or read is None:
            return
        if self._asked is not None:
            self._asked.forget()

        def take(page: Page[T]) -> None:
            self._asked = None
            done(page)

        self._asked = self._shell.bridge.ask(lambda engine: read(engine, query), take, self._unread, owner=self)

    def _unread(self, error: StudioBackupError) -> None:
        self._asked = None
        self.refused.emit(error)

    def _more(self, page: Page[T]) -> None:
        self._next = page.next
        if page.items:
            self.beginInsertRows(QModelIndex(), len(self.items), len(self.items) + len(page.items) - 1)
            self.items += page.items
            self.endInsertRows()
            self.filled.emit()

    # As Qt asks -----------------------------------------------------------------------------------------------

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return not parent.isValid() and self._next is not None and self._asked is None

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        if not parent.isValid() and self._next is not None:
            self._ask(self._next, self._more)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        item = self.item(index.row())
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(item, index.column())
        words = self._cell(item, index.column()) if role in _WORDS else None
        if role == Qt.ItemDataRole.AccessibleTextRole and words is not None:
            return f"{self._headings[index.column()]}: {words}"
        return words
