"""What a person set of the program itself: one value, kept with all that was typed, so that it comes back with the
vault."""

from __future__ import annotations

import logging
import threading
from typing import Final

import msgspec

from studio_backup.api.errors import EditConflict
from studio_backup.api.settings import Appearance, Notifications
from studio_backup.catalog.settings import KeyValue
from studio_backup.domain.priorities import NUMBERS, Numbers
from studio_backup.domain.wedding import Spot
from studio_backup.engine.runner.conditions import Thresholds

_NAME: Final = "preferences"
_LOG = logging.getLogger("studio_backup.engine")


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """See `api.settings.SettingsView`. `version` counts edits."""

    version: int = 1
    appearance: Appearance = "system"
    language: str = ""
    scale: int = 0
    reduce_motion: bool = False
    notifications: Notifications = "all"
    battery_percent: int = 30
    metered: bool = False
    zone: str = ""
    spot: Spot | None = None
    numbers: Numbers = NUMBERS


class PreferencesKept:
    """Answers from memory; safe for many threads."""

    def __init__(self, settings: KeyValue) -> None:
        self._settings = settings
        self._mutex = threading.Lock()
        self.now = Preferences()
        self.read_again()

    def read_again(self) -> None:
        """After what was typed came back with a vault."""
        kept = self._settings.get(_NAME)
        try:
            self.now = msgspec.json.decode(kept, type=Preferences) if kept else Preferences()
        except msgspec.MsgspecError:  # of a program that knew other words; backups matter more than colours
            _LOG.warning("The settings that were kept cannot be read: they are as at first.")
            self.now = Preferences()

    def edit(self, told: dict[str, object], version: int) -> Preferences:
        """Change what is told, as it was at `version`. EditConflict if it has another one now."""
        with self._mutex:
            if self.now.version != version:
                raise EditConflict("The settings were changed meanwhile.", hint="Look at them again, then change them.")
            edited = msgspec.structs.replace(self.now, **told, version=version + 1)
            self._settings.put(_NAME, msgspec.json.encode(edited).decode())
            self.now = edited
            return edited

    def thresholds(self) -> Thresholds:
        """What holds work back now."""
        return Thresholds(battery_low_percent=float(self.now.battery_percent), metered_allowed=self.now.metered)
