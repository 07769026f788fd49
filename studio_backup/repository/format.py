"""Headers, sealed objects and objects in clear: the byte layout of docs/format.md."""

from __future__ import annotations

import enum
import json
import secrets
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from studio_backup.base.errors import DamageError, Forged, ObjectDamaged, UnsupportedFormat, WrongKey
from studio_backup.repository import crypto

MAGIC = b"\x89SBV\r\n\x1a\n"
FORMAT = 1
SUITE = 1
HEADER_BYTES = 112
PADDING_STEP = 256
_NO_ID = bytes(8)
_Record = TypeVar("_Record", bound=msgspec.Struct)
_FIELDS = struct.Struct("<8sHBBI16s8s8s32s")


class Type(enum.IntEnum):
    """What a header says its object is."""

    PACK = 1
    INDEX = 2
    SNAPSHOT = 3
    META = 4
    PENDING = 5
    SLOT = 6
    IDENTITY = 7
    MASTER = 8
    COLLECTION_KEY = 9
    NAME = 10
    DEVICE_KEY = 11


_PADDED = frozenset({Type.SNAPSHOT, Type.META, Type.PENDING, Type.NAME})


@dataclass(frozen=True, slots=True)
class Address:
    """What a header binds an object to. Ids are raw bytes: repository 16, collection and epoch 8 (zeros if none)."""

    repository: bytes
    collection: bytes = _NO_ID
    epoch: bytes = _NO_ID


def new_header(kind: Type, address: Address, key: bytes) -> tuple[bytes, crypto.FrameCipher]:
    """A fresh header with random salt and its commitment, and the cipher of that object."""
    fields = _FIELDS.pack(
        MAGIC, FORMAT, kind, SUITE, 0, address.repository, address.collection, address.epoch, secrets.token_bytes(32)
    )
    object_key, commitment = _derive(key, fields)
    return fields + commitment, crypto.FrameCipher(object_key)


def _derive(key: bytes, fields: bytes) -> tuple[bytes, bytes]:
    both = crypto.expand(key, b"studio-backup object v1" + fields, 64)
    return both[:32], both[32:]


@dataclass(frozen=True, slots=True)
class Header:
    """A parsed header; `raw` are its 112 bytes."""

    type: int
    address: Address
    raw: bytes


def parse_header(data: crypto.Buffer, kind: Type) -> Header:
    """Read a header of the kind. Raises ObjectDamaged for other bytes, UnsupportedFormat for a newer format."""
    raw = bytes(data[:HEADER_BYTES])
    if len(raw) < HEADER_BYTES or raw[:8] != MAGIC:
        raise ObjectDamaged("This object does not begin as one of this vault's.", hint="Verify and heal this place.")
    _, version, found, suite, zero, repository, collection, epoch, _ = _FIELDS.unpack(raw[:80])
    if version > FORMAT or suite > SUITE:
        raise UnsupportedFormat("This object was written by a newer program.", hint="Update Studio Backup.")
    if found != kind or zero or version != FORMAT or suite != SUITE:
        raise Forged("This object is not what its name says.", hint="Verify this place against another.")
    return Header(found, Address(repository, collection, epoch), raw)


def cipher_for(header: Header, key: bytes) -> crypto.FrameCipher:
    """The object's cipher. Raises WrongKey if the commitment differs."""
    object_key, commitment = _derive(key, header.raw[:80])
    if not crypto.equal(commitment, header.raw[80:]):
        raise WrongKey(
            "This object was sealed under another key.", hint="Check that kit, vault and place fit together."
        )
    return crypto.FrameCipher(object_key)


def cipher_among(header: Header, keys: Iterable[bytes]) -> crypto.FrameCipher:
    """The object's cipher under whichever of the keys fits. Raises WrongKey if none does."""
    for key in keys:
        try:
            return cipher_for(header, key)
        except WrongKey:
            continue
    raise WrongKey("None of the keys at hand opens this object.", hint="Heal the key objects from another place.")


def seal(kind: Type, address: Address, key: bytes, role: bytes, payload: bytes) -> bytes:
    """A sealed object: header and one frame."""
    if kind in _PADDED:
        payload += b"\n" * (-len(payload) % PADDING_STEP)
    header, cipher = new_header(kind, address, key)
    return header + cipher.seal(0, payload, header + role)


