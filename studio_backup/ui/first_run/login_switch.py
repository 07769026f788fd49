"""Whether the engine starts with this computer: a setting of the engine, switched here and shown as it answers."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from studio_backup.api.settings import SettingsPatch, SettingsView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.texts import translate
from studio_backup.ui.widgets.labels import colour_as, label


class LoginSwitch(QWidget):
    """Shows what the engine says, and only that."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.settings: SettingsView | None = None
        self.box = QCheckBox(translate("FirstRun", "Start at login, so that backups go on without this window"))
        self.box.setEnabled(False)
        self.said = label("", "small", wrap=True)
        self.said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(self.said)
        self.box.clicked.connect(self._clicked)

    def read(self) -> None:
        """Ask how it stands."""
        self._shell.bridge.ask(lambda engine: engine.settings.get(), self._show, self._refused, owner=self)

    def _show(self, settings: SettingsView) -> None:
        self.settings = settings
        self.box.setChecked(settings.start_at_login)
        self.box.setEnabled(True)
        self.said.hide()

    def _clicked(self, wanted: bool) -> None:
        if self.settings is None:
            return
        version, patch = self.settings.version, SettingsPatch(start_at_login=wanted)
        self.box.setEnabled(False)
        self._shell.bridge.ask(
            lambda engine: engine.settings.edit(patch, version), self._show, self._refused, owner=self
        )

    def _refused(self, error: StudioBackupError) -> None:
        if self.settings is not None:
            self._show(self.settings)
        self.said.setText(f"{error.message} {error.hint}".strip())
        colour_as(self.said, "failed")
        self.said.show()
