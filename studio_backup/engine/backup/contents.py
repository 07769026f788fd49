"""A file's bytes into chunks: read, cut, digest, store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.pages import new_pages
from studio_backup.engine.backup.holes import Extent
from studio_backup.engine.backup.long_buffers import LONG_BYTES, READ_BYTES, LongBuffers
from studio_backup.engine.backup.magic import HEAD_BYTES
from studio_backup.engine.backup.opening import SourceFile
from studio_backup.engine.backup.ports import ChunkStore
from studio_backup.repository.chunker import Cutter, Sizes
from studio_backup.repository.crypto import ContentDigest

CHUNKS_AT_ONCE = 8
"""Average chunks gathered before they are cut: what was just read is still in the processor's cache."""
SHORT_BYTES = 3 << 20
"""Enough for all but camera media, whose chunks are long; those are read into one of the long buffers."""


ChooseSizes = Callable[[bytes], Sizes]


@dataclass(frozen=True, slots=True)
class Contents:
    """What was stored. `size`: bytes that were read. `chunks`, `chunk_parts`, `digest`: as an entry has them."""

    size: int
    chunks: tuple[str, ...]
    chunk_parts: tuple[str, ...]
    digest: str


class ContentStorer:
    """One thread's way from file to chunks. `long`: of the whole run."""

    def __init__(self, store: ChunkStore, long: LongBuffers, *, progress: Progress, cancel: CancelToken) -> None:
        self._store = store
        self._progress = progress
        self._cancel = cancel
        self._long = long
        self._short = self._buffer = new_pages(SHORT_BYTES)
        self._cutters: dict[Sizes, Cutter] = {}

    def store(self, file: SourceFile, extents: Sequence[Extent], choose: ChooseSizes) -> Contents:
        """Store these extents of the file, one after the other; fewer bytes where the file ends before them.

        `choose`: how to cut it, told from its first bytes; what it raises goes through, and nothing was stored then.
        Raises SourceReadError; Cancelled between chunks; whatever the store raises.
        """
        try:
            return self._stored(file, extents, choose)
        finally:
            if self._buffer is not self._short:
                self._long.give(self._buffer)
                self._buffer = self._short

    def _stored(self, file: SourceFile, extents: Sequence[Extent], choose: ChooseSizes) -> Contents:
        digest = ContentDigest()
        ids: list[str] = []
        sizes: Sizes | None = None
        size = held = limit = 0
        for offset, length in extents:
            end = offset + length
            while offset < end:
                count = file.read_at(offset, self._buffer[held : held + min(end - offset, READ_BYTES)])
                if not count:
                    break  # the file became shorter: who reads it looks at `size`
                if sizes is None:
                    sizes = choose(bytes(self._buffer[: min(HEAD_BYTES, count)]))
                    limit = self._room_for(sizes, count)
                digest.update(self._buffer[held : held + count])
                size, offset, held = size + count, offset + count, held + count
                self._progress.advance(size=count)
                if held + READ_BYTES > limit:
                    held = self._save(held, sizes, ids, final=False)
        if sizes is not None:
            self._save(held, sizes, ids, final=True)
        return Contents(size, *self._store.save_chunk_list(ids), digest.hexdigest())

    def _room_for(self, sizes: Sizes, held: int) -> int:
        """How many bytes are gathered before they are cut, in a buffer that takes them; what was read is kept."""
        limit = min(LONG_BYTES, max(sizes.maximum, CHUNKS_AT_ONCE * sizes.average) + READ_BYTES)
        if limit > len(self._buffer):
            long = self._long.take(self._cancel)
            long[:held] = self._buffer[:held]
            self._buffer = long
        return limit

    def _save(self, held: int, sizes: Sizes, ids: list[str], *, final: bool) -> int:
        """Store the chunks whose ends are certain; the rest goes to the buffer's start: how much of it there is."""
        if sizes not in self._cutters:
            self._cutters[sizes] = Cutter(sizes)
        start = 0
        for length in self._cutters[sizes].cut(self._buffer[:held], final):
            self._cancel.check()
            ids.append(self._store.save_chunk(self._buffer[start : start + length]))
            start += length
        self._buffer[: held - start] = self._buffer[start:held]
        return held - start
