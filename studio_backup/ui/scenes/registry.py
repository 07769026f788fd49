"""All scenes, page by page: a page adds its own by a module beside this one and a line here."""

from __future__ import annotations

from typing import Final

from studio_backup.ui.scenes import activity, today, tray
from studio_backup.ui.scenes.scene import Scene

SCENES: Final[tuple[Scene, ...]] = (
    *today.SCENES,
    *activity.SCENES,
    *tray.SCENES,
)
