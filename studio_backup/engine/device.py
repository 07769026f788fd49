"""This laptop as a device of the vault: made in the home only; published by its first backup."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from studio_backup.base.clock import Clock
from studio_backup.engine.home import Home, HomeDevice
from studio_backup.engine.machine import device_name, machine_id
from studio_backup.engine.secrets import KeyringUnusable, keep_secret, system_keyring
from studio_backup.repository.devices import DeviceIdentity, new_device, new_device_secret, seal_seed
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.slots import device_slot, slot_bytes


@dataclass(frozen=True)
class MadeDevice:
    """The new signer, and what a person should know: why no keyring is used, or ""."""

    identity: DeviceIdentity
    notice: str = ""


def on_this_machine(device: HomeDevice) -> bool:
    """Whether the home was made on this machine; a machine without an id is believed."""
    return device.machine in ("", machine_id())


def make_device(home: Home, keys: VaultKeys, clock: Clock) -> MadeDevice:
    """A new device: its signing key sealed in the home, its secret in the keyring where one is usable."""
    identity = new_device(device_name())
    notice = _keep_secret(home, keys, identity, clock)
    sealed = base64.b64encode(seal_seed(keys, identity.seed)).decode("ascii")
    home.keep_device(
        HomeDevice(id=identity.id, name=identity.name, machine=machine_id(), sealed_seed=sealed, in_keyring=not notice)
    )
    return MadeDevice(identity, notice)


def _keep_secret(home: Home, keys: VaultKeys, identity: DeviceIdentity, clock: Clock) -> str:
    secret = new_device_secret()
    try:
        keep_secret(system_keyring(), identity.id, secret)
    except KeyringUnusable as error:
        return f"{error.message} {error.hint}"
    slot = device_slot(keys.repository, keys.root_id, keys.root, identity.id, secret, clock.now_ns())
    home.keep_device_slot(slot.name.encode("ascii") + b"\n" + slot_bytes(slot))
    return ""
