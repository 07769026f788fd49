"""The runner: takes jobs, runs them side by side in their order, and loses none.

What is decided is decided by pure functions (turn, order, conditions, retry, outcome); here are only the threads and
the lock. The lock is held while the store writes, so who only looks does not take it; nothing is announced under it.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.job import Amount, Job, JobKind, rank
from studio_backup.engine.runner.conditions import UNTIL_RESUMED, Surroundings
from studio_backup.engine.runner.entries import Entry
from studio_backup.engine.runner.order import Lanes
from studio_backup.engine.runner.outbox import Outbox
from studio_backup.engine.runner.outcome import ended_unbegun, outcome, scheduled_again
from studio_backup.engine.runner.ports import Handler, JobStorePort, Result
from studio_backup.engine.runner.register import STORE_AGAIN_S, JobRegister
from studio_backup.engine.runner.runs import Around, Run
from studio_backup.engine.runner.turn import Decision, decide

LOOK_BUSY_S: Final = 2.0
LOOK_IDLE_S: Final = 30.0
"""Longest time between two looks at clock and surroundings, while there are jobs and while there are none."""
_SHORTEST_S: Final = 0.01
_SECOND_NS: Final = 10**9
_LOG = logging.getLogger("studio_backup.engine.runner")


def _nothing(_: object) -> None:
    """Does nothing."""


class Runner:
    """Jobs of all kinds in one queue. All methods may be called from any thread, also from `announce`.

    `announce` hears each change of a job, and a few times a second how far it is. `look` tells the surroundings and may
    take its time. `keep_awake(True)` is called from the runner's own thread when critical work begins on mains, and
    `keep_awake(False)` when none is left. `prepare` is called in each job's thread before its work.
    """

    def __init__(
        self,
        clock: Clock,
        handlers: Mapping[JobKind, Handler],
        store: JobStorePort,
        announce: Callable[[Job], None],
        slots: int = 2,
        *,
        look: Callable[[], Surroundings] = Surroundings,
        keep_awake: Callable[[bool], None] = _nothing,
        prepare: Callable[[Job], None] = _nothing,
        chance: random.Random | None = None,
    ) -> None:
        self._clock, self._handlers = clock, handlers
        self._lanes = Lanes(slots=slots)
        self._look, self._keep_awake = look, keep_awake
        self._chance = chance or random.Random()
        self._outbox = Outbox(announce)
        self._register = JobRegister(clock, store, self._outbox, handlers.keys())
        self._around = Around(clock, prepare, self._moved, self._ended)
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._stopping = self._awake = False
        self._thread: threading.Thread | None = None
        self.paused_until_ns = 0
        """A person's pause of everything, ns UTC; 0: none."""

    def submit(self, job: Job) -> Job:
        """Keep the job and run it when its turn comes; or the waiting job which does the same work already.

        Raises UsageError for a ring of needs or an unknown need, RefusedError when 1,000 wait, and what the store
        raises: then nothing was taken.
        """
        return self.submit_all([job])[0]

    def submit_all(self, jobs: Sequence[Job]) -> list[Job]:
        """Several jobs, which may need each other. Raises as `submit`; where the store fails, some may be taken."""
        try:
            with self._lock:
                return self._register.take(jobs)
        finally:
            self._stir()

    def reorder(self, changed: Callable[[Sequence[Job]], Mapping[str, Job]]) -> None:
        """Give unfinished jobs other levels and deadlines: `changed` tells, by id, those which are to be another."""
        with self._lock:
            for id, job in changed([entry.job for entry in self._register.all()]).items():
                entry = self._register.find(id)
                if entry is not None and entry.owed is None and self._register.keep(job):
                    self._register.changed(entry, job)
        self._stir()

    def recover(self, unfinished: Sequence[Job]) -> None:
        """Take up what an earlier engine left: what was in progress is scheduled again, with its attempts kept."""
        with self._lock:
            self._register.recover(unfinished)
        self._stir()

    def cancel(self, id: str) -> Job:
        """End a waiting job now, a running one at its next check. Raises NotFoundError; UsageError if it has ended."""
        with self._lock:
            entry = self._register.get(id)
            if entry.run is not None:
                entry.run.ask("cancel")
            else:
                self._register.put(entry, ended_unbegun(entry.job, "cancelled", self._clock.now_ns()))
        self._stir()
        return entry.shown()

    def pause(self, id: str) -> Job:
        """Hold a job until `resume`: a running one waits at its next check. Raises as `cancel`."""
        with self._lock:
            entry = self._register.get(id)
            self._register.put(entry, replace(entry.job, paused=True))
            if entry.run is not None:
                entry.run.gate.hold()
        self._stir()
        return entry.shown()

    def resume(self, id: str) -> Job:
        """Let a paused job go on, and one which waits for its next attempt try now. Raises as `cancel`."""
        with self._lock:
            entry = self._register.get(id)
            self._register.put(entry, replace(entry.job, paused=False, retry_ns=0))
        self._stir()
        return entry.shown()

    def pause_all(self, until_ns: int | None = None) -> None:
        """Hold everything but emergencies until then, or until `resume_all`."""
        self.paused_until_ns = UNTIL_RESUMED if until_ns is None else until_ns
        self._stir()

    def resume_all(self) -> None:
        """End the pause of everything."""
        self.paused_until_ns = 0
        self._stir()

    def jobs(self) -> list[Job]:
        """All unfinished jobs, begun ones first, then the next one first."""
        return self._register.jobs()

    def get(self, id: str) -> Job | None:
        """An unfinished job; None for every other."""
        entry = self._register.find(id)
        return entry.shown() if entry else None

    def start(self) -> None:
        """Begin to run jobs, in a thread of its own."""
        self._stopping = False
        self._thread = threading.Thread(target=self._turn_again_and_again, name="runner", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """Ask running jobs to stop at their next safe point; they are scheduled again for the next start.

        Those which have not stopped in time are left to themselves: what they still do is safe, and done anew.
        """
        with self._lock:
            self._stopping = True
            runs = [entry.run for entry in self._register.all() if entry.run is not None]
        for run in runs:
            run.ask("stop")
        self._wake.set()
        self._wait_for_end(runs, timeout_s)
        with self._lock:
            for entry in self._register.all():
                self._abandon(entry)
        self._outbox.deliver()

    def wake(self) -> None:
        """Look again now: the clock jumped, or the surroundings changed."""
        self._wake.set()

    def turn(self) -> float:
        """Decide once who begins and who waits, as the runner's thread does; seconds until the next look."""
        around = replace(self._look(), paused_until_ns=self.paused_until_ns)
        with self._lock:
            self._register.pay_debts()
            now, now_ns = self._clock.monotonic(), self._clock.now_ns()
            standings = [one.standing(now, now_ns) for one in self._register.all() if one.owed is None]
            if not self._stopping:
                self._carry_out(decide(standings, around, self._lanes, now_ns))
            wanted = around.on_mains is not False and any(map(_is_critical_at_work, self._register.all()))
            patience = self._patience(now)
        self._stay_awake(wanted)
        self._outbox.deliver()
        return patience

    def _carry_out(self, decision: Decision) -> None:
        for id, level in decision.raised.items():
            entry = self._register.get(id)
            raised = replace(entry.job, level=level)
            if self._register.keep(raised):
                self._register.changed(entry, raised)
        for id, reason in decision.reasons.items():
            if id not in decision.begin:
                self._let_or_hold(self._register.get(id), reason)
        for id in decision.begin:
            self._begin(self._register.get(id))

    def _let_or_hold(self, entry: Entry, reason: str) -> None:
        if entry.run is not None:
            entry.run.meter.look()
            if reason:
                entry.run.gate.hold()
            else:
                entry.run.gate.release()
        self._register.shown_waiting(entry, reason)

    def _begin(self, entry: Entry) -> None:
        begun = replace(
            entry.job, state="in progress", stage="queued", started_ns=self._clock.now_ns(), retry_ns=0,
            attempts=entry.job.attempts + 1, waits_for="", error="", hint="", amount=Amount(), warnings=(),
        )  # fmt: skip
        if not self._register.keep(begun):
            entry.store_at = self._clock.monotonic() + STORE_AGAIN_S
            return
        run = entry.run = Run(begun, self._handlers[begun.kind], self._around)
        self._register.changed(entry, begun)
        try:
            run.start()
        except StudioBackupError as error:
            self._finish(run, None, error)

    def _moved(self, id: str) -> None:
        self._outbox.add_progress(lambda: self._at_work(id))
        self._outbox.deliver()

    def _at_work(self, id: str) -> Job | None:
        entry = self._register.find(id)
        return entry.shown() if entry is not None and entry.run is not None else None

    def _ended(self, run: Run, result: Result | None, error: BaseException | None) -> None:
        with self._lock:
            self._finish(run, result, error)
        self._stir()

    def _finish(self, run: Run, result: Result | None, error: BaseException | None) -> None:
        entry = self._register.find(run.job.id)
        if entry is None or run.abandoned:
            return
        entry.run = None
        after = outcome(entry.job, run.attempt(result, error, entry.failures), self._chance)
        if not after.ended and not run.wish:
            entry.failures += 1
            entry.retry_at = self._clock.monotonic() + (after.retry_ns - self._clock.now_ns()) / _SECOND_NS
        self._register.keep_or_owe(entry, after)

    def _abandon(self, entry: Entry) -> None:
        if entry.run is not None:
            entry.run.abandoned = True
            entry.run = None
            self._register.keep_or_owe(entry, scheduled_again(entry.job))

    def _turn_again_and_again(self) -> None:
        while not self._stopping:
            try:
                patience = self.turn()
            except Exception:  # the queue goes on, whatever one turn met
                _LOG.exception("A turn of the runner failed.")
                patience = LOOK_BUSY_S
            self._wake.wait(patience)
            self._wake.clear()
        self._stay_awake(False)

    def _patience(self, now: float) -> float:
        entries = self._register.all()
        waits = [wait for entry in entries if (wait := entry.next_look(now)) is not None]
        return max(_SHORTEST_S, min([*waits, LOOK_BUSY_S if entries else LOOK_IDLE_S]))

    def _stir(self) -> None:
        self._wake.set()
        self._outbox.deliver()

    def _stay_awake(self, wanted: bool) -> None:
        if wanted != self._awake:
            self._awake = wanted
            self._keep_awake(wanted)

    def _wait_for_end(self, runs: Sequence[Run], timeout_s: float) -> None:
        end = self._clock.monotonic() + timeout_s
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(max(0.0, end - self._clock.monotonic()))
        for run in runs:
            run.join(max(0.0, end - self._clock.monotonic()))


def _is_critical_at_work(entry: Entry) -> bool:
    return entry.run is not None and not entry.run.gate.held and rank(entry.job.level) >= rank("critical")
