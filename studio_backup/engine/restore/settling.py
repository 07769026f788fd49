"""Where one entry goes and what is done there, given what stands at the target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.conflicts import Resolver, is_same
from studio_backup.engine.restore.databases import main_file
from studio_backup.engine.restore.folders import TargetFolders, split
from studio_backup.engine.restore.journal import Change
from studio_backup.engine.restore.plan import Act, Conflict, Item
from studio_backup.engine.restore.walk import child_path


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome for one entry: where, what, and whether something must be kept first."""

    target: bytes
    act: Act
    replaces: bool = False


_MAKES: dict[str, Act] = {"file": "file", "folder": "folder", "mount": "folder", "link": "link", "fifo": "fifo"}


@dataclass(slots=True)
class Settler:
    """Decides for entry after entry. `before`: what an earlier, stopped run of this restore made, by stored path."""

    resolver: Resolver
    before: Mapping[bytes, Change]
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def folders(self) -> TargetFolders:
        """The target."""
        return self.resolver.folders

    def settle(self, path: bytes, target: bytes, entry: Entry, database: Item | None) -> Settled:
        """`database`: the planned item of the database this entry is a side file of."""
        earlier = self._made_before(path, entry)
        if earlier:
            return earlier
        if database and database.act in ("skip", "file"):
            return self._with_database(path, target, entry, database)
        there = self.folders.look(target)
        if there is None:
            return Settled(target, _MAKES[entry.type])
        if is_same(self.folders, target, entry, there):
            return Settled(target, "enter" if entry.type == "folder" else "same")
        return self._conflict(path, target, entry)

    def _made_before(self, path: bytes, entry: Entry) -> Settled | None:
        change = self.before.get(path)
        there = self.folders.look(change.target) if change else None
        if change is None or there is None or change.kind != _MAKES[entry.type]:
            return None
        if entry.type == "file":
            unchanged = (there.st_size, there.st_mtime_ns, entry.digest) == (
                change.size,
                change.mtime_ns,
                change.digest,
            )
            return Settled(change.target, "done") if unchanged else None
        if not is_same(self.folders, change.target, entry, there):
            return None
        return Settled(change.target, "folder" if _MAKES[entry.type] == "folder" else "done")

    def _with_database(self, path: bytes, target: bytes, entry: Entry, database: Item) -> Settled:
        """A side file goes where its database goes, or stays away with it."""
        if database.act == "skip":
            return Settled(target, "skip")
        folder, name = split(target)
        suffix = name[len(main_file(name)) :]
        target = child_path(folder, split(database.target)[1] + suffix)
        there = self.folders.look(target)
        if there is None:
            return Settled(target, "file")
        if is_same(self.folders, target, entry, there):
            return Settled(target, "same")
        self.conflicts.append(Conflict(path, target, "replace"))
        return Settled(target, "file", replaces=True)

    def _conflict(self, path: bytes, target: bytes, entry: Entry) -> Settled:
        decision = self.resolver.decide(path, entry)
        made = Settled(target, _MAKES[entry.type], replaces=True)
        if decision == "skip":
            made = Settled(target, "skip")
        elif decision == "keep-both":
            other, already = self.resolver.beside(target, entry)
            made = Settled(other, "same" if already else _MAKES[entry.type])
        self.conflicts.append(Conflict(path, made.target, decision))
        return made
