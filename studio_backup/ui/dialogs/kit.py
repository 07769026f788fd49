"""Taking care of the recovery kit after the first run: what was put off there."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.kit_step import KitStep
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label

_SIZE = (1040, 700)


class KitDialog(QDialog):
    """The same questions as in the first run. Closed without an answer, the alert stays."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("FirstRun", "Save your recovery kit"))
        self.resize(*_SIZE)
        self.step = KitStep(shell, Draft())
        self.step.changed.connect(self._tell)
        self.why = label("", "second", wrap=True)
        self.later = Button(shell.theme, translate("FirstRun", "Later; a reminder stays"), self.reject)
        self.done_button = Button(shell.theme, translate("FirstRun", "Done"), self.accept, kind="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(self.step, 1)
        line = row(self.why, self.later, self.done_button)
        line.setStretch(0, 1)
        layout.addLayout(line)
        self._tell()
        self.step.entered()

    def _tell(self) -> None:
        waits = self.step.waits()
        self.why.setText(waits or self.step.note())
        self.done_button.forbid(waits)
        self.later.setVisible(bool(waits))
