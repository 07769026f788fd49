"""Small vaults in memory or on any storage, without the cost of a key derivation."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_backup.domain.snapshot import Counts, Source
from studio_backup.domain.tree import Entry
from studio_backup.repository import crypto
from studio_backup.repository.collections import ensure_collection
from studio_backup.repository.committing import SnapshotDraft
from studio_backup.repository.config import Config, write_config
from studio_backup.repository.devices import DeviceIdentity, new_device, publish_device
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.format import new_id
from studio_backup.repository.keys import CollectionKeys, VaultKeys
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.repository import Repository
from studio_backup.repository.writing import CollectionWriter
from studio_backup.storage.interface import Storage
from studio_backup.storage.memory import MemoryStorage


class SteppingClock:
    """Time that goes on by a millisecond whenever somebody looks."""

    def __init__(self) -> None:
        self._now = 1_750_000_000_000_000_000

    def now_ns(self) -> int:
        """See Clock."""
        self._now += 1_000_000
        return self._now

    def monotonic(self) -> float:
        """See Clock."""
        return self.now_ns() / 1e9

    def sleep(self, seconds: float) -> None:
        """See Clock."""
        self._now += int(seconds * 1e9)


def new_vault_keys() -> VaultKeys:
    """Keys of a vault that lies nowhere yet."""
    return VaultKeys(new_id(16), new_id(), crypto.new_key(), crypto.new_key(), (crypto.new_key(),))


def new_epochs() -> Epochs:
    """The keys of a collection that lies nowhere."""
    collection = new_id()
    keys = CollectionKeys(collection, new_id(), crypto.new_key(), crypto.new_key(), 1)
    return Epochs(new_id(16), collection, (keys,))


@dataclass
class SmallVault:
    """A vault with one laptop and one wedding."""

    storage: Storage
    clock: SteppingClock
    keys: VaultKeys
    repository: Repository
    identity: DeviceIdentity
    collection: str
    drafts: int = field(default=0)

    def writer(self, identity: DeviceIdentity | None = None, heads: tuple[Storage, ...] = ()) -> CollectionWriter:
        """A writer of a fresh run."""
        return self.repository.writer(
            self.collection, identity=identity or self.identity, run=new_id(), clock=self.clock, heads=heads
        )

    def reader(self) -> CollectionReader:
        """A reader that sees what is there now."""
        self.repository.forget()
        return self.repository.reader(self.collection)

    def draft(self, root: Entry, *, partial: bool = False) -> SnapshotDraft:
        """What a run would tell of its snapshot."""
        return SnapshotDraft(Source(path="/source"), root, self.clock.now_ns(), partial, Counts(files=1))

    def names(self, folder: str) -> list[str]:
        """The collection's objects in a folder."""
        return sorted(one.name for one in self.storage.list(f"c/{self.collection}/{folder}/"))

    def another_laptop(self) -> DeviceIdentity:
        """One more laptop."""
        identity = new_device("second laptop")
        publish_device(self.storage, self.keys, identity, None, self.clock)
        return identity


def new_vault(storage: Storage | None = None, *, pack_bytes: int = 1 << 20) -> SmallVault:
    """A vault on the storage (in memory by default)."""
    clock = SteppingClock()
    place = storage if storage is not None else MemoryStorage(clock=clock)
    keys = new_vault_keys()
    write_config(place, keys, Config(keys.repository, "Studio", clock.now_ns(), pack_bytes=pack_bytes))
    identity = new_device("laptop")
    publish_device(place, keys, identity, None, clock)
    made = ensure_collection(place, keys, label="Anna and Ben", date="2026-06-20", kind="wedding", clock=clock)
    return SmallVault(place, clock, keys, Repository.open(place, keys), identity, made.id)


def save_file(writer: CollectionWriter, name: str, content: bytes, *, piece: int = 100_000) -> Entry:
    """Store a file in pieces of a fixed length; its entry."""
    view = memoryview(content)
    ids = [writer.save_chunk(view[at : at + piece]) for at in range(0, len(view), piece)]
    chunks, parts = writer.save_chunk_list(ids)
    digest = crypto.ContentDigest()
    digest.update(content)
    return Entry(type="file", name=name, size=len(content), chunks=chunks, chunk_parts=parts, digest=digest.hexdigest())


def save_root(writer: CollectionWriter, files: dict[str, bytes]) -> Entry:
    """Store a folder of files; the root's entry."""
    return Entry(type="folder", tree=writer.save_folder([save_file(writer, *one) for one in files.items()]))
