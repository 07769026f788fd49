"""Eyes for local folders, by this system's own events."""

from __future__ import annotations

import sys

from studio_backup.engine.watch.report import Eyes, View

if sys.platform == "linux":
    from studio_backup.engine.watch.folders import FolderEyes

    def event_eyes(view: View) -> Eyes:
        """Eyes on one source."""
        return FolderEyes(view)

else:
    from studio_backup.engine.watch.observer import ObserverEyes

    def event_eyes(view: View) -> Eyes:
        """Eyes on one source."""
        return ObserverEyes(view)
