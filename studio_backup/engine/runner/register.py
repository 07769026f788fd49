"""The jobs in hand: taken once, kept in the store before anybody hears of a change, ended in order.

Nothing here locks: the runner's lock is held by whoever calls, except for `jobs` and `get`.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, RefusedError, StudioBackupError, UsageError
from studio_backup.domain.job import Job
from studio_backup.engine.runner.entries import Entry
from studio_backup.engine.runner.joining import joined, may_join
from studio_backup.engine.runner.needs import find_ring, needed_first
from studio_backup.engine.runner.order import in_order
from studio_backup.engine.runner.outbox import Outbox
from studio_backup.engine.runner.outcome import ended_unbegun, scheduled_again
from studio_backup.engine.runner.ports import JobStorePort
from studio_backup.engine.runner.retry import LONGEST_S

MOST_WAITING: Final = 1_000
STORE_AGAIN_S: Final = 5.0
_LOG = logging.getLogger("studio_backup.engine.runner")
_SATISFYING: Final = "completed"


class JobRegister:
    """All unfinished jobs, by id."""

    def __init__(self, clock: Clock, store: JobStorePort, outbox: Outbox, kinds: Collection[str]) -> None:
        self._clock, self._store, self._outbox, self._kinds = clock, store, outbox, kinds
        self._entries: dict[str, Entry] = {}

    # Looking

    def all(self) -> tuple[Entry, ...]:
        """Every unfinished job."""
        return tuple(self._entries.values())

    def jobs(self) -> list[Job]:
        """Begun ones first, then the next one first. Without a lock: a slow disk holds up nobody who looks."""
        entries = self.all()
        begun = {entry.job.id for entry in entries if entry.run is not None}
        ordered = in_order((entry.shown() for entry in entries), self._clock.now_ns())
        return sorted(ordered, key=lambda job: job.id not in begun)

    def find(self, id: str) -> Entry | None:
        """An unfinished job; None for every other."""
        return self._entries.get(id)

    def get(self, id: str) -> Entry:
        """An unfinished job. Raises UsageError for one which has ended, NotFoundError for an unknown one."""
        entry = self._entries.get(id)
        if entry is not None and entry.owed is None:
            return entry
        if entry is not None or self._fate(id):
            raise UsageError("This job has ended already.", hint="`studio-backup jobs` lists what can be stopped.")
        raise NotFoundError("There is no such job.", hint="`studio-backup jobs` lists all of them.")

    # Taking

    def take(self, jobs: Sequence[Job]) -> list[Job]:
        """Keep these jobs, which may need each other; in place of each one the waiting one which it joined.

        Raises UsageError, RefusedError before anything is kept, and what the store raises.
        """
        self._refuse(jobs)
        known_as: dict[str, str] = {}
        for job in needed_first(jobs):
            known_as[job.id] = self._take(replace(job, needs=tuple(known_as.get(need, need) for need in job.needs)))
        return [self._entries[known_as[job.id]].job for job in jobs]

    def recover(self, unfinished: Sequence[Job]) -> None:
        """Take up what an earlier engine left: what was in progress is scheduled again."""
        fresh = [job for job in unfinished if job.id not in self._entries and not job.ended]
        for job in fresh:
            self._entries[job.id] = Entry(job)
        for job in fresh:
            self._take_up(self._entries[job.id])
        for job in fresh:
            if job.id in self._entries and self._needs_in_vain(job):
                self._fail_unbegun(self._entries[job.id])
        while ring := find_ring({entry.job.id: tuple(entry.awaits) for entry in self.all() if entry.owed is None}):
            self._fail_unbegun(self._entries[ring[0]])

    def _refuse(self, jobs: Sequence[Job]) -> None:
        needs = {entry.job.id: entry.job.needs for entry in self.all()} | {job.id: job.needs for job in jobs}
        if find_ring(needs):
            raise UsageError("These jobs need each other in a ring.", hint="Leave one of the needs out.")
        for job in jobs:
            self._refuse_one(job, needs)
        self._refuse_flood(jobs)

    def _refuse_one(self, job: Job, known: Mapping[str, Sequence[str]]) -> None:
        if job.kind not in self._kinds or job.ended:
            raise UsageError("This job cannot be run.", hint="Ask for a new one of a kind this engine knows.")
        if any(need not in known and self._fate(need) != _SATISFYING for need in job.needs):
            raise UsageError("A job it needs first is unknown or did not complete.", hint="Ask for both anew.")

    def _refuse_flood(self, jobs: Sequence[Job]) -> None:
        waiting = [entry.job for entry in self.all() if entry.waiting]
        fresh = [job for job in jobs if job.level != "emergency" and not any(may_join(one, job) for one in waiting)]
        if fresh and len(waiting) + len(fresh) > MOST_WAITING:
            raise RefusedError(
                f"{len(waiting):,} jobs are waiting already, and no more than {MOST_WAITING:,} may.",
                hint="Wait until some have ended, or cancel what is not needed.",
            )

    def _take(self, job: Job) -> str:
        """The id under which the job is known: its own, or that of the one it joined."""
        same = self._entries.get(job.id) or next((e for e in self.all() if e.waiting and may_join(e.job, job)), None)
        if same is None:
            job = scheduled_again(job)
            self._store.add(job)
            awaits = {need for need in job.needs if need in self._entries}
            self._entries[job.id] = Entry(job, awaits, retry_at=self._retry_at(job))
            self._outbox.add(job)
            return job.id
        merged = joined(same.job, job)
        if same.job.id != job.id and merged != same.job:
            self.put(same, merged)
        return same.job.id

    def _take_up(self, entry: Entry) -> None:
        now = self._clock.monotonic()
        entry.awaits = {need for need in entry.job.needs if need in self._entries}
        entry.retry_at = self._retry_at(entry.job)
        if entry.job.state == "in progress":
            entry.job = scheduled_again(entry.job)
            if self.keep(entry.job):
                self.changed(entry, entry.job)
            else:  # the store says "in progress", which the next start takes up likewise
                entry.told, entry.store_at = False, now + STORE_AGAIN_S

    def _retry_at(self, job: Job) -> float:
        wait = (job.retry_ns - self._clock.now_ns()) / 10**9
        return self._clock.monotonic() + min(max(0.0, wait), LONGEST_S)

    def _needs_in_vain(self, job: Job) -> bool:
        """One of its needs ended badly. A need nobody knows any more ended long ago: that holds nothing up."""
        return any(need not in self._entries and self._fate(need) not in (_SATISFYING, "") for need in job.needs)

    def _fate(self, id: str) -> str:
        """The state of a job which is not in hand; "" for one nobody knows."""
        try:
            job = self._store.get(id)
        except NotFoundError:
            return ""
        return job.state if job is not None else ""

    # Changing

    def put(self, entry: Entry, job: Job) -> None:
        """The job is now so. Raises what the store raises, and then it is not."""
        self._store.put(job)
        self.changed(entry, job)

    def keep(self, job: Job) -> bool:
        """Whether the store has it now."""
        try:
            self._store.put(job)
        except StudioBackupError as error:  # a full disk, say: tried again until it is kept, and the runner lives on
            _LOG.warning("The state of job %s could not be kept yet: %s", job.id, error.message)
            return False
        except Exception:
            _LOG.exception("The state of job %s could not be kept yet.", job.id)
            return False
        return True

    def changed(self, entry: Entry, job: Job) -> None:
        """The store has it: tell it, and if it ended let go of it."""
        entry.job, entry.owed, entry.told = job, None, True
        if entry.run is not None:
            entry.run.level = job.level
        self._outbox.add(entry.shown())
        if job.ended:
            del self._entries[job.id]
            self._settle(job)

    def shown_waiting(self, entry: Entry, reason: str) -> None:
        """What it waits for is told, and not kept: it is found anew at each look."""
        if entry.job.waits_for != reason:
            entry.job = replace(entry.job, waits_for=reason)
            if entry.told:
                self._outbox.add(entry.shown())

    def keep_or_owe(self, entry: Entry, job: Job) -> None:
        """As `put`; where the store fails it is owed, and kept and told later."""
        if self.keep(job):
            self.changed(entry, job)
        else:
            entry.owed, entry.store_at = job, self._clock.monotonic() + STORE_AGAIN_S

    def pay_debts(self) -> None:
        """Try again to keep what is owed."""
        now = self._clock.monotonic()
        for entry in self.all():
            if entry.owed is not None and now >= entry.store_at:
                self.keep_or_owe(entry, entry.owed)

    def _settle(self, ended: Job) -> None:
        """Those which needed it may run, or never will."""
        for entry in self.all():
            if ended.id in entry.awaits and entry.job.id in self._entries:
                if ended.state == _SATISFYING:
                    entry.awaits.discard(ended.id)
                else:
                    self._fail_unbegun(entry)

    def _fail_unbegun(self, entry: Entry) -> None:
        why, mend = "A job it needs first did not complete.", "Look at that one's error, then ask for both again."
        self.keep_or_owe(entry, ended_unbegun(entry.job, "failed", self._clock.now_ns(), why, mend))
