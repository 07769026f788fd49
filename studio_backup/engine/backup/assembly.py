"""Puts folders together from the bottom up: a folder is stored as soon as everything in it is.

What is held are the folders that are not complete yet. A folder that holds just what its last snapshot held is that
snapshot's tree, for free.
"""

from __future__ import annotations

import msgspec

from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.changes import Earlier
from studio_backup.engine.backup.entries import name_of
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.ports import ChunkStore
from studio_backup.engine.backup.tally import Tally


class Folder:
    """A folder that is being put together. `entry`: its own, without tree. `waiting`: what is not yet settled in it."""

    __slots__ = ("above", "done", "earlier", "entry", "place", "same", "waiting")

    def __init__(self, above: Folder | None, place: Place, entry: Entry, earlier: Earlier) -> None:
        self.above = above
        self.place = place
        self.entry = entry
        self.earlier = earlier
        self.done: list[Entry] = []
        self.same = 0
        self.waiting = 1  # the walk itself, until it has seen all of the folder

    def add(self, entry: Entry) -> None:
        """Add a settled entry."""
        known = self.earlier.children.get(name_of(entry))
        if known is not None and known == entry:
            self.done.append(known)
            self.same += 1
        else:
            self.done.append(entry)

    @property
    def is_as_before(self) -> bool:
        """Whether it holds just what the one earlier tree holds."""
        return bool(self.earlier.trees) and self.same == len(self.done) == len(self.earlier.children)


class Assembly:
    """The incomplete folders of one source. Used by one thread."""

    def __init__(self, store: ChunkStore, tally: Tally) -> None:
        self._store = store
        self._tally = tally
        self._incomplete: dict[Folder, None] = {}
        self.root: Entry | None = None

    def open(self, above: Folder | None, place: Place, entry: Entry, earlier: Earlier) -> Folder:
        """Begin a folder; the one above waits for it (its `waiting` was raised when it was found)."""
        folder = Folder(above, place, entry, earlier)
        self._incomplete[folder] = None
        return folder

    def settle(self, folder: Folder) -> None:
        """One thing less to wait for. Whatever is complete by that is stored, up to the root."""
        here: Folder | None = folder
        while here is not None:
            here.waiting -= 1
            if here.waiting:
                return
            del self._incomplete[here]
            entry = msgspec.structs.replace(here.entry, tree=self._tree(here))
            self.finished(here.above, entry)
            here = here.above

    def finished(self, above: Folder | None, entry: Entry) -> None:
        """A folder has its final entry. Does not settle the one above."""
        if above is None:
            self.root = entry
            return
        above.add(entry)
        self._tally.count(entry, above.place)

    def _tree(self, folder: Folder) -> str:
        if folder.is_as_before and self._store.rely_on(folder.earlier.trees):
            return folder.earlier.trees[0]
        return self._store.save_folder(folder.done)

    def partial_root(self) -> Entry | None:
        """The root as far as it has come, with what is done below it; stores trees for that. None before its start."""
        below: dict[Folder, list[Entry]] = {}
        root: Entry | None = None
        for folder in sorted(self._incomplete, key=lambda one: one.place.depth, reverse=True):
            tree = self._store.save_folder(folder.done + below.pop(folder, []))
            entry = msgspec.structs.replace(folder.entry, tree=tree)
            if folder.above is None:
                root = entry
            else:
                below.setdefault(folder.above, []).append(entry)
        return root
