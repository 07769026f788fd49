"""Reading one collection: trees, entries, chunks, whole packs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from studio_backup.domain.brief import BriefTree
from studio_backup.domain.objects import digest_of
from studio_backup.domain.problem import Problem
from studio_backup.domain.snapshot import SnapshotNeeds, StoredSnapshot
from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository import trees
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.fetching import Fetcher
from studio_backup.repository.needs import FileRef, Needs, files_needing
from studio_backup.repository.opening import OpenedIndex
from studio_backup.repository.pack import (
    DATA,
    TREE,
    Location,
    OpenPack,
)
from studio_backup.repository.vouching import Voucher
from studio_backup.repository.walking import walk
from studio_backup.storage.interface import Storage


class CollectionReader:
    """What a collection holds at one place, as of the moment it was opened. Methods may be called from many threads.

    Ids are hex. Errors: ObjectMissing or ObjectDamaged (any other place may have the object), Forged (an alarm),
    StorageError (the place does not answer).
    """

    def __init__(self, storage: Storage, epochs: Epochs, opened: OpenedIndex) -> None:
        self.storage = storage
        self._epochs = epochs
        self._opened = opened
        self._index = opened.index
        self._fetcher = Fetcher(storage, epochs, opened.index)
        self._needs = Needs(self._index, self.tree)

    @property
    def collection(self) -> str:
        """The collection's id."""
        return self._epochs.collection

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong while the index was loaded."""
        return tuple(self._opened.problems)

    @property
    def superseded(self) -> dict[str, frozenset[str]]:
        """Lost packs and what replaces them (SHA-256, hex)."""
        return self._opened.superseded

    def locate(self, chunk_id: str) -> Location | None:
        """Where a chunk lies, in a present pack if there is one; None if no index or directory names it."""
        record = self._index.find(trees.raw_id(chunk_id))
        return self._index.location(record) if record >= 0 else None

    def locations(self, chunk_id: str) -> list[Location]:
        """All places of a chunk, those in present packs first."""
        return self._index.locations(trees.raw_id(chunk_id))

    def tree(self, tree_id: str) -> Tree:
        """A stored tree."""
        return trees.decode(self._fetcher.read(trees.raw_id(tree_id), TREE))

    def brief_tree(self, tree_id: str) -> BriefTree:
        """A stored folder as listings need it; of a large one the ids of its parts, which are read in turn."""
        return trees.decode_brief(self._fetcher.read(trees.raw_id(tree_id), TREE))

    @property
    def lost(self) -> frozenset[str]:
        """Packs (object names) which indexes name and which are not here whole."""
        names = (self._index.name(n) for n in range(len(self._index.packs)) if not self._index.usable(n))
        return frozenset(names)

    def entries(self, tree_id: str) -> Iterator[Entry]:
        """The entries of a folder, parts resolved, in order of raw names."""
        return trees.resolve_entries(self.tree(tree_id), self.tree)

    def chunk_ids(self, entry: Entry) -> Iterator[str]:
        """The chunks of a file, in order, parts resolved."""
        return trees.resolve_chunks(entry, self.tree)

    def walk(self, snapshot: StoredSnapshot) -> Iterator[tuple[bytes, Entry]]:
        """(path, entry): b"" for the root, raw names joined by "/"; depth first, a folder before what is in it.

        Raises DamageError for names that would lead out of their folder, and for folders without end.
        """
        return walk(snapshot.snapshot.root, self.entries)

    def read_chunk(self, chunk_id: str) -> bytes | bytearray:
        """A data chunk's plain bytes, by a range read; from a whole or another pack if that fails."""
        return self._fetcher.read(trees.raw_id(chunk_id), DATA)

    def open_pack(self, name: str, data: memoryview) -> OpenPack:
        """A whole pack which the caller has read into memory. Raises ObjectDamaged, WrongKey or Forged."""
        return OpenPack(name, data, self._epochs)

    def voucher(self, name: str, size: int) -> Voucher | None:
        """For reading a pack of `size` bytes back; None where no index segment tells of this name and size."""
        ordinal = self._index.ordinal(bytes.fromhex(digest_of(name)))
        pack = self._index.packs[ordinal] if ordinal is not None else None
        if ordinal is None or pack is None or not pack.segment or pack.size != size:
            return None
        return Voucher(name, self._index.directory(ordinal), size, self._epochs)

    def needs(self, snapshot: StoredSnapshot) -> SnapshotNeeds:
        """The packs and index segments a place must have before this snapshot may be there."""
        return self._needs.of(snapshot)

    def files_of(self, packs: Collection[str], snapshots: Sequence[StoredSnapshot]) -> dict[str, tuple[FileRef, ...]]:
        """Which files need these packs (object names), because their chunks lie nowhere else."""
        known = {self._index.ordinal(bytes.fromhex(digest_of(name))): name for name in packs}
        ordinals = {ordinal: name for ordinal, name in known.items() if ordinal is not None}
        return files_needing(self._index, ordinals, self, snapshots)

    def chunks_of(self, pack: str) -> list[bytes]:
        """The ids (raw) of what a pack holds, as indexes tell it; empty if none does. `pack`: SHA-256, hex."""
        ordinal = self._index.ordinal(bytes.fromhex(pack))
        return self._index.chunks_of(ordinal) if ordinal is not None else []

    def kind_of(self, pack: str) -> int:
        """What a pack (object name) holds: data 1, trees 2; as indexes tell it, 0 if none does."""
        ordinal = self._index.ordinal(bytes.fromhex(digest_of(pack)))
        return self._index.directory(ordinal)[0] if ordinal is not None and self._index.packs[ordinal].count else 0

    def packs_of(self, chunk_ids: Iterable[str]) -> tuple[str, ...]:
        """SHA-256 (hex) of packs which hold these chunks and are present, one for each chunk, in order of names."""
        found = {self._index.find_usable(trees.raw_id(chunk)) for chunk in chunk_ids} - {-1}
        return tuple(sorted(self._index.packs[ordinal].sha256.hex() for ordinal in found))