def unseal(kind: Type, keys: Iterable[bytes], role: bytes, data: crypto.Buffer) -> tuple[Address, bytes]:
    """(address, payload) of a sealed object. Raises ObjectDamaged, WrongKey or Forged (order of judgement).

    The caller has compared the SHA-256 with the name before, and compares the address with the place.
    """
    header = parse_header(data, kind)
    payload = cipher_among(header, keys).open(0, bytes(data[HEADER_BYTES:]), header.raw + role)
    return header.address, payload.rstrip(b"\n") if kind in _PADDED else payload


def padme(length: int) -> int:
    """The Padmé size of a length (Nikitin et al., PETS 2019): at most 12 % larger, few distinct values."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    step = 1 << max(0, exponent - exponent.bit_length())
    return -(-length // step) * step


def check_digest(name: str, data: crypto.Buffer) -> None:
    """Compare bytes with the SHA-256 their name ends in. Raises ObjectDamaged."""
    if crypto.sha256(data).hex() != name[-64:]:
        raise ObjectDamaged(f"{name} is damaged: its bytes are not those once written.", hint="Run verify with --heal.")


def encode_json(value: Any) -> bytes:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def decode_json(line: bytes) -> dict[str, Any]:
    """A JSON object; repeated keys, NaN or anything but an object raise DamageError."""
    try:
        value = json.loads(line.decode("utf-8"), object_pairs_hook=_no_repeats, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _no_json() from None
    if not isinstance(value, dict):
        raise _no_json()
    return value


def typed(record: dict[str, Any], kind: type[_Record]) -> _Record:
    """The record as a struct. A missing or ill-typed field raises DamageError, a newer format UnsupportedFormat."""
    version = record.get("format", FORMAT)
    if isinstance(version, int) and version > FORMAT:
        raise UnsupportedFormat("This record was written by a newer program.", hint="Update Studio Backup.")
    try:
        return msgspec.convert(record, kind)
    except msgspec.ValidationError:
        raise _no_json() from None


def _no_json() -> DamageError:
    return DamageError("An object of this vault holds no valid record.", hint="Verify this place against another.")


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("repeated key")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def with_mac(mac_key: bytes, role: bytes, record: dict[str, Any]) -> bytes:
    """A clear object: JSON line and MAC line."""
    line = encode_json(record)
    return line + b"\n" + crypto.mac(mac_key, role + b"\0" + line).hex().encode() + b"\n"


def clear_record(data: bytes) -> dict[str, Any]:
    """The record of a clear object, **not yet authenticated** (before unlocking only ids may be read from it)."""
    return decode_json(data.split(b"\n", 1)[0])


def checked_record(mac_key: bytes, role: bytes, data: bytes) -> dict[str, Any]:
    """The record of a clear object after its MAC. Raises Forged."""
    line, _, rest = data.partition(b"\n")
    if not crypto.equal(crypto.mac(mac_key, role + b"\0" + line).hex().encode() + b"\n", rest):
        raise Forged("A record of this vault was altered by somebody without its keys.", hint="Verify this place.")
    return decode_json(line)


def signed_message(role: bytes, line: bytes) -> bytes:
    """What a device signs."""
    return b"studio-backup " + role + b" v1\0" + line


def with_signature(seed: bytes, role: bytes, record: dict[str, Any]) -> bytes:
    """A clear object signed by a device: JSON line and signature line."""
    line = encode_json(record)
    return line + b"\n" + crypto.sign(seed, signed_message(role, line)).hex().encode() + b"\n"


def signed_record(data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """(record, its line, signature) of a clear object signed by a device, **signature not yet checked**."""
    line, _, rest = data.partition(b"\n")
    try:
        signature = bytes.fromhex(rest.removesuffix(b"\n").decode("ascii"))
    except ValueError:
        raise _no_json() from None
    return decode_json(line), line, signature


def new_id(length: int = 8) -> str:
    """A random id of so many bytes, as lower-case hex."""
    return secrets.token_hex(length)
