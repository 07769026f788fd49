"""Joining a vault that exists: its own folder for writing, or a tier for reading. Writes nothing at that place."""

from __future__ import annotations

import os
from dataclasses import dataclass

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import DamageError, MarkerError, NotFoundError, RefusedError, StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.collection import SETTINGS, Collection, Wedding, weddings_of
from studio_backup.domain.objects import TIER_MARKER, Kind, digest_of, parse_name
from studio_backup.domain.tier import Tier
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.device import make_device, on_this_machine
from studio_backup.engine.home import Home, JoinedVault
from studio_backup.engine.jobs.settings import NOTHING_BACK, SettingsBack, kept_settings
from studio_backup.engine.jobs.tiers import check_takes_keys
from studio_backup.engine.jobs.vault import check_folder_free, make_vault_folder, put_marker
from studio_backup.engine.places import look_at, new_folder
from studio_backup.engine.unlock import Options, unlock_vault
from studio_backup.repository.collections import load_collections
from studio_backup.repository.config import read_config
from studio_backup.repository.features import check_features
from studio_backup.repository.format import check_digest, new_id
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.marker import MarkerRecord, check_marker
from studio_backup.repository.repository import Repository
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.interface import Storage
from studio_backup.storage.location import FolderLocation, Location, parse_location

_CARRIED = frozenset(
    {Kind.CONFIG, Kind.FEATURES, Kind.SLOT, Kind.IDENTITY, Kind.MASTER, Kind.COLLECTION_KEY, Kind.DEVICE, Kind.META}
)
"""What a new local vault begins with: all that is needed to write into the same vault, and none of its contents."""


@dataclass(frozen=True)
class VaultOpened:
    """A joined vault. `folder`: where backups go, or ""; `reads_from`: name of the tier it reads from, or "".

    `settings`: what a person typed before, and came back.
    """

    repository: str
    location: str
    folder: str
    reads_from: str
    weddings: tuple[Wedding, ...]
    device: str
    notices: tuple[str, ...]
    settings: SettingsBack = NOTHING_BACK


@dataclass(frozen=True)
class Return:
    """What a person wants of his settings. `laptop`: whose come back, "" for this one's; `engine_runs`: the catalog is
    the engine's now, so nothing is brought back into it."""

    laptop: str = ""
    engine_runs: bool = False


def open_vault(
    options: Options,
    *,
    home: Home,
    location: str,
    local: str | None,
    clock: Clock,
    wanted: Return | None = None,
    keys: BucketKeys | None = None,
) -> VaultOpened:
    """Join the vault at `location`; with `local`, new backups go into that folder, which may be new or empty.

    `keys`: a bucket's access key as a person typed it, kept in the keyring once the vault is joined.

    What a person had typed comes back into a home that knows nothing of it; where it cannot, a notice says why.

    Raises NotFoundError, UnlockError, RefusedError, MarkerError, StorageError. After an error the home is as it was.
    """
    kept = KeptKeys(clock)
    storage = look_at(location, clock, keys=_keys(home, kept, parse_location(location), keys))
    try:
        return _Joining(options, home, clock, location, storage, wanted or Return(), kept, keys).join(local)
    finally:
        storage.close()


def _keys(home: Home, kept: KeptKeys, place: Location, typed: BucketKeys | None) -> BucketKeys | None:
    """Those which were typed, now or before for the tier that lies there."""
    if typed is not None:
        check_takes_keys(place)
        kept.check()
        return typed
    known = next((tier for tier in home.tiers() if tier.location == place.text), None)
    return kept.of(known) if known else None


