"""The events of one job, heard in a thread of their own."""

from __future__ import annotations

import queue
import threading

import msgspec

from studio_backup.api.endpoint import Endpoint
from studio_backup.api.listening import listen
from studio_backup.api.wire import EventView, JobView, ProgressView
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.job import ENDED


class JobEvents:
    """Listens until the job ended, or `end`. `stale`: something may have been missed, so look; whoever does clears it.

    `deaf`: nothing will be heard any more.
    """

    def __init__(self, endpoint: Endpoint, job_id: str) -> None:
        self._endpoint, self._id = endpoint, job_id
        self._heard: queue.SimpleQueue[JobView | None] = queue.SimpleQueue()
        self._cancel = CancelToken()
        self._thread = threading.Thread(target=self._listen, name="job-events", daemon=True)
        self.stale = self.deaf = False

    def begin(self) -> None:
        """Listen from now on."""
        self._thread.start()

    def next(self, seconds: float) -> JobView | None:
        """The job as it is now; None where nothing was heard for so long, or where a look is due."""
        try:
            return self._heard.get(timeout=seconds)
        except queue.Empty:
            return None

    def end(self) -> None:
        """Listen no more."""
        self._cancel.cancel()
        if self._thread.ident is not None:
            self._thread.join()

    def _listen(self) -> None:
        try:
            for event in listen(self._endpoint, None, "", self._cancel):
                if self._take(event):
                    return
        except (StudioBackupError, msgspec.MsgspecError):
            self.deaf = True
            self._look()

    def _take(self, event: EventView) -> bool:
        """Whether that was the last of it."""
        if event.kind in ("hello", "behind"):
            self._look()
        elif event.kind == "job" and event.subject == self._id:
            job = msgspec.json.decode(event.data, type=JobView)
            self._heard.put(job)
            return job.state in ENDED
        elif event.kind == "progress":
            moved = msgspec.json.decode(event.data, type=ProgressView).jobs
            for job in moved:
                if job.id == self._id:
                    self._heard.put(job)
        return False

    def _look(self) -> None:
        self.stale = True
        self._heard.put(None)
