"""The vault's config: who it is, and the sizes it cuts and packs by. docs/format.md, "Objects in clear"."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from studio_backup.base.errors import (
    DamageError,
    Forged,
    NotFoundError,
    ObjectDamaged,
    StudioBackupError,
    UnsupportedFormat,
)
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.problem import Problem
from studio_backup.repository.format import (
    FORMAT,
    Address,
    Type,
    checked_record,
    clear_record,
    seal,
    typed,
    unseal,
    with_mac,
)
from studio_backup.repository.keys import VaultKeys
from studio_backup.repository.records import Found, read_object, write
from studio_backup.repository.slots import Id16
from studio_backup.storage.interface import Storage

PREFIX = "config-"
_MIB = 1 << 20
_Judged = TypeVar("_Judged")


class ChunkSizes(msgspec.Struct, frozen=True):
    """How content is cut: bytes of the smallest, average and largest chunk."""

    minimum: int
    average: int
    maximum: int


class MediaSizes(ChunkSizes, frozen=True):
    """The same for camera media, which count as such from `from_bytes` on."""

    from_bytes: int


class Chunking(msgspec.Struct, frozen=True):
    """The sizes of a vault; they never change within it."""

    media: MediaSizes = MediaSizes(_MIB, 4 * _MIB, 16 * _MIB, 64 * _MIB)
    other: ChunkSizes = ChunkSizes(_MIB // 8, _MIB // 4, _MIB)


DEFAULT_CHUNKING = Chunking()


@dataclass(frozen=True, slots=True)
class ClearConfig:
    """What may be known before unlocking, **not authenticated**."""

    repository: str
    format: int


@dataclass(frozen=True, slots=True)
class Config:
    """The authenticated config. Sizes in bytes."""

    repository: str
    studio: str
    created_ns: int
    pack_bytes: int = 32 * _MIB
    pack_bytes_max: int = 64 * _MIB
    chunking: Chunking = DEFAULT_CHUNKING


class _Record(msgspec.Struct, frozen=True):
    format: int
    repository: Id16
    created_ns: int
    studio: str
    pack_bytes: int
    pack_bytes_max: int
    chunking: Chunking


def read_config(storage: Storage) -> ClearConfig:
    """Which vault lies here, without keys. Raises NotFoundError, UnsupportedFormat, ObjectDamaged."""
    return _first_valid(storage, _clear)


def checked_config(storage: Storage, keys: VaultKeys) -> Config:
    """The vault's config after its MAC; the first valid one wins.

    Raises Forged, ObjectDamaged or UnsupportedFormat if none is valid, NotFoundError if there is none.
    """
    return _first_valid(storage, lambda one: _checked(one, keys))


def _first_valid(storage: Storage, judge: Callable[[Found], _Judged]) -> _Judged:
    first: StudioBackupError | None = None
    for listed in storage.list(PREFIX):
        name = parse_name(listed.name)
        if name is None or name.kind is not Kind.CONFIG:
            continue
        found = read_object(storage, name, listed)
        if isinstance(found, Problem):
            first = first or ObjectDamaged(f"{found.object} is {found.problem}.", hint="Run verify with --heal.")
            continue
        try:
            return judge(found)
        except (DamageError, UnsupportedFormat) as error:
            first = first or error
    raise first or NotFoundError(f"There is no vault at {storage.label}.", hint="Check the path, or connect the drive.")


def _clear(one: Found) -> ClearConfig:
    record = clear_record(one.data)
    version, repository = record.get("format"), record.get("repository")
    if isinstance(version, int) and version > FORMAT:
        raise UnsupportedFormat(
            f"This vault has format {version}; this program reads {FORMAT}.", hint="Update Studio Backup."
        )
    if not isinstance(repository, str) or version != FORMAT:
        raise ObjectDamaged(f"{one.name} is no config.", hint="Verify this place.")
    return ClearConfig(repository, FORMAT)


def _checked(one: Found, keys: VaultKeys) -> Config:
    record = typed(checked_record(keys.mac_key, b"config", one.data), _Record)
    if record.repository != keys.repository:
        raise Forged(f"{one.name} is another vault's.", hint="Verify this place against another.")
    return Config(
        record.repository,
        open_name(keys, record.studio),
        record.created_ns,
        record.pack_bytes,
        record.pack_bytes_max,
        record.chunking,
    )


def write_config(storage: Storage, keys: VaultKeys, config: Config) -> str:
    """Store the config; returns the object's name."""
    record = _Record(
        FORMAT,
        config.repository,
        config.created_ns,
        seal_name(keys, config.studio),
        config.pack_bytes,
        config.pack_bytes_max,
        config.chunking,
    )
    return write(storage, PREFIX, with_mac(keys.mac_key, b"config", msgspec.to_builtins(record)))


def seal_name(keys: VaultKeys, name: str) -> str:
    """A personal name for a clear object: base64 of a sealed one, padded so that its length tells little."""
    sealed = seal(Type.NAME, keys.address, keys.names_key, b"name", name.encode("utf-8"))
    return base64.b64encode(sealed).decode("ascii")


def open_name(keys: VaultKeys, sealed: str) -> str:
    """The name again. Raises DamageError."""
    try:
        data = base64.b64decode(sealed, validate=True)
    except (binascii.Error, ValueError):
        raise ObjectDamaged("A sealed name is unreadable.", hint="Verify this place against another.") from None
    address, name = unseal(Type.NAME, [keys.names_key], b"name", data)
    if address != Address(keys.address.repository):
        raise Forged("A sealed name is another vault's.", hint="Verify this place against another.")
    return name.decode("utf-8", "replace")
