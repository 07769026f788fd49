"""What the suite knows of a place beside the contract."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from studio_backup.storage.interface import Storage

COLLECTION = "0123456789abcdef"
_numbers = itertools.count()


@dataclass
class Case:
    """A fresh, empty place (but for its marker)."""

    storage: Storage
    plant: Callable[[str, bytes], None]  # puts a foreign file there, behind the program's back
    checks_digest: bool = False  # a put whose digest is wrong is refused
    opened: list[Storage] = field(default_factory=list)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def snapshot(data: bytes, collection: str = COLLECTION) -> str:
    return f"c/{collection}/snapshots/{sha(data).hex()}"


def pack(data: bytes, collection: str = COLLECTION) -> str:
    digest = sha(data).hex()
    return f"c/{collection}/packs/{digest[:2]}/{digest}"


def fresh(size: int = 100) -> bytes:
    """Bytes which no other test has."""
    seed = f"{next(_numbers)}".encode()
    return hashlib.shake_256(seed).digest(size)


def store(storage: Storage, data: bytes, name: str = "") -> str:
    name = name or snapshot(data)
    storage.put(name, data, sha256=sha(data))
    return name
