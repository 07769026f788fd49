"""Taking a restore back: what that would do is said first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from studio_backup.api.restores import UndoPlanView
from studio_backup.api.wire import JobView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import colour_as, label
from studio_backup.ui.wording.restoring import path_words, undo_words


class UndoDialog(QDialog):
    """Plans as soon as it opens; `begun` is called with the engine's job."""

    def __init__(self, shell: Shell, restore_id: str, begun: Callable[[JobView], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._id, self._begun = shell, restore_id, begun
        self.setWindowTitle(translate("Restore", "Undo the restore"))
        self.setMinimumWidth(460)
        self.said = label(translate("Restore", "The engine looks at what would be undone…"), "body", wrap=True)
        self.where = label("", "small", wrap=True)
        self.edited = QPlainTextEdit(readOnly=True)
        self.edited.setAccessibleName(translate("Restore", "Files which were edited since"))
        self.edited.hide()
        self.undo = Button(shell.theme, translate("Restore", "Undo the restore"), self._press, kind="primary")
        self.undo.forbid(translate("Restore", "It is being planned."))
        cancel = Button(shell.theme, translate("Restore", "Cancel"), self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for part in (self.said, self.where, self.edited):
            layout.addWidget(part)
        layout.addLayout(row(1, cancel, self.undo))
        shell.bridge.ask(
            lambda engine: engine.restores.plan_undo(restore_id), self._planned, self._refused, owner=self, lane="slow"
        )

    def _planned(self, plan: UndoPlanView) -> None:
        self.where.setText(path_words(plan.to))
        if plan.edited_count:
            words = translate(
                "Restore", "%n restored files were edited since, so nothing is undone:", "", plan.edited_count
            )
            self._tell(words, wrong=True)
            self.edited.setPlainText("\n".join(map(display, plan.edited)))
            self.edited.show()
            self.undo.forbid(words)
            return
        self._tell(undo_words(plan), wrong=False)
        self.undo.forbid("")
        self.undo.setDefault(True)
        self.undo.setFocus()

    def _press(self) -> None:
        restore_id = self._id
        self.undo.forbid(translate("Restore", "The engine is being asked."))
        self._shell.bridge.ask(lambda engine: engine.restores.undo(restore_id), self._queued, self._refused, owner=self)

    def _queued(self, job: JobView) -> None:
        self.accept()
        self._begun(job)

    def _refused(self, error: StudioBackupError) -> None:
        self._tell(f"{error.message} {error.hint}".strip(), wrong=True)
        self.undo.forbid(error.message)

    def _tell(self, text: str, *, wrong: bool) -> None:
        self.said.setText(text)
        colour_as(self.said, "failed" if wrong else None)
