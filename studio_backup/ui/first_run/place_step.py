"""Where the vault lies, and the passphrase which opens it: then the engine makes it, with its recovery kit."""

from __future__ import annotations

import functools
import os
from typing import Final

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QWidget

from studio_backup.api.offers import MeasuredView, MeasureRequest, PlacesQuery, PlacesView
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.api.vault import CreateVault, VaultCreatedView, VaultInfoView
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.ui.asking import Asked
from studio_backup.ui.first_run.draft import Draft
from studio_backup.ui.first_run.passphrase import PassphraseFields
from studio_backup.ui.first_run.place_choice import FolderField, PlaceChoice
from studio_backup.ui.first_run.step import Step
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.frames import Card, column
from studio_backup.ui.widgets.labels import label
from studio_backup.ui.wording.first_run import speed_words

_SETTLE_MS: Final = 400
"""A path that is being typed is measured once it has settled."""


class PlaceStep(Step):
    """Nothing is written before Continue. Once the vault is made this step only says where it is."""

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(
            shell,
            draft,
            "place",
            translate("FirstRun", "Where should the vault lie?"),
            translate(
                "FirstRun", "The vault holds every version of your photos, encrypted. A second place comes later."
            ),
        )
        self._measuring: Asked | None = None
        self._measured = ""
        self.places = PlaceChoice(shell, translate("FirstRun", "Folder of the vault: empty, or not there yet"))
        self.places.chosen.connect(self._chosen)
        self.passphrase = PassphraseFields(shell, lambda: draft.studio)
        self.passphrase.changed.connect(self.changed)
        self.kit = FolderField(shell, translate("FirstRun", "Folder for the recovery kit"))
        self.kit.changed.connect(self.changed)
        self.asked, self.made = self._questions(), Card()
        self.told = label("", "body", wrap=True)
        self.made.body.addWidget(self.told)
        self.body.addWidget(self.asked)
        self.body.addWidget(self.made)
        self.finish_layout()
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self._measure)

    def _keep_kit_in(self, folder: str) -> None:
        if not self.kit.path:
            self.kit.show_path(to_wire(folder))

    def _questions(self) -> QWidget:
        where, secret, kit = Card(), Card(), Card()
        where.body.addWidget(self.places)
        secret.body.addWidget(self.passphrase)
        kit.body.addWidget(label(translate("FirstRun", "The recovery kit is written here first"), "strong"))
        said = translate(
            "FirstRun",
            "It opens the vault without the passphrase. In the next step you print it, or take it away from this"
            " computer.",
        )
        kit.body.addWidget(label(said, "second", wrap=True))
        kit.body.addWidget(self.kit)
        whole = QWidget()
        whole.setLayout(column(where, secret, kit, spacing=16))
        return whole

    def entered(self) -> None:
        """See Step."""
        status = self.shell.live.status
        made = bool(self.draft.vault_folder) or (status is not None and status.vault != "none")
        self.asked.setVisible(not made)
        self.made.setVisible(made)
        if made:
            self._tell_made()
        else:
            self.shell.bridge.ask(
                lambda engine: engine.offers.places(PlacesQuery()), self._offer, self.complain, owner=self, lane="slow"
            )
            self.passphrase.judge_again()
            self.shell.bridge.run(_papers, self._keep_kit_in, lambda _: None, owner=self, lane="quick")

    def first_field(self) -> QWidget | None:
        """See Step."""
        return self.places.first if self.asked.isVisibleTo(self) else None

    def waits(self) -> str:
        """See Step."""
        if self.busy or not self.asked.isVisibleTo(self):
            return self.busy
        if not self.places.path:
            return translate("FirstRun", "The folder of the vault is still missing")
        return self.passphrase.waits or (
            "" if self.kit.path else translate("FirstRun", "The folder for the kit is still missing")
        )

    def forward(self) -> None:
        """See Step."""
        if not self.asked.isVisibleTo(self):
            self.done.emit()
            return
        request = CreateVault(
            studio=self.draft.studio,
            folder=self.places.path,
            passphrase=self.passphrase.first.text(),
            kit_pdf=self.kit.path,
        )
        self.work(translate("FirstRun", "The vault and its kit are being made: this takes some seconds"))
        self.shell.bridge.ask(
            lambda engine: engine.vault.create(request), self._created, self.complain, owner=self, lane="slow"
        )

    def _created(self, made: VaultCreatedView) -> None:
        self.draft.vault_folder, self.draft.kit_files = made.folder, made.kit_files
        self.passphrase.forget()
        self.shell.live.refresh()
        self.complain(None)
        self.done.emit()

    def _offer(self, found: PlacesView) -> None:
        had = self.places.path
        self.places.show_places(found.places, translate("FirstRun", "Another folder"))
        if not had and self.isVisible() and not self.passphrase.first.text():
            self.places.first.setFocus()
        self.changed.emit()

    def _chosen(self) -> None:
        self._measured = ""
        self.draft.bytes_per_s = 0.0
        self.places.say_speed("")
        self._soon.start()
        self.changed.emit()

    def _measure(self) -> None:
        path = self.places.path
        if not path or not self.asked.isVisibleTo(self) or self.busy:
            return
        if self._measuring is not None:
            self._measuring.forget()
        self.places.say_speed(translate("FirstRun", "speed is being measured…"))
        request = MeasureRequest(path=path)
        self._measuring = self.shell.bridge.ask(
            lambda engine: engine.offers.measure(request),
            functools.partial(self._tell_speed, path),
            self._unmeasured,
            owner=self,
            lane="slow",
        )

    def _tell_speed(self, path: str, found: MeasuredView) -> None:
        if path == self.places.path:
            self.draft.bytes_per_s = found.bytes_per_s
            self.places.say_speed(speed_words(found.bytes_per_s))

    def _unmeasured(self, error: StudioBackupError) -> None:
        self.places.say_speed(error.message)

    def _tell_made(self) -> None:
        if self.draft.vault_folder:
            text = translate("FirstRun", "The vault is made, in {folder}. Its passphrase was set with it.")
            self.told.setText(text.format(folder=display(from_wire(self.draft.vault_folder))))
            return
        self.told.setText(translate("FirstRun", "The vault is made."))
        self.shell.bridge.ask(lambda engine: engine.vault.info(), self._know, lambda _: None, owner=self, lane="slow")

    def _know(self, info: VaultInfoView) -> None:
        self.draft.vault_folder, self.draft.studio = info.folder, info.studio
        if info.folder:
            self._tell_made()


def _papers() -> str:
    """Where a person keeps papers, as far as there is such a folder; else their own one."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found if os.path.isdir(found) else os.path.expanduser("~")
