"""All scenes, page by page: a page adds its own by a module beside this one and a line here."""

from __future__ import annotations

from typing import Final

from studio_backup.ui.scenes import activity, first_run, restore, settings, storage, today, tray, verify, weddings
from studio_backup.ui.scenes.scene import Scene

SCENES: Final[tuple[Scene, ...]] = (
    *today.SCENES,
    *weddings.SCENES,
    *restore.SCENES,
    *verify.SCENES,
    *storage.SCENES,
    *activity.SCENES,
    *settings.SCENES,
    *first_run.SCENES,
    *tray.SCENES,
)
