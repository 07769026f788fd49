"""What the runner needs from others, and what it gives to those who do the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.job import Job, Level


@dataclass(frozen=True, slots=True)
class Result:
    """What a job did, in bytes. `corrupted`: damage was found and not mended. `points`: recovery points it made.

    `told`: what the job tells of it, see `Job`. `error`: why it failed all the same; it is not tried again, for whoever
    asked for it is told.
    """

    bytes_read: int = 0
    bytes_stored: int = 0
    bytes_sent: int = 0
    warnings: tuple[str, ...] = ()
    corrupted: bool = False
    points: tuple[str, ...] = ()
    told: str = ""
    error: StudioBackupError | None = None


@dataclass(frozen=True, slots=True)
class JobHandle:
    """The handles of a job's work. `cancel.check()` also waits while the job has to let others go first; `level`: how
    urgent it is now, for it may be raised on its way."""

    progress: Progress
    cancel: CancelToken
    level: Callable[[], Level] = lambda: "normal"


Handler = Callable[[Job, JobHandle], Result]
"""Carries out one kind of job, in a thread of its own. What it raises decides whether the job is tried again."""


class JobStorePort(Protocol):
    """Where jobs outlive the process. Every method is one durable transaction, and raises if it is not done."""

    def add(self, job: Job) -> object:
        """Keep a new job."""
        ...

    def put(self, job: Job) -> object:
        """Replace what is kept of a job."""
        ...

    def get(self, id: str, /) -> Job | None:
        """What is kept of a job; None or NotFoundError where there is none."""
        ...
