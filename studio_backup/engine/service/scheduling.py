"""Backups by the clock: each source whose policy names times is backed up when they come, and once for all it missed.

Here is only the thread and what it remembers; when a schedule is due is decided by `engine.schedule.policy_runs`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from typing import Final

from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.job import Job
from studio_backup.domain.policy import DEFAULT, Policy, Watched
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.schedule.policy_conflicts import policy_of
from studio_backup.engine.schedule.policy_runs import next_run
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.watch.values import SourceState

LOOK_S: Final = 15.0
"""Longest rest between two looks: that is how late a run may be after the machine slept or its clock was set."""
AGAIN_S: Final = 300.0
"""After a backup that failed for good, a run which is still due is tried again."""
_SHORTEST_S: Final = 0.2
_RAN: Final = ".ran/"
_LOG = logging.getLogger("studio_backup.engine")


class Scheduling:
    """Safe for many threads. `states`: of all sources. `jobs`: those in hand."""

    def __init__(
        self,
        parts: Parts,
        states: Callable[[], list[SourceState]],
        jobs: Callable[[], list[Job]],
        back_up: Callable[[WatchedSource], object],
    ) -> None:
        self._parts, self._states, self._jobs, self._back_up = parts, states, jobs, back_up
        self._mutex = threading.Lock()
        self._policies = self._read()
        self._ran: dict[str, int] = {}
        self._not_before: dict[str, float] = {}  # after a failure, on the monotonic clock
        self._next: dict[str, int] = {}
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._look_again_and_again, name="schedule", daemon=True)

    def start(self) -> None:
        """Begin; what was due while no engine ran is due now, once."""
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing more. Returns at once."""
        self._stopping = True
        self._wake.set()

    # What is asked of it

    def by_changes(self, source: WatchedSource) -> bool:
        """Whether a change in the source is reason enough to back it up."""
        return isinstance(self._policy(source).schedule, Watched)

    def next_due(self) -> Mapping[str, int]:
        """By source id, for those which go by the clock: when they are due next, ns UTC."""
        return self._next

    # What it is told

    def changed(self) -> None:
        """Policies or sources were edited. What waits in a source that goes by its changes from now on is taken."""
        self._policies = self._read()
        for source in self._parts.sources.all():
            if source.id in self._next and self.by_changes(source):
                self._submit(source)
        self._wake.set()

    def began(self, source: WatchedSource) -> None:
        """Its files are being read: it is due again after that."""
        with self._mutex:
            self._ran[source.id] = self._parts.clock.now_ns()

    def backed_up(self, source_id: str) -> None:
        """All of what was begun last is safe, and need not be begun again by another engine."""
        with self._mutex:
            self._not_before.pop(source_id, None)
            self._parts.settings.put(f"{_RAN}{source_id}", str(self._ran.get(source_id) or self._parts.clock.now_ns()))
        self._wake.set()

    def failed(self, source_id: str, *, by_person: bool) -> None:
        """The backup ended without success. A person who cancelled it wants it at its next time, not in a moment."""
        with self._mutex:
            if by_person:
                self._ran[source_id] = self._parts.clock.now_ns()
            else:
                self._ran.pop(source_id, None)
                self._not_before[source_id] = self._parts.clock.monotonic() + AGAIN_S
        self._wake.set()

    def forget(self, source_id: str) -> None:
        """The source was removed."""
        with self._mutex:
            self._ran.pop(source_id, None)
            self._not_before.pop(source_id, None)
            self._parts.settings.remove(f"{_RAN}{source_id}")

    # Looking

    def look(self) -> float:
        """Begin what is due; returns seconds until the next thing is."""
        now, zone, sources = self._parts.clock.now_ns(), self._parts.zone(), self._parts.sources.all()
        due = {one.id: when for one in sources if (when := self._due_ns(one, now, zone))}
        self._next = due
        ready = self._ready(due)
        for source in sources:
            if source.id in ready and due[source.id] <= now:
                self._submit(source)
        waits = [(when - now) / 1e9 for when in due.values() if when > now]
        return max(_SHORTEST_S, min([LOOK_S, *waits]))

    def _due_ns(self, source: WatchedSource, now_ns: int, zone: tzinfo) -> int:
        """When it is due next, ns UTC; at once if it was never backed up. 0 if it goes by its changes."""
        schedule = self._policy(source).schedule
        if isinstance(schedule, Watched):
            return 0
        last = min(self._last_ns(source), now_ns)  # the clock may have been set back
        return next_run(schedule, last, zone) if last else max(1, now_ns)

    def _last_ns(self, source: WatchedSource) -> int:
        with self._mutex:
            if source.id not in self._ran:
                noted = self._parts.settings.get(f"{_RAN}{source.id}")
                self._ran[source.id] = int(noted) if noted else self._newest_point(source)
            return self._ran[source.id]

    def _newest_point(self, source: WatchedSource) -> int:
        points = (row for row in self._parts.index.rows() if row.source == source.path and not row.partial)
        return max((row.started_ns for row in points), default=0)

    def _ready(self, due: Iterable[str]) -> frozenset[str]:
        """Of these sources, those which are there and not being backed up, nor failed just now."""
        now = self._parts.clock.monotonic()
        busy = {job.source for job in self._jobs() if job.kind == "backup"}
        there = {state.id for state in self._states() if state.present == "present"}
        with self._mutex:
            held = {id for id, until in self._not_before.items() if until > now}
        return frozenset(due) & there - busy - held

    def _submit(self, source: WatchedSource) -> None:
        try:
            self._back_up(source)
        except StudioBackupError as error:  # the queue is full, say: it stays due
            _LOG.warning("A backup of %s could not be queued: %s", source.path, error.message)

    def _policy(self, source: WatchedSource) -> Policy:
        return self._policies.get(policy_of(source)) or self._policies[DEFAULT.id]

    def _read(self) -> dict[str, Policy]:
        return {policy.id: policy for policy in self._parts.policies.all()}

    def _look_again_and_again(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                wait = self.look()
            except Exception:  # backups by the clock go on, whatever one look met
                _LOG.exception("A look at the schedules failed.")
                wait = LOOK_S
            self._wake.wait(wait)
