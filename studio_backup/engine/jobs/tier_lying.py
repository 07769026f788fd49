"""What a tier is made of and where it lies, as a person says it: kept in the home, nothing is asked of the place."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from studio_backup.base.errors import NotFoundError
from studio_backup.base.names import display
from studio_backup.domain.tier import Medium, Tier
from studio_backup.domain.wedding import Spot
from studio_backup.engine.home import Home


@dataclass(frozen=True, slots=True)
class Lying:
    """What was said; None: nothing, "" as before anybody said something. `no_spot`: the spot is taken back."""

    medium: Medium | None = None
    place: str | None = None
    spot: Spot | None = None
    no_spot: bool = False

    @property
    def said(self) -> bool:
        """Whether anything was."""
        return self != Lying()

    def of(self, tier: Tier) -> Tier:
        """The tier with what was said."""
        return msgspec.structs.replace(
            tier,
            medium=tier.medium if self.medium is None else self.medium,
            place=tier.place if self.place is None else " ".join(self.place.split()),
            spot=None if self.no_spot else self.spot or tier.spot,
        )


def keep_lying(home: Home, tier_id: str, lying: Lying) -> Tier:
    """Keep it. NotFoundError where the tier was removed meanwhile."""
    if not any(one.id == tier_id for one in home.tiers()):
        raise NotFoundError(f"There is no tier {display(tier_id)} any more.", hint="`tier list` lists them.")

    def changed(one: Tier) -> Tier:
        return msgspec.structs.replace(lying.of(one), version=one.version + 1) if one.id == tier_id else one

    home.change_tiers(lambda known: tuple(map(changed, known)))
    return next(one for one in home.tiers() if one.id == tier_id)
