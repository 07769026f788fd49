"""Where lost chunks stood: in which file of which snapshot, and where in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import DamageError, NotFoundError, StorageError
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.verify.live_source import live_path
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.walking import walk

UNREADABLE = (DamageError, NotFoundError, StorageError)


@dataclass(frozen=True, slots=True)
class Spot:
    """A chunk's place: `path` on the device that made the snapshot, first byte of the stored content, and length."""

    path: bytes
    entry: Entry = field(repr=False)
    offset: int
    length: int


def find_spots(
    reader: CollectionReader, wanted: Collection[str], snapshots: Iterable[StoredSnapshot], *, cancel: CancelToken
) -> dict[str, list[Spot]]:
    """Every spot of these chunks (hex ids), those of the newest snapshots first. Unreadable folders are passed by."""
    spots: dict[str, list[Spot]] = {}
    for snapshot in sorted(snapshots, key=lambda one: -one.snapshot.ended_ns):
        for path, entry in walk(snapshot.snapshot.root, lambda tree: _entries(reader, tree)):
            cancel.check()
            for chunk, offset, length in _chunks(reader, entry):
                if chunk in wanted:
                    spot = Spot(live_path(snapshot, path), entry, offset, length)
                    spots.setdefault(chunk, []).append(spot)
    return {chunk: _once_a_path(found) for chunk, found in spots.items()}


def _entries(reader: CollectionReader, tree: str) -> Iterator[Entry]:
    try:
        yield from reader.entries(tree)
    except UNREADABLE:
        return


def _chunks(reader: CollectionReader, entry: Entry) -> Iterator[tuple[str, int, int]]:
    """(id, first byte in the stored content, length) of a file's chunks."""
    offset = 0
    try:
        for chunk in reader.chunk_ids(entry):
            at = reader.locate(chunk)
            length = at.plain if at else 0
            yield chunk, offset, length
            offset += length
    except UNREADABLE:
        return


def _once_a_path(spots: list[Spot]) -> list[Spot]:
    return list({(spot.path, spot.offset): spot for spot in reversed(spots)}.values())[::-1]
