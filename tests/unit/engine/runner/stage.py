"""A stage for the runner: virtual time that threads can sleep in, a store which keeps order, and who drives both."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from studio_backup.base.errors import StorageFull
from studio_backup.domain.job import Job, JobKind
from studio_backup.engine.runner.ports import Handler
from studio_backup.engine.runner.runner import LOOK_BUSY_S, Runner

SECOND = 10**9
HOUR = 3_600 * SECOND
START = 1_781_913_600 * SECOND  # Saturday 2026-06-20 00:00 UTC


class StageClock:
    """Time stands still until `advance`; whoever sleeps in it wakes when it has come."""

    def __init__(self, start_ns: int = START) -> None:
        self._now = start_ns
        self._lock = threading.Lock()
        self._sleepers: dict[int, tuple[int, threading.Event]] = {}

    def now_ns(self) -> int:
        return self._now

    def monotonic(self) -> float:
        return self._now / SECOND

    def sleep(self, seconds: float) -> None:
        bell = threading.Event()
        with self._lock:
            self._sleepers[threading.get_ident()] = (self._now + int(seconds * SECOND), bell)
        bell.wait()

    def sleeps(self, thread: int | None) -> bool:
        return thread in self._sleepers

    def next_ns(self) -> int | None:
        with self._lock:
            return min((at for at, _ in self._sleepers.values()), default=None)

    def advance(self, to_ns: int) -> None:
        assert to_ns >= self._now
        with self._lock:
            self._now = to_ns
            due = [thread for thread, (at, _) in self._sleepers.items() if at <= to_ns]
            bells = [self._sleepers.pop(thread)[1] for thread in due]
        for bell in bells:
            bell.set()


@dataclass
class KeptJobs:
    """A store in memory. `log`: every write. `full`: while set, nothing can be written."""

    rows: dict[str, Job] = field(default_factory=dict)
    log: list[Job] = field(default_factory=list)
    full: bool = False

    def add(self, job: Job) -> None:
        assert job.id not in self.rows
        self.put(job)

    def put(self, job: Job) -> None:
        if self.full:
            raise StorageFull("No space left.")
        self.rows[job.id] = job
        self.log.append(job)

    def get(self, id: str, /) -> Job | None:
        return self.rows.get(id)

    def unfinished(self) -> list[Job]:
        return [job for job in self.rows.values() if not job.ended]


class Stage:
    """A runner whose turns are taken by hand, and everything it said."""

    def __init__(self, handler: Handler, store: KeptJobs | None = None, **settings: Any) -> None:
        kinds: tuple[JobKind, ...] = ("backup", "replicate", "verify", "restore")
        self.clock: StageClock = settings.pop("clock", None) or StageClock()
        self.store = store or KeptJobs()
        self.told: list[Job] = []
        self.unkept: list[Job] = []
        self._idle_s: float = settings.pop("idle_s", 0.0)
        settings.setdefault("chance", random.Random(7))
        self.runner = Runner(self.clock, {kind: handler for kind in kinds}, self.store, self._hear, **settings)
        self._look_ns = 0
        self._strangers = set(threading.enumerate())

    def _hear(self, job: Job) -> None:
        self.told.append(job)
        row = self.store.rows.get(job.id)
        if row is None or row.state != job.state:  # by now it may only have gone further
            self.unkept.append(job)

    def submit(self, id: str, **more: Any) -> Job:
        return self.runner.submit(job(id, created_ns=self.clock.now_ns(), **more))

    def state(self, id: str) -> str:
        return self.store.rows[id].state

    def turn(self) -> None:
        """A turn, and until all threads rest again: at the gate, asleep, or ended."""
        self.runner.turn()
        self.quiet()

    def quiet(self) -> None:
        until(lambda: all(map(self._rests, self._threads())))

    def _threads(self) -> list[threading.Thread]:
        everyone = threading.enumerate()
        return [one for one in everyone if one.name.startswith("job-") and one not in self._strangers]

    def _rests(self, thread: threading.Thread) -> bool:
        runs = [entry.run for entry in self.runner._register.all() if entry.run is not None]
        at_gate = any(run._thread is thread and run.gate.waiting for run in runs)
        return at_gate or self.clock.sleeps(thread.ident) or not thread.is_alive()

    def go(self, until_ns: int, arrivals: list[tuple[int, Callable[[], None]]] | None = None) -> None:
        """Let time pass; the runner takes a turn when it was woken, or when it wanted to look again."""
        coming = sorted(arrivals or [], key=lambda one: one[0], reverse=True)
        while True:
            if self.runner._wake.is_set() or self.clock.now_ns() >= self._look_ns:
                self._take_turn()
                continue
            times = [until_ns, self._look_ns, self.clock.next_ns(), coming[-1][0] if coming else None]
            now = min(at for at in times if at is not None)
            self.clock.advance(now)
            self.quiet()
            while coming and coming[-1][0] <= now:
                coming.pop()[1]()
            if now >= until_ns and not self.runner._wake.is_set():
                return

    def _take_turn(self) -> None:
        self.runner._wake.clear()
        patience = self.runner.turn()
        if patience >= LOOK_BUSY_S:  # nothing of its own is due sooner
            patience = max(patience, self._idle_s)
        self._look_ns = self.clock.now_ns() + int(patience * SECOND)
        self.quiet()


def job(id: str, **more: Any) -> Job:
    """A job with work of its own."""
    settings: dict[str, Any] = {"kind": "backup", "source": f"source-{id}", "created_ns": START}
    return Job(id=id, **{**settings, **more})


def until(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait in real time for other threads; an error says that they hang."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "threads do not come to rest"
        time.sleep(0.0001)
