"""Writing one collection: chunks and folders from many threads, then the snapshot, in law order."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Self

from studio_backup.base.clock import Clock
from studio_backup.domain.objects import digest_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository import crypto, trees
from studio_backup.repository.committing import Committer, PacksLost, Run, SnapshotDraft
from studio_backup.repository.compression import compress
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.opening import OpenedIndex
from studio_backup.repository.pack import DATA, TREE
from studio_backup.repository.packer import Packer, SealedPack
from studio_backup.repository.publishing import Publisher
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.sealing import Piece
from studio_backup.repository.snapshots import Signer
from studio_backup.storage.interface import Storage


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
        self._publisher = Publisher(storage, epochs, opened.index, opened.unindexed)
        self._packer = Packer(epochs, self._stored, pack_bytes=pack_bytes)
        self._committer = Committer(
            storage, epochs, opened.index, self._publisher, devices, run, clock, opened.shelf.pending
        )
        self._state = threading.Condition()
        self._claimed: set[bytes] = set()  # ids on their way into packs that are not in the index yet
        self._relied: set[int] = set()
        self._saving = 0
        self._flushing = False

    @property
    def stored_bytes(self) -> int:
        """Bytes put so far: packs, index segments, intents, snapshots."""
        return self._publisher.stored_bytes

    # --- chunks ---

    def knows(self, chunk_id: str) -> bool:
        """Whether a chunk or tree is stored in a pack which new snapshots may rely on, or is on its way there."""
        chunk = trees.raw_id(chunk_id)
        with self._state:
            return chunk in self._claimed or self._index.find_usable(chunk) >= 0

    def rely_on(self, chunk_ids: Iterable[str]) -> bool:
        """Declare that the next snapshot uses these chunks or trees unseen. False if one of them is not known here."""
        find, relied = self._index.find_usable, self._relied
        for chunk_id in chunk_ids:
            chunk = trees.raw_id(chunk_id)
            pack = find(chunk)
            if pack >= 0:
                relied.add(pack)
            elif chunk not in self._claimed and find(chunk) < 0:
                return False
        return True

    def save_chunk(self, data: memoryview) -> str:
        """Store a data chunk unless it is known; returns its id. `data` may be overwritten afterwards."""
        chunk = crypto.keyed_id(self._epochs.newest.id_key, data)
        self._save(DATA, chunk, data)
        return chunk.hex()

    def save_tree(self, tree: Tree) -> str:
        """Store a tree unless it is known; returns its id."""
        return self._save_tree(trees.encode(tree))

    def _save_tree(self, data: bytes) -> str:
        chunk = crypto.keyed_id(self._epochs.newest.tree_key, data)
        self._save(TREE, chunk, memoryview(data))
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

    def _save(self, kind: int, chunk: bytes, data: memoryview) -> None:
        with self._saves():
            if not self._claim(chunk):
                return
            try:
                compression, packed = compress(data)
                self._packer.add(Piece(kind, chunk, len(data), compression, packed))
            except BaseException as error:
                self._packer.fail(error)  # others may already count on this chunk
                raise

    @contextmanager
    def _saves(self) -> Iterator[None]:
        """Count a save; a flush lets those that began before it end, and makes new ones wait for a moment."""
        with self._state:
            while self._flushing:
                self._state.wait()
            self._saving += 1
        try:
            yield
        finally:
            with self._state:
                self._saving -= 1
                if self._flushing:
                    self._state.notify_all()

    def _claim(self, chunk: bytes) -> bool:
        """Whether this thread is the one to store the chunk."""
        self._packer.check()
        with self._state:
            if chunk in self._claimed:
                return False
            pack = self._index.find_usable(chunk)
            if pack >= 0:
                self._relied.add(pack)
                return False
            self._claimed.add(chunk)
            return True

    def _stored(self, pack: SealedPack) -> None:
        """Called by the packer's writers: a pack is verified. Its chunks are known by the index from now on."""
        ordinal = self._publisher.store(pack)
        with self._state:
            self._relied.add(ordinal)
            self._claimed.difference_update(self._index.chunks_of(ordinal))

    # --- healing ---

    def distrust(self, packs: Iterable[str]) -> None:
        """Count packs (object names) as lost: what they hold is not known any more, unless it lies elsewhere too."""
        self._index.distrust(bytes.fromhex(digest_of(pack)) for pack in packs)

    def save_again(self, kind: int, chunk_id: str, data: memoryview) -> bool:
        """Store a chunk (data 1, tree 2) under the id it had. False if the bytes are not that chunk's."""
        keys = self._epochs.newest
        chunk = crypto.keyed_id(keys.tree_key if kind == TREE else keys.id_key, data)
        if chunk != trees.raw_id(chunk_id):
            return False
        self._save(kind, chunk, data)
        return True

    def supersede(self, lost: str, replaced_by: Sequence[str]) -> str:
        """Record that a lost pack is replaced by others (SHA-256, hex), which are durable and indexed; its name."""
        return self._committer.supersede(lost, replaced_by)

    # --- the end of a run ---

    def flush(self) -> None:
        """Make all that was saved durable: packs, then the index segments that name them. Raises the run's error."""
        with self._state:
            while self._flushing:
                self._state.wait()
            self._flushing = True
            self._state.wait_for(lambda: self._saving == 0)
        try:
            packs = self._packer.close_packs()
        finally:
            with self._state:
                self._flushing = False
                self._state.notify_all()
        self._packer.wait(packs)
        self._publisher.flush()

    def commit(self, draft: SnapshotDraft) -> StoredSnapshot:
        """Flush and publish the snapshot; when it returns, the snapshot is durable and all it needs is there.

        Raises PacksLost: save again what those packs held, then commit again. The caller holds the lock of this
        device's chain.
        """
        self.flush()
        with self._state:
            relied = frozenset(self._relied)
        try:
            return self._committer.commit(draft, relied)
        except PacksLost:
            with self._state:
                self._relied = {ordinal for ordinal in self._relied if self._index.usable(ordinal)}
            raise

    def close(self) -> None:
        """End the run's threads and free its memory; what was not flushed is dropped. Idempotent."""
        self._packer.stop()

    def abort(self) -> None:
        """As close: nothing that was not committed counts."""
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
