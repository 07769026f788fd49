"""Which other programs may speak to the engine."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTableView

from studio_backup.api.tokens import TokenView
from studio_backup.base.names import display
from studio_backup.ui.dialogs.plan import PlanDialog
from studio_backup.ui.dialogs.token import TokenDialog
from studio_backup.ui.models.paged_table import PagedTable
from studio_backup.ui.pages.settings_section import Section
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.empty import EmptyState
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.times import moment


class AccessSection(Section):
    """Tokens, one for each program."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, translate("Settings", "Access"))
        theme = shell.theme
        self.add = Button(theme, translate("Access", "Let a program in…"), self._begin, kind="primary", picture="plus")
        self.revoke = Button(theme, translate("Access", "Shut it out…"), self._ask_revoke, kind="danger")
        headings = (translate("Access", "Program"), translate("Access", "Since"))
        self.model: PagedTable[TokenView] = PagedTable(headings, self._cell, parent=self)
        self.table = QTableView()
        self.table.setModel(self.model)
        dress_table(self.table, translate("Access", "Programs which may come in"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().resizeSection(1, 180)
        self.table.setMinimumHeight(180)
        nobody = translate("Access", "No other program may come in.")
        more = translate(
            "Access",
            "A program with a token sees how all stands and can start work, some times an hour. It changes no setting.",
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(EmptyState(theme, "key", nobody, more))
        self.stack.addWidget(self.table)
        self.body.addLayout(row(self.add, 1, self.revoke))
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(self.said)
        self.model.filled.connect(self._filled)
        self.model.refused.connect(self.said.complain)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self._filled()

    def refresh(self) -> None:
        """See Section."""
        self.model.read(self.shell, lambda engine, query: engine.tokens.list(query))

    def _cell(self, token: TokenView, at: int) -> str:
        return display(token.name) if at == 0 else moment(token.added_ns, self.shell.clock.now_ns())

    def _filled(self) -> None:
        there = bool(self.model.items)
        self.stack.setCurrentIndex(1 if there else 0)
        self._selected()

    @property
    def chosen(self) -> TokenView | None:
        """The one that is selected."""
        rows: list[QModelIndex] = self.table.selectionModel().selectedRows()
        return self.model.item(rows[0].row()) if rows else None

    def _selected(self) -> None:
        self.revoke.forbid("" if self.chosen else translate("Access", "Select a program first."))

    def _begin(self) -> None:
        self.begin()

    def begin(self) -> TokenDialog:
        """Ask for a name and show the token."""
        dialog = TokenDialog(self.shell, self)
        dialog.finished.connect(self.refresh)
        dialog.open()
        return dialog

    def _ask_revoke(self) -> None:
        token = self.chosen
        if token is None:
            return

        def act() -> None:
            self.shell.bridge.ask(
                lambda engine: engine.tokens.revoke(token.id), self._revoked, self.plan.refused, owner=self
            )

        question = translate("Access", "Shut out {name}?").format(name=display(token.name))
        means = translate("Access", "Its token is wrong from now on. To let it in again, it needs another one.")
        self.plan = PlanDialog(self.shell, question, means, translate("Access", "Shut it out"), act, parent=self)
        self.plan.open()

    def _revoked(self, answer: object) -> None:
        self.plan.done_with(answer)
        self.refresh()
