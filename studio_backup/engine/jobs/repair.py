"""Writing a tier's marker anew, once it is shown that the place holds this vault."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.base.errors import DamageError, MarkerError, NotFoundError, RefusedError
from studio_backup.base.names import display
from studio_backup.domain.objects import TIER_MARKER, Kind, parse_name
from studio_backup.domain.tier import Tier
from studio_backup.engine.jobs.places import named_tier
from studio_backup.engine.jobs.tiers import put_marker
from studio_backup.engine.places import look_at
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.repository.config import checked_config
from studio_backup.repository.marker import check_marker, new_marker
from studio_backup.storage.interface import Storage

_VAULT_NAME = "vault"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done. `repaired`: False if the marker was good. `points`: recovery points which the place holds."""

    tier: str
    location: str
    repaired: bool
    points: int


def repair_tier(studio: Studio, name: str) -> Repaired:
    """Write the marker anew if it is missing or damaged. Raises MarkerError for another place's, RefusedError."""
    tier = named_tier(studio, name)
    keys = studio.places.bucket_keys.of(tier)
    storage = look_at(tier.location, studio.clock, role=tier.role, keys=keys)
    try:
        good = _is_good(studio, tier, storage)
        points = _points(studio, tier, storage)
    finally:
        storage.close()
    if not good:
        own = tier.name == LOCAL
        data = new_marker(
            studio.keys,
            name=_VAULT_NAME if own else tier.name,
            role=tier.role,
            clock=studio.clock,
            tier="" if own else tier.id,
        )
        put_marker(studio, tier.location, tier.role, data, tier.settings, keys)
    return Repaired(tier.name, tier.location, not good, points)


def _is_good(studio: Studio, tier: Tier, storage: Storage) -> bool:
    """Whether the marker is right; False if it is gone or damaged. Raises MarkerError if it is another place's.

    A marker which this vault's keys do not authenticate proves nothing: what the place holds does.
    """
    try:
        data = storage.get(TIER_MARKER)
        marker = check_marker(data, repository=studio.keys.repository, tier=None, keys=studio.keys)
    except (NotFoundError, MarkerError):
        return False
    if tier.name != LOCAL:
        check_marker(data, repository=studio.keys.repository, tier=tier.id, keys=studio.keys)
    elif marker.role != LOCAL:
        raise MarkerError(
            f"{display(tier.location)} is the tier {display(marker.name)}, not the vault's own folder.",
            hint="Two drives or folders may be swapped. Nothing was written.",
        )
    return True


def _points(studio: Studio, tier: Tier, storage: Storage) -> int:
    """How many recovery points lie there. Raises RefusedError unless config and points of this vault are there."""
    try:
        checked_config(storage, studio.keys)
    except (NotFoundError, DamageError, RefusedError) as error:
        raise RefusedError(
            f"{display(tier.location)} does not show that it holds this vault: {error.message}",
            hint="Check that the right drive is connected. `verify --heal` mends a lost config. Nothing was written.",
        ) from error
    points = sum((name := parse_name(one.name)) is not None and name.kind is Kind.SNAPSHOT for one in storage.list(""))
    if not points:
        raise RefusedError(
            f"{display(tier.location)} holds no recovery point of this vault.",
            hint="Nothing is lost by emptying the place, then `tier remove` and `tier add`. Nothing was written.",
        )
    return points
