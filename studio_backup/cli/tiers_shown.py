"""What the verbs of `tier` print as JSON."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.domain.tier import TierRole
from studio_backup.domain.wedding import Spot
from studio_backup.engine.jobs.tiers import Probed


@dataclass(frozen=True)
class ListedTier:
    """A tier. `health` (0 to 100), `state` and `reasons`: as the engine saw it last; None and "" where none runs."""

    id: str
    name: str
    role: TierRole
    location: str
    added_ns: int
    attached: bool
    probe: Probed | None
    health: int | None
    state: str
    reasons: tuple[str, ...]
    limit: str


@dataclass(frozen=True)
class TierList:
    """All tiers of this home."""

    tiers: tuple[ListedTier, ...]


@dataclass(frozen=True)
class ReasonShown:
    """So many points of 100, and why."""

    points: int
    text: str


@dataclass(frozen=True)
class TierHealthShown:
    """How well a tier is, and what it is like. `free_bytes`: None where it does not tell."""

    name: str
    role: str
    state: str
    health: int
    reasons: tuple[ReasonShown, ...]
    latency_s: float
    free_bytes: int | None
    used_bytes: int
    last_contact: str | None
    waiting_files: int
    waiting_bytes: int


@dataclass(frozen=True)
class Healths:
    """Every tier that was asked for."""

    tiers: tuple[TierHealthShown, ...]


@dataclass(frozen=True)
class LossShown:
    """A wedding which would lose a copy. `short`: no other place is known to hold as many of its points."""

    wedding: str
    date: str
    points: int
    copies_left: int
    away_left: int
    short: bool


@dataclass(frozen=True)
class RemovalShown:
    """What removing a tier would mean. `known`: False where the vault is locked."""

    tier: str
    name: str
    known: bool
    loses: tuple[LossShown, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class TierPlaced:
    """A tier as its copies are counted. `place`: equal for tiers at one place; `provider`: of a cloud."""

    id: str
    name: str
    role: str
    medium: str
    place: str
    provider: str
    spot: Spot | None
