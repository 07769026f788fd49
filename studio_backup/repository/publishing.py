"""Stores verified packs and the index segments that name them."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from studio_backup.domain.objects import collection_name, pack_name
from studio_backup.repository import crypto, segments
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.packer import SealedPack
from studio_backup.repository.segments import PackDirectory
from studio_backup.storage.interface import Buffer, Storage

PACKS_A_SEGMENT = 16
CHUNKS_A_SEGMENT = 1 << 17


class Publisher:
    """Puts packs, then the segment of every few of them: a kill loses no more work than these hold.

    `unindexed`: packs (SHA-256) already there which no segment names; the next segment does.
    """

    def __init__(self, storage: Storage, epochs: Epochs, index: ChunkIndex, unindexed: Iterable[bytes]) -> None:
        self._storage = storage
        self._epochs = epochs
        self._index = index
        self._lock = threading.Lock()
        self._unnamed = [ordinal for sha in unindexed if (ordinal := index.ordinal(sha)) is not None]
        self._stored = 0

    @property
    def stored_bytes(self) -> int:
        """Bytes put so far."""
        return self._stored

    def store(self, pack: SealedPack) -> int:
        """Put a pack and let the index know it; returns its ordinal. Called from many threads."""
        size = len(pack.data)
        self.put(pack_name(self._epochs.collection, pack.sha256.hex()), pack.data, pack.sha256)
        ordinal = self._index.add(pack.sha256, size, pack.directory)
        with self._lock:
            self._unnamed.append(ordinal)
            batch = self._full_batch()
        self._write(batch)
        return ordinal

    def _full_batch(self) -> list[int]:
        chunks = sum(self._index.packs[ordinal].count for ordinal in self._unnamed)
        if len(self._unnamed) < PACKS_A_SEGMENT and chunks < CHUNKS_A_SEGMENT:
            return []
        batch, self._unnamed = self._unnamed, []
        return batch

    def flush(self) -> None:
        """Write a segment for all packs that no segment names yet. All packs are durable by now (the caller's duty)."""
        with self._lock:
            batch, self._unnamed = self._unnamed, []
        for start in range(0, len(batch), PACKS_A_SEGMENT):
            self._write(batch[start : start + PACKS_A_SEGMENT])

    def _write(self, ordinals: list[int]) -> None:
        if not ordinals:
            return
        packs = [self._index.packs[ordinal] for ordinal in ordinals]
        directories = [
            PackDirectory(pack.sha256, pack.size, self._index.directory(ordinal))
            for pack, ordinal in zip(packs, ordinals, strict=True)
        ]
        data = segments.seal(self._epochs, directories)
        digest = crypto.sha256(data)
        name = collection_name(self._epochs.collection, "index", digest.hex())
        self.put(name, data, digest)
        self._index.name_segment(ordinals, name)

    def put(self, name: str, data: Buffer, digest: bytes) -> None:
        """Put an object and count its bytes."""
        self._storage.put(name, data, sha256=digest)
        with self._lock:
            self._stored += len(data)
