"""Index segments: the directories of some packs in one sealed object. Source: docs/format.md, "Index"."""

from __future__ import annotations

import struct
from collections.abc import Iterable

import msgspec

from studio_backup.base.errors import DamageError
from studio_backup.repository import format as layout
from studio_backup.repository.crypto import Buffer
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.pack import ENTRY_BYTES, MAX_PACK, impossible

ROLE = b"index"
MAX_SEGMENT = 256 << 20
_COUNT = struct.Struct("<I")
_PACK = struct.Struct("<32sQI")


class PackDirectory(msgspec.Struct, frozen=True):
    """A pack's SHA-256, its size in bytes, and its directory as stored."""

    sha256: bytes
    size: int
    entries: Buffer


def encode(packs: Iterable[PackDirectory]) -> bytes:
    """The payload of a segment."""
    payload, count = bytearray(_COUNT.size), 0
    for pack in packs:
        payload += _PACK.pack(pack.sha256, pack.size, len(pack.entries) // ENTRY_BYTES)
        payload += pack.entries
        count += 1
    _COUNT.pack_into(payload, 0, count)
    return bytes(payload) + bytes(layout.padme(len(payload)) - len(payload))


def decode(payload: bytes) -> list[PackDirectory]:
    """The packs of a segment; their entries are views of the payload. Raises Forged for counts that cannot be."""
    view = memoryview(payload)
    if len(view) < _COUNT.size:
        raise _impossible()
    (count,) = _COUNT.unpack_from(view)
    if count > len(view) // _PACK.size:
        raise _impossible()
    packs, at = [], _COUNT.size
    for _ in range(count):
        if at + _PACK.size > len(view):
            raise _impossible()
        sha256, size, entries = _PACK.unpack_from(view, at)
        at += _PACK.size
        end = at + entries * ENTRY_BYTES
        if end > len(view) or size > MAX_PACK:
            raise _impossible()
        packs.append(PackDirectory(sha256, size, view[at:end]))
        at = end
    return packs


def _impossible() -> DamageError:
    return impossible("An index segment names packs which cannot be.")


def seal(epochs: Epochs, packs: Iterable[PackDirectory]) -> bytes:
    """A segment as it is stored."""
    return epochs.seal(layout.Type.INDEX, ROLE, encode(packs))


def unseal(epochs: Epochs, name: str, data: bytes) -> list[PackDirectory]:
    """The packs of a stored segment. Raises ObjectDamaged, WrongKey or Forged."""
    return decode(epochs.unseal(layout.Type.INDEX, ROLE, name, data))
