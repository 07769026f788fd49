"""Laptops: who signs snapshots, and the public keys by which readers check that. docs/format.md, "Objects in clear"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import DamageError, Forged, UnsupportedFormat, UsageError, WrongKey
from studio_backup.domain.objects import Kind
from studio_backup.domain.problem import Problem
from studio_backup.repository import crypto
from studio_backup.repository.config import open_name, seal_name
from studio_backup.repository.format import FORMAT, Type, checked_record, new_id, seal, typed, unseal, with_mac
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.records import Found, gather, judged, write
from studio_backup.repository.slots import (
    DEVICE,
    Id8,
    Id16,
    Slot,
    device_key,
    device_slot,
    open_slot,
    parse_slot,
    slot_bytes,
)
from studio_backup.repository.slots import PREFIX as SLOTS_PREFIX
from studio_backup.storage.interface import Storage

PREFIX = "devices/"
WRITER = "writer"


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """This laptop as a signer: its id, its name, its Ed25519 seed (32 bytes, secret) and public key (32 bytes)."""

    id: str
    name: str
    seed: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class Device:
    """A laptop as the vault knows it. `retired_ns`: 0 while in use."""

    id: str
    name: str
    public: bytes
    role: str
    created_ns: int
    retired_ns: int = 0


class DeviceListing(NamedTuple):
    """The laptops by id, and what is wrong with objects among them."""

    devices: dict[str, Device]
    problems: tuple[Problem, ...]


class _Record(msgspec.Struct, frozen=True):
    format: int
    repository: Id16
    id: Id8
    public_key: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
    name: str
    role: str
    created_ns: int
    retired_ns: int = 0


def new_device(name: str) -> DeviceIdentity:
    """A new laptop with fresh id and signing key. `name`: what people call it."""
    if not name.strip() or len(name) > 200 or not all(char.isprintable() for char in name):
        raise UsageError("A laptop's name must be one line of 1 to 200 visible characters.")
    seed = crypto.new_signing_key()
    return DeviceIdentity(new_id(), name.strip(), seed, crypto.public_key(seed))


def new_device_secret() -> bytes:
    """The secret of a device slot, 32 random bytes, for the operating system's keyring."""
    return crypto.new_key()


def seal_seed(keys: VaultKeys, seed: bytes) -> bytes:
    """The signing key as it lies in the home."""
    return seal(Type.DEVICE_KEY, keys.address, keys.device_key_key, b"device-key", seed)


def open_seed(keys: VaultKeys, data: bytes) -> bytes:
    """The signing key again. Raises WrongKey (another vault's), Forged or ObjectDamaged."""
    address, seed = unseal(Type.DEVICE_KEY, [keys.device_key_key], b"device-key", data)
    if address != keys.address or len(seed) != crypto.KEY_BYTES:
        raise WrongKey(
            "This laptop's signing key belongs to another vault.", hint="Open the vault anew on this laptop."
        )
    return seed


def identity_of(device_id: str, name: str, seed: bytes) -> DeviceIdentity:
    """The signer made of what the home keeps."""
    return DeviceIdentity(device_id, name, seed, crypto.public_key(seed))


def publish_device(
    storage: Storage, keys: VaultKeys, identity: DeviceIdentity, secret: bytes | None, clock: Clock
) -> None:
    """Make this laptop known before its first snapshot: its slot (with a secret), then its `devices/` object.

    Writes only what is not there yet, so every backup may call it.
    """
    now = clock.now_ns()
    if secret is not None and not _has_slot(storage, keys, identity.id, secret):
        slot = device_slot(keys.repository, keys.root_id, keys.root, identity.id, secret, now)
        data = slot_bytes(slot)
        storage.put(slot.name, data, sha256=crypto.sha256(data))
    if identity.id not in load_devices(storage, keys, only=identity.id).devices:
        record = _Record(
            FORMAT, keys.repository, identity.id, identity.public.hex(), seal_name(keys, identity.name), WRITER, now
        )
        write(storage, f"{PREFIX}{identity.id}-", with_mac(keys.mac_key, b"device", msgspec.to_builtins(record)))


def _has_slot(storage: Storage, keys: VaultKeys, device_id: str, secret: bytes) -> bool:
    """Whether a slot of this laptop opens with this very secret: a keyring may have lost an older one."""
    slots, _ = judged(gather(storage, SLOTS_PREFIX, Kind.SLOT).objects, parse_slot)
    mine = [slot for slot in slots if slot.record.kind == DEVICE and slot.record.device == device_id]
    return any(_opens(slot, keys, device_key(secret, keys.repository)) for slot in mine)


def _opens(slot: Slot, keys: VaultKeys, kek: bytes) -> bool:
    try:
        return open_slot(slot, kek) == keys.root
    except (DamageError, UnsupportedFormat):
        return False


def load_devices(storage: Storage, keys: VaultKeys, *, only: str = "") -> DeviceListing:
    """All laptops of the vault (with `only`, that one). Of several records of one laptop the oldest tells its key, and
    it is retired if any says so."""
    gathered = gather(storage, PREFIX, Kind.DEVICE, subject=only)
    found, bad = judged(gathered.objects, lambda one: _checked(one, keys))
    devices: dict[str, Device] = {}
    for device in sorted(found, key=lambda d: (d.created_ns, d.retired_ns, d.public)):
        first = devices.setdefault(device.id, device)
        if device.retired_ns and not first.retired_ns:
            devices[device.id] = Device(*_same(first), retired_ns=device.retired_ns)
    return DeviceListing(devices, (*gathered.problems, *bad))


def _same(device: Device) -> tuple[str, str, bytes, str, int]:
    return device.id, device.name, device.public, device.role, device.created_ns


def _checked(one: Found, keys: VaultKeys) -> Device:
    record = typed(checked_record(keys.mac_key, b"device", one.data), _Record)
    if record.repository != keys.repository or record.id != one.name.subject:
        raise Forged(f"{one.name} describes another laptop.", hint="Compare this place with another.")
    try:
        name = open_name(keys, record.name)
    except DamageError:
        name = record.id  # the record is authentic, so its key counts; only the name is not readable
    public = bytes.fromhex(record.public_key)
    return Device(record.id, name, public, record.role, record.created_ns, record.retired_ns)
