"""The vault as a backup sees it before its wedding is made: nothing is made for a source that is missing or empty."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from studio_backup.base.errors import ObjectMissing
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry, Tree
from studio_backup.engine.backup.ports import SnapshotWriter
from studio_backup.engine.studio import Studio
from studio_backup.repository.chunker import Sizes, sizes_for


class NoTrees:
    """A collection without contents."""

    def tree(self, tree_id: str) -> Tree:
        """There is none."""
        raise ObjectMissing(f"There is no tree {tree_id} in a wedding that is not made yet.")

    def entries(self, tree_id: str) -> Iterator[Entry]:
        """There are none."""
        return iter(self.tree(tree_id).entries)

    def chunk_ids(self, entry: Entry) -> Iterator[str]:
        """There are none."""
        return iter(entry.chunks)


class BeforeTheWedding:
    """A VaultForBackup to look at sources with. `points`: earlier points of them, of whatever wedding."""

    def __init__(self, studio: Studio, points: Sequence[StoredSnapshot] = ()) -> None:
        self._studio, self._points = studio, points
        self.device = studio.identity().id

    def snapshots(self, _collection: str) -> Sequence[StoredSnapshot]:
        """The points given."""
        return self._points

    def trees(self, _collection: str) -> NoTrees:
        """None."""
        return NoTrees()

    def writer(self, collection: str) -> AbstractContextManager[SnapshotWriter]:
        """Nothing can be written yet."""
        raise ObjectMissing(f"The wedding {collection} is not made yet.")

    def chain_lock(self) -> AbstractContextManager[None]:
        """There is no chain to lock."""
        return contextlib.nullcontext()

    def sizes_for(self, head: bytes, size: int) -> Sizes:
        """As in the vault."""
        return sizes_for(head, size, self._studio.repository.config.chunking)

    def free_space(self) -> int | None:
        """Bytes left where the vault lies."""
        return self._studio.repository.storage.free_space()


def newest_of_each_root(points: Iterable[StoredSnapshot]) -> list[StoredSnapshot]:
    """The newest point of every source root on every device."""
    newest: dict[tuple[str, bytes], StoredSnapshot] = {}
    for point in sorted(points, key=lambda one: one.snapshot.started_ns):
        newest[point.snapshot.device, point.snapshot.source.raw_path] = point
    return list(newest.values())
