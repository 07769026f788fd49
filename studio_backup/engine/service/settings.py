"""Settings as the door shows and edits them."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import UNSET

from studio_backup.api.settings import SettingsPatch, SettingsView
from studio_backup.base.errors import RefusedError
from studio_backup.domain.priorities import lowered
from studio_backup.engine.schedule.zone_names import zone_named
from studio_backup.engine.service.engine import Engine

_KEPT: Final = (
    "appearance",
    "language",
    "scale",
    "reduce_motion",
    "notifications",
    "battery_percent",
    "metered",
    "zone",
    "spot",
    "numbers",
)
_CONFIRM: Final = "If that is meant, do it again and confirm it (`--confirm`). Nothing was changed."


class Settings:
    """See engine.server.ports.settings."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._login = engine, engine.parts.login

    def get(self) -> SettingsView:
        """All of them."""
        now, kit = self._engine.preferences.now, self._engine.kit
        return SettingsView(
            **msgspec.structs.asdict(now),
            lowered=lowered(now.numbers),
            start_at_login=self._login is not None and self._login.on,
            kit="later" if kit.unsaved_since_ns else "saved",
            kit_tried_ns=kit.tried_ns,
        )

    def edit(self, patch: SettingsPatch, version: int) -> SettingsView:
        """Change some. EditConflict if somebody did since `version`; StorageDenied for the start at login;
        UsageError for a zone that is not known; RefusedError for numbers lowered below the least, unless confirmed."""
        if not patch.confirm:
            self._refuse_lowered(patch)
        told = {name: value for name in _KEPT if (value := getattr(patch, name)) is not UNSET}
        if patch.zone is not UNSET and patch.zone:
            told["zone"] = zone_named(patch.zone)
        if patch.start_at_login is not UNSET and version == self._engine.preferences.now.version:
            self._at_login(patch.start_at_login)
        self._engine.preferences.edit(told, version)
        self._engine.keeper.changed()
        self._engine.wake()
        view = self.get()
        self._engine.parts.bus.publish("settings", "", view)
        return view

    def _refuse_lowered(self, patch: SettingsPatch) -> None:
        before = self._engine.preferences.now.numbers
        now = before if patch.numbers is UNSET else patch.numbers
        for sentence in set(lowered(now)) - set(lowered(before)):
            raise RefusedError(sentence, hint=_CONFIRM)

    def _at_login(self, on: bool) -> None:
        if self._login is None:
            raise RefusedError("The start at login cannot be set here.", hint="Run `studio-backup engine autostart`.")
        self._login.switch(on)
