"""A passphrase typed twice, shown or hidden, with its strength as the engine judges it. It is kept nowhere here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from studio_backup.api.offers import StrengthRequest, StrengthView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.asking import Asked
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.labels import colour_as, label
from studio_backup.ui.wording.first_run import passphrase_waits, strength_look, strength_words

_SOON_MS: Final = 200
_LONGEST: Final = 4_096


class PassphraseFields(QWidget):
    """`changed`: what is typed, or what is thought of it, is another."""

    changed = Signal()

    def __init__(self, shell: Shell, studio: Callable[[], str]) -> None:
        super().__init__()
        self._shell, self._studio = shell, studio
        self.strength: StrengthView | None = None
        self._asked: Asked | None = None
        self.first, self.again = QLineEdit(), QLineEdit()
        captions = translate("FirstRun", "Passphrase of the vault"), translate("FirstRun", "The same once more")
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        for at, (field, text) in enumerate(zip((self.first, self.again), captions, strict=True)):
            caption = label(text, "strong")
            caption.setBuddy(field)
            field.setAccessibleName(text)
            field.setMaxLength(_LONGEST)
            field.setEchoMode(QLineEdit.EchoMode.Password)
            layout.addWidget(caption, 0, at)
            layout.addWidget(field, 1, at)
        self.show_it = QCheckBox(translate("FirstRun", "Show what is typed"))
        self.show_it.toggled.connect(self._show)
        self.said = label("", "second", wrap=True)
        layout.addWidget(self.show_it, 2, 0)
        layout.addWidget(self.said, 3, 0, 1, 2)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._judge)
        self.first.textChanged.connect(self._typed)
        self.again.textChanged.connect(self.changed)
        self._tell()

    @property
    def waits(self) -> str:
        """Why one cannot go on yet, "" if one can."""
        return passphrase_waits(self.first.text(), self.again.text(), self.strength)

    def forget(self) -> None:
        """The vault is made: nobody needs it here any more."""
        for field in (self.first, self.again):
            field.clear()

    def judge_again(self) -> None:
        """What is easily guessed is another now, or the engine is back."""
        self._typed(self.first.text())

    def _typed(self, text: str) -> None:
        self.strength = None
        if self._asked is not None:
            self._asked.forget()
        self._soon.start() if text else self._soon.stop()
        self._tell()
        self.changed.emit()

    def _judge(self) -> None:
        request = StrengthRequest(passphrase=self.first.text(), studio=self._studio())
        self._asked = self._shell.bridge.ask(
            lambda engine: engine.offers.strength(request), self._judged, self._unjudged, owner=self
        )

    def _judged(self, strength: StrengthView) -> None:
        self.strength = strength
        self._tell()
        self.changed.emit()

    def _unjudged(self, error: StudioBackupError) -> None:
        self.said.setText(f"{error.message} {error.hint}".strip())

    def _tell(self) -> None:
        empty = translate("FirstRun", "Five or more words that do not belong together are strong and easy to type. Only"
                          " you know it: nobody can reset it.")  # fmt: skip
        self.said.setText(strength_words(self.strength) if self.first.text() else empty)
        colour_as(self.said, strength_look(self.strength))

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.first, self.again):
            field.setEchoMode(mode)
