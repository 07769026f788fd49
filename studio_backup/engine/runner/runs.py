"""One run of one job, in a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from studio_backup.base.clock import Clock
from studio_backup.base.errors import Cancelled, StudioBackupError
from studio_backup.domain.job import Job
from studio_backup.engine.runner.gate import Gate, JobToken
from studio_backup.engine.runner.outcome import Attempt, Wish
from studio_backup.engine.runner.ports import Handler, JobHandle, Result
from studio_backup.engine.runner.progress import JobProgress
from studio_backup.engine.runner.usage import UsageMeter

_LOG = logging.getLogger("studio_backup.engine.runner")


@dataclass(frozen=True, slots=True)
class Around:
    """What each run is given. `prepare`: called in its thread first (lower its priority, say).

    `moved`: it is further on; `ended`: it is over, with what its handler returned or raised.
    """

    clock: Clock
    prepare: Callable[[Job], None]
    moved: Callable[[str], None]
    ended: Callable[[Run, Result | None, BaseException | None], None]


class Run:
    """A handler at work. `wish` says why it was asked to stop; an `abandoned` one is listened to no longer. `level`: of
    the job now; `job`: as it began."""

    def __init__(self, job: Job, handler: Handler, around: Around) -> None:
        self.job, self.level = job, job.level
        self.gate = Gate()
        self.wish: Wish = ""
        self.abandoned = False
        self.token = JobToken(self.gate)
        self.progress = JobProgress(around.clock, lambda: around.moved(job.id))
        self.meter = UsageMeter()
        self._handler, self._around = handler, around
        self._thread = threading.Thread(target=self._work, name=f"job-{job.id}", daemon=True)

    def start(self) -> None:
        """Begin. Raises StudioBackupError where the machine gives no thread."""
        try:
            self._thread.start()
        except RuntimeError as error:
            raise StudioBackupError("The machine has no room for another task now.", retryable=True) from error

    def ask(self, wish: Wish) -> None:
        """Ask it to stop at its next safe point. The end of the engine never overrules a person."""
        if self.wish != "cancel":
            self.wish = wish
        self.token.cancel()

    def join(self, timeout_s: float) -> None:
        """Wait until its thread has ended."""
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def attempt(self, result: Result | None, error: BaseException | None, failures: int) -> Attempt:
        """What this run was."""
        return Attempt(
            now_ns=self._around.clock.now_ns(),
            result=result,
            error=error,
            wish=self.wish,
            failures=failures,
            seen=self.progress.seen(),
            used=self.meter.used(self.job.used, result),
        )

    def shown(self, job: Job) -> Job:
        """The job with how far it is."""
        seen = self.progress.seen()
        return replace(job, stage=seen.stage, amount=seen.amount, warnings=seen.warnings)

    def _work(self) -> None:
        result, caught = None, None
        try:
            self._around.prepare(self.job)
            self.token.check()
            result = self._handler(self.job, JobHandle(self.progress, self.token, lambda: self.level))
        except BaseException as error:  # carried into the job's outcome
            caught = error
            _log(self.job, error)
        self._around.ended(self, result, caught)


def _log(job: Job, error: BaseException) -> None:
    """The traceback of what nobody expected stands in the log, and only there."""
    if isinstance(error, Cancelled):
        _LOG.info("Job %s (%s) was stopped.", job.id, job.kind)
    elif isinstance(error, StudioBackupError):
        _LOG.warning("Job %s (%s) did not succeed: %s", job.id, job.kind, error.message)
    else:
        _LOG.error("Job %s (%s) failed unexpectedly.", job.id, job.kind, exc_info=error)
