"""Whether a window can be shown here: said before anything else is done for it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping

from studio_backup.base.errors import NotFoundError

_LIBRARIES = (
    "libgl1 libegl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0"
    " libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
)


def demand_screen(variables: Mapping[str, str]) -> None:
    """Raise NotFoundError where there is none: Qt would end the process."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(variables.get(name) for name in named):
        raise NotFoundError(
            "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            hint="Run it on the desktop, or use the other verbs: studio-backup --help.",
        )


def load_window() -> None:
    """Load Qt, which costs half a second and 60 MiB and may not be there: only the window pays for it.

    Raises NotFoundError, which names what is missing.
    """
    try:
        importlib.import_module("studio_backup.ui.app")
    except ImportError as error:
        raise NotFoundError(
            f"The window cannot be shown, a library of the system is missing: {error}",
            hint=f"On Debian: apt-get install {_LIBRARIES}",
        ) from error
