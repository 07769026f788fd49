"""What the studio is called; and the way for those who have a vault already."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.labels import label

_LONGEST = 200


class NameStep(Step):
    """The name goes to the engine together with the vault, and cannot be changed once that is made."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(
            shell,
            draft,
            "name",
            translate("FirstRun", "What is your studio called?"),
            translate("FirstRun", "The name stands on the recovery kit, so that whoever finds it knows whose it is."),
        )
        self.field = QLineEdit(draft.studio)
        self.field.setMaxLength(_LONGEST)
        self.field.setMaximumWidth(460)
        caption = label(translate("FirstRun", "Name of the studio"), "strong")
        caption.setBuddy(self.field)
        self.field.setAccessibleName(caption.text())
        self.field.textChanged.connect(self._typed)
        self.fixed = label(translate("FirstRun", "The vault is made: it bears this name from now on."), "second")
        self.join = Button(shell.theme, translate("FirstRun", "I have a vault already…"), self._join, picture="key")
        self.other = Card(translate("FirstRun", "Is it a new computer, or was the old one lost?"))
        said = translate("FirstRun", "Open the vault from its folder, drive, NAS or bucket, with the recovery kit or"
                         " the passphrase.")  # fmt: skip
        self.other.body.addWidget(label(said, "second", wrap=True))
        self.other.body.addLayout(row(self.join, 1))
        for part in (caption, self.field, self.fixed):
            self.body.addWidget(part)
        self.body.addSpacing(20)
        self.body.addWidget(self.other)
        self.finish_layout()

    def entered(self) -> None:
        """See Step."""
        made = bool(self.draft.vault_folder)
        self.field.setReadOnly(made)
        if self.field.text() != self.draft.studio:
            self.field.setText(self.draft.studio)
        self.fixed.setVisible(made)
        self.other.setVisible(not made)

    def first_field(self) -> QWidget | None:
        """See Step."""
        return self.field

    def waits(self) -> str:
        """See Step."""
        return "" if self.field.text().strip() else translate("FirstRun", "The name is still missing")

    def _typed(self, text: str) -> None:
        self.draft.studio = text.strip()
        self.changed.emit()

    def _join(self) -> None:
        self.jumped.emit("vault")
