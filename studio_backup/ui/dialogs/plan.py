"""What something would mean, said before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.widgets.said import Said

_LEAST_WIDTH = 480


class PlanDialog(QDialog):
    """`question`: what is to be done; `means`: sentences; `lines`: of what exactly, in a list that scrolls.

    `act` is called when the button is pressed; the dialog stays until `done` or `refused`.
    """

    def __init__(
        self,
        shell: Shell,
        question: str,
        means: str,
        button: str,
        act: Callable[[], None],
        *,
        lines: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._act = act
        self.said = Said()
        self.cancel = Button(shell.theme, translate("Plan", "Cancel"), self.reject)
        self.go = Button(shell.theme, button, self._go, kind="danger")
        self.cancel.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(label(question, "heading", wrap=True))
        layout.addWidget(label(means, "second", wrap=True))
        if lines:
            layout.addWidget(_list(question, lines), 1)
        layout.addWidget(self.said)
        layout.addSpacing(6)
        layout.addLayout(row(1, self.cancel, self.go))

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


def _list(name: str, lines: Sequence[str]) -> QPlainTextEdit:
    """A text to read and copy: one paints it however many lines there are."""
    text = QPlainTextEdit("\n".join(lines))
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setTabChangesFocus(True)
    return text
