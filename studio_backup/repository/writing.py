"""Writing one collection: chunks and folders from many threads, then the snapshot, in law order."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from studio_backup.base.clock import Clock
from studio_backup.domain.objects import digest_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository import crypto, trees
from studio_backup.repository.committing import Committer, PacksLost, Run, SnapshotDraft
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.opening import OpenedIndex
from studio_backup.repository.pack import DATA, TREE
from studio_backup.repository.publishing import Publisher
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.saving import Saver
from studio_backup.repository.snapshots import Signer
from studio_backup.storage.interface import Storage
from studio_backup.storage.leftovers import remove_leftovers


class _Saved(threading.local):
    """What one thread saved, in bytes."""

    new = 0
    stored = 0


class CollectionWriter(CollectionReader):
    """Writes one collection, and reads it. One run of one device; methods may be called from many threads.

    After any error of storing, every later call raises it: nothing is acknowledged any more. Close or abort it.
    """

    def __init__(
        self,
        storage: Storage,
        epochs: Epochs,
        opened: OpenedIndex,
        devices: Mapping[str, Signer],
        run: Run,
        *,
        clock: Clock,
        pack_bytes: int,
    ) -> None:
        super().__init__(storage, epochs, opened)
        self._here = _Saved()
        self._publisher = Publisher(storage, epochs, opened.index, opened.unindexed)
        self._saver = Saver(epochs, opened.index, self._publisher, pack_bytes=pack_bytes)
        self._committer = Committer(
            storage, epochs, opened.index, self._publisher, devices, run, clock, opened.shelf.pending
        )

    @property
    def stored_bytes(self) -> int:
        """Bytes put so far: packs, index segments, intents, snapshots."""
        return self._publisher.stored_bytes

    def saved_here(self) -> tuple[int, int]:
        """Of the chunks which the calling thread saved so far and which were new: their bytes, and those as packed."""
        return self._here.new, self._here.stored

    def knows(self, chunk_id: str) -> bool:
        """Whether a chunk or tree is stored in a pack which new snapshots may rely on, or is on its way there."""
        return self._saver.knows(trees.raw_id(chunk_id))

    def rely_on(self, chunk_ids: Iterable[str]) -> bool:
        """Declare that the next snapshot uses these chunks or trees unseen. False if one of them is not known here."""
        return self._saver.rely_on(map(trees.raw_id, chunk_ids))

    def save_chunk(self, data: memoryview) -> str:
        """Store a data chunk unless it is known; returns its id. `data` may be overwritten afterwards."""
        chunk = crypto.keyed_id(self._epochs.newest.id_key, data)
        stored = self._saver.save(DATA, chunk, data)
        if stored:
            self._here.new, self._here.stored = self._here.new + len(data), self._here.stored + stored
        return chunk.hex()

    def save_tree(self, tree: Tree) -> str:
        """Store a tree unless it is known; returns its id."""
        return self._save_tree(trees.encode(tree))

    def _save_tree(self, data: bytes) -> str:
        chunk = crypto.keyed_id(self._epochs.newest.tree_key, data)
        self._saver.save(TREE, chunk, memoryview(data))
        return chunk.hex()

    def save_folder(self, entries: Sequence[Entry]) -> str:
        """Store a folder, split if it is large; returns its tree's id. The entries may be in any order."""
        payloads = trees.folder_payloads(entries)
        if len(payloads) == 1:
            return self._save_tree(payloads[0])
        return self.save_tree(Tree(parts=tuple(map(self._save_tree, payloads))))

    def save_chunk_list(self, ids: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(chunks, chunk_parts) for a file's entry: long lists go into trees of their own."""
        if len(ids) <= trees.CHUNKS_IN_ENTRY:
            return tuple(ids), ()
        return (), tuple(map(self.save_tree, trees.chunk_lists(ids)))

    def distrust(self, packs: Iterable[str]) -> None:
        """Count packs (object names) as lost: what they hold is not known any more, unless it lies elsewhere too."""
        self._index.distrust(bytes.fromhex(digest_of(pack)) for pack in packs)

    def save_again(self, kind: int, chunk_id: str, data: memoryview) -> bool:
        """Store a chunk (data 1, tree 2) under the id it had. False if the bytes are not that chunk's."""
        keys = self._epochs.newest
        chunk = crypto.keyed_id(keys.tree_key if kind == TREE else keys.id_key, data)
        if chunk != trees.raw_id(chunk_id):
            return False
        self._saver.save(kind, chunk, data)
        return True

    def supersede(self, lost: str, replaced_by: Sequence[str]) -> str:
        """Record that a lost pack is replaced by others (SHA-256, hex), which are durable and indexed; its name."""
        return self._committer.supersede(lost, replaced_by)

    def flush(self) -> None:
        """Make all that was saved durable: packs, then the index segments that name them. Raises the run's error."""
        self._saver.flush()

    def rest(self) -> None:
        """Have what is in open packs stored, and leave their memory to other runs until more is saved. Never waits."""
        self._saver.rest()

    def commit(self, draft: SnapshotDraft) -> StoredSnapshot:
        """Flush and publish the snapshot; when it returns, the snapshot is durable and all it needs is there.

        Raises PacksLost: save again what those packs held, then commit again. The caller holds the lock of this
        device's chain.
        """
        self._saver.flush()
        if self.stored_bytes:
            remove_leftovers(self._committer.storage)
        try:
            return self._committer.commit(draft, self._saver.relied())
        except PacksLost:
            self._saver.forget_unusable()
            raise

    def holds_all(self) -> bool:
        """Whether this run saved nothing, and all it relied on is there: a snapshot made now would say nothing new.

        Raises PacksLost as `commit` does.
        """
        self._saver.flush()
        if self.stored_bytes:
            return False
        try:
            self._committer.check(self._saver.relied())
        except PacksLost:
            self._saver.forget_unusable()
            raise
        return True

    def close(self) -> None:
        """End the run's threads and free its memory; what was not flushed is dropped. Idempotent."""
        self._saver.stop()

    def abort(self) -> None:
        """As close: nothing that was not committed counts."""
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
