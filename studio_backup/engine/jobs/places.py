"""Places as sync sees them, and what this home remembers of each."""

from __future__ import annotations

from collections.abc import Iterable

from studio_backup.base.errors import DamageError, MarkerError, NotFoundError, StorageError
from studio_backup.base.files import Writer
from studio_backup.domain.objects import TIER_MARKER
from studio_backup.domain.tier import Tier
from studio_backup.engine.studio import LOCAL, Studio
from studio_backup.repository.marker import read_marker
from studio_backup.storage.interface import Storage
from studio_backup.storage.location import FolderLocation, parse_location
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.place import Place


def vault_tier(studio: Studio) -> Tier | None:
    """The vault's own folder as a place; None where this home has none."""
    local = studio.local
    if local is None:
        return None
    return Tier(id=_marker_id(local), name=LOCAL, role="local", location=studio.vault.folder)


def _marker_id(storage: Storage) -> str:
    """The id which the marker tells; where it is gone the name must do."""
    try:
        return read_marker(storage.get(TIER_MARKER)).id
    except (StorageError, NotFoundError, DamageError, MarkerError):
        return LOCAL


def all_tiers(studio: Studio) -> tuple[Tier, ...]:
    """The vault's own folder, if there is one, and every tier."""
    own = vault_tier(studio)
    return ((own,) if own else ()) + studio.tiers


def named_tier(studio: Studio, name: str) -> Tier:
    """A tier by its name; "local" is the vault's own folder. Raises NotFoundError."""
    own = vault_tier(studio) if name == LOCAL else None
    return own or studio.tier(name)


def reading(studio: Studio, tier: Tier) -> Place:
    """The place, opened to read: a missing marker is no obstacle to that. Raises StorageError, MarkerError."""
    if tier.name == LOCAL and studio.local is not None:
        return Place(tier.id, LOCAL, studio.local)
    return Place(tier.id, tier.name, studio.places.reading(tier))


def writing(studio: Studio, tier: Tier, *, limit: float | None = None) -> Place:
    """The place, recognised by its marker. `limit`: bytes a second. Raises StorageError, MarkerError."""
    if tier.name == LOCAL and studio.local is not None:
        return Place(tier.id, LOCAL, studio.local)
    return Place(tier.id, tier.name, studio.storage(tier, limit=limit))


def own_folders(studio: Studio) -> tuple[str, ...]:
    """The home, the vault ("" if none here) and every tier that is a folder: no place for anything else."""
    tiers = (parse_location(tier.location) for tier in studio.tiers)
    return (studio.home.path, studio.vault.folder, *(at.path for at in tiers if isinstance(at, FolderLocation)))


def reachable(studio: Studio, tiers: Iterable[Tier]) -> tuple[list[Place], dict[str, str]]:
    """The places that answer, opened to read; and name -> why not, of the others."""
    places: list[Place] = []
    silent: dict[str, str] = {}
    for tier in tiers:
        try:
            places.append(reading(studio, tier))
        except (StorageError, MarkerError, NotFoundError) as error:
            silent[tier.name] = error.message
    return places, silent


def ledger_of(studio: Studio, tier: Tier) -> Ledger:
    """What this home remembers of a tier."""
    return Ledger(f"{studio.home.folder('ledger')}/{tier.id}.jsonl", writer=Writer("home", "ledger"))
