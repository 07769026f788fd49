"""The grid of what was read back: a row for each wedding, a column for each place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio_backup.api.copies import CellView, GridView
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.wording.coverage import Cell, WeddingRow, cell_of, place_word, rows_of
from studio_backup.ui.wording.times import day_of_wedding

CELL_ROLE: Final = Qt.ItemDataRole.UserRole
"""The cell in words; of the first column the WeddingRow."""
_Index = QModelIndex | QPersistentModelIndex


class CoverageGrid(QAbstractTableModel):
    """Words are made when a cell is painted: hundreds of weddings cost nothing until one scrolls there."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._grid = GridView()
        self.rows: tuple[WeddingRow, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The places, in the order of the columns."""
        return self._grid.places

    def show_grid(self, grid: GridView) -> None:
        """Show this; the rows stay where they are if only their cells differ."""
        rows = rows_of(grid)
        same = grid.places == self._grid.places and [_key(one) for one in rows] == [_key(one) for one in self.rows]
        if same:
            self._grid, self.rows = grid, rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(grid.places)))
            return
        self.beginResetModel()
        self._grid, self.rows = grid, rows
        self.endResetModel()

    def row_of(self, wedding: str, date: str) -> int:
        """The row of a wedding, -1 if it is not there."""
        return next((at for at, one in enumerate(self.rows) if (one.wedding, one.date) == (wedding, date)), -1)

    def view(self, index: _Index) -> CellView | None:
        """What the engine says of a cell."""
        return self.rows[index.row()].cells[index.column() - 1] if index.column() else None

    def cell(self, index: _Index) -> Cell:
        """A cell in words."""
        return cell_of(self.view(index), self._shell.clock.now_ns())

    # As Qt asks -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802  Qt's name
        """See QAbstractItemModel."""
        return 0 if parent is not None and parent.isValid() else len(self._grid.places) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:  # noqa: N802
        """See QAbstractItemModel."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return self._heading(section) if role == Qt.ItemDataRole.DisplayRole else None

    def _heading(self, section: int) -> str:
        if section == 0:
            return translate("Verify", "Wedding")
        return place_word(self._grid.places[section - 1])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See QAbstractItemModel."""
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if index.column() == 0:
            return self._wedding(row, role)
        if role == CELL_ROLE:
            return self.cell(index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}, {self._heading(index.column())}: {self.cell(index).whole}"
        return None

    def _wedding(self, row: WeddingRow, role: int) -> object:
        if role == CELL_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.title}, {day_of_wedding(row.date, self._shell.clock.now_ns())}"
        return None


def _key(row: WeddingRow) -> tuple[str, str]:
    return row.wedding, row.date
