"""What the door needs for settings."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.settings import SettingsPatch, SettingsView


class SettingsPort(Protocol):
    """What a person set of the program itself."""

    def get(self) -> SettingsView:
        """All of it."""
        ...

    def edit(self, patch: SettingsPatch, version: int) -> SettingsView:
        """Change some. `api.errors.EditConflict` if somebody did since `version`; StorageDenied."""
        ...
