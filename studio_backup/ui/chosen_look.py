"""How a person wants the window to look: the engine keeps it with all that was set, and the window remembers it for its
next start, when no engine has answered yet."""

from __future__ import annotations

import os

import msgspec
from PySide6.QtCore import QObject, QSettings

from studio_backup.api.remote import RemoteService
from studio_backup.api.settings import SettingsPatch, SettingsView
from studio_backup.api.wire import EventView
from studio_backup.base.errors import StudioBackupError
from studio_backup.ui.bridge import Bridge
from studio_backup.ui.theme import APPEARANCES, Appearance, Theme

LARGEST_SCALE = 200


class ChosenLook(QObject):
    """Follows the engine's settings. What did not change since it was last followed is left as it is."""

    def __init__(self, bridge: Bridge, theme: Theme, settings: QSettings) -> None:
        super().__init__()
        self._bridge, self._theme, self._settings = bridge, theme, settings
        bridge.back.connect(self._ask)
        bridge.happened.connect(self._heard)

    def _ask(self) -> None:
        self._bridge.ask(lambda engine: engine.settings.get(), self.follow, self._unread)

    def _heard(self, event: EventView) -> None:
        if event.kind == "settings":
            self.follow(msgspec.json.decode(event.data, type=SettingsView))
        elif event.kind == "behind":
            self._ask()

    def _unread(self, error: StudioBackupError) -> None:
        """It stays as it was remembered; the window says that the engine is gone."""

    def follow(self, settings: SettingsView) -> None:
        """Look as these say, and remember it."""
        if settings.appearance != kept_appearance(self._settings):
            self._theme.choose(settings.appearance)
            self._settings.setValue("appearance", settings.appearance)
        if settings.reduce_motion != kept_stillness(self._settings):
            self._theme.be_still(settings.reduce_motion)
            self._settings.setValue("still", int(settings.reduce_motion))
        self._settings.setValue("language", settings.language)
        self._settings.setValue("scale", settings.scale)


def keep_appearance(engine: RemoteService, appearance: Appearance) -> SettingsView:
    """Have the engine keep this one, whatever else was set meanwhile."""
    return engine.settings.edit(SettingsPatch(appearance=appearance), engine.settings.get().version)


def window_settings(home: str) -> QSettings:
    """What the window remembers of itself, beside the home's other files."""
    return QSettings(os.path.join(home, "window.ini"), QSettings.Format.IniFormat)


def kept_appearance(settings: QSettings) -> Appearance:
    """The one chosen last, "system" at first."""
    chosen = settings.value("appearance", "system")
    return next((one for one in APPEARANCES if one == chosen), "system")


def kept_stillness(settings: QSettings) -> bool:
    """Whether nothing is to move by itself."""
    return str(settings.value("still", 0)) == "1"


def kept_scale(home: str) -> int:
    """The scale of the next start, 100 to 200 percent; 0 for the system's."""
    kept = str(window_settings(home).value("scale", 0))
    scale = int(kept) if kept.isdecimal() else 0
    return scale if 100 <= scale <= LARGEST_SCALE else 0
