"""Healing: good bytes from another place, the bad ones set aside, the object written anew and read from the medium.

Whatever is healed was judged by SHA-256 alone: an object whose name is right and whose seal is not ("forged", "wrong
key") is an alarm, and no copy of the same bytes mends it. The marker `tier` is mended by `tier repair` only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import ObjectMissing, StorageError
from studio_backup.domain.objects import TIER_MARKER, digest_of, parse_name
from studio_backup.domain.problem import Problem
from studio_backup.sync.fetching import Fetched, Fetcher, matches_medium
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.place import Place

HEALABLE = frozenset({"damaged", "missing", "unreadable"})
OLDER_VERSION = "an older version"


@runtime_checkable
class KeepsVersions(Protocol):
    """A storage which keeps older versions of an object."""

    def older_versions(self, name: str) -> Iterator[bytes]:
        """The bytes of each older version that can be had, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Healed:
    """An object which is good again. `origin`: the donor's name, or "an older version"; "" if it was good after all."""

    object: str
    origin: str


@dataclass(frozen=True, slots=True)
class Unhealed:
    """One problem which remains, and why healing did not help. `lost`: no place has good bytes of it."""

    problem: Problem
    reason: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class HealingReport:
    """What came of healing one place."""

    healed: tuple[Healed, ...]
    unhealed: tuple[Unhealed, ...]


def heal(
    problems: Iterable[Problem],
    place: Place,
    donors: Sequence[Place],
    *,
    ledger: Ledger,
    clock: Clock,
    progress: Progress,
    cancel: CancelToken,
) -> HealingReport:
    """Mend what can be mended at `place`, whose ledger is `ledger`, in law order."""
    healer = _Healer(place, donors, ledger, clock)
    healed: list[Healed] = []
    unhealed: list[Unhealed] = []
    try:
        for problem in sorted(problems, key=_law_order):
            cancel.check()
            progress.item(problem.object)
            outcome = healer.mend(problem)
            (healed if isinstance(outcome, Healed) else unhealed).append(outcome)  # type: ignore[arg-type]
    finally:
        ledger.flush()
    return HealingReport(tuple(healed), tuple(unhealed))


def _law_order(problem: Problem) -> tuple[int, str]:
    name = parse_name(problem.object)
    return (name.kind if name else -1, problem.object)


class _Healer:
    def __init__(self, place: Place, donors: Sequence[Place], ledger: Ledger, clock: Clock) -> None:
        self._place, self._ledger, self._clock = place, ledger, clock
        self._fetcher = Fetcher([one for one in donors if one.id != place.id])

    def mend(self, problem: Problem) -> Healed | Unhealed:
        if problem.object == TIER_MARKER:
            return Unhealed(problem, "The marker is written anew by tier repair only.")
        if problem.problem not in HEALABLE:
            return Unhealed(problem, "Its bytes are those its name promises: no other copy can differ.")
        try:
            return self._mend(problem)
        except StorageError as error:
            return Unhealed(problem, error.message)

    def _mend(self, problem: Problem) -> Healed | Unhealed:
        name = problem.object
        if self._is_good(name):
            return Healed(name, "")
        found = self._donated(name)
        if found is None:
            return Unhealed(problem, "No place has good bytes of it.", lost=True)
        storage = self._place.storage
        storage.quarantine(name)
        storage.put(name, found.data, sha256=found.digest)
        if not matches_medium(storage, name):
            return Unhealed(problem, f"{self._place.name} does not give back what was written to it.")
        self._ledger.healed(name, len(found.data), self._clock.now_ns(), storage.reads_medium)
        return Healed(name, found.origin.name)

    def _is_good(self, name: str) -> bool:
        try:
            return matches_medium(self._place.storage, name)
        except ObjectMissing:
            return False
        except StorageError:  # a bad sector: setting the object aside and writing it anew is what heals it
            return False

    def _donated(self, name: str) -> Fetched | None:
        return self._fetcher.fetch(name, self._ledger.size(name) or 0).fetched or self._older(name)

    def _older(self, name: str) -> Fetched | None:
        if not isinstance(self._place.storage, KeepsVersions):
            return None
        for data in self._place.storage.older_versions(name):
            digest = hashlib.sha256(data).digest()
            if digest.hex() == digest_of(name):
                return Fetched(memoryview(data), digest, Place("", OLDER_VERSION, self._place.storage))
        return None
