"""Watched folders: how each stands, adding, editing, watching one no more."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from studio_backup.api.figures import EstimateRequest, EstimateView
from studio_backup.api.paths import from_wire
from studio_backup.api.policies import PolicyView
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import PageQuery, PointsQuery
from studio_backup.api.wire import EventView, SourceStateView, SourceView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.asking import Asked
from studio_backup.ui.dialogs.plan import PlanDialog
from studio_backup.ui.dialogs.source import SourceDialog
from studio_backup.ui.glyphs import state_pixmap
from studio_backup.ui.models.paged_table import PagedTable
from studio_backup.ui.pages.settings_section import Section
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.tokens import Look
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import EmptyState
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.folders import estimate_words, folder_line, removal_words

_GLYPH = 16
_FOLDER, _WEDDING, _STATE, _POLICY = range(4)
_MOST = 500
_ALL_FROM, _WEDDING_FROM = 760, 560


class _Paths(QStyledItemDelegate):
    """A path which is too long loses its middle, where a name would lose its end."""

    def initStyleOption(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """See QStyledItemDelegate."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class FoldersSection(Section):
    """A table; under it what the next backup of the selected folder will take. Target "add": begin a new one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Settings", "Folders"))
        self.policies: tuple[PolicyView, ...] = ()
        self._states: dict[str, SourceStateView] = {}
        self._asked: Asked | None = None
        self._wanted = ""
        self._glyphs: dict[tuple[Look, bool, float], QPixmap] = {}
        theme = shell.theme
        self.add = Button(theme, translate("Folders", "Add a folder…"), self._begin, kind="primary", picture="plus")
        self.edit = Button(theme, translate("Folders", "Edit…"), self.open_selected, picture="pencil-simple")
        self.remove = Button(theme, translate("Folders", "Remove…"), self._ask_removal, kind="danger")
        self.model: PagedTable[SourceView] = PagedTable(_headings(), self._cell, self._picture, self)
        self.table = self._table()
        self.estimate = label("", "second", wrap=True)
        self.body.addLayout(row(self.add, 1, self.edit, self.remove))
        nothing = translate("Folders", "No folder is watched yet.")
        more = translate("Folders", "Add the folder of a wedding: it is backed up at once, and whenever it changes.")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(EmptyState(theme, "folder-plus", nothing, more))
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.estimate)
        self.body.addWidget(self.said)
        self.model.filled.connect(self._filled)
        self.model.refused.connect(self.said.complain)
        theme.changed.connect(self.model.repaint)
        self._selected()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        dress_table(table, translate("Folders", "Watched folders"), stretch=_FOLDER)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setMinimumHeight(220)
        table.setItemDelegateForColumn(_FOLDER, _Paths(table))
        for at, width in ((_WEDDING, 210), (_STATE, 200), (_POLICY, 180)):
            table.horizontalHeader().resizeSection(at, width)
        table.selectionModel().selectionChanged.connect(self._selected)
        table.activated.connect(self._activated)
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """See QWidget. Where there is little room, the folder and its state matter most."""
        super().resizeEvent(event)
        self.table.setColumnHidden(_POLICY, self.width() < _ALL_FROM)
        self.table.setColumnHidden(_WEDDING, self.width() < _WEDDING_FROM)

    # Showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See Section."""
        self.model.read(self.shell, lambda engine, query: engine.sources(query))
        self.shell.bridge.ask(_policies, self._take_policies, self.said.complain, owner=self)

    def status_changed(self) -> None:
        """See Section."""
        status = self.shell.live.status
        self._states = {one.id: one for one in status.sources} if status else {}
        self.model.repaint()

    def on_event(self, event: EventView) -> None:
        """See Section."""
        if event.kind in ("source_edited", "behind"):
            self.refresh()

    def show_target(self, target: str) -> None:
        """See Section."""
        if target == "add":
            self.begin()
        else:
            self._wanted = target
            self._filled()

    def _take_policies(self, policies: tuple[PolicyView, ...]) -> None:
        self.policies = policies
        self.model.repaint()

    def _cell(self, source: SourceView, at: int) -> str:
        if at == _FOLDER:
            return display(from_wire(source.path))
        if at == _WEDDING:
            return f"{display(source.wedding)} · {source.date}" if source.date else display(source.wedding)
        if at == _STATE:
            return folder_line(self._states.get(source.id), self.shell.clock.now_ns()).words
        wanted = source.policy or "default"
        return next((display(one.name) for one in self.policies if one.id == wanted), "")

    def _picture(self, source: SourceView, at: int) -> QPixmap | None:
        if at != _STATE:
            return None
        look = folder_line(self._states.get(source.id), self.shell.clock.now_ns()).look
        tokens, ratio = self.shell.theme.tokens, self.devicePixelRatioF()
        key = (look, tokens.dark, ratio)
        if key not in self._glyphs:
            self._glyphs[key] = state_pixmap(look, tokens, _GLYPH, ratio=ratio)
        return self._glyphs[key]

    def _filled(self) -> None:
        self.stack.setCurrentIndex(0 if self.model.items else 1)
        found = next((at for at, one in enumerate(self.model.items) if one.id == self._wanted), -1)
        if found >= 0:
            self.table.selectRow(found)
        self._selected()

    @property
    def chosen(self) -> SourceView | None:
        """The folder that is selected."""
        rows: list[QModelIndex] = self.table.selectionModel().selectedRows()
        return self.model.item(rows[0].row()) if rows else None

    def _selected(self) -> None:
        source = self.chosen
        nothing = "" if source else translate("Folders", "Select a folder first.")
        self.edit.forbid(nothing)
        self.remove.forbid(nothing)
        if self._asked is not None:
            self._asked.forget()
        self.estimate.setText("")
        if source is not None:
            self._wanted = source.id
            request = EstimateRequest(source=source.id)
            self._asked = self.shell.bridge.ask(
                lambda engine: engine.estimate(request), self._estimated, self._unestimated, lane="slow"
            )

    def _estimated(self, found: EstimateView) -> None:
        self.estimate.setText(estimate_words(found))

    def _unestimated(self, error: StudioBackupError) -> None:
        self.estimate.setText(error.message)

    # Editing ---------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self.begin()

    def begin(self) -> SourceDialog:
        """Ask for a new folder."""
        return self._open(None)

    def open_selected(self) -> None:
        """Edit the one that is selected."""
        if self.chosen is not None:
            self._open(self.chosen)

    def _activated(self, index: QModelIndex) -> None:
        source = self.model.item(index.row())
        if source is not None:
            self._open(source)

    def _open(self, source: SourceView | None) -> SourceDialog:
        dialog = SourceDialog(self.shell, self.policies, source, self)
        dialog.finished.connect(self.refresh)
        dialog.open()
        return dialog

    def _ask_removal(self) -> None:
        source = self.chosen
        if source is not None:
            self.shell.bridge.ask(
                lambda engine: _points_of(engine, source),
                functools.partial(self._show_removal, source),
                self.said.complain,
                owner=self,
            )

    def _show_removal(self, source: SourceView, points: int) -> None:
        def act() -> None:
            self.shell.bridge.ask(
                lambda engine: engine.remove_source(source.id, source.version),
                self._removed,
                self.plan.refused,
                owner=self,
            )

        question = translate("Folders", "Watch {folder} no more?").format(folder=display(from_wire(source.path)))
        button = translate("Folders", "Watch it no more")
        self.plan = PlanDialog(self.shell, question, removal_words(points), button, act, parent=self)
        self.plan.open()

    def _removed(self, answer: object) -> None:
        self._wanted = ""
        self.plan.done_with(answer)
        self.refresh()


def _points_of(engine: RemoteService, source: SourceView) -> int:
    """How many recovery points of this folder there are."""
    count, after = 0, ""
    while True:
        found = engine.points(PointsQuery(wedding=source.wedding, date=source.date, limit=_MOST, after=after))
        count += sum(one.source == source.path for one in found.items)
        if found.next is None:
            return count
        after = found.next


def _policies(engine: RemoteService) -> tuple[PolicyView, ...]:
    return engine.policies.list(PageQuery(limit=_MOST)).items


def _headings() -> tuple[str, ...]:
    return (
        translate("Folders", "Folder"),
        translate("Folders", "Wedding"),
        translate("Folders", "State"),
        translate("Folders", "Policy"),
    )
