"""What removing a tier would mean: which weddings would have one copy fewer. Pure, from what is known of the copies."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from studio_backup.base.names import display
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.status import Copy, Status, WeddingStatus
from studio_backup.engine.studio import LOCAL


@dataclass(frozen=True, slots=True)
class Loss:
    """A wedding with copies at the tier. `points`: how many there; `left`: other places which hold some of it, `away`:
    those of them off this laptop. `short`: no other place is known to hold as many of its points.
    """

    wedding: str
    date: str
    points: int
    left: int
    away: int
    short: bool


@dataclass(frozen=True, slots=True)
class Removal:
    """The plan. `confirm`: a digest of it. `known`: False where nobody could look. `sentences`: for people."""

    tier: Tier
    known: bool
    losses: tuple[Loss, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What would be lost, the gravest first; what would not; and how to come back."""
        name = display(self.tier.name)
        if not self.known:
            return (
                f"The vault is locked: which weddings have copies at {name} is not known.",
                _kept(self.tier),
            )
        if not self.losses:
            return (f"No wedding has a copy at {name}.", _kept(self.tier))
        return (*self._lost(), _kept(self.tier))

    def _lost(self) -> tuple[str, ...]:
        nowhere = [one for one in self.losses if not one.left]
        bare = [one for one in self.losses if one.left and not one.away]
        short = [one for one in self.losses if one.left and one.short]
        parts = [
            f"{_weddings(len(self.losses))} would have one copy fewer",
            *([f"{len(bare)} would have none off this laptop"] if bare else []),
            *([f"{len(nowhere)} would have none at all"] if nowhere else []),
        ]
        older = f"Of {_weddings(len(short))} no other place holds as many recovery points."
        named = (*nowhere, *(one for one in bare), *(one for one in short if one.away))
        names = ", ".join(dict.fromkeys(f"{display(one.wedding)} ({one.date})" for one in named[:_MOST_NAMED]))
        return (
            ", ".join(parts) + ".",
            *([older] if short else []),
            *([f"First of all: {names}."] if names else []),
        )

    @property
    def confirm(self) -> str:
        """See the class: another plan has another one."""
        told = repr((self.tier.id, self.tier.name, self.known, self.losses))
        return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


_MOST_NAMED = 10


def plan_removal(tier: Tier, status: Status | None) -> Removal:
    """What forgetting the tier would mean for each wedding. `status`: None where the vault is locked."""
    if status is None:
        return Removal(tier, False, ())
    losses = [_loss(wedding, copy) for wedding in status.weddings for copy in _copies_at(wedding, tier)]
    return Removal(tier, True, tuple(sorted(losses, key=lambda one: (one.left, one.away, one.date, one.wedding))))


def _copies_at(wedding: WeddingStatus, tier: Tier) -> list[Copy]:
    return [copy for copy in wedding.copies if copy.place == tier.name and copy.points]


def _loss(wedding: WeddingStatus, own: Copy) -> Loss:
    others: Sequence[Copy] = [copy for copy in wedding.copies if copy.place != own.place and copy.points]
    return Loss(
        wedding=wedding.wedding,
        date=wedding.date,
        points=own.points,
        left=len(others),
        away=sum(copy.place != LOCAL for copy in others),
        short=max((copy.points for copy in others), default=0) < own.points,
    )


def _weddings(number: int) -> str:
    return "1 wedding" if number == 1 else f"{number:,} weddings"


def _kept(tier: Tier) -> str:
    return f"Nothing is deleted at {display(tier.location)}, and `tier add` attaches it again."
