"""How tables look and behave."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from studio_backup.ui.tokens import ROW_HEIGHT


def dress_table(table: QTableView, name: str, *, stretch: int = 0, row_height: int = ROW_HEIGHT) -> None:
    """Rows of one height, whole rows selected, no grid; `stretch`: the column which takes the room that is left.

    `name`: what a screen reader calls it. Return and a double click are `activated`.
    """
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setAlternatingRowColors(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    header = table.horizontalHeader()
    header.setAccessibleName(name)
    header.setHighlightSections(False)
    header.setMinimumSectionSize(60)
    if header.count() > stretch:
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
