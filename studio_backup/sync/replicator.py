"""Carries out a replication plan: in law order, with a barrier between kinds, every byte checked before it is sent.

A run can be killed at any moment: the next plan is made from listings, and nothing already there is sent again.
A damaged object is never copied on. It comes from a donor, or the snapshots which need it are withheld and the rest
goes on.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import AlreadyThere, StorageDenied, StorageError, StorageFull
from studio_backup.base.room import Turns
from studio_backup.domain.objects import Kind
from studio_backup.domain.problem import Problem
from studio_backup.storage.leftovers import remove_leftovers
from studio_backup.sync.difference import Copy, ReplicationPlan, Withheld
from studio_backup.sync.fetching import KEEP, PATIENCE, Attempt, Fetched, Fetcher, matches_medium
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.place import Place
from studio_backup.sync.workers import each

THREADS = 4
"""Packs in flight: each thread holds one, of 32 MiB usually; of the larger ones (up to 64) only one is in flight."""

_HOPELESS = (StorageFull, StorageDenied)


@dataclass(frozen=True, slots=True)
class ReplicationReport:
    """What came of a plan. `damaged`: objects of the source whose bytes do not fit (whether or not a donor helped).

    `unhealed`: those of them which no donor had. `failed`: what the target did not take. `mended`: objects of the
    target which had another size and were set aside and written anew. `from_donors`: objects sent from elsewhere.
    """

    copied: int
    copied_bytes: int
    present: int
    snapshots: tuple[str, ...]
    withheld: tuple[Withheld, ...]
    damaged: tuple[Problem, ...]
    unhealed: tuple[str, ...]
    failed: tuple[Problem, ...]
    mended: tuple[str, ...]
    from_donors: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether the target now has everything that was planned and nothing was withheld."""
        return not (self.withheld or self.unhealed or self.failed)


def replicate(
    plan: ReplicationPlan,
    source: Place,
    target: Place,
    *,
    donors: Sequence[Place] = (),
    ledger: Ledger,
    clock: Clock,
    progress: Progress,
    cancel: CancelToken,
    threads: int = THREADS,
) -> ReplicationReport:
    """Copy what the plan says. `ledger` is the target's.

    Raises StorageFull or StorageDenied at once, another StorageError of the target after PATIENCE objects in a row
    failed, and Cancelled. What was copied by then is safe and will not be sent again.
    """
    turns = Turns()
    run = _Run(plan, source, target, donors, ledger, clock, progress, cancel, turns)
    try:
        with contextlib.closing(turns), cancel.before_waiting(turns.close):
            return run.carry_out(threads)
    finally:
        ledger.flush()


