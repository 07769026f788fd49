"""Folders without a wedding as rows, those with the most urgent photos first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_backup.api.matches import FoldersQuery, FolderView
from studio_backup.api.remote import RemoteService
from studio_backup.domain.job import LEVELS
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.matching import folder_words, media_words, probably_words, why_words

FOLDER, MEDIA, PROBABLY, WHY = range(4)
_PART: Final = 500
_Index = QModelIndex | QPersistentModelIndex
_TEXT: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def read_folders(engine: RemoteService, *, decided: bool) -> tuple[FolderView, ...]:
    """In a thread of the bridge: those which wait for a person, or what was decided."""
    found: list[FolderView] = []
    after: str | None = ""
    while after is not None:
        page = engine.matches.list(FoldersQuery(limit=_PART, after=after, state="" if decided else "open"))
        found += page.items
        after = page.next
    wanted = [one for one in found if (one.state != "open") == decided]
    return tuple(sorted(wanted, key=lambda one: (-LEVELS.index(one.level), -one.at_ns, -one.media, one.path)))


class FolderList(QAbstractTableModel):
    """Rows stay where they are if only what is said of them differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folders: tuple[FolderView, ...] = ()

    def show_folders(self, folders: Sequence[FolderView]) -> None:
        """Show these."""
        same = [one.path for one in folders] == [one.path for one in self.folders]
        if same:
            self.folders = tuple(folders)
            if folders:
                self.dataChanged.emit(self.index(0, 0), self.index(len(folders) - 1, WHY))
            return
        self.beginResetModel()
        self.folders = tuple(folders)
        self.endResetModel()

    def folder(self, row: int) -> FolderView | None:
        """The folder of a row."""
        return self.folders[row] if 0 <= row < len(self.folders) else None

    # As Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.folders)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else WHY + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return _headings()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        folder = self.folder(index.row())
        if folder is None or role not in _TEXT:
            return None
        make = (folder_words, media_words, probably_words, why_words)[index.column()]
        words = make(folder)
        return f"{_headings()[index.column()]}: {words}" if role == Qt.ItemDataRole.AccessibleTextRole else words


def _headings() -> tuple[str, ...]:
    return (
        translate("Matching", "Folder"),
        translate("Matching", "What is in it"),
        translate("Matching", "Wedding"),
        translate("Matching", "Why"),
    )
