"""The middle of the page: as of when, and what is there, as pictures or as a table."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QListView,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio_backup.ui.models.file_list import CHANGED, KIND, NAME, SIZE, STATE, WHERE, FileList
from studio_backup.ui.pages.restore_cells import CELL, FileRows, ThumbnailCells
from studio_backup.ui.pictures import Pictures
from studio_backup.ui.places import FileRow
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import ElidedLabel, label
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.widgets.timeline import Timeline

_BATCH: Final = 200
_ALL_FROM, _WHERE_FROM = 620, 820
"""Widths from which the table has all its columns."""
_RATIO: Final = CELL.height() / CELL.width()


class FileGrid(QListView):
    """Thumbnails in columns which fill the width. Return opens, Backspace goes up."""

    up = Signal()
    opened = Signal(QModelIndex)
    dragged = Signal()

    def __init__(self, cells: ThumbnailCells) -> None:
        super().__init__()
        self._cells = cells
        self.setProperty("kind", "bare")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setAccessibleName(translate("Restore", "Files"))
        self.verticalScrollBar().setSingleStep(40)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget. As many columns as there is room for."""
        bar = self.verticalScrollBar().sizeHint().width()  # its room is kept, so that cells stay as they are with it
        width = max(CELL.width(), self.width() - bar - 2)
        columns = max(1, width // CELL.width())
        cell = QSize(width // columns, round(width // columns * _RATIO))
        if cell != self._cells.cell:
            self._cells.cell = cell
            self.setGridSize(cell)
        super().resizeEvent(event)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:  # noqa: ARG002, N802  Qt's name
        """See QAbstractItemView. All that can be seen: Qt's own way asks where each of 100,000 items lies."""
        return QRegion(self.viewport().rect())

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: ARG002, N802  Qt's name
        """See QAbstractItemView. The files are not here yet."""
        self.dragged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        if not _opens_or_leaves(self, event):
            super().keyPressEvent(event)

    def selectAll(self) -> None:  # noqa: N802  Qt's name
        """See QAbstractItemView. Also what is not read yet."""
        _select_all(self, super().selectAll)


class FileTable(QTableView):
    """The same as a table that can be sorted. Where there is little room the name and what is odd matter most."""

    up = Signal()
    opened = Signal(QModelIndex)
    dragged = Signal()
    searched = False
    """Whether it lists what was searched for, of many folders."""

    def fit(self) -> None:
        """Show the columns there is room for."""
        narrow = self.width() < (_WHERE_FROM if self.searched else _ALL_FROM)
        for column in (KIND, CHANGED):
            self.setColumnHidden(column, narrow)
        self.setColumnHidden(STATE, narrow and self.searched)
        self.setColumnHidden(WHERE, not self.searched)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        super().resizeEvent(event)
        self.fit()

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: ARG002, N802  Qt's name
        """See QAbstractItemView. The files are not here yet."""
        self.dragged.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget."""
        if not _opens_or_leaves(self, event):
            super().keyPressEvent(event)

    def selectAll(self) -> None:  # noqa: N802  Qt's name
        """See QAbstractItemView. Also what is not read yet."""
        _select_all(self, super().selectAll)


def _opens_or_leaves(view: FileGrid | FileTable, event: QKeyEvent) -> bool:
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and view.currentIndex().isValid():
        view.opened.emit(view.currentIndex())
    elif event.key() == Qt.Key.Key_Backspace:
        view.up.emit()
    else:
        return False
    return True


def _select_all(view: QAbstractItemView, select: object) -> None:
    model = view.model()
    assert callable(select)
    if isinstance(model, FileList) and not model.complete:
        model.completed.connect(select, Qt.ConnectionType.SingleShotConnection)
        model.load_all()
    else:
        select()


class FilesPart(QWidget):
    """`selected`: other rows are selected. `current`: another row has the focus. `opened`: a person wants to look into
    a row (a FileRow). `up`: one folder up. `whole`: a person wants all of the folder. `dragged`: a
    person drags what is selected."""

    selected = Signal()
    current = Signal()
    opened = Signal(object)
    up = Signal()
    whole = Signal()
    dragged = Signal()

    def __init__(self, shell: Shell, model: FileList, pictures: Pictures) -> None:
        super().__init__()
        self._shell, self.model = shell, model
        theme = shell.theme
        self.exact = label("", "strong")
        self.note = label("", "second")
        self.timeline = Timeline(theme)
        self.earlier = Button(
            theme, translate("Restore", "Earlier"), lambda: self.timeline.step(-1), kind="link", picture="caret-left"
        )
        self.later = Button(
            theme, translate("Restore", "Later"), lambda: self.timeline.step(1), kind="link", picture="caret-right"
        )
        self.name = ElidedLabel("", "strong")
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.counts = ElidedLabel("", "second")
        self.all = Button(theme, translate("Restore", "Whole folder"), self.whole.emit, picture="folder")
        self.as_grid = Button(theme, translate("Restore", "Grid"), lambda: self.show_as("grid"), picture="squares-four")
        self.as_table = Button(theme, translate("Restore", "List"), lambda: self.show_as("list"), picture="rows")
        self.cells = ThumbnailCells(theme, pictures, self)
        self.grid = FileGrid(self.cells)
        self.table = FileTable()
        self.empty = label("", "second", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self._before_search = "grid"
        self._join_views()
        self._lay_out()
        self._connect(pictures)
        self.show_as("grid")

    def _join_views(self) -> None:
        self.grid.setModel(self.model)
        self.grid.setItemDelegate(self.cells)
        self.table.setModel(self.model)
        self.table.setItemDelegate(FileRows(self._shell.theme, self.table))
        self.table.setSelectionModel(self.grid.selectionModel())
        dress_table(self.table, translate("Restore", "Files"), stretch=NAME)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setDragEnabled(True)
        self.table.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        header = self.table.horizontalHeader()
        for number, width in ((WHERE, 200), (KIND, 80), (SIZE, 90), (CHANGED, 130), (STATE, 160)):
            header.resizeSection(number, width)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        for view in (self.grid, self.table, self.empty):
            self.stack.addWidget(view)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for button in (self.as_grid, self.as_table):
            button.setCheckable(True)
            group.addButton(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self.exact, self.note, 1, self.earlier, self.later))
        layout.addWidget(self.timeline)
        heading = row(self.name, self.counts, self.all, self.as_grid, self.as_table)
        heading.setStretch(1, 1)
        layout.addLayout(heading)
        layout.addWidget(self.stack, 1)

    def _connect(self, pictures: Pictures) -> None:
        for view in (self.grid, self.table):
            view.opened.connect(self._open)
            view.doubleClicked.connect(self._open)
            view.up.connect(self.up)
            view.dragged.connect(self.dragged)
        selection = self.grid.selectionModel()
        selection.selectionChanged.connect(lambda *_: self.selected.emit())
        selection.currentChanged.connect(lambda *_: self.current.emit())
        pictures.arrived.connect(self.grid.viewport().update)
        self._shell.theme.changed.connect(self.grid.viewport().update)
        self.model.told.connect(self._told)
        self.model.modelReset.connect(pictures.drop_wishes)
        self.model.modelReset.connect(functools.partial(self.grid.scrollToTop))

    # What is shown ---------------------------------------------------------------------------------------------

    def show_as(self, how: str) -> None:
        """As "grid" or as "list"."""
        grid = how == "grid"
        (self.as_grid if grid else self.as_table).setChecked(True)
        selection = self.grid.selectionModel()
        if not grid and selection.hasSelection():
            rows = QItemSelectionModel.SelectionFlag.Rows
            selection.select(selection.selection(), QItemSelectionModel.SelectionFlag.Select | rows)
        self.stack.setCurrentWidget(self.view if self.model.rows or not self.model.loaded else self.empty)

    def show_times(self, there: bool) -> None:
        """Whether there are moments to choose from."""
        for part in (self.timeline, self.earlier, self.later):
            part.setVisible(there and (part is self.timeline or self.timeline.isEnabled()))

    def search_begins(self, searching: bool) -> None:
        """What is found is told apart by where it lies, which the table says; after it, all is as it was."""
        if searching != self.timeline.isEnabled():
            return
        self.timeline.setEnabled(not searching)
        for button in (self.earlier, self.later):
            button.setVisible(not searching)
        if searching:
            self._before_search = "grid" if self.as_grid.isChecked() else "list"
            self.show_as("list")
        else:
            self.show_as(self._before_search)

    @property
    def view(self) -> FileGrid | FileTable:
        """The grid or the table, whichever was chosen."""
        return self.grid if self.as_grid.isChecked() else self.table

    def say_nothing_is_there(self, words: str) -> None:
        """Why the middle is empty."""
        self.empty.setText(words)

    def _told(self) -> None:
        self.table.searched = bool(self.model.searched)
        self.table.fit()
        self.stack.setCurrentWidget(self.view if self.model.rows or not self.model.loaded else self.empty)

    # What is selected ------------------------------------------------------------------------------------------

    def selected_numbers(self) -> list[int]:
        """The selected rows, in order."""
        found: set[int] = set()
        selection = self.grid.selectionModel().selection()
        for one in (selection.at(number) for number in range(selection.count())):
            found.update(range(one.top(), one.bottom() + 1))
        return sorted(found)

    def selected_rows(self) -> list[FileRow]:
        """What is in them."""
        return [self.model.rows[at] for at in self.selected_numbers() if at < len(self.model.rows)]

    def current_row(self) -> FileRow | None:
        """The row which has the focus."""
        return self.model.row(self.grid.selectionModel().currentIndex().row())

    def choose(self, number: int) -> None:
        """Select this row alone, and show it."""
        index = self.model.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.grid.selectionModel().setCurrentIndex(index, flags)
        self.view.scrollTo(index)

    def _open(self, index: QModelIndex) -> None:
        found = self.model.row(index.row())
        if found is not None:
            self.opened.emit(found)
