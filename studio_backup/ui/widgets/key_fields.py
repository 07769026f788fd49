"""The two fields of a bucket's access key. What is typed stays in the fields, until it is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from studio_backup.api.tiers import TypedKeys
from studio_backup.ui.providers import ProviderName
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.bucket_keys import kept_words, keys_wait, where_shown

_LONGEST: Final = 512
_SECRET: Final = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class KeyFields:
    """`access`, `secret`, `show_it` and `about` are laid out by whoever has them. `changed` is called as one types."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self.access_words = translate("BucketKeys", "Access key ID")
        self.secret_words = translate("BucketKeys", "Secret access key")
        self.access, self.secret = QLineEdit(), QLineEdit()
        for field, words in ((self.access, self.access_words), (self.secret, self.secret_words)):
            field.setAccessibleName(words)
            field.setMaxLength(_LONGEST)
            field.setInputMethodHints(_SECRET)
            field.textChanged.connect(lambda _: changed())
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.show_it = QCheckBox(translate("BucketKeys", "Show the secret access key"))
        self.show_it.toggled.connect(self._show)
        self.about = label("", "small", wrap=True)
        self.show_provider(None)

    @property
    def typed(self) -> TypedKeys | None:
        """What was typed; None where both are empty."""
        access, secret = self.access.text().strip(), self.secret.text().strip()
        return TypedKeys(access_key=access, secret_key=secret) if access and secret else None

    @property
    def waits(self) -> str:
        """Why one cannot go on yet, "" if one can."""
        return keys_wait(self.access.text(), self.secret.text())

    def show_provider(self, provider: ProviderName | None) -> None:
        """Say where this provider shows them, and where they go."""
        self.about.setText(" ".join(filter(None, (where_shown(provider), kept_words()))))

    def forget(self) -> None:
        """They were taken: nobody needs them here any more."""
        self.access.clear()
        self.secret.clear()
        self.show_it.setChecked(False)

    def _show(self, shown: bool) -> None:
        self.secret.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
