"""The base of a section of the settings, and the settings which several sections edit."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio_backup.api.errors import EditConflict
from studio_backup.api.settings import SettingsPatch, SettingsView
from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.shell import Shell
from studio_backup.ui.widgets.said import Said


class Section(QWidget):
    """One part of the settings, built when it is first opened. `said`: what came of what was asked here.
    `foot`: what stays under it while it scrolls."""

    def __init__(self, shell: Shell, title: str) -> None:
        super().__init__()
        self.shell = shell
        self.setAccessibleName(title)
        self.said = Said()
        self.foot: QWidget | None = None
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 4, 8)
        self.body.setSpacing(16)

    def refresh(self) -> None:
        """Read anew what is shown."""

    def status_changed(self) -> None:
        """The engine stands otherwise than before."""

    def on_event(self, event: EventView) -> None:
        """Something happened."""

    def show_target(self, target: str) -> None:
        """Show this, or begin it."""

    def leave_alone(self, reason: str) -> None:
        """Nothing can be asked now, and why; "" when it can again."""
        self.setEnabled(not reason)
        if self.foot is not None:
            self.foot.setEnabled(not reason)
        self.setAccessibleDescription(reason)


class SettingsHeld(QObject):
    """The program's settings as the engine last told them. `changed`: show them; `refused`: why an edit was not kept.

    One edit is on its way at a time; what is set meanwhile goes with the next one.
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._asking = False
        self._waiting: dict[str, Any] = {}
        self.now: SettingsView | None = None

    def refresh(self) -> None:
        """Read them again."""
        self._shell.bridge.ask(lambda engine: engine.settings.get(), self._take, self.refused.emit, owner=self)

    def on_event(self, event: EventView) -> None:
        """Somebody edited them."""
        if event.kind == "settings":
            self._take(msgspec.json.decode(event.data, type=SettingsView))

    def edit(self, name: str, value: object) -> None:
        """Have one of them changed."""
        if self.now is not None and getattr(self.now, name) != value:
            self._waiting[name] = value
            self._send()

    def _send(self) -> None:
        if self._asking or not self._waiting or self.now is None:
            return
        self._asking = True
        patch, version = SettingsPatch(**self._waiting), self.now.version
        self._waiting = {}
        self._shell.bridge.ask(lambda engine: engine.settings.edit(patch, version), self._edited, self._unedited)

    def _edited(self, settings: SettingsView) -> None:
        self._asking = False
        self._take(settings)
        self._send()

    def _unedited(self, error: StudioBackupError) -> None:
        """Shown again is what the engine has, and beside it why."""
        self._asking = False
        self._waiting = {}
        if self.now is not None:
            self.changed.emit(self.now)
        self.refused.emit(error)
        if isinstance(error, EditConflict):
            self.refresh()

    def _take(self, settings: SettingsView) -> None:
        self.now = settings
        self.changed.emit(settings)
