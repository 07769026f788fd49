"""What a person typed is itself backed up: after each change, some seconds later, by a job like all others."""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable
from typing import Final

from studio_backup.base.errors import StudioBackupError
from studio_backup.catalog.typed import NOTHING, export_typed
from studio_backup.domain.job import Job
from studio_backup.engine.jobs.bringing_back import KEPT
from studio_backup.engine.jobs.settings import keep_settings
from studio_backup.engine.runner.ports import JobHandle, Result
from studio_backup.engine.service.parts import Parts

WAIT_S: Final = 5.0
"""A burst of changes is one backup: what is typed while the job waits is in it."""
AGAIN_S: Final = 3_600.0
"""After a job that failed for good: the next try, if nobody types anything before."""
_LOG = logging.getLogger("studio_backup.engine")


class SettingsKeeper:
    """Queues the job, and does it. `kept` hears of each new point. Before `begin` nothing is queued: what is typed
    while no engine runs is found by the next start."""

    def __init__(self, parts: Parts, submit: Callable[[Job], object], kept: Callable[[], None]) -> None:
        self._parts, self._submit, self._kept = parts, submit, kept
        self._begun = self._owed = False
        self._again_ns = 0

    def begin(self) -> None:
        """The engine has begun: what was typed since the last keeping is kept."""
        self._begun = True
        data, kept = export_typed(self._parts.catalog), self._parts.settings.get(KEPT)
        if _mark(data) != kept and (data != NOTHING or kept is not None):
            self.changed()

    def changed(self) -> None:
        """A person typed something. Never fails: what cannot be queued now is queued by a later `look`."""
        vault = self._parts.home.vault()
        if not self._begun or vault is None or not vault.folder:
            return
        now = self._parts.clock.now_ns()
        wait = int(WAIT_S * 10**9)
        try:
            self._submit(
                Job(id=secrets.token_hex(8), kind="settings", level="high", created_ns=now, retry_ns=now + wait)
            )
        except StudioBackupError as error:
            _LOG.warning("Keeping what was typed could not be queued yet: %s", error.message)
            self._owed = True
        else:
            self._owed, self._again_ns = False, 0

    def failed(self) -> None:
        """A job of it failed for good: a drive was away for long, say."""
        self._again_ns = self._parts.clock.now_ns() + int(AGAIN_S * 10**9)

    def look(self) -> None:
        """Queue what is owed."""
        if self._owed or 0 < self._again_ns <= self._parts.clock.now_ns():
            self.changed()

    def keep(self, _job: Job, handle: JobHandle) -> Result:
        """The job: all that is typed by now."""
        with self._parts.vault.studio(handle.progress, handle.cancel) as studio:
            data = export_typed(self._parts.catalog)
            done = keep_settings(studio, data, progress=handle.progress, cancel=handle.cancel)
        self._parts.settings.put(KEPT, _mark(data))
        if done.point:
            self._kept()
        points = (done.point,) if done.point else ()
        return Result(bytes_read=done.bytes_read, bytes_stored=done.bytes_stored, points=points)


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
