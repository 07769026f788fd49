"""Asking for the passphrase of the vault."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from studio_backup.api.requests import UnlockRequest
from studio_backup.api.wire import StateView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import colour_as, label


class UnlockDialog(QDialog):
    """Stays open until the engine took the passphrase. It is kept nowhere, and forgotten with the dialog."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.setWindowTitle(translate("Unlock", "Unlock the vault"))
        self.setMinimumWidth(420)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(translate("Unlock", "Passphrase of the vault"))
        self.said = label(translate("Unlock", "The engine forgets it when it ends or is locked."), "small", wrap=True)
        self.unlock = Button(shell.theme, translate("Unlock", "Unlock"), self._try, kind="primary")
        self.unlock.setDefault(True)
        cancel = Button(shell.theme, translate("Unlock", "Cancel"), self.reject)
        caption = label(translate("Unlock", "Passphrase of the vault"), "strong")
        caption.setBuddy(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for widget in (caption, self.field, self.said):
            layout.addWidget(widget)
        layout.addLayout(row(1, cancel, self.unlock))
        self.field.textChanged.connect(self._typed)
        self._typed("")

    def _typed(self, text: str) -> None:
        self.unlock.forbid("" if text else translate("Unlock", "Type the passphrase first."))

    def _try(self) -> None:
        request = UnlockRequest(passphrase=self.field.text())
        self.unlock.forbid(translate("Unlock", "Keys are being derived: this takes a second."))
        self._tell(self.unlock.toolTip(), wrong=False)
        self._shell.bridge.ask(lambda engine: engine.unlock(request), self._opened, self._refused, lane="slow")

    def _opened(self, state: StateView) -> None:
        del state
        self.field.clear()
        self.accept()
        self._shell.window.say(translate("Unlock", "The vault is unlocked: the engine goes on by itself."))

    def _refused(self, error: StudioBackupError) -> None:
        self._tell(f"{error.message} {error.hint}".strip(), wrong=True)
        self._typed(self.field.text())
        self.field.selectAll()
        self.field.setFocus()

    def _tell(self, text: str, *, wrong: bool) -> None:
        self.said.setText(text)
        colour_as(self.said, "failed" if wrong else None)
