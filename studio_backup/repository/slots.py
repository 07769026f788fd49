"""Slots: the root key, wrapped by one factor each (passphrase, recovery kit, device secret). docs/format.md, "Keys"."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

import msgspec

from studio_backup.base.errors import DamageError, Forged, ObjectDamaged
from studio_backup.repository import crypto
from studio_backup.repository.derivation import KdfParameters, derive_passphrase_key
from studio_backup.repository.format import Address, Type, decode_json, encode_json, new_id, seal, typed, unseal
from studio_backup.repository.kit import Kit
from studio_backup.repository.records import Found

PREFIX = "keys/slots/"
PASSPHRASE, KIT, DEVICE = "passphrase", "kit", "device"

Id8: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{16}\Z")]
Id16: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]


@dataclass(frozen=True, slots=True)
class PassphraseFactor:
    """What a person knows."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KitFactor:
    """What a person has on paper."""

    kit: Kit


@dataclass(frozen=True, slots=True)
class DeviceFactor:
    """What this laptop keeps in its keyring: `secret`, 32 bytes, of the device's own slot."""

    device_id: str
    secret: bytes = field(repr=False)


Factor: TypeAlias = PassphraseFactor | KitFactor | DeviceFactor


class KdfRecord(msgspec.Struct, frozen=True):
    """Argon2id's parameters as the slot says them."""

    name: str
    memory_kib: int
    passes: int
    lanes: int
    salt: Id16


class SlotRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A slot's first line. Authenticated only by opening the slot."""

    format: int
    repository: Id16
    id: Id8
    kind: str
    root: Id8
    created_ns: int
    kdf: KdfRecord | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A parsed slot, not yet opened. `line`: its first line, which the seal covers."""

    name: str
    record: SlotRecord
    line: bytes
    sealed: bytes = field(repr=False)


def kit_key(kit: Kit, repository: str) -> bytes:
    """The key-encryption key of a kit slot."""
    return crypto.expand(kit.key, b"studio-backup kit v1" + bytes.fromhex(repository))


def device_key(secret: bytes, repository: str) -> bytes:
    """The key-encryption key of a device slot."""
    return crypto.expand(secret, b"studio-backup device slot v1" + bytes.fromhex(repository))


def seal_slot(record: SlotRecord, kek: bytes, root: bytes) -> bytes:
    """The slot's object."""
    line = encode_json(msgspec.to_builtins(record))
    sealed = seal(Type.SLOT, Address(bytes.fromhex(record.repository)), kek, b"slot\0" + line, root)
    return line + b"\n" + base64.b64encode(sealed) + b"\n"


def passphrase_slot(
    repository: str, root_id: str, root: bytes, passphrase: str, kdf: KdfParameters, at_ns: int
) -> Slot:
    """A new slot for a passphrase. Takes the second that its derivation takes."""
    kept = KdfRecord("argon2id", kdf.memory_kib, kdf.passes, kdf.lanes, kdf.salt.hex())
    record = SlotRecord(1, repository, new_id(), PASSPHRASE, root_id, at_ns, kdf=kept)
    return _new_slot(record, derive_passphrase_key(passphrase, kdf), root)


def kit_slot(repository: str, root_id: str, root: bytes, key: bytes, at_ns: int) -> Slot:
    """A new slot for a recovery kit."""
    record = SlotRecord(1, repository, new_id(), KIT, root_id, at_ns)
    return _new_slot(record, kit_key(Kit(repository, key), repository), root)


def device_slot(repository: str, root_id: str, root: bytes, device: str, secret: bytes, at_ns: int) -> Slot:
    """A new slot for a laptop's secret."""
    record = SlotRecord(1, repository, new_id(), DEVICE, root_id, at_ns, device=device)
    return _new_slot(record, device_key(secret, repository), root)


def _new_slot(record: SlotRecord, kek: bytes, root: bytes) -> Slot:
    data = seal_slot(record, kek, root)
    line, sealed = data.split(b"\n")[:2]
    return Slot(PREFIX + record.id + "-" + crypto.sha256(data).hex(), record, line, base64.b64decode(sealed))


def slot_bytes(slot: Slot) -> bytes:
    """The bytes to store under the slot's name."""
    return slot.line + b"\n" + base64.b64encode(slot.sealed) + b"\n"


def parse_slot(found: Found) -> Slot:
    """Read a slot whose bytes fit its name. Raises DamageError if it is none."""
    line, _, rest = found.data.partition(b"\n")
    record = typed(decode_json(line), SlotRecord)
    try:
        sealed = base64.b64decode(rest.removesuffix(b"\n"), validate=True)
    except (binascii.Error, ValueError):
        raise ObjectDamaged(f"{found.name} holds no sealed key.", hint="Heal it from another place.") from None
    if record.id != found.name.subject or (record.kind == PASSPHRASE and record.kdf is None):
        raise Forged(f"{found.name} is not the slot its name says.", hint="Compare this place with another.")
    return Slot(found.name.text, record, line, sealed)


def slot_key(slot: Slot, factor: Factor) -> bytes | None:
    """The key-encryption key which the factor gives for this slot; None if it is a slot for something else.

    Raises DamagedSlot, before deriving, if the slot's parameters lie outside the format's bounds.
    """
    record = slot.record
    match factor:
        case PassphraseFactor(text) if record.kind == PASSPHRASE and record.kdf is not None:
            return derive_passphrase_key(text, _parameters(record.kdf))
        case KitFactor(kit) if record.kind == KIT and kit.repository in ("", record.repository):
            return kit_key(kit, record.repository)
        case DeviceFactor(device_id, secret) if record.kind == DEVICE and record.device == device_id:
            return device_key(secret, record.repository)
    return None


def _parameters(kdf: KdfRecord) -> KdfParameters:
    if kdf.name != "argon2id":
        raise DamageError(f"A passphrase slot wants the unknown derivation {kdf.name[:20]!r}.")
    return KdfParameters(kdf.memory_kib, kdf.passes, kdf.lanes, bytes.fromhex(kdf.salt))


def open_slot(slot: Slot, kek: bytes) -> bytes:
    """The root key. Raises WrongKey (the factor is not this slot's) or Forged (it is, but the slot was altered)."""
    address, root = unseal(Type.SLOT, [kek], b"slot\0" + slot.line, slot.sealed)
    if address.repository.hex() != slot.record.repository or len(root) != crypto.KEY_BYTES:
        raise Forged(f"{slot.name} was altered.", hint="Compare this place with another.")
    return root


def differs_from_pinned(slot: Slot, pinned: Mapping[str, str]) -> bool:
    """Whether this laptop remembers other bytes for the slot. `pinned`: slot id → the SHA-256 (hex) of its object."""
    return pinned.get(slot.record.id, slot.name[-64:]) != slot.name[-64:]
