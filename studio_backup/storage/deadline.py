"""Calls with a deadline: a hung mount blocks its thread for ever, never the caller nor the end of the process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from studio_backup.base.errors import StorageUnavailable

T = TypeVar("T")
_MOST_HUNG = 16
_MOST_IDLE = 12


class Task(Generic[T]):
    """One call on its way. It is abandoned when its deadline passes; after that it must publish nothing."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._mutex = threading.Lock()
        self._abandoned = False
        self._value: T
        self._error: BaseException | None = None
        self.done = threading.Event()

    def run(self) -> None:
        """Do it; what it raises is kept for the caller."""
        try:
            self._value = self._call()
        except BaseException as error:  # handed to the thread which waits
            self._error = error
        self.done.set()

    def claim(self) -> None:
        """Called by the work before it publishes: StorageUnavailable if nobody waits for it any more.

        Its buffers may hold other bytes by then.
        """
        with self._mutex:
            if self._abandoned:
                raise StorageUnavailable("This write was given up before it ended.")

    def abandon(self) -> None:
        """Nobody waits any more."""
        with self._mutex:
            self._abandoned = True

    def result(self) -> T:
        """The value, or what was raised."""
        if self._error is not None:
            raise self._error
        return self._value


class Deadline:
    """Runs calls in daemon threads, which are kept for the next call, and gives up those that hang."""

    def __init__(self, label: str, seconds: float) -> None:
        self._label = label
        self._seconds = seconds
        self._mutex = threading.Lock()
        self._idle: list[_Worker] = []
        self._hung: list[threading.Event] = []
        self._current = threading.local()

    def run(self, call: Callable[[], T], *, extra: float = 0.0) -> T:
        """The call's result. StorageUnavailable after the deadline plus `extra` seconds."""
        self._refuse_if_hopeless()
        task = Task(call)
        worker = self._worker()
        worker.start_task(task)
        if not task.done.wait(self._seconds + extra):
            task.abandon()
            if not task.done.is_set():
                self._give_up(task)
                raise self._silent()
        self._keep(worker)
        return task.result()

    def claim(self) -> None:
        """To be called by work running here before it publishes anything."""
        task: Task[object] | None = getattr(self._current, "task", None)
        if task is not None:
            task.claim()

    def close(self) -> None:
        """Let idle threads end."""
        with self._mutex:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()

    def _silent(self) -> StorageUnavailable:
        return StorageUnavailable(
            f"{self._label} does not answer since {self._seconds:.0f} s.",
            hint="Check that the NAS is switched on and reachable; the work goes on when it is back.",
        )

    def _refuse_if_hopeless(self) -> None:
        with self._mutex:
            self._hung = [done for done in self._hung if not done.is_set()]
            if len(self._hung) >= _MOST_HUNG:
                raise self._silent()

    def _give_up(self, task: Task[T]) -> None:
        with self._mutex:
            self._hung.append(task.done)

    def _worker(self) -> _Worker:
        with self._mutex:
            return self._idle.pop() if self._idle else _Worker(self._current)

    def _keep(self, worker: _Worker) -> None:
        with self._mutex:
            if len(self._idle) < _MOST_IDLE:
                self._idle.append(worker)
                return
        worker.stop()


class _Worker:
    """A daemon thread which runs one task after the other."""

    def __init__(self, current: threading.local) -> None:
        self._current = current
        self._task: Task[object] | None = None
        self._wake = threading.Semaphore(0)
        threading.Thread(target=self._loop, name="share", daemon=True).start()

    def start_task(self, task: Task[T]) -> None:
        self._task = task  # type: ignore[assignment]
        self._wake.release()

    def stop(self) -> None:
        self._task = None
        self._wake.release()

    def _loop(self) -> None:
        while True:
            self._wake.acquire()
            task = self._task
            if task is None:
                return
            self._current.task = task
            task.run()
