"""The base of every step: one question, and what may be said of Continue."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.first_run.course import StepName
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.frames import scrolled
from studio_backup.ui.widgets.labels import colour_as, label

WIDEST = 1030
"""Pixels: lines longer than that are hard to read."""


class Step(QWidget):
    """One question. A step overrides what it needs; nothing here may wait.

    `changed`: Continue may or may not be pressed now, or is called otherwise. `done`: the engine has it, go on.
    `jumped`: go on at the step of this name instead. `body`: where the step's widgets go.
    """

    changed = Signal()
    done = Signal()
    jumped = Signal(str)

    def __init__(self, shell: Shell, draft: Draft, name: StepName, question: str, more: str) -> None:
        super().__init__()
        self.shell, self.draft, self.name = shell, draft, name
        self.busy = ""
        """What the engine is doing for this step just now, "" if nothing."""
        self.setAccessibleName(question)
        content = QWidget()
        content.setMaximumWidth(WIDEST)
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 12, 24)
        self.body.setSpacing(12)
        self.question = label(question, "hero", wrap=True)
        self.body.addWidget(self.question)
        self.more = label(more, "hero2", wrap=True)
        self.body.addWidget(self.more)
        self.body.addSpacing(8)
        self._trouble = label("", "strong", wrap=True)
        self._trouble.setVisible(False)
        colour_as(self._trouble, "failed")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content))

    def finish_layout(self) -> None:
        """At the end of a step's own layout: the place for what went wrong."""
        self.body.addWidget(self._trouble)
        self.body.addStretch(1)

    @property
    def trouble(self) -> str:
        """What went wrong, "" if nothing."""
        return self._trouble.text()

    def complain(self, error: StudioBackupError | None) -> None:
        """Say what went wrong beside the question, and what to do; None: nothing did."""
        self.busy = ""
        self._trouble.setText(f"{error.message} {error.hint}".strip() if error else "")
        self._trouble.setVisible(error is not None)
        self.changed.emit()

    def work(self, doing: str) -> None:
        """The engine does this now; Continue waits for it."""
        self.busy = doing
        self._trouble.setVisible(False)
        self._trouble.setText("")
        self.changed.emit()

    @property
    def finished(self) -> bool:
        """Whether it was really done, and not put off."""
        return True

    def forward_text(self) -> str:
        """What stands on the button which goes on."""
        return translate("FirstRun", "Continue")

    def later_text(self) -> str:
        """What stands on the button which puts this off, "" where it cannot be put off."""
        return ""

    def waits(self) -> str:
        """Why one cannot go on yet, "" if one can."""
        return self.busy

    def note(self) -> str:
        """What stands beside the button while it can be pressed."""
        return ""

    def can_go_back(self) -> bool:
        """Whether Back leads anywhere useful."""
        return not self.busy

    def entered(self) -> None:
        """It is shown now, or the engine is back: read what is needed."""

    def first_field(self) -> QWidget | None:
        """What has the focus when the step is shown; None: the button which goes on."""
        return None

    def forward(self) -> None:
        """Continue was pressed: have the engine do it, then `done`."""
        self.done.emit()

    def put_off(self) -> None:
        """Later was pressed."""
        self.done.emit()

    def status_changed(self) -> None:
        """`self.shell.live` says something else now. Called only while the step is shown."""

    def progressed(self) -> None:
        """Running jobs moved on."""
