"""One thing asked before something is done: a day, a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said

_LEAST_WIDTH = 460


class AskDialog(QDialog):
    """`field`: what is asked; `act` is called when the button is pressed, and the dialog stays until `done_with` or
    `refused`."""

    def __init__(
        self,
        shell: Shell,
        question: str,
        means: str,
        field: QWidget,
        button: str,
        act: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setMinimumWidth(_LEAST_WIDTH)
        self.field, self._act = field, act
        self.said = Said()
        cancel = Button(shell.theme, translate("Plan", "Cancel"), self.reject)
        self.go = Button(shell.theme, button, self._go, kind="primary")
        self.go.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(label(question, "heading", wrap=True))
        layout.addWidget(label(means, "second", wrap=True))
        layout.addWidget(field)
        layout.addWidget(self.said)
        layout.addSpacing(6)
        layout.addLayout(row(1, cancel, self.go))
        field.setFocus()

    def _go(self) -> None:
        self.go.forbid(translate("Plan", "It is being done."))
        self._act()

    def done_with(self, answer: object = None) -> None:
        """It was done."""
        del answer
        self.accept()

    def refused(self, error: StudioBackupError) -> None:
        """It was not done: why."""
        self.go.forbid("")
        self.said.complain(error)
