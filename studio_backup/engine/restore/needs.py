"""What files need of which packs."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.contents import data_bytes
from studio_backup.engine.restore.ports import PointReader


class Needs:
    """Adds up, over all files to write, the stored bytes needed of each pack (object name → bytes)."""

    def __init__(self) -> None:
        self.packs: defaultdict[str, int] = defaultdict(int)
        self.bytes = 0

    def of(self, entry: Entry, reader: PointReader) -> tuple[str, bytes]:
        """(what is wrong, or ""; the raw ids of the file's chunks)."""
        if not _extents_fit(entry):
            return "The point describes its holes in a way that cannot be.", b""
        places = [(chunk, reader.locate(chunk)) for chunk in reader.chunk_ids(entry)]
        if any(place is None for _, place in places):
            return "A part of it is in no pack of this tier.", b""
        if sum(place.plain for _, place in places if place) != data_bytes(entry):
            return "Its parts do not add up to its size.", b""
        for _, place in places:
            if place:
                self.packs[place.pack] += place.stored
        self.bytes += data_bytes(entry)
        return "", b"".join(bytes.fromhex(chunk) for chunk, _ in places)

    @staticmethod
    def slim(entry: Entry) -> Entry:
        """The entry without its list of chunks."""
        return msgspec.structs.replace(entry, chunks=(), chunk_parts=()) if entry.chunks or entry.chunk_parts else entry


def _extents_fit(entry: Entry) -> bool:
    at = 0
    for start, length in entry.extents or ():
        if start < at or length < 0:
            return False
        at = start + length
    return entry.size >= 0 and at <= max(entry.size, 0)
