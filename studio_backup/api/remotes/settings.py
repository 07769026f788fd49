"""Settings, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.settings import SettingsPatch, SettingsView


@dataclass(frozen=True)
class RemoteSettings:
    """As the service's own."""

    client: EngineClient

    def get(self) -> SettingsView:
        """All of them."""
        return self.client.get("/v1/settings", SettingsView)

    def edit(self, patch: SettingsPatch, version: int) -> SettingsView:
        """Change some."""
        return self.client.patch("/v1/settings", patch, SettingsView, version=version)
