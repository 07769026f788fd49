"""Threads that read files, the largest waiting one first."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.assembly import Folder
from studio_backup.engine.backup.work import ToRead

_LOOK_S = 0.1
_MANY = 256
"""Small files are taken back in heaps: waking the main thread for each would cost more than reading it."""
_SMALL = 64 << 10  # bytes
_FEW = 32
_SLOW_S = 0.001
"""Small files are read by one thread while they come quickly: Python's threads, each with a hundred calls a file, would
stand in each other's way (two took twice as long as one). From a share or a disk which needs longer than this for each,
waiting for several at once is worth it.
"""
_JOIN_S = 10.0
"""How long the end waits for a thread; one that hangs in a dead network share is left behind."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, and the folder its entry goes to."""

    folder: Folder
    work: ToRead


@dataclass(frozen=True, slots=True)
class Done:
    """A job's outcome. `merged`: names of side files whose contents are in the stored database.

    `bytes_new`: of what was read, what the vault did not know; `bytes_stored`: what that takes there.
    """

    job: Job
    entries: tuple[Entry, ...]
    merged: tuple[str, ...]
    bytes_read: int
    bytes_new: int = 0
    bytes_stored: int = 0


Read = Callable[[Job], Done]


class Workers:
    """Runs jobs. Nothing is begun before `start`; the first error of a thread is raised by `take`."""

    def __init__(self, count: int, new_reader: Callable[[], Read], clock: Clock) -> None:
        self._count = count
        self._clock = clock
        self._on_small = 0
        self._most_on_small = 1
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
            if not _is_small(job) or self._on_small < self._most_on_small:
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
            while jobs := self._next():
                start = self._clock.monotonic()
                done = [read(job) for job in jobs]
                self._finished(done, self._clock.monotonic() - start)
        except BaseException as error:  # carried to the main thread
            with self._lock:
                self._error = self._error or error
                self._stopping = True
                self._enough.notify()
                self._more.notify_all()

    def _next(self) -> list[Job]:
        """A large file, or a few small ones; none when it is time to end."""
        with self._lock:
            while not self._stopping:
                if self._waiting and not _is_small(self._waiting[0][2]):
                    return [heapq.heappop(self._waiting)[2]]
                if self._waiting and self._on_small < self._most_on_small:
                    self._on_small += 1
                    few = min(_FEW, len(self._waiting))
                    return [heapq.heappop(self._waiting)[2] for _ in range(few)]
                self._more.wait()
            return []

    def _finished(self, done: list[Done], seconds: float) -> None:
        with self._lock:
            if _is_small(done[0].job):
                self._on_small -= 1
                self._most_on_small = self._count if seconds > _SLOW_S * len(done) else 1
                self._more.notify_all()
            self._done += done
            if self._is_enough():
                self._enough.notify()

    def stop(self) -> None:
        """End the threads, each after the file at hand (or sooner, if `cancel` was set)."""
        with self._lock:
            self._stopping = True
            self._more.notify_all()
        for thread in self._threads:
            thread.join(_JOIN_S)


def _is_small(job: Job) -> bool:
    return job.work.size < _SMALL
