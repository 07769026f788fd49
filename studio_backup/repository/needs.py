"""What a snapshot needs at a place, and which files need a pack. Work on folders which points share is done once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Protocol

import msgspec

from studio_backup.base.errors import DamageError, NotFoundError, StorageError
from studio_backup.base.names import display
from studio_backup.domain.snapshot import SnapshotNeeds, StoredSnapshot
from studio_backup.domain.tree import Entry, Tree
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.trees import raw_id
from studio_backup.repository.walking import walk

_NAMED: Final = 100
_UNREADABLE = (DamageError, NotFoundError, StorageError)


class FileRef(msgspec.Struct, frozen=True):
    """A file (or folder) of a snapshot: the snapshot's id and the path for display."""

    snapshot: str
    path: str


class _Node(msgspec.Struct, frozen=True):
    """One tree: packs (ordinals) that hold it and the chunks it names, and the trees it leads to.

    `complete`: whether all its chunks are in the index, and itself could be read.
    """

    packs: frozenset[int]
    trees: tuple[bytes, ...]
    complete: bool


class Needs:
    """Computes needs over one index. Kept nodes cost about what the distinct packs of each folder do."""

    def __init__(self, index: ChunkIndex, load: Callable[[str], Tree]) -> None:
        self._index = index
        self._load = load
        self._nodes: dict[bytes, _Node] = {}

    def of(self, snapshot: StoredSnapshot) -> SnapshotNeeds:
        """The needs of one snapshot. Raises StorageUnavailable if trees cannot be read now."""
        packs, complete = self.packs(snapshot.snapshot.root)
        names = {self._index.name(ordinal) for ordinal in packs}
        segments = {self._index.packs[ordinal].segment for ordinal in packs} - {""}
        missing = () if complete else self._missing(snapshot)
        collection = snapshot.snapshot.collection
        return SnapshotNeeds(snapshot.id, collection, frozenset(names | segments), complete, missing)

    def packs(self, root: Entry) -> tuple[set[int], bool]:
        """(ordinals of all packs reachable from an entry, whether all chunks are in the index)."""
        top = self._node_of(None, [root])
        packs, complete, todo = set(top.packs), top.complete, list(top.trees)
        seen: set[bytes] = set()
        while todo:
            tree = todo.pop()
            if tree in seen:
                continue
            seen.add(tree)
            node = self._nodes.get(tree) or self._visit(tree)
            packs |= node.packs
            complete = complete and node.complete
            todo += node.trees
        return packs, complete

    def _visit(self, tree_id: bytes) -> _Node:
        try:
            tree = self._load(tree_id.hex())
        except (DamageError, NotFoundError):
            at = self._index.find(tree_id)
            return _Node(frozenset() if at < 0 else frozenset({self._index.pack_of(at)}), (), False)
        node = self._node_of(tree_id, tree.entries, tree.chunks, tree.parts)
        self._nodes[tree_id] = node
        return node

    def _node_of(
        self, tree_id: bytes | None, entries: Sequence[Entry], chunks: Sequence[str] = (), parts: Sequence[str] = ()
    ) -> _Node:
        ids = [raw_id(chunk) for chunk in chunks]
        trees = [raw_id(part) for part in parts]
        for entry in entries:
            ids += map(raw_id, entry.chunks)
            trees += map(raw_id, entry.chunk_parts)
            if entry.tree:
                trees.append(raw_id(entry.tree))
        records = [self._index.find(chunk) for chunk in ([*ids, tree_id] if tree_id else ids)]
        packs = frozenset(self._index.pack_of(record) for record in records if record >= 0)
        return _Node(packs, tuple(trees), all(record >= 0 for record in records))

    def _missing(self, snapshot: StoredSnapshot) -> tuple[str, ...]:
        """Up to a hundred paths whose chunks, or whose folder, lie in no known pack."""
        found: list[str] = []

        def entries(tree: str) -> Iterator[Entry]:
            try:
                loaded = self._load(tree)
                for one in (loaded, *map(self._load, loaded.parts)):
                    yield from one.entries
            except (DamageError, NotFoundError):
                found.append(display(here))

        here = b""
        for here, entry in walk(snapshot.snapshot.root, entries):
            if not self._has(entry):
                found.append(display(here))
            if len(found) >= _NAMED:
                break
        return tuple(found[:_NAMED])

    def _has(self, entry: Entry) -> bool:
        ids = [*entry.chunks]
        try:
            for part in entry.chunk_parts:
                ids += self._load(part).chunks
        except (DamageError, NotFoundError):
            return False
        return all(self._index.find(raw_id(chunk)) >= 0 for chunk in ids)


class Shelves(Protocol):
    """What `files_needing` reads folders with."""

    def tree(self, tree_id: str) -> Tree:
        """A stored tree."""
        ...

    def entries(self, tree_id: str) -> Iterator[Entry]:
        """The entries of a folder."""
        ...

    def chunk_ids(self, entry: Entry) -> Iterator[str]:
        """The chunks of a file."""
        ...


def files_needing(
    index: ChunkIndex, packs: Mapping[int, str], source: Shelves, snapshots: Sequence[StoredSnapshot]
) -> dict[str, tuple[FileRef, ...]]:
    """Which files need these packs (ordinal → name), because their chunks lie nowhere else.

    A folder that cannot be read stands for all that is in it.
    """
    found: dict[str, list[FileRef]] = {name: [] for name in packs.values()}
    for snapshot in snapshots:
        for path, needed in _paths_needing(index, packs, source, snapshot.snapshot.root):
            for ordinal in needed:
                found[packs[ordinal]].append(FileRef(snapshot.id, display(path)))
    return {name: tuple(refs) for name, refs in found.items()}


def _paths_needing(
    index: ChunkIndex, packs: Mapping[int, str], source: Shelves, root: Entry
) -> Iterator[tuple[bytes, set[int]]]:
    def entries(tree: str) -> Iterator[Entry]:
        try:
            yield from source.entries(tree)
        except _UNREADABLE:
            return

    for path, entry in walk(root, entries):
        needed: set[int] = set()
        for chunk in _named_ids(source, entry):
            holders = index.pack_ordinals(raw_id(chunk))
            if holders and all(holder in packs for holder in holders):
                needed.update(holders)
        if needed:
            yield path, needed


def _named_ids(source: Shelves, entry: Entry) -> Iterator[str]:
    """The ids an entry leads to: its chunks, their lists, and the folder's own trees."""
    yield from entry.chunk_parts
    if entry.tree:
        yield entry.tree
    try:
        if entry.tree:
            yield from source.tree(entry.tree).parts
        yield from source.chunk_ids(entry)
    except _UNREADABLE:
        return
