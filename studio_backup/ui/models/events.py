"""Events of a calendar as rows, each with a tick: is it a wedding?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from studio_backup.api.calendars import Choice, EventView
from studio_backup.base.names import display
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.calendars import is_wedding, when_words, why_words

TITLE, WHEN, PLACE, WHY = range(4)
_Index = QModelIndex | QPersistentModelIndex
_TEXT: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class EventList(QAbstractTableModel):
    """`corrected`: a person said of an event (an EventView as it is now) that it is a wedding, or none."""

    corrected = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.events: list[EventView] = []

    def show_events(self, events: Sequence[EventView]) -> None:
        """Show these."""
        self.beginResetModel()
        self.events = list(events)
        self.endResetModel()

    @property
    def weddings(self) -> int:
        """How many are ticked."""
        return sum(is_wedding(one) for one in self.events)

    def toggle(self, row: int) -> None:
        """It is the other thing."""
        if 0 <= row < len(self.events):
            choice: Choice = "none" if is_wedding(self.events[row]) else "wedding"
            self.put(row, choice)
            self.corrected.emit(self.events[row])

    def put(self, row: int, choice: Choice) -> None:
        """A person's word of it."""
        self.events[row] = msgspec.structs.replace(self.events[row], chosen=choice)
        self.dataChanged.emit(self.index(row, TITLE), self.index(row, WHY))

    # As Qt asks ------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.events)

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

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """See QAbstractItemModel."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TITLE else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not 0 <= index.row() < len(self.events):
            return None
        event = self.events[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TITLE:
            return Qt.CheckState.Checked if is_wedding(event) else Qt.CheckState.Unchecked
        if role not in _TEXT:
            return None
        words = (display(event.title), when_words(event), display(event.place), why_words(event))[index.column()]
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return words
        if index.column() == TITLE:
            ticked = translate("Calendars", "a wedding") if is_wedding(event) else translate("Calendars", "no wedding")
            return f"{words}: {ticked}"
        return f"{_headings()[index.column()]}: {words}"

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """See QAbstractItemModel."""
        del value
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True


def _headings() -> tuple[str, ...]:
    return (
        translate("Calendars", "Wedding?"),
        translate("Calendars", "When"),
        translate("Calendars", "Where"),
        translate("Calendars", "Why"),
    )
