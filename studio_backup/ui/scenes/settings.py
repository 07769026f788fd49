"""Settings: a picture of every section there is."""

from __future__ import annotations

import functools
from typing import Final

from studio_backup.ui.pages.settings import _SECTIONS, SettingsPage
from studio_backup.ui.scenes.scene import Hands, Scene


def _section(name: str, hands: Hands) -> None:
    hands.page("settings", SettingsPage).open_section(name)


SCENES: Final = tuple(
    Scene(f"settings-{entry.name}", "trouble", functools.partial(_section, entry.name)) for entry in _SECTIONS
)
