"""Verifications as rows, the newest first; more are read as one scrolls down."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_backup.api.copies import VerificationsQuery, VerificationView
from studio_backup.api.remote import RemoteService
from studio_backup.api.wire import Page
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.coverage import of_what, outcome_words, place_word, verified_words
from studio_backup.ui.wording.times import moment

VERIFICATION_ROLE: Final = Qt.ItemDataRole.UserRole
"""The row's VerificationView."""
WHEN, WHERE, WHAT, READ, OUTCOME = range(5)
_PAGE: Final = 100
_Index = QModelIndex | QPersistentModelIndex


class VerificationList(QAbstractTableModel):
    """`refresh` reads the newest again; what is below them is read when one scrolls there."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.items: list[VerificationView] = []
        self._next: str | None = None
        self._reading = False

    def refresh(self) -> None:
        """Read the newest again."""
        self._ask("")

    def _ask(self, after: str) -> None:
        if self._reading:
            return
        self._reading = True
        query = VerificationsQuery(limit=_PAGE, after=after)

        def call(engine: RemoteService) -> Page[VerificationView]:
            return engine.copies.verifications(query)

        self._shell.bridge.ask(call, self._older if after else self._newest, self._unread, owner=self)

    def _unread(self, error: object) -> None:
        """The window says that the engine is gone; the rows stay as they were."""
        del error
        self._reading = False

    def _newest(self, page: Page[VerificationView]) -> None:
        self._reading = False
        if [one.id for one in page.items] == [one.id for one in self.items[: len(page.items)]] and self.items:
            return
        self.beginResetModel()
        self.items, self._next = list(page.items), page.next
        self.endResetModel()

    def _older(self, page: Page[VerificationView]) -> None:
        self._reading = False
        self._next = page.next
        if page.items:
            self.beginInsertRows(QModelIndex(), len(self.items), len(self.items) + len(page.items) - 1)
            self.items += page.items
            self.endInsertRows()

    # As Qt asks -----------------------------------------------------------------------------------------------

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return not parent.isValid() and self._next is not None

    def fetchMore(self, parent: _Index) -> None:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        if not parent.isValid() and self._next is not None:
            self._ask(self._next)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else OUTCOME + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not 0 <= index.row() < len(self.items):
            return None
        one = self.items[index.row()]
        if role == VERIFICATION_ROLE:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_headings()[index.column()]}: {self._words(one, index.column())}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(one, index.column())
        return None

    def _words(self, one: VerificationView, column: int) -> str:
        words = {
            WHEN: lambda: moment(one.ended_ns, self._shell.clock.now_ns()),
            WHERE: lambda: place_word(one.place),
            WHAT: lambda: of_what(one),
            READ: lambda: verified_words(one),
            OUTCOME: lambda: outcome_words(one),
        }
        return words[column]()


def _headings() -> tuple[str, ...]:
    return (
        translate("Verify", "When"),
        translate("Verify", "Where"),
        translate("Verify", "Of what"),
        translate("Verify", "What was read"),
        translate("Verify", "Outcome"),
    )
