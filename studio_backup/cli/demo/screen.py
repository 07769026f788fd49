"""What the demo's window sees of the user's desktop: the screen, its tray, its language. No home, no settings."""

from __future__ import annotations

import os
from collections.abc import Mapping

_SCREEN = (
    "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP",
    "DESKTOP_SESSION", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "LANG", "LANGUAGE", "LC_ALL",
    "LC_MESSAGES", "TZ",
)  # fmt: skip
_X_KEYS = ".Xauthority"


def screen_environment(scrubbed: Mapping[str, str], variables: Mapping[str, str]) -> dict[str, str]:
    """The children's environment, and the way to the user's screen."""
    found = dict(scrubbed) | {name: variables[name] for name in _SCREEN if name in variables}
    keys = os.path.join(variables.get("HOME", ""), _X_KEYS)
    if "XAUTHORITY" not in found and os.path.isfile(keys):
        found["XAUTHORITY"] = keys  # X looks in the home, and the window's home is the demo's
    return found


def offscreen_environment(scrubbed: Mapping[str, str], variables: Mapping[str, str]) -> dict[str, str]:
    """The children's environment, for pictures: equal on every desktop, and without one."""
    quiet = {"QT_LOGGING_RULES": "default.warning=false"}  # what a screen that is none cannot do
    here = {"QT_QPA_PLATFORM": variables.get("QT_QPA_PLATFORM", "offscreen")}
    return dict(scrubbed) | quiet | here
