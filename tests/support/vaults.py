"""Vaults for tests, made in a tenth of a second: cheapest derivation the format allows."""

from __future__ import annotations

from typing import NamedTuple

from studio_backup.base.clock import Clock, SystemClock
from studio_backup.repository.derivation import KdfParameters, new_parameters
from studio_backup.repository.devices import DeviceIdentity, new_device, publish_device
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.kit import Kit, new_kit_key
from studio_backup.repository.marker import new_marker
from studio_backup.repository.vault import create_vault
from studio_backup.storage.interface import Storage

PASSPHRASE = "seven lanterns drift over oak"
STUDIO = "Atelier Łódź 写真"


class NewVault(NamedTuple):
    """A vault just made: its keys, its kit, its passphrase."""

    keys: VaultKeys
    kit: Kit
    passphrase: str


def cheap_kdf() -> KdfParameters:
    """The least memory and time the format allows, with a fresh salt."""
    return new_parameters(memory_kib=65_536, passes=1, lanes=1)


def new_vault(storage: Storage, *, clock: Clock | None = None, studio: str = STUDIO) -> NewVault:
    """Make a vault in an empty storage. It bears no marker yet: see `mark`."""
    clock = clock or SystemClock()
    key = new_kit_key()
    keys = create_vault(storage, studio=studio, passphrase=PASSPHRASE, kit_key=key, kdf=cheap_kdf(), clock=clock)
    return NewVault(keys, Kit(keys.repository, key, studio, clock.now_ns() // 10**9 * 10**9), PASSPHRASE)


def mark(storage: Storage, keys: VaultKeys, *, name: str = "vault", clock: Clock | None = None) -> None:
    """Put a local marker, as `vault create` does last."""
    from studio_backup.repository.crypto import sha256

    data = new_marker(keys, name=name, role="local", clock=clock or SystemClock())
    storage.put("tier", data, sha256=sha256(data))


def new_identity(
    storage: Storage, keys: VaultKeys, *, name: str = "laptop", secret: bytes | None = None, clock: Clock | None = None
) -> DeviceIdentity:
    """A laptop, published in the vault: it can sign snapshots."""
    identity = new_device(name)
    publish_device(storage, keys, identity, secret, clock or SystemClock())
    return identity
