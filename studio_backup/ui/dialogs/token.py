"""A token for another program: its name is asked, the token is shown this once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from studio_backup.api.tokens import NewToken, TokenMade
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said

_LONGEST = 60


class TokenDialog(QDialog):
    """Forgets the token when it is closed."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell = shell
        self.setWindowTitle(translate("Access", "Let another program in"))
        self.setMinimumWidth(480)
        self.caption = label(translate("Access", "What is the program called?"), "strong")
        self.name, self.token = QLineEdit(), QLineEdit()
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(translate("Access", "Name of the program"))
        self.caption.setBuddy(self.name)
        self.token.setReadOnly(True)
        self.token.setAccessibleName(translate("Access", "The token"))
        self.copy = Button(shell.theme, translate("Access", "Copy"), self._copy, picture="copy")
        self.shown = QWidget()
        self.shown.setLayout(row(self.token, self.copy))
        self.shown.hide()
        self.said = Said()
        self.close_button = Button(shell.theme, translate("Access", "Cancel"), self.reject)
        self.make = Button(shell.theme, translate("Access", "Make its token"), self._make, kind="primary")
        self.make.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        for part in (self.caption, self.name, self.shown, self.said):
            layout.addWidget(part)
        layout.addLayout(row(1, self.close_button, self.make))
        self.name.textChanged.connect(self._typed)
        self._typed("")

    def _typed(self, text: str) -> None:
        self.make.forbid("" if text.strip() else translate("Access", "Type its name first."))

    def _make(self) -> None:
        request = NewToken(name=self.name.text().strip())
        self.make.forbid(translate("Access", "It is being made."))
        self._shell.bridge.ask(lambda engine: engine.tokens.add(request), self._made, self._refused)

    def _made(self, made: TokenMade) -> None:
        self.caption.setText(translate("Access", "The token of {name}").format(name=display(made.name)))
        self.name.hide()
        self.make.hide()
        self.token.setText(made.token)
        self.token.setCursorPosition(0)
        self.shown.show()
        text = translate("Access", "It is shown this once: copy it into the program now. It is kept nowhere else.")
        self.said.tell(text, "attention")
        self.close_button.setText(translate("Access", "Close"))
        self.close_button.setAccessibleName(self.close_button.text())
        self.adjustSize()
        self.copy.setFocus()

    def _refused(self, error: StudioBackupError) -> None:
        self.make.forbid("")
        self.said.complain(error)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.token.text())
        self.said.tell(translate("Access", "Copied. Whoever has it can do what that program may."))
