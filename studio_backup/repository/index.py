"""Which chunk lies where, in memory: about 65 bytes a chunk, looked up in about a microsecond.

Records are the packs' directory entries as they are stored, one pack after the other; an open-addressed table of record
numbers finds them by id. Several records may hold one id.
"""

from __future__ import annotations

import struct
import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from studio_backup.domain.objects import pack_name
from studio_backup.repository.crypto import Buffer
from studio_backup.repository.pack import ENTRY_BYTES, Location, location

_ID = 24  # where the id begins in an entry
_HASHES = struct.Struct("<24xQ24x")
_LEAST_SLOTS = 1 << 10


class IndexedPack(msgspec.Struct, frozen=True):
    """A pack as its directory and the listing tell it. `size` in bytes; `segment`: object which indexes it, or "".

    `first` and `count` say which records are its own.
    """

    sha256: bytes
    size: int
    first: int
    count: int
    segment: str


class ChunkIndex:
    """The index of one collection. Look-ups may run while packs are added.

    A pack is *usable* if new snapshots may rely on it: it is there and not condemned.
    """

    def __init__(self, collection: str, *, expected: int = 0) -> None:
        self._collection = collection
        self._records = bytearray()
        self._firsts: list[int] = []
        self._packs: list[IndexedPack] = []
        self._ordinals: dict[bytes, int] = {}
        self._unusable: set[int] = set()
        self._adding = threading.Lock()
        self._table = _table(expected)

    def __len__(self) -> int:
        return len(self._records) // ENTRY_BYTES

    @property
    def packs(self) -> list[IndexedPack]:
        """All packs, by ordinal. Do not alter."""
        return self._packs

    def ordinal(self, sha256: bytes) -> int | None:
        """The ordinal of a pack, None if it is not in the index."""
        return self._ordinals.get(sha256)

    def name(self, ordinal: int) -> str:
        """The object name of a pack."""
        return pack_name(self._collection, self._packs[ordinal].sha256.hex())

    def add(self, sha256: bytes, size: int, directory: Buffer, *, usable: bool = True, segment: str = "") -> int:
        """Add a pack and its entries; one that is there already stays as it is. Returns its ordinal."""
        with self._adding:
            if sha256 in self._ordinals:
                return self._ordinals[sha256]
            first, count = len(self), len(directory) // ENTRY_BYTES
            self._make_room(first + count)
            ordinal = len(self._packs)
            if not usable:
                self._unusable.add(ordinal)
            # Record and pack must be there before the table leads to them: look-ups do not wait.
            self._records += directory
            self._firsts.append(first)
            self._packs.append(IndexedPack(sha256, size, first, count, segment))
            self._ordinals[sha256] = ordinal
            _fill(self._table, directory, first)
            return ordinal

    def _make_room(self, count: int) -> None:
        if 3 * count > 2 * len(self._table):
            table = _table(2 * count)
            _fill(table, bytes(self._records), 0)
            self._table = table

    def name_segment(self, ordinals: Iterable[int], segment: str) -> None:
        """Remember which segment names these packs."""
        with self._adding:
            for ordinal in ordinals:
                self._packs[ordinal] = msgspec.structs.replace(self._packs[ordinal], segment=segment)

    def distrust(self, packs: Iterable[bytes]) -> None:
        """Make packs (SHA-256) unusable: they were lost or condemned."""
        with self._adding:
            self._unusable.update(self._ordinals[sha] for sha in packs if sha in self._ordinals)

    def usable(self, ordinal: int) -> bool:
        """Whether new snapshots may rely on a pack."""
        return ordinal not in self._unusable

    def find(self, chunk: bytes) -> int:
        """A record of the chunk, in a usable pack if there is one; -1 if the index holds none."""
        found = -1
        for record in self._all(chunk):
            if not self._unusable or self.pack_of(record) not in self._unusable:
                return record
            found = record
        return found

    def find_usable(self, chunk: bytes) -> int:
        """The ordinal of a usable pack that holds the chunk, or -1."""
        # As _all, written out: an unchanged run asks this for every chunk there is.
        table, records = self._table, self._records
        mask = len(table) - 1
        slot = int.from_bytes(chunk[:8], "little") & mask
        while record := table[slot]:
            if records.startswith(chunk, (record - 1) * ENTRY_BYTES + _ID):
                ordinal = bisect_right(self._firsts, record - 1) - 1
                if ordinal not in self._unusable:
                    return ordinal
            slot = (slot + 1) & mask
        return -1

    def _all(self, chunk: bytes) -> Iterator[int]:
        table, records = self._table, self._records
        mask = len(table) - 1
        slot = int.from_bytes(chunk[:8], "little") & mask
        while record := table[slot]:
            if records.startswith(chunk, (record - 1) * ENTRY_BYTES + _ID):
                yield record - 1
            slot = (slot + 1) & mask

    def pack_of(self, record: int) -> int:
        """The ordinal of the pack a record belongs to."""
        return bisect_right(self._firsts, record) - 1

    def location(self, record: int) -> Location:
        """Where the record's chunk lies."""
        ordinal = self.pack_of(record)
        start = record * ENTRY_BYTES
        entry = self._records[start : start + ENTRY_BYTES]
        return location(self.name(ordinal), record - self._firsts[ordinal], entry)

    def locations(self, chunk: bytes) -> list[Location]:
        """All places of a chunk, those in usable packs first."""
        found = sorted(self._all(chunk), key=lambda record: self.pack_of(record) in self._unusable)
        return [self.location(record) for record in found]

    def pack_ordinals(self, chunk: bytes) -> list[int]:
        """The packs which hold a chunk."""
        return [self.pack_of(record) for record in self._all(chunk)]

    def directory(self, ordinal: int) -> bytes:
        """The entries of a pack."""
        pack = self._packs[ordinal]
        return bytes(self._records[pack.first * ENTRY_BYTES : (pack.first + pack.count) * ENTRY_BYTES])

    def chunks_of(self, ordinal: int) -> list[bytes]:
        """The ids of all chunks in a pack."""
        directory = self.directory(ordinal)
        return [directory[start + _ID : start + ENTRY_BYTES] for start in range(0, len(directory), ENTRY_BYTES)]


def _table(expected: int) -> array[int]:
    """Empty slots (0; else record number + 1) for that many records: a power of two, at most two thirds full."""
    slots = max(_LEAST_SLOTS, 1 << (3 * expected // 2).bit_length())
    return array("I", bytes(4 * slots))


def _fill(table: array[int], directory: Buffer, first: int) -> None:
    mask = len(table) - 1
    record = first + 1
    for (start,) in _HASHES.iter_unpack(directory):
        slot = start & mask
        while table[slot]:
            slot = (slot + 1) & mask
        table[slot] = record
        record += 1
