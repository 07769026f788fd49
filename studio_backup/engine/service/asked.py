"""Work that a person asks for by name: jobs which keep what they were asked, and tell what came of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

import msgspec

from studio_backup.api.paths import from_wire
from studio_backup.api.requests import Request
from studio_backup.api.wire import JobView
from studio_backup.api.work import BackupAsked, ReplicateAsked, VerifyAsked
from studio_backup.base.clock import Clock
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.domain.job import Job, JobKind, Level
from studio_backup.engine.service.vault import HeldVault
from studio_backup.engine.service.views import job_view
from studio_backup.engine.unlock import Locked

LEVELS: Final[Mapping[JobKind, Level]] = {"backup": "high", "replicate": "normal", "verify": "low"}
"""A person's own backup goes before what the engine does by itself; hours of reading back never hold up a backup."""


class AskedJobs:
    """See `engine.server.ports.work.WorkPort`."""

    def __init__(self, vault: HeldVault, submit: Callable[[Job], Job], clock: Clock) -> None:
        self._vault, self._submit, self._clock = vault, submit, clock

    def backup(self, request: BackupAsked) -> JobView:
        """Queue a backup of folders or files."""
        for path in map(from_wire, request.paths):
            if not os.path.isabs(path):
                raise UsageError(f"{display(path)} is no absolute path.", hint="Name it from the root on.")
        return self._queue(request, Job(id="", kind="backup", wedding=request.wedding, date=request.date))

    def replicate(self, request: ReplicateAsked) -> JobView:
        """Queue copies."""
        job = Job(id="", kind="replicate", tier=request.tier, wedding=request.wedding, date=request.date)
        return self._queue(request, job)

    def verify(self, request: VerifyAsked) -> JobView:
        """Queue a reading back."""
        job = Job(id="", kind="verify", tier=request.tier, wedding=request.wedding, date=request.date)
        return self._queue(request, replace(job, check=request.level, sample=request.sample))

    def _queue(self, request: Request, job: Job) -> JobView:
        self._vault.check_joined()
        if not self._vault.unlocked:
            raise Locked("The engine is locked, and does nothing.", hint="Open it: studio-backup engine unlock.")
        job = replace(
            job,
            id=secrets.token_hex(8),
            level=LEVELS[job.kind],
            created_ns=self._clock.now_ns(),
            asked=msgspec.json.encode(request).decode(),
        )
        return job_view(self._submit(job))
