"""An opened vault with its places, as jobs see it. Everything in it is opened once, on first use."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import (
    MarkerError,
    NotFoundError,
    StorageError,
    StorageUnavailable,
    UsageError,
    WrongKey,
)
from studio_backup.domain.tier import Tier
from studio_backup.engine.bucket_keys import KeptKeys
from studio_backup.engine.device import make_device, on_this_machine
from studio_backup.engine.home import Home, HomeDevice, JoinedVault
from studio_backup.engine.locks import held
from studio_backup.engine.pacing import Pacing
from studio_backup.engine.places import Places
from studio_backup.engine.unlock import secret_of
from studio_backup.repository.devices import DeviceIdentity, identity_of, open_seed, publish_device
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.repository import Repository
from studio_backup.repository.writing import CollectionWriter
from studio_backup.storage.all_places import AllPlaces
from studio_backup.storage.fallback import FallbackStorage
from studio_backup.storage.interface import Storage

LOCAL = "local"
"""How the vault's own folder is called among the places."""


@dataclass
class Studio:
    """The opened vault. A context: leaving it closes every place.

    `notices`: what a person should know about how it was opened, said once by the command line. `unreachable`: tiers
    that did not answer (name → why). `labels`: storage label → name of the place, of what `everywhere` opened.
    """

    home: Home
    clock: Clock
    vault: JoinedVault
    keys: VaultKeys
    tiers: tuple[Tier, ...]
    places: Places
    notices: tuple[str, ...] = ()
    unreachable: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def __enter__(self) -> Studio:
        return self

    def __exit__(self, *_: object) -> None:
        self.places.close()

    def watch(self, progress: Progress, cancel: CancelToken) -> None:
        """Let waiting and retrying at the places be seen and stopped by whoever runs the work."""
        self.places.progress, self.places.cancel = progress, cancel

    @cached_property
    def local(self) -> Storage | None:
        """The vault's own folder on this machine; None where this home only reads from a tier."""
        return self.places.vault(self.vault.folder) if self.vault.folder else None

    @cached_property
    def repository(self) -> Repository:
        """The vault as read from its own folder, else from the tier this home reads from."""
        return Repository.open(self.local or self.everywhere(), self.keys)

    def repository_over(self, storage: Storage) -> Repository:
        """The vault as read from other places."""
        return Repository.open(storage, self.keys)

    def tier(self, name: str) -> Tier:
        """The tier a person names. Raises NotFoundError, which lists the known ones."""
        for tier in self.tiers:
            if name == tier.name or name == tier.id:
                return tier
        known = ", ".join(tier.name for tier in self.tiers) or "none yet"
        raise NotFoundError(f"There is no tier {name!r}.", hint=f"Known tiers: {known}. `tier add` adds one.")

    def storage(self, tier: Tier, *, limit: float | None = None) -> Storage:
        """The tier's place, with retry; `limit` in bytes a second. Raises MarkerError, StorageError."""
        return self.places.tier(tier, limit=limit)

    def everywhere(
        self, first: Tier | None = None, *, served: Callable[[str, str], None] | None = None
    ) -> FallbackStorage:
        """Reading from all places: `first`, then the vault's folder, the tier read from, the other tiers.

        With `first` its listing counts alone: it was asked what it holds. Without, what any place lists is there.
        Places that cannot be opened now are left out and remembered in `unreachable` (name → why). `served` hears
        which place (its label) gave each object. Raises StorageUnavailable where no place answers.
        """
        order = sorted(self.tiers, key=lambda tier: tier.id != self.vault.reads_from)
        opened = [(LOCAL, self.local)] if self.local is not None else []
        for tier in order:
            with contextlib.suppress(StorageError, MarkerError, NotFoundError):
                opened.append((tier.name, self._reachable(tier)))
        opened.sort(key=lambda pair: first is None or pair[0] != first.name)
        if not opened:
            raise StorageUnavailable(
                "No place of this vault answers.", hint="; ".join(self.unreachable.values()) or "Check the connections."
            )
        self.labels.update({storage.label: name for name, storage in opened})
        storages = [storage for _, storage in opened]
        if first is not None:
            return FallbackStorage(storages, served=served)
        return AllPlaces(storages, served=served, strict=False)

    def _reachable(self, tier: Tier) -> Storage:
        try:
            return self.places.reading(tier)
        except (StorageError, MarkerError, NotFoundError) as error:
            self.unreachable[tier.name] = error.message
            raise

    def heads(self) -> Sequence[Storage]:
        """Where this device's newest snapshots may lie: the vault and every tier that answers now."""
        found = [self.local] if self.local is not None else []
        for tier in self.tiers:
            with contextlib.suppress(StorageError, MarkerError, NotFoundError):
                found.append(self._reachable(tier))
        return found

    def identity(self) -> DeviceIdentity:
        """This device as a signer. A home that was copied to another machine becomes a new device."""
        device = self.home.device()
        if device is None or not on_this_machine(device):
            return make_device(self.home, self.keys, self.clock).identity
        return self._open_device(device)

    def _open_device(self, device: HomeDevice) -> DeviceIdentity:
        try:
            seed = open_seed(self.keys, base64.b64decode(device.sealed_seed))
        except (WrongKey, ValueError):
            return make_device(self.home, self.keys, self.clock).identity
        return identity_of(device.id, device.name, seed)

    @contextlib.contextmanager
    def writer(self, collection: str) -> Iterator[CollectionWriter]:
        """A writer into the vault's own folder, after this device was made known there. Raises UsageError."""
        local = self.writable()
        identity = self.identity()
        publish_device(local, self.keys, identity, secret_of(self.home), self.clock)
        with self.repository.writer(
            collection, identity=identity, run=self.places.writer.run, clock=self.clock, heads=self.heads()[1:]
        ) as writer:
            yield writer

    def writable(self) -> Storage:
        """The vault's own folder. Raises UsageError where this home has none."""
        if self.local is None:
            raise UsageError(
                "This home only reads from a tier: there is no vault here to back up into.",
                hint="Run `studio-backup vault open LOCATION --local DIR`: new backups then go into DIR.",
            )
        return self.local

    def chain_lock(self) -> contextlib.AbstractContextManager[None]:
        """Held by one process of this home at a time: from a snapshot's number to its durability."""
        return held(self.home.file("chain.lock"), self.clock)


def studio_of(
    home: Home,
    vault: JoinedVault,
    keys: VaultKeys,
    clock: Clock,
    notices: tuple[str, ...] = (),
    pacing: Pacing | None = None,
    bucket_keys: KeptKeys | None = None,
) -> Studio:
    """The vault that these keys opened, with the tiers this home knows now.

    `pacing`, `bucket_keys`: shared with other work.
    """
    device = home.device()
    pacing, name = pacing or Pacing(home, clock), device.id if device else ""
    places = Places(keys, device=name, clock=clock, pacing=pacing, bucket_keys=bucket_keys)
    return Studio(home, clock, vault, keys, home.tiers(), places, notices)
