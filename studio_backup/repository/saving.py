"""Chunks on their way into packs: each is stored once, however many threads bring it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from studio_backup.repository.compression import compress
from studio_backup.repository.epochs import Epochs
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.packer import Packer, SealedPack
from studio_backup.repository.publishing import Publisher
from studio_backup.repository.sealing import Piece


class Saver:
    """Knows what is stored or about to be, and which packs the run relies on. Ids are raw, 32 bytes.

    After any error of storing, `save` and `flush` raise it.
    """

    def __init__(self, epochs: Epochs, index: ChunkIndex, publisher: Publisher, *, pack_bytes: int) -> None:
        self._index = index
        self._publisher = publisher
        self._packer = Packer(epochs, self._stored, pack_bytes=pack_bytes)
        self._state = threading.Condition()
        self._claimed: set[bytes] = set()  # on their way into packs that are not in the index yet
        self._relied: set[int] = set()
        self._saving = 0
        self._flushing = False

    def knows(self, chunk: bytes) -> bool:
        """Whether the chunk lies in a usable pack, or is on its way."""
        with self._state:
            return chunk in self._claimed or self._index.find_usable(chunk) >= 0

    def rely_on(self, chunks: Iterable[bytes]) -> bool:
        """Rely on the packs of these chunks. False at the first that is not known."""
        find, relied = self._index.find_usable, self._relied
        for chunk in chunks:
            pack = find(chunk)
            if pack >= 0:
                relied.add(pack)
            elif chunk not in self._claimed and find(chunk) < 0:  # looked up again: it may just have been stored
                return False
        return True

    def relied(self) -> frozenset[int]:
        """Ordinals of all packs the run relies on, its own ones among them."""
        with self._state:
            return frozenset(self._relied)

    def forget_unusable(self) -> None:
        """Rely no more on packs which were lost."""
        with self._state:
            self._relied = {ordinal for ordinal in self._relied if self._index.usable(ordinal)}

    def save(self, kind: int, chunk: bytes, data: memoryview) -> int:
        """Store the chunk unless it is known. `data` may be overwritten afterwards. Bytes as packed, 0 if known."""
        with self._saves():
            if not self._claim(chunk):
                return 0
            try:
                compression, packed = compress(data)
                self._packer.add(Piece(kind, chunk, len(data), compression, packed))
            except BaseException as error:
                self._packer.fail(error)  # others may already count on this chunk
                raise
            return len(packed)

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

    def flush(self) -> None:
        """Make all that was saved durable: packs, then the index segments that name them."""
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

    def rest(self) -> None:
        """Have the open packs stored, and leave their memory to other runs until the next `save`. Waits for nothing."""
        self._packer.rest()

    def stop(self) -> None:
        """Drop what was not flushed, end the threads, free the memory. Idempotent."""
        self._packer.stop()
