"""Another access key for a bucket: tried out by the engine before it takes the place of the old one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from studio_backup.api.tiers import ChangeKeys, TierCard
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import row
from studio_backup.ui.widgets.key_fields import KeyFields
from studio_backup.ui.widgets.labels import colour_as, label


class ChangeKeysDialog(QDialog):
    """Stays open until the place answered with the new key; after a refusal the old one is in use as before."""

    def __init__(self, shell: Shell, card: TierCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._card, self._busy = shell, card, False
        self.setWindowTitle(translate("ChangeKeys", "Access key of {name}").format(name=display(card.name)))
        self.setMinimumWidth(480)
        self.keys = KeyFields(self._tell)
        self.said = label(self._about(), "small", wrap=True)
        self.change = Button(shell.theme, translate("ChangeKeys", "Test and use"), self._change, kind="primary")
        self.change.setDefault(True)
        self._lay_out()
        self._tell()

    def _about(self) -> str:
        return translate(
            "ChangeKeys",
            "The place is tried out with the new key first. If it works, the new key takes the place of the old one in"
            " the keyring of this computer; else nothing changes.",
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        fields = ((self.keys.access_words, self.keys.access), (self.keys.secret_words, self.keys.secret))
        for words, field in fields:
            caption = label(words, "strong")
            caption.setBuddy(field)
            layout.addWidget(caption)
            layout.addWidget(field)
        layout.addWidget(self.keys.show_it)
        layout.addWidget(self.said)
        cancel = Button(self._shell.theme, translate("ChangeKeys", "Cancel"), self.reject)
        layout.addLayout(row(1, cancel, self.change))

    def _tell(self) -> None:
        if self._busy:
            reason = translate("ChangeKeys", "It is being tried out.")
        else:
            empty = translate("ChangeKeys", "Type the new access key first.")
            reason = self.keys.waits or ("" if self.keys.typed else empty)
        self.change.forbid(reason)

    def _change(self) -> None:
        typed, card = self.keys.typed, self._card
        if typed is None or self._busy:
            return
        request = ChangeKeys(keys=typed)
        self._say(translate("ChangeKeys", "The place is being tried out: this takes seconds."), wrong=False)
        self._busy = True
        self._tell()
        self._shell.bridge.ask(
            lambda engine: engine.tiers.change_keys(card.id, request),
            self._changed,
            self._refused,
            owner=self,
            lane="slow",
        )

    def _changed(self, card: TierCard) -> None:
        self.keys.forget()
        text = translate("ChangeKeys", "{name} answers with the new access key. The old one can be deleted there.")
        self._shell.window.say(text.format(name=display(card.name)))
        self.accept()

    def _refused(self, error: StudioBackupError) -> None:
        self._busy = False
        self._say(f"{display(error.message)} {display(error.hint)}".strip(), wrong=True)
        self._tell()
        self.keys.secret.setFocus()

    def _say(self, text: str, *, wrong: bool) -> None:
        self.said.setText(text)
        colour_as(self.said, "failed" if wrong else None)
