"""A watched folder: which, whose, under which policy, and what is left out of it, looked at while one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.policies import PolicyView
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import NewSource, PreviewRequest, SourcePatch
from studio_backup.api.wire import LeftOutView, PreviewView, SourceView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.asking import Asked
from studio_backup.ui.models.paged_table import PagedTable
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.fields import Choice
from studio_backup.ui.widgets.frames import column, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said
from studio_backup.ui.widgets.table import dress_table
from studio_backup.ui.wording.folders import left_out_words, patterns_typed, taken_words
from studio_backup.ui.wording.policies import OFFERED, level_word

_REST_MS: Final = 500
_SIZE: Final = (860, 620)
_SHOWN_PROBLEMS: Final = 3
_DEFAULT: Final = "default"


class SourceDialog(QDialog):
    """`source` None: a new one. Stays open until the engine took it."""

    def __init__(
        self, shell: Shell, policies: Sequence[PolicyView], source: SourceView | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self.source, self._policies = shell, source, tuple(policies)
        self._asked: Asked | None = None
        self._shown_path = ""
        self.setWindowTitle(translate("Folders", "Edit a folder") if source else translate("Folders", "Add a folder"))
        self.resize(*_SIZE)
        self._make_fields()
        self._make_excludes()
        self.said = Said()
        cancel = Button(shell.theme, translate("Folders", "Cancel"), self.reject)
        words = translate("Folders", "Save") if source else translate("Folders", "Watch this folder")
        self.save = Button(shell.theme, words, self._save, kind="primary")
        self._lay_out(cancel)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._preview)
        self._fill()
        self.path.textChanged.connect(self._edited)
        self.excludes.textChanged.connect(self._edited)
        self._edited()

    def _make_fields(self) -> None:
        theme = self._shell.theme
        self.path, self.wedding, self.date = QLineEdit(), QLineEdit(), QLineEdit()
        self.path.setAccessibleName(translate("Folders", "Folder"))
        self.wedding.setAccessibleName(translate("Folders", "Wedding"))
        self.wedding.setMaxLength(200)
        self.date.setAccessibleName(translate("Folders", "Date of the wedding"))
        self.date.setPlaceholderText(translate("Folders", "2026-06-20"))
        self.date.setFixedWidth(130)
        self.browse = Button(theme, translate("Folders", "Choose…"), self._browse, picture="folder-open")
        self.policy = Choice(theme, translate("Folders", "Policy"), [display(one.name) for one in self._policies])
        levels = (translate("Folders", "as the policy says"), *(level_word(level) for level in OFFERED))
        self.level = Choice(theme, translate("Folders", "How urgent"), levels)

    def _make_excludes(self) -> None:
        self.excludes = QPlainTextEdit()
        self.excludes.setTabChangesFocus(True)
        self.excludes.setAccessibleName(translate("Folders", "Leave out, one rule in each line"))
        self.excludes.setPlaceholderText("*.tmp\nCaptureOne/Cache/")
        self.taken = label("", "strong", wrap=True)
        self.left_out = label("", "second", wrap=True)
        self.problems = label("", "small", wrap=True)
        headings = (translate("Folders", "Rule"), translate("Folders", "Why, and how much"))
        self.rules: PagedTable[LeftOutView] = PagedTable(headings, _rule_cell, parent=self)
        self.table = QTableView()
        self.table.setModel(self.rules)
        dress_table(self.table, translate("Folders", "What is left out"), stretch=1, row_height=32)
        self.table.horizontalHeader().resizeSection(0, 150)

    def _lay_out(self, cancel: Button) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        wedding = row(self.wedding, label(translate("Folders", "on"), "second"), self.date)
        policy = row(self.policy, label(translate("Folders", "urgency"), "second"), self.level, 1)
        lines = (
            (translate("Folders", "Folder"), row(self.path, self.browse)),
            (translate("Folders", "Wedding"), wedding),
            (translate("Folders", "Policy"), policy),
        )
        for at, (words, line) in enumerate(lines):
            grid.addWidget(label(words, "strong"), at, 0)
            grid.addLayout(line, at, 1)
        left = column(label(translate("Folders", "Leave out, one rule in each line"), "strong"), self.excludes)
        right = column(self.taken, self.left_out, self.table, self.problems)
        both = row(left, right, spacing=16)
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(grid)
        layout.addLayout(both, 1)
        layout.addWidget(self.said)
        layout.addLayout(row(1, cancel, self.save))

    def _fill(self) -> None:
        source = self.source
        if source is None:
            return
        self.path.setText(display(from_wire(source.path)))
        self._shown_path = self.path.text()
        self.wedding.setText(source.wedding)
        self.date.setText(source.date)
        self.excludes.setPlainText("\n".join(source.excludes))
        ids = [one.id for one in self._policies]
        self.policy.setCurrentIndex(max(0, ids.index(source.policy) if source.policy in ids else 0))
        self.level.setCurrentIndex(0 if source.level_of_policy or source.level not in OFFERED else _at(source.level))

    # What is left out ------------------------------------------------------------------------------------------

    def _browse(self) -> None:
        dialog = QFileDialog(self, translate("Folders", "Which folder is to be watched?"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.path.setText)
        dialog.open()

    def wire_path(self) -> str:
        """The folder as it goes to the engine; one whose name cannot be typed stays as it was."""
        typed = self.path.text().strip()
        if self.source is not None and typed == self._shown_path:
            return self.source.path
        return to_wire(typed)

    def _edited(self) -> None:
        there = bool(self.path.text().strip())
        self.save.forbid("" if there else translate("Folders", "Choose a folder first."))
        if self._asked is not None:
            self._asked.forget()
        if there:
            self.taken.setText(translate("Folders", "The folder is looked through…"))
            self._rest.start()

    def _preview(self) -> None:
        path = self.wire_path()
        if not path:
            return
        request = PreviewRequest(path=path, excludes=patterns_typed(self.excludes.toPlainText()))
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.preview(request), self._previewed, self._unpreviewed, lane="slow"
        )

    def _previewed(self, found: PreviewView) -> None:
        self.said.tell("")
        self.taken.setText(taken_words(found))
        self.left_out.setText(left_out_words(found))
        self.rules.show_items(found.left_out)
        more = len(found.problems) - _SHOWN_PROBLEMS
        problems = [display(one) for one in found.problems[:_SHOWN_PROBLEMS]]
        if more > 0:
            problems.append(translate("Folders", "and %n more", "", more))
        self.problems.setText("\n".join(problems))

    def _unpreviewed(self, error: StudioBackupError) -> None:
        self.taken.setText("")
        self.left_out.setText("")
        self.rules.show_items(())
        self.said.complain(error)

    # Saving ----------------------------------------------------------------------------------------------------

    def typed(self) -> dict[str, Any]:
        """All that stands in the fields, by the names of NewSource."""
        policy = self._policies[self.policy.currentIndex()].id if self.policy.currentIndex() >= 0 else ""
        level = OFFERED[self.level.currentIndex() - 1] if self.level.currentIndex() > 0 else ""
        return {
            "path": self.wire_path(),
            "wedding": self.wedding.text().strip(),
            "date": self.date.text().strip(),
            "excludes": patterns_typed(self.excludes.toPlainText()),
            "policy": "" if policy == _DEFAULT else policy,
            "level": level,
        }

    def _save(self) -> None:
        told, source = self.typed(), self.source
        try:
            new = NewSource(**told)
        except ValueError:
            self.said.tell(translate("Folders", "Type the date as 2026-06-20: year, month, day."), "failed")
            self.date.setFocus()
            return
        self.save.forbid(translate("Folders", "It is being saved."))
        if source is None:
            self._shell.bridge.ask(lambda engine: engine.add_source(new), self._kept, self._refused)
            return
        patch = SourcePatch(**{name: value for name, value in told.items() if value != _before(source, name)})

        def call(engine: RemoteService) -> SourceView:
            return engine.edit_source(source.id, patch, source.version)

        self._shell.bridge.ask(call, self._kept, self._refused)

    def _kept(self, source: SourceView) -> None:
        del source
        if self.source is None:
            self._shell.window.say(translate("Folders", "The folder is watched: its first backup starts at once."))
        self.accept()

    def _refused(self, error: StudioBackupError) -> None:
        self.save.forbid("")
        self.said.complain(error)


def _before(source: SourceView, name: str) -> object:
    if name == "level":
        return "" if source.level_of_policy else source.level
    return getattr(source, name)


def _at(level: str) -> int:
    return 1 + next(at for at, one in enumerate(OFFERED) if one == level)


def _rule_cell(one: LeftOutView, column_: int) -> str:
    return display(one.path if column_ == 0 else one.why)
