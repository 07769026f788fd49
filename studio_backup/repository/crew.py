"""A few threads that do jobs in the order they come; started when first needed.

`concurrent.futures` would do, but importing it costs more than a small run.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeAlias

Job: TypeAlias = Callable[[], None]


class Crew:
    """At most `size` threads. Jobs handle their own errors."""

    def __init__(self, size: int, name: str) -> None:
        self._size = size
        self._name = name
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._idle = 0
        self._stopped = False

    def do(self, job: Job) -> bool:
        """Hand over a job. False if the crew was stopped: then it is not done."""
        with self._lock:
            if self._stopped:
                return False
            if self._idle:
                self._idle -= 1
            elif len(self._threads) < self._size:
                thread = threading.Thread(target=self._work, name=f"{self._name}-{len(self._threads)}", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._jobs.put(job)
        return True

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
            with self._lock:
                self._idle += 1

    def stop(self) -> None:
        """Wait until all jobs are done and end the threads. Idempotent."""
        with self._lock:
            self._stopped = True
            for _ in self._threads:
                self._jobs.put(None)
            threads, self._threads = self._threads, []
        for thread in threads:
            thread.join()
