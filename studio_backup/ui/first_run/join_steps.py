"""Opening a vault that exists: where it lies and what opens it; then what came back with it."""

from __future__ import annotations

import functools
from typing import Final

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from studio_backup.api.remote import RemoteService
from studio_backup.api.tiers import TypedKeys
from studio_backup.api.vault import OpenVault, VaultOpenedView
from studio_backup.base.errors import NotFoundError
from studio_backup.base.names import display
from studio_backup.ui.first_run.backup_step import BackupStep
from studio_backup.ui.first_run.bucket_form import BucketForm
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.either import Either
from studio_backup.ui.first_run.place_choice import FolderField
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.buttons import Button
from studio_backup.ui.widgets.frames import Card, row
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.first_run import came_back, lacking_words

_MOST: Final = 65_536


class VaultStep(Step):
    """Where it lies, and by what it is opened. Nothing is written before Continue."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(
            shell,
            draft,
            "vault",
            translate("FirstRun", "Where is your vault?"),
            translate("FirstRun", "The vault itself, or any copy of it: a folder, a drive, a NAS or a bucket."),
        )
        self.folder, self.bucket = (
            FolderField(shell, translate("FirstRun", "Folder of the vault or copy")),
            BucketForm(),
        )
        self.kit, self.passphrase = QLineEdit(), QLineEdit()
        self.choose = Button(shell.theme, translate("FirstRun", "Choose…"), self._choose, picture="file-text")
        self.local = FolderField(shell, translate("FirstRun", "Folder for new backups on this computer"))
        self._lay_out()
        self.finish_layout()
        for either in (self.where, self.what):
            either.switched.connect(self.changed)
        for field in (self.kit, self.passphrase):
            field.textChanged.connect(lambda _: self.changed.emit())
        for one in (self.folder, self.bucket):
            one.changed.connect(self.changed)

    def _lay_out(self) -> None:
        kit_name = translate("FirstRun", "The kit's text file, ending in .txt")
        self.kit.setPlaceholderText(kit_name)
        self.kit.setAccessibleName(kit_name)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        words_name = translate("FirstRun", "Passphrase of the vault")
        self.passphrase.setPlaceholderText(words_name)
        self.passphrase.setAccessibleName(words_name)
        kit = QWidget()
        kit.setLayout(row(self.kit, self.choose))
        on_disk, in_cloud = (
            translate("FirstRun", "A folder, drive or NAS"),
            translate("FirstRun", "A bucket in the cloud"),
        )
        by_kit, by_words = translate("FirstRun", "With the recovery kit"), translate("FirstRun", "With the passphrase")
        self.where = Either(on_disk, self.folder, in_cloud, self.bucket)
        self.what = Either(by_kit, kit, by_words, self.passphrase)
        where, what, local = Card(), Card(), Card()
        where.body.addWidget(self.where)
        what.body.addWidget(self.what)
        local.body.addWidget(label(translate("FirstRun", "If it is a copy: where do new backups go?"), "strong"))
        said = translate(
            "FirstRun",
            "New backups are kept there, old ones read from the copy. Without it, this computer only restores.",
        )
        local.body.addWidget(label(said, "second", wrap=True))
        local.body.addWidget(self.local)
        for card in (where, what, local):
            self.body.addWidget(card)

    def first_field(self) -> QWidget | None:
        """See Step."""
        return self.folder.field if self.where.is_first else self.where.second

    def forward_text(self) -> str:
        """See Step."""
        return translate("FirstRun", "Open the vault")

    def waits(self) -> str:
        """See Step."""
        if self.busy:
            return self.busy
        if self.where.is_first:
            if not self.folder.path:
                return translate("FirstRun", "The place of the vault is still missing")
        elif self.bucket.address.lacks or self.bucket.keys.waits:
            return lacking_words(self.bucket.address.lacks) or self.bucket.keys.waits
        if self.what.is_first:
            return "" if self.kit.text().strip() else translate("FirstRun", "The kit is still missing")
        return "" if self.passphrase.text() else translate("FirstRun", "The passphrase is still missing")

    def forward(self) -> None:
        """See Step."""
        location, keys = self.folder.path, None
        if not self.where.is_first:
            location, keys = self.bucket.address.location, self.bucket.keys.typed
        kit = self.kit.text().strip() if self.what.is_first else ""
        passphrase = "" if kit else self.passphrase.text()
        call = functools.partial(_open, location, keys, passphrase, kit, self.local.path)
        self.work(translate("FirstRun", "The vault is being opened: this takes some seconds"))
        self.shell.bridge.ask(call, self._opened, self.complain, owner=self, lane="slow")

    def _opened(self, opened: VaultOpenedView) -> None:
        self.passphrase.clear()
        self.bucket.keys.forget()
        self.draft.joined = opened
        self.shell.live.refresh()
        self.complain(None)
        self.done.emit()

    def _choose(self) -> None:
        title = translate("FirstRun", "Choose the recovery kit")
        dialog = QFileDialog(self, title, "", translate("FirstRun", "Recovery kit (*.txt)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(self.kit.setText)
        dialog.open()


class FoundStep(BackupStep):
    """What came back with the vault, and how all stands."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        self.found = Card()
        super().__init__(
            shell,
            draft,
            "found",
            translate("FirstRun", "Your vault is open"),
            translate("FirstRun", "Everything in it can be restored now."),
        )

    def first_parts(self) -> tuple[QWidget, ...]:
        """See BackupStep."""
        if self.draft.joined is not None:
            for words in came_back(self.draft.joined):
                self.found.body.addWidget(label(words, "body", wrap=True))
        return (self.found,)

    def how_far(self) -> str:
        """See BackupStep."""
        return translate("FirstRun", "Your vault is open")

    def can_go_back(self) -> bool:
        """It is open: there is nothing to go back to."""
        return False


def _open(
    location: str, keys: TypedKeys | None, passphrase: str, kit_path: str, local: str, engine: RemoteService
) -> VaultOpenedView:
    """In the bridge's thread: the kit is read only to be passed on."""
    kit = ""
    if kit_path:
        try:
            with open(kit_path, encoding="utf-8", errors="replace") as file:
                kit = file.read(_MOST)
        except OSError as error:
            raise NotFoundError(
                f"The kit {display(kit_path)} cannot be read: {error.strerror}.", hint="Choose the kit's text file."
            ) from error
    return engine.vault.open(OpenVault(location=location, passphrase=passphrase, kit=kit, local=local, keys=keys))
