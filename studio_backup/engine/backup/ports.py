"""What backup needs of the vault, no more; and the vault's façade fitted to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository.chunker import Sizes, sizes_for
from studio_backup.repository.committing import SnapshotDraft
from studio_backup.repository.repository import Repository


class TreeSource(Protocol):
    """Reads the trees of earlier snapshots."""

    def tree(self, tree_id: str) -> Tree:
        """A stored tree."""
        ...

    def entries(self, tree_id: str) -> Iterator[Entry]:
        """The entries of a folder, its parts resolved."""
        ...

    def chunk_ids(self, entry: Entry) -> Iterator[str]:
        """The chunks of a file, its parts resolved."""
        ...


class ChunkStore(Protocol):
    """Takes contents and folders. Thread-safe; a chunk's bytes may be overwritten once the call has returned."""

    def save_chunk(self, data: memoryview) -> str:
        """Store a chunk unless it is known; its id."""
        ...

    def save_chunk_list(self, ids: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """A file's chunks as an entry holds them: (chunks, chunk_parts)."""
        ...

    def save_folder(self, entries: Sequence[Entry]) -> str:
        """Store a folder's entries; the id of its tree."""
        ...

    def rely_on(self, chunk_ids: Iterable[str]) -> bool:
        """The snapshot will need these chunks and trees unread. False if the vault does not know one of them."""
        ...


class SnapshotWriter(ChunkStore, TreeSource, Protocol):
    """One run's way into a collection."""

    @property
    def stored_bytes(self) -> int:
        """Bytes by which the vault has grown so far."""
        ...

    def saved_here(self) -> tuple[int, int]:
        """Of what the calling thread saved so far and was new: its bytes, and those as stored."""
        ...

    def flush(self) -> None:
        """Make durable what was saved, and the index that finds it."""
        ...

    def rest(self) -> None:
        """Others go first for a while: store what is open, and leave its memory to them. Waits for nothing."""
        ...

    def holds_all(self) -> bool:
        """Whether nothing was saved, and all the run relies on is there. Raises PacksLost if it went away."""
        ...

    def commit(self, draft: SnapshotDraft) -> StoredSnapshot:
        """Make the snapshot durable. Raises PacksLost if something it relies on went away meanwhile."""
        ...


class VaultForBackup(Protocol):
    """The vault a backup goes to."""

    @property
    def device(self) -> str:
        """Id of the device that signs."""
        ...

    def snapshots(self, collection: str) -> Sequence[StoredSnapshot]:
        """The valid snapshots of a collection."""
        ...

    def trees(self, collection: str) -> TreeSource:
        """The trees of a collection, without writing."""
        ...

    def writer(self, collection: str) -> AbstractContextManager[SnapshotWriter]:
        """Begin a run. Leaving the context ends it; what was not flushed is dropped."""
        ...

    def chain_lock(self) -> AbstractContextManager[None]:
        """Held from a snapshot's number until it is durable."""
        ...

    def sizes_for(self, head: bytes, size: int) -> Sizes:
        """How to cut a file of this size which begins with these bytes."""
        ...

    def free_space(self) -> int | None:
        """Bytes left where the vault lies; None where it does not say."""
        ...


@dataclass(frozen=True, slots=True)
class RepositoryForBackup:
    """A repository as backup wants it. `open_writer`: begins a run in a collection, the device being known there."""

    repository: Repository
    device: str
    open_writer: Callable[[str], AbstractContextManager[SnapshotWriter]]
    chain_lock: Callable[[], AbstractContextManager[None]]

    def snapshots(self, collection: str) -> Sequence[StoredSnapshot]:
        """See VaultForBackup."""
        return self.repository.snapshots(collection).snapshots

    def trees(self, collection: str) -> TreeSource:
        """See VaultForBackup."""
        return self.repository.reader(collection)

    def writer(self, collection: str) -> AbstractContextManager[SnapshotWriter]:
        """See VaultForBackup."""
        return self.open_writer(collection)

    def sizes_for(self, head: bytes, size: int) -> Sizes:
        """See VaultForBackup."""
        return sizes_for(head, size, self.repository.config.chunking)

    def free_space(self) -> int | None:
        """See VaultForBackup."""
        return self.repository.storage.free_space()
