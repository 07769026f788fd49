"""Describing the vault, and trying a recovery kit on it."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.base.errors import NotFoundError, StorageError
from studio_backup.domain.collection import Wedding, weddings_of
from studio_backup.domain.tier import Tier
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.home import Home
from studio_backup.engine.places import look_at
from studio_backup.engine.studio import Studio
from studio_backup.engine.unlock import read_kit
from studio_backup.repository.chunker import chunker_report
from studio_backup.repository.crypto import cipher_report
from studio_backup.repository.devices import Device
from studio_backup.repository.keys import unlock
from studio_backup.repository.kit import Kit
from studio_backup.repository.slots import KitFactor
from studio_backup.storage.interface import Storage


@dataclass(frozen=True)
class VaultInfo:
    """What the vault is. `stored_bytes`: of its own folder, or of the tier that is read from."""

    repository: str
    studio: str
    created_ns: int
    folder: str
    reads_from: str
    stored_bytes: int
    free_bytes: int | None
    weddings: tuple[Wedding, ...]
    points: int
    tiers: tuple[Tier, ...]
    devices: tuple[Device, ...]
    this_device: str
    in_keyring: bool
    ciphers: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class KitChecked:
    """A kit that opens the vault. `key_only`: it was typed by hand and names no vault."""

    repository: str
    studio: str
    created_ns: int
    key_only: bool


def vault_info(studio: Studio) -> VaultInfo:
    """Everything `vault info` shows. Lists the vault's folder (or the tier read from) once."""
    repository = studio.repository
    listing = repository.collections()
    weddings = weddings_of(listing.collections)
    place: Storage = studio.local or studio.storage(studio.tier(studio.vault.reads_from))
    device = studio.home.device()
    return VaultInfo(
        repository=repository.config.repository,
        studio=repository.config.studio,
        created_ns=repository.config.created_ns,
        folder=studio.vault.folder,
        reads_from=studio.tier(studio.vault.reads_from).name if studio.vault.reads_from else "",
        stored_bytes=sum(one.size for one in place.list("")),
        free_bytes=place.free_space(),
        weddings=tuple(weddings),
        points=sum(len(repository.snapshots(one).snapshots) for w in weddings for one in w.collections),
        tiers=studio.tiers,
        devices=tuple(repository.devices().values()),
        this_device=device.name if device else "",
        in_keyring=bool(device and device.in_keyring),
        ciphers=(cipher_report(), chunker_report()),
        problems=tuple(f"{one.object}: {one.problem}" for one in listing.problems),
    )


def check_kit(*, home: Home, kit_file: str, clock: Clock) -> KitChecked:
    """Whether the kit opens this home's vault; changes nothing. Raises TornKit, WrongKit, UnlockError."""
    return try_kit(home, read_kit(kit_file), clock)


def try_kit(home: Home, kit: Kit, clock: Clock) -> KitChecked:
    """As `check_kit`, with a kit that was read already."""
    storage = _any_place(home, clock)
    try:
        keys = unlock(storage, KitFactor(kit))
    finally:
        storage.close()
    return KitChecked(keys.repository, kit.studio, kit.created_ns, not kit.repository)


def _any_place(home: Home, clock: Clock) -> Storage:
    """The first place of this home that answers."""
    vault = home.vault()
    if vault is None:
        raise NotFoundError("This home has joined no vault yet.", hint="Run `studio-backup vault open LOCATION` first.")
    if vault.folder:
        return look_at(vault.folder, clock)
    last: StorageError | NotFoundError | None = None
    kept = KeptKeys(clock)
    for tier in sorted(home.tiers(), key=lambda tier: tier.id != vault.reads_from):
        try:
            return look_at(tier.location, clock, keys=kept.of(tier))
        except (StorageError, NotFoundError) as error:
            last = error
    raise last or NotFoundError("No place of this vault is known.", hint="Run `studio-backup vault open LOCATION`.")
