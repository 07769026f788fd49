"""What a verification is asked and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from studio_backup.domain.problem import ProblemKind
from studio_backup.repository.devices import DeviceIdentity
from studio_backup.storage.interface import Storage
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.place import Place

Level = Literal["present", "read", "drill"]
"""Each includes the one before: listed, read back and matched, restored into a scratch folder and compared."""


@dataclass(frozen=True, slots=True)
class Site:
    """A reachable place with what this home remembers of it. `is_vault`: the vault's own folder, source of copies."""

    place: Place
    ledger: Ledger = field(repr=False)
    is_vault: bool = False


@dataclass(frozen=True, slots=True)
class VaultSide:
    """Where lost contents are sealed anew: the vault's own folder, this device, and the present run's id (hex)."""

    storage: Storage
    identity: DeviceIdentity
    run: str


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """What is wanted. `targets`: ids of places to check. `collections`: None for all. `sample`: percent of bytes."""

    level: Level
    targets: frozenset[str]
    collections: frozenset[str] | None = None
    sample: float = 100.0
    heal: bool = False


@dataclass(frozen=True, slots=True)
class Damage:
    """One problem at one place. `tier`: its name. `files`: display paths; `weddings`: names. `means`: for people.

    `files` of a lost folder record stand for all below them.
    """

    object: str
    tier: str
    problem: ProblemKind
    detail: str
    means: str
    files: tuple[str, ...] = ()
    weddings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """An object which is good again, or needed no more. `origin`: where its contents came from."""

    object: str
    tier: str
    origin: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """A problem which healing did not mend, and why."""

    object: str
    tier: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceCheck:
    """What was done at one place. `how`: what its reading read: direct, dropped, remote or cache."""

    tier: str
    checked: int
    read: int
    bytes_read: int
    how: str
    leftovers: int
    leftover_bytes: int


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What a drill restored from one place and compared. `failed`: display paths which did not come back equal."""

    tier: str
    files: int
    bytes: int
    seconds: float
    failed: tuple[str, ...] = ()


Drill = Callable[[Place, frozenset[str] | None], DrillResult]
"""Restores from one place (of these collections, None: all) into a scratch folder and compares. Given by the job."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Everything found. `damaged` holds all problems, those which were healed too."""

    level: Level
    places: tuple[PlaceCheck, ...]
    damaged: tuple[Damage, ...]
    healed: tuple[Mended, ...]
    remaining: tuple[Remaining, ...]
    drills: tuple[DrillResult, ...] = ()

    @property
    def checked(self) -> int:
        """Objects looked at, over all places."""
        return sum(one.checked for one in self.places)

    @property
    def bytes_read(self) -> int:
        """Bytes read back, over all places."""
        return sum(one.bytes_read for one in self.places)

    @property
    def leftovers(self) -> int:
        """Temporary files of interrupted writes: neither damage nor warning."""
        return sum(one.leftovers for one in self.places)

    @property
    def exit_code(self) -> int:
        """0 all good, 3 damage which was all healed, 4 damage that remains."""
        mended = {(one.object, one.tier) for one in self.healed}
        left = [one for one in self.damaged if (one.object, one.tier) not in mended]
        if left or any(drill.failed for drill in self.drills):
            return 4
        return 3 if self.damaged else 0