class _Run:
    def __init__(
        self,
        plan: ReplicationPlan,
        source: Place,
        target: Place,
        donors: Sequence[Place],
        ledger: Ledger,
        clock: Clock,
        progress: Progress,
        cancel: CancelToken,
        turns: Turns,
    ) -> None:
        self._turns = turns
        self._plan, self._source, self._target = plan, source, target
        others = [one for one in donors if one.id not in (source.id, target.id)]
        self._fetcher = Fetcher([source, *others, target], source=source)
        self._ledger, self._clock, self._progress, self._cancel = ledger, clock, progress, cancel
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._confirmed: set[str] = set()
        self._slots = plan.slots_there
        self._copied = self._copied_bytes = self._refused = 0
        self._snapshots: list[str] = []
        self._withheld = list(plan.withheld)
        self._damaged: list[Problem] = []
        self._unhealed: list[str] = []
        self._failed: list[Problem] = []
        self._mended: list[str] = []
        self._from_donors: list[str] = []

    def carry_out(self, threads: int) -> ReplicationReport:
        if self._plan.copies:
            remove_leftovers(self._target.storage)  # first: on a full disk they take the room that is needed
        self._progress.stage("replicating", files=len(self._plan.copies), total_bytes=self._plan.total_bytes)
        for kind, group in itertools.groupby(self._plan.copies, key=lambda copy: copy.name.kind):
            # audit entries are a chain: a later one there says that the earlier ones were there
            each(group, self._copy, threads=1 if kind is Kind.AUDIT else threads)
        return ReplicationReport(
            copied=self._copied,
            copied_bytes=self._copied_bytes,
            present=self._plan.present,
            snapshots=tuple(sorted(self._snapshots)),
            withheld=tuple(sorted(self._withheld, key=lambda one: one.snapshot)),
            damaged=tuple(sorted(self._damaged, key=lambda one: one.object)),
            unhealed=tuple(sorted(self._unhealed)),
            failed=tuple(sorted(self._failed, key=lambda one: one.object)),
            mended=tuple(sorted(self._mended)),
            from_donors=tuple(sorted(self._from_donors)),
        )

    def _copy(self, copy: Copy) -> None:
        self._cancel.check()
        if copy.name.kind is Kind.SNAPSHOT and self._is_withheld(copy):
            return
        self._progress.item(copy.name.text)
        with self._alone if copy.size > KEEP else contextlib.nullcontext(), self._turns.turn(copy.size):
            try:
                self._carry(copy)
            finally:
                if self._turns.bounded:
                    self._fetcher.let_go()

    def _carry(self, copy: Copy) -> None:
        attempt = self._fetcher.fetch(copy.name.text, copy.size)
        self._note_problems(attempt)
        if attempt.fetched is None:
            self._lose(copy, attempt)
        elif attempt.fetched.origin.id == self._target.id:  # it was there, and right: only the source's is not
            self._confirm(copy, attempt.fetched, sent=False)
        elif self._send(copy, attempt.fetched):
            self._confirm(copy, attempt.fetched, sent=True)

    def _is_withheld(self, copy: Copy) -> bool:
        lacking = tuple(sorted(copy.awaits - self._confirmed))
        if not lacking and self._slots:
            return False
        reason = "objects which it needs could not be copied" if lacking else "no key slot is there which opens it"
        with self._lock:
            self._withheld.append(Withheld(copy.name.text, reason, lacking))
        return True

    def _note_problems(self, attempt: Attempt) -> None:
        own = [problem for place, problem in attempt.problems if place.id == self._source.id]
        with self._lock:
            self._damaged.extend(own)

    def _lose(self, copy: Copy, attempt: Attempt) -> None:
        detail = attempt.problems[0][1].detail
        self._progress.warn(f"{copy.name.text} is not copied: {detail}")
        with self._lock:
            self._unhealed.append(copy.name.text)
            if copy.name.kind is Kind.SNAPSHOT:
                self._withheld.append(Withheld(copy.name.text, "its own object is damaged at every place"))

    def _confirm(self, copy: Copy, fetched: Fetched, *, sent: bool) -> None:
        name, size = copy.name.text, len(fetched.data)
        with self._lock:
            self._confirmed.add(name)
            self._refused = 0
            self._slots += copy.name.kind is Kind.SLOT
            if sent:
                self._copied += 1
                self._copied_bytes += size
            if sent and fetched.origin.id != self._source.id:
                self._from_donors.append(name)
            if copy.name.kind is Kind.SNAPSHOT:
                self._snapshots.append(name)
        if sent or self._ledger.record(name) is None:
            self._ledger.stored(name, size, self._clock.now_ns())
        if sent and self._target.storage.needs_readback:  # `_put` read it back
            self._ledger.read(name, size, self._clock.now_ns(), self._target.storage.reads_medium)
        self._progress.advance(files=1, size=size)

    def _send(self, copy: Copy, fetched: Fetched) -> bool:
        """Whether the object is now there, durable and confirmed."""
        try:
            self._put(copy, fetched)
            return True
        except _HOPELESS:
            raise
        except StorageError as error:
            self._refuse(copy, error)
            return False

    def _refuse(self, copy: Copy, error: StorageError) -> None:
        self._progress.warn(f"{copy.name.text} was not taken by {self._target.name}: {error.message}")
        with self._lock:
            self._failed.append(Problem(copy.name.text, "unreadable", error.message))
            self._refused += 1
            if copy.name.kind is Kind.SNAPSHOT:
                self._withheld.append(Withheld(copy.name.text, f"{self._target.name} did not take it"))
            if self._refused >= PATIENCE:
                raise error

    def _put(self, copy: Copy, fetched: Fetched) -> None:
        name, storage = copy.name.text, self._target.storage
        try:
            storage.put(name, fetched.data, sha256=fetched.digest)
        except AlreadyThere:  # other bytes: damaged there, and good ones are at hand
            self._mend(name, fetched)
        if storage.needs_readback:
            self._read_back(name, fetched)

    def _mend(self, name: str, fetched: Fetched) -> None:
        storage = self._target.storage
        if matches_medium(storage, name):  # somebody else mended it meanwhile
            return
        storage.quarantine(name)
        storage.put(name, fetched.data, sha256=fetched.digest)
        with self._lock:
            self._mended.append(name)

    def _read_back(self, name: str, fetched: Fetched) -> None:
        storage = self._target.storage
        if not matches_medium(storage, name):
            storage.quarantine(name)
            storage.put(name, fetched.data, sha256=fetched.digest)
            if not matches_medium(storage, name):
                raise StorageError(
                    f"{self._target.name} does not give back what was written to it.", hint="Run tier probe on it."
                )
