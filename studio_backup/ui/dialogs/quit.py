"""Quitting: backups go on, or stop by choice; said before, never found out later."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label


class QuitDialog(QDialog):
    """`leave`: close the window's program; the engine goes on, or was asked to end."""

    def __init__(self, shell: Shell, leave: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._leave = shell, leave
        self.setWindowTitle(translate("Quit", "Quit Studio Backup"))
        self.setMinimumWidth(460)
        more = translate("Quit", "The engine keeps watching your folders in the background, also without this window.")
        self.leave = Button(shell.theme, translate("Quit", "Quit; backups go on"), self._go, kind="primary")
        self.stop = Button(shell.theme, translate("Quit", "Stop backups and quit"), self._stop, kind="danger")
        cancel = Button(shell.theme, translate("Quit", "Cancel"), self.reject)
        self.leave.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(label(translate("Quit", "Backups go on."), "heading"))
        layout.addWidget(label(more, "second", wrap=True))
        layout.addSpacing(6)
        layout.addLayout(row(self.stop, 1, cancel, self.leave))
        if shell.live.gone is not None:
            self.stop.hide()

    def _go(self) -> None:
        self.accept()
        self._leave()

    def _stop(self) -> None:
        reason = translate("Quit", "The engine ends at its next safe point.")
        self.stop.forbid(reason)
        self.leave.forbid(reason)
        self._shell.bridge.ask(lambda engine: engine.stop(), lambda _: self._go(), owner=self)
