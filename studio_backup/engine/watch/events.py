"""Eyes for local folders, by this system's own events."""

from __future__ import annotations

import sys

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.engine.backup.scanner import ScanRules
from studio_backup.engine.watch.report import Eyes, Report
from studio_backup.engine.watch.taking import Since

if sys.platform == "linux":
    from studio_backup.engine.watch.folders import FolderEyes
else:
    from studio_backup.engine.watch.observer import ObserverEyes


def event_eyes(path: str, rules: ScanRules, report: Report, since: Since, clock: Clock, cancel: CancelToken) -> Eyes:
    """Eyes on one source. `since`: ns UTC of its last backup."""
    if sys.platform == "linux":
        return FolderEyes(path, rules, report, since, cancel)
    return ObserverEyes(path, rules, report, clock, cancel)
