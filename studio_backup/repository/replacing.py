"""Healing a lost pack from live sources: its chunks are sealed again into new packs, and a record says so.

A pack cannot be made again under its name, since its salt was random. Source: docs/format.md, "superseded".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from studio_backup.base.errors import DamageError, NotFoundError
from studio_backup.domain.objects import digest_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Tree
from studio_backup.repository.crypto import Buffer
from studio_backup.repository.reading import CollectionReader
from studio_backup.repository.trees import raw_id
from studio_backup.repository.writing import CollectionWriter

FindChunks: TypeAlias = Callable[[Sequence[str]], Iterable[tuple[str, Buffer]]]
"""Given ids (hex), yields (id, plain bytes) for those it finds, in any order; the bytes are judged by their id."""


class Replacement(msgspec.Struct, frozen=True):
    """What became of a lost pack (`lost`: object name).

    `record`: name of the superseded record, "" if something is missing: then the pack is still lost, though what was
    found is stored. `replaced_by`: SHA-256 (hex) of the packs which hold its chunks now. `missing`: ids (hex).
    """

    lost: str
    record: str
    replaced_by: tuple[str, ...]
    missing: tuple[str, ...]


def replace_pack(
    writer: CollectionWriter, lost: str, snapshots: Sequence[StoredSnapshot], find_chunks: FindChunks
) -> Replacement:
    """Seal anew every chunk of the pack `lost` (object name) which one of the snapshots needs, then record it.

    Raises NotFoundError if no index tells what the pack held.
    """
    needed = needed_chunks(writer, lost, snapshots)
    writer.distrust([lost])
    wanted = [chunk for chunk in needed if not writer.knows(chunk)]
    if wanted:
        kind = writer.kind_of(lost)
        for chunk, data in find_chunks(wanted):
            writer.save_again(kind, chunk, memoryview(data))
    writer.flush()
    missing = tuple(chunk for chunk in needed if not writer.knows(chunk))
    if missing:
        return Replacement(lost, "", (), missing)
    replaced_by = writer.packs_of(needed)
    return Replacement(lost, writer.supersede(digest_of(lost), replaced_by), replaced_by, ())


def needed_chunks(reader: CollectionReader, lost: str, snapshots: Iterable[StoredSnapshot]) -> list[str]:
    """The ids (hex) of the pack's chunks and trees which the snapshots need; all of them if that cannot be told."""
    held = [chunk.hex() for chunk in reader.chunks_of(digest_of(lost))]
    if not held:
        raise NotFoundError(
            f"No index tells what {lost} held, so it cannot be made good from live files.",
            hint="Heal it from another place, or back up again: what is missing is then stored anew.",
        )
    try:
        reached = frozenset(_reached(reader, snapshots))
    except (DamageError, NotFoundError):
        return held  # a folder is lost: whatever it named may be needed
    return [chunk for chunk in held if chunk in reached]


def _reached(reader: CollectionReader, snapshots: Iterable[StoredSnapshot]) -> Iterator[str]:
    """Ids of everything the snapshots lead to; folders they share are read once."""
    todo: list[str] = []
    for snapshot in snapshots:
        root = snapshot.snapshot.root
        yield from _leads_to(Tree(entries=(root,)), todo)
    seen: set[bytes] = set()
    while todo:
        tree = todo.pop()
        if raw_id(tree) not in seen:
            seen.add(raw_id(tree))
            yield tree
            yield from _leads_to(reader.tree(tree), todo)


def _leads_to(tree: Tree, todo: list[str]) -> Iterator[str]:
    """Yields the chunks a tree names; the trees it names join `todo`."""
    yield from tree.chunks
    todo += tree.parts
    for entry in tree.entries:
        yield from entry.chunks
        todo += entry.chunk_parts
        if entry.tree:
            todo.append(entry.tree)
