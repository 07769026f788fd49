"""The intent of a running backup: what its snapshot will rely on, and a later prune spares. See docs/format.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.objects import collection_name
from studio_backup.domain.tree import Entry
from studio_backup.repository import crypto
from studio_backup.repository import format as layout
from studio_backup.repository.epochs import Epochs
from studio_backup.storage.interface import Listed, Storage

ROLE: Final = b"pending"


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """The record. `packs`: SHA-256 (hex) of all packs the snapshot relies on; `root`: its root entry."""

    format: int
    collection: str
    device: str
    run: str
    root: Entry
    packs: tuple[str, ...]
    at_ns: int


def seal(epochs: Epochs, record: Pending) -> tuple[str, bytes]:
    """(name, bytes) of an intent as it is stored."""
    data = epochs.seal(layout.Type.PENDING, ROLE, msgspec.json.encode(record))
    return collection_name(epochs.collection, "pending", crypto.sha256(data).hex()), data


def unseal(epochs: Epochs, name: str, data: bytes) -> Pending:
    """A stored intent. Raises DamageError or UnsupportedFormat."""
    return layout.typed(layout.decode_json(epochs.unseal(layout.Type.PENDING, ROLE, name, data)), Pending)


def withdraw(storage: Storage, epochs: Epochs, listed: Iterable[Listed], device: str) -> None:
    """Remove this device's older intents: the runs they belong to have ended. Others' stay, and unreadable ones."""
    for one in listed:
        try:
            if unseal(epochs, one.name, storage.get(one.name)).device == device:
                storage.delete(one.name)
        except StudioBackupError:
            continue  # left for the retirement of its device; an intent too many only spares packs
