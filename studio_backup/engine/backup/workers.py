"""Threads that read files, the largest waiting one first."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass

from studio_backup.base.control import CancelToken
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.assembly import Folder
from studio_backup.engine.backup.work import ToRead

_LOOK_S = 0.1
_MANY = 256
"""Small files are taken back in heaps: waking the main thread for each would cost more than reading it."""
_JOIN_S = 10.0
"""How long the end waits for a thread; one that hangs in a dead network share is left behind."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, and the folder its entry goes to."""

    folder: Folder
    work: ToRead


@dataclass(frozen=True, slots=True)
class Done:
    """A job's outcome. `merged`: names of side files whose contents are in the stored database."""

    job: Job
    entries: tuple[Entry, ...]
    merged: tuple[str, ...]
    bytes_read: int


Read = Callable[[Job], Done]


class Workers:
    """Runs jobs. Nothing is begun before `start`; the first error of a thread is raised by `take`."""

    def __init__(self, count: int, new_reader: Callable[[], Read]) -> None:
        self._count = count
        self._new_reader = new_reader
        self._lock = threading.Lock()
        self._more = threading.Condition(self._lock)  # jobs, for the threads
        self._enough = threading.Condition(self._lock)  # results, for the one who takes them
        self._waiting: list[tuple[int, int, Job]] = []
        self._numbers = itertools.count()
        self._done: list[Done] = []
        self._error: BaseException | None = None
        self._stopping = False
        self._threads: list[threading.Thread] = []
        self.outstanding = 0
        """Jobs submitted and not yet taken back."""

    @property
    def started(self) -> bool:
        """Whether the threads run."""
        return bool(self._threads)

    def start(self) -> None:
        """Begin; idempotent."""
        if not self._threads:
            self._threads = [
                threading.Thread(target=self._run, name=f"reader-{number}", daemon=True)
                for number in range(self._count)
            ]
            for thread in self._threads:
                thread.start()

    def submit(self, job: Job) -> None:
        """Add a job."""
        self.outstanding += 1
        with self._lock:
            heapq.heappush(self._waiting, (-job.work.size, next(self._numbers), job))
            self._more.notify()

    def take(self, *, wait: bool, cancel: CancelToken) -> list[Done]:
        """Finished jobs. With `wait`, at least one if any is outstanding, and many small ones at once."""
        with self._lock:
            while wait and self.outstanding and self._error is None and not self._is_enough():
                timely = self._enough.wait(_LOOK_S)
                cancel.check()
                if not timely and self._done:
                    break
            if self._error is not None:
                raise self._error
            done, self._done = self._done, []
        self.outstanding -= len(done)
        return done

    def _is_enough(self) -> bool:
        return len(self._done) >= min(_MANY, self.outstanding)

    def _run(self) -> None:
        try:
            read = self._new_reader()
            while (job := self._next()) is not None:
                done = read(job)
                with self._lock:
                    self._done.append(done)
                    if self._is_enough():
                        self._enough.notify()
        except BaseException as error:  # carried to the main thread
            with self._lock:
                self._error = self._error or error
                self._stopping = True
                self._enough.notify()
                self._more.notify_all()

    def _next(self) -> Job | None:
        with self._lock:
            while not self._waiting and not self._stopping:
                self._more.wait()
            return None if self._stopping else heapq.heappop(self._waiting)[2]

    def stop(self) -> None:
        """End the threads, each after the file at hand (or sooner, if `cancel` was set)."""
        with self._lock:
            self._stopping = True
            self._more.notify_all()
        for thread in self._threads:
            thread.join(_JOIN_S)
