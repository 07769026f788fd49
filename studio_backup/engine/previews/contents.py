"""Ranges of a stored file, by the chunks it is made of; only those are read which a range touches."""

from __future__ import annotations

import bisect
from collections import OrderedDict
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, Protocol

from studio_backup.base.errors import ObjectMissing
from studio_backup.domain.tree import Entry

_KEPT: Final = 24 << 20
"""Bytes of chunks at hand: those of a RAW's head are asked for again and again."""


class Located(Protocol):
    """Where a chunk lies; `plain`: its length."""

    @property
    def plain(self) -> int: ...


class ChunkReader(Protocol):
    """Reads the chunks of one collection."""

    def chunk_ids(self, entry: Entry) -> Iterator[str]: ...
    def locate(self, chunk_id: str) -> Located | None: ...
    def read_chunk(self, chunk_id: str) -> bytes | bytearray: ...


class StoredFile:
    """One file of a point. `read` raises ObjectMissing, DamageError or StorageError where a part cannot be had."""

    def __init__(self, reader: ChunkReader, entry: Entry) -> None:
        self._reader = reader
        self._chunks = list(reader.chunk_ids(entry))
        places = [reader.locate(chunk) for chunk in self._chunks]
        if None in places:
            raise ObjectMissing("A part of this file is in no pack here.", hint="Run verify with --heal.")
        self._ends = list(accumulate(place.plain for place in places if place is not None))
        self._extents = entry.extents
        self.size = entry.size
        self._at_hand: OrderedDict[int, bytes | bytearray] = OrderedDict()

    def read(self, offset: int, count: int) -> bytes:
        """Exactly that range; holes are zeros."""
        if self._extents is None:
            return self._data(offset, count)
        found = bytearray(count)
        before = 0
        for start, length in self._extents:
            low, high = max(offset, start), min(offset + count, start + length)
            if low < high:
                found[low - offset : high - offset] = self._data(before + low - start, high - low)
            before += length
        return bytes(found)

    def _data(self, offset: int, count: int) -> bytes:
        parts: list[bytes] = []
        while count:
            number = bisect.bisect_right(self._ends, offset)
            if number == len(self._ends):
                raise ObjectMissing("This file's parts do not add up to its size.", hint="Run verify with --heal.")
            chunk = self._chunk(number)
            inside = offset - (self._ends[number] - len(chunk))
            part = bytes(memoryview(chunk)[inside : inside + count])
            parts.append(part)
            offset, count = offset + len(part), count - len(part)
        return b"".join(parts)

    def _chunk(self, number: int) -> bytes | bytearray:
        if number in self._at_hand:
            self._at_hand.move_to_end(number)
            return self._at_hand[number]
        data = self._at_hand[number] = self._reader.read_chunk(self._chunks[number])
        while len(self._at_hand) > 1 and sum(map(len, self._at_hand.values())) > _KEPT:
            self._at_hand.popitem(last=False)
        return data
