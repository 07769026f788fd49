"""Facts which go out in their order, and never while a lock of the runner is held."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable

from studio_backup.domain.job import Job

_LOG = logging.getLogger("studio_backup.engine.runner")


class Outbox:
    """Whoever hears of a job may call the runner again, or wait for a thread which does."""

    def __init__(self, announce: Callable[[Job], None]) -> None:
        self._announce = announce
        self._waiting: deque[Job | Callable[[], Job | None]] = deque()
        self._delivering = threading.Lock()

    def add(self, job: Job) -> None:
        """To be told at the next delivery."""
        self._waiting.append(job)

    def add_progress(self, read: Callable[[], Job | None]) -> None:
        """To be told as it is then; None: no more, since a job which has ended is never shown at work afterwards."""
        self._waiting.append(read)

    def deliver(self) -> None:
        """Tell what waits. Where another thread, or a caller further up, is telling already, that one tells it."""
        while self._waiting and self._delivering.acquire(blocking=False):
            try:
                self._deliver_all()
            finally:
                self._delivering.release()

    def _deliver_all(self) -> None:
        while self._waiting:
            one = self._waiting.popleft()
            job = one if isinstance(one, Job) else one()
            if job is not None:
                self._tell(job)

    def _tell(self, job: Job) -> None:
        try:
            self._announce(job)
        except Exception:  # a listener's fault is no fault of the job
            _LOG.exception("Telling of job %s failed.", job.id)