@dataclass
class _Joining:
    options: Options
    home: Home
    clock: Clock
    location: str
    storage: Storage
    wanted: Return
    kept: KeptKeys
    typed: BucketKeys | None

    def join(self, local: str | None) -> VaultOpened:
        repository = read_config(self.storage).repository
        joined = self._joined(repository)
        unlocked = unlock_vault(self.storage, self.home, self.options, joined.pinned if joined else {})
        keys, notices = unlocked.keys, list(unlocked.notices)
        check_features(self.storage, keys, "read")
        marker = self._marker(keys, notices)
        collections = load_collections(self.storage, keys).collections
        vault = self._vault(keys, marker, joined)
        if local is not None:
            vault = msgspec.structs.replace(vault, folder=self._local(keys, os.path.abspath(local)))
        reads_from = self._keep(vault, marker)
        before = self.home.device()
        new = before is None or not on_this_machine(before)
        device = self._device(keys, notices)
        settings = self._settings(keys, collections, device, new, notices)
        where = parse_location(self.location).text
        weddings = tuple(weddings_of(collections))
        return VaultOpened(repository, where, vault.folder, reads_from, weddings, device, tuple(notices), settings)

    def _joined(self, repository: str) -> JoinedVault | None:
        joined = self.home.vault()
        if joined is not None and joined.repository != repository:
            raise RefusedError(
                "This home has joined another vault already.", hint="Give another home with --home DIR before the verb."
            )
        return joined

    def _marker(self, keys: VaultKeys, notices: list[str]) -> MarkerRecord | None:
        """The place's marker; a missing or damaged one stops writers only, and is said."""
        try:
            return check_marker(self.storage.get(TIER_MARKER), repository=keys.repository, tier=None, keys=keys)
        except NotFoundError:
            notices.append("This place has lost its marker. Reading goes on; `tier repair` writes it anew.")
        except (MarkerError, DamageError) as error:
            notices.append(f"{error.message} Reading goes on; `tier repair` writes it anew.")
        return None

    def _vault(self, keys: VaultKeys, marker: MarkerRecord | None, joined: JoinedVault | None) -> JoinedVault:
        pinned = {**(joined.pinned if joined else {}), **dict([keys.slot])}
        at = parse_location(self.location)
        if marker is not None and marker.role == "local" and isinstance(at, FolderLocation):
            return JoinedVault(repository=keys.repository, folder=at.path, pinned=pinned)
        tier = marker.id if marker is not None else self._known_id() or new_id()
        return JoinedVault(repository=keys.repository, reads_from=tier, pinned=pinned)

    def _known_id(self) -> str:
        text = parse_location(self.location).text
        return next((tier.id for tier in self.home.tiers() if tier.location == text), "")

    def _keep(self, vault: JoinedVault, marker: MarkerRecord | None) -> str:
        """Remember the vault, and the tier it reads from; returns that tier's name."""
        name = ""
        if vault.reads_from:
            tier = self._as_tier(vault.reads_from, marker)
            name = tier.name
            self._keep_tier(tier)
        self.home.keep_vault(vault)
        return name

    def _keep_tier(self, tier: Tier) -> None:
        """The tier with what was typed of its keys, in the place of the one with its id."""
        others = tuple(one for one in self.home.tiers() if one.id != tier.id)
        with self.kept.keeping(self.typed) as account:
            self.home.keep_tiers((*others, msgspec.structs.replace(tier, keys=account or tier.keys)))
        if account:
            self.kept.forget(tier.keys)

    def _as_tier(self, tier_id: str, marker: MarkerRecord | None) -> Tier:
        known = next((tier for tier in self.home.tiers() if tier.id == tier_id), None)
        text = parse_location(self.location).text
        if known is not None:
            keys = known.keys if known.location == text else ""
            return msgspec.structs.replace(known, location=text, keys=keys)
        taken = {tier.name for tier in self.home.tiers()}
        name = marker.name if marker is not None else "opened"
        while name in taken or name == "local":
            name += "-2"
        role = marker.role if marker is not None else "offsite"
        return Tier(id=tier_id, name=name, role=role, location=text, added_ns=self.clock.now_ns())

    def _local(self, keys: VaultKeys, folder: str) -> str:
        """The folder as a vault of its own, beginning with the keys of this one; an existing one is joined."""
        if _is_vault(folder, keys, self.clock):
            return folder
        if not _was_begun(folder, keys, self.clock):
            check_folder_free(folder)
        make_vault_folder(folder)
        target = new_folder(folder, self.clock)
        try:
            _carry(self.storage, target)
            put_marker(target, keys, self.clock)
        finally:
            target.close()
        return folder

    def _device(self, keys: VaultKeys, notices: list[str]) -> str:
        device = self.home.device()
        if device is not None and on_this_machine(device):
            return device.name
        made = make_device(self.home, keys, self.clock)
        if made.notice:
            notices.append(made.notice)
        return made.identity.name

    def _settings(
        self, keys: VaultKeys, collections: list[Collection], device: str, new: bool, notices: list[str]
    ) -> SettingsBack:
        """What a person typed before. That it cannot be had is no reason not to have joined."""
        if not any(one.kind == SETTINGS for one in collections):
            return NOTHING_BACK
        if self.wanted.engine_runs:
            notices.append("The engine runs: its watched folders stay as they are.")
            return NOTHING_BACK
        # SQLAlchemy: a quarter of a second which only this verb, and only here, has to pay.
        from studio_backup.engine.jobs.bringing_back import BringBack  # noqa: PLC0415

        try:
            repository = Repository.open(self.storage, keys)
            bringing = BringBack(self.home, self.clock, repository, device, self.wanted.laptop, new)
            brought = bringing.from_vault(kept_settings(repository, collections))
        except StudioBackupError as error:
            notices.append(f"What you had typed did not come back. {error.message} {error.hint}".rstrip())
            return NOTHING_BACK
        notices.extend(brought.notices)
        return brought.settings


def _is_vault(folder: str, keys: VaultKeys, clock: Clock) -> bool:
    """Whether the folder is already this vault's own. Raises MarkerError for another vault's."""
    if not os.path.exists(os.path.join(folder, TIER_MARKER)):
        return False
    storage = new_folder(folder, clock)
    try:
        marker = check_marker(storage.get(TIER_MARKER), repository=keys.repository, tier=None, keys=keys)
    finally:
        storage.close()
    if marker.role != "local":
        raise RefusedError(
            f"{display(folder)} is the tier {marker.name!r} of this vault, not a folder for new backups.",
            hint="Name a new or empty folder with --local.",
        )
    return True


def _was_begun(folder: str, keys: VaultKeys, clock: Clock) -> bool:
    """Whether an interrupted joining left this vault's objects there, yet no marker: then it goes on."""
    if not os.path.isdir(folder) or os.path.exists(os.path.join(folder, TIER_MARKER)):
        return False
    storage = new_folder(folder, clock)
    try:
        return read_config(storage).repository == keys.repository
    except (NotFoundError, DamageError):
        return False
    finally:
        storage.close()


def _carry(source: Storage, target: Storage) -> None:
    """Copy the small objects of the vault in law order, each checked against its name."""
    names = [name for one in source.list("") if (name := parse_name(one.name)) and name.kind in _CARRIED]
    for name in sorted(names, key=lambda one: (one.kind, one.text)):
        data = source.get(name.text)
        check_digest(name.text, data)
        target.put(name.text, data, sha256=bytes.fromhex(digest_of(name.text)))
