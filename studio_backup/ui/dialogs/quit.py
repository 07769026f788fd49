"""Quitting: backups go on, or stop by choice; said before, never found out later."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.standing import standing


class QuitDialog(QDialog):
    """`leave`: close the window's program; the engine goes on, or was asked to end."""

    def __init__(self, shell: Shell, leave: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell, self._leave = shell, leave
        self.setWindowTitle(translate("Quit", "Quit Studio Backup"))
        self.setMinimumWidth(460)
        said, more, button = _words(shell)
        self.leave = Button(shell.theme, button, self._go, kind="primary")
        self.stop = Button(shell.theme, translate("Quit", "Stop backups and quit"), self._stop, kind="danger")
        cancel = Button(shell.theme, translate("Quit", "Cancel"), self.reject)
        self.leave.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        layout.addWidget(label(said, "heading", wrap=True))
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


def _words(shell: Shell) -> tuple[str, str, str]:
    """What goes on without the window, more of it, and what the button says; never that backups go on where none do."""
    live = shell.live
    now = standing(live.status, live.seen_ns, shell.clock.now_ns(), gone=live.gone is not None)
    if now.look == "off":
        more = translate("Quit", "Nobody watches your folders until Studio Backup is started again.")
        return now.sentence, more, translate("Quit", "Quit")
    if now.look in ("locked", "paused"):
        more = translate("Quit", "The engine stays in the background, also without this window.")
        return now.sentence, more, translate("Quit", "Quit")
    more = translate("Quit", "The engine keeps watching your folders in the background, also without this window.")
    return translate("Quit", "Backups go on."), more, translate("Quit", "Quit; backups go on")
