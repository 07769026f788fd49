"""The fake of the area of settings."""

from __future__ import annotations

import msgspec

from studio_backup.api.errors import EditConflict
from studio_backup.api.settings import SettingsPatch, SettingsView


class FakeSettings:
    """Keeps them in memory."""

    def __init__(self) -> None:
        self.now = SettingsView()

    def get(self) -> SettingsView:
        return self.now

    def edit(self, patch: SettingsPatch, version: int) -> SettingsView:
        if version != self.now.version:
            raise EditConflict("The settings were changed meanwhile.", hint="Look at them again.")
        asked = msgspec.structs.asdict(patch)
        told = {name: asked[name] for name in SettingsView.editable if asked[name] is not msgspec.UNSET}
        self.now = msgspec.structs.replace(self.now, version=version + 1, **told)
        return self.now
