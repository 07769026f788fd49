"""The bytes of a chunk from where it lies: by a range, from the whole pack, from any other place of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Final

from studio_backup.base.errors import NotFoundError, ObjectMissing, ShortRead, StudioBackupError
from studio_backup.domain.objects import digest_of
from studio_backup.repository import format as layout
from studio_backup.repository.epochs import Epochs, Opened
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.pack import JUDGED, TREE, Location, OpenPack, bounded, open_frame
from studio_backup.storage.interface import Storage

_HEADERS: Final = 256
_WHOLE_TREE_PACKS: Final = 2
_LOST = (*JUDGED, ShortRead, NotFoundError)


class Fetcher:
    """Reads chunks of one collection at one place; keeps headers and a few packs of trees."""

    def __init__(self, storage: Storage, epochs: Epochs, index: ChunkIndex) -> None:
        self._storage = storage
        self._epochs = epochs
        self._index = index
        self._headers: OrderedDict[str, Opened] = OrderedDict()
        self._tree_packs: OrderedDict[str, OpenPack] = OrderedDict()
        self._caching = threading.Lock()

    def read(self, chunk: bytes, kind: int) -> bytearray:
        """A chunk's plain bytes. Raises ObjectMissing, ObjectDamaged or Forged for the first place that failed."""
        first: StudioBackupError | None = None
        for at in self._index.locations(chunk):
            if at.type != kind:
                continue
            try:
                return self._read_at(at)
            except _LOST as error:
                first = first or error
        raise first or ObjectMissing(
            f"A piece of collection {self._epochs.collection} lies in no pack that is known here.",
            hint="Run verify with --heal: another place may have the pack or its index.",
        )

    def _read_at(self, at: Location) -> bytearray:
        if at.type == TREE and self._storage.reads_medium == "remote":
            return self._tree_pack(at.pack).read(at)  # folders are many and small: one request brings hundreds
        try:
            return self._read_range(at)
        except _LOST:
            return self._whole(at.pack).read(at)

    def _read_range(self, at: Location) -> bytearray:
        ordinal = self._index.ordinal(bytes.fromhex(digest_of(at.pack)))
        bounded(at, self._index.packs[ordinal].size if ordinal is not None else 0)
        plain = bytearray(at.plain)
        frame = self._storage.get_range(at.pack, at.offset, at.stored)
        open_frame(self._header(at.pack), at, frame, memoryview(plain))
        return plain

    def _header(self, name: str) -> Opened:
        with self._caching:
            if name in self._headers:
                self._headers.move_to_end(name)
                return self._headers[name]
        data = self._storage.get_range(name, 0, layout.HEADER_BYTES)
        opened = self._epochs.open_header(data, layout.Type.PACK)
        with self._caching:
            self._headers[name] = opened
            if len(self._headers) > _HEADERS:
                self._headers.popitem(last=False)
        return opened

    def _tree_pack(self, name: str) -> OpenPack:
        with self._caching:
            if name in self._tree_packs:
                self._tree_packs.move_to_end(name)
                return self._tree_packs[name]
        pack = self._whole(name)
        with self._caching:
            self._tree_packs[name] = pack
            if len(self._tree_packs) > _WHOLE_TREE_PACKS:
                self._tree_packs.popitem(last=False)
        return pack

    def _whole(self, name: str) -> OpenPack:
        """The whole pack: a storage that falls back to other places brings a good copy. Each frame is still judged."""
        return OpenPack(name, memoryview(self._storage.get(name)), self._epochs)
