"""A small vault of made-up objects with true names, at as many places as a test wants."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.files import Writer
from studio_backup.domain.objects import Kind, parse_name
from studio_backup.domain.snapshot import SnapshotNeeds
from studio_backup.storage.memory import MemoryStorage
from studio_backup.sync.ledger import Ledger
from studio_backup.sync.listing import Listing, freeze
from studio_backup.sync.place import Place

WRITER = Writer("0123456789abcdef", "fedcba9876543210")


class TickingClock:
    """A clock which moves by a second whenever it is read."""

    def __init__(self) -> None:
        self.ns = 1_700_000_000 * 10**9

    def now_ns(self) -> int:
        self.ns += 10**9
        return self.ns

    def monotonic(self) -> float:
        return self.now_ns() / 10**9

    def sleep(self, seconds: float) -> None:
        self.ns += int(seconds * 10**9)


class World:
    """Makes places, and objects of every kind at them."""

    def __init__(self, folder: Path) -> None:
        self.clock = TickingClock()
        self.random = random.Random(7)
        self.folder = folder
        self.needs: dict[str, SnapshotNeeds] = {}
        self.cancel = CancelToken()
        self.progress = NoProgress()
        self.local = self.place("local")

    def place(self, name: str, **options: bool) -> Place:
        number = hashlib.sha256(name.encode()).hexdigest()[:16]
        storage = MemoryStorage(clock=self.clock, label=name, **options)
        marker = b"marker of " + name.encode()
        storage.put("tier", marker, sha256=hashlib.sha256(marker).digest())
        return Place(number, name, storage)

    def ledger(self, place: Place) -> Ledger:
        return Ledger(str(self.folder / f"{place.id}.jsonl"), writer=WRITER)

    def put(self, place: Place, pattern: str, size: int = 300) -> str:
        """`pattern`: a name in which `{sha}` and `{shard}` stand for the digest of random bytes."""
        data = self.random.randbytes(size)
        digest = hashlib.sha256(data)
        name = pattern.format(sha=digest.hexdigest(), shard=digest.hexdigest()[:2])
        assert parse_name(name) is not None, name
        place.storage.put(name, data, sha256=digest.digest())
        return name

    def foundation(self, place: Place, collection: str) -> dict[Kind, str]:
        """Config, keys, device and meta of one collection."""
        made = [
            self.put(place, "config-{sha}"),
            self.put(place, "keys/slots/00000000000000aa-{sha}"),
            self.put(place, "keys/identity/00000000000000bb-{sha}"),
            self.put(place, "keys/master/00000000000000cc-{sha}"),
            self.put(place, f"keys/c/{collection}/00000000000000dd-{{sha}}"),
            self.put(place, "devices/00000000000000ee-{sha}"),
            self.put(place, f"c/{collection}/meta/{{sha}}"),
        ]
        return {parsed.kind: name for name in made if (parsed := parse_name(name))}

    def snapshot(self, place: Place, collection: str, *, packs: int = 2, also: tuple[str, ...] = ()) -> str:
        """Packs, an index and a snapshot which needs them (and `also`); returns its name."""
        made = [self.put(place, f"c/{collection}/packs/{{shard}}/{{sha}}", 5000) for _ in range(packs)]
        made.append(self.put(place, f"c/{collection}/index/{{sha}}"))
        name = self.put(place, f"c/{collection}/snapshots/{{sha}}")
        self.needs[name[-64:]] = SnapshotNeeds(name[-64:], collection, frozenset((*made, *also)))
        return name

    def freeze(self, place: Place) -> Listing:
        return freeze(place.storage, cancel=self.cancel)

    def damage(self, place: Place, name: str, change: Callable[[bytes], bytes] | None = None) -> None:
        storage = place.storage
        assert isinstance(storage, MemoryStorage)
        data = storage.get(name)
        storage.damage(name, change(data) if change else bytes([data[0] ^ 1]) + data[1:])


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)
