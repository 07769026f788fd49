"""From stored trees to the items of a plan: what goes where, folder by folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from studio_backup.base.control import CancelToken
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.databases import main_file
from studio_backup.engine.restore.names import Rules, check_name, map_names
from studio_backup.engine.restore.needs import Needs
from studio_backup.engine.restore.older import OlderVersions, Version, lacks_contents, why
from studio_backup.engine.restore.plan import Act, Failure, Item, MappedName, OlderVersion, PlannedRoot
from studio_backup.engine.restore.ports import PointReader
from studio_backup.engine.restore.selection import Choice
from studio_backup.engine.restore.settling import Settled, Settler
from studio_backup.engine.restore.walk import check_depth, child_path, folder_entries

_NOT_MADE = ("socket", "device")


@dataclass(slots=True)
class _Folder:
    """A folder on the way: planned only when something in it comes back. `there`: it exists on the target."""

    path: bytes
    target: bytes
    entry: Entry
    collection: str
    parent: _Folder | None
    chosen: bool
    older_ns: int = 0
    there: bool = False
    planned: bool = False
    skipped: bool = False
    placed: dict[bytes, int] = field(default_factory=dict)  # files by stored name: their items' numbers


@dataclass(slots=True)
class _Root:
    """What is known for the whole of one source root."""

    name: bytes
    older: OlderVersions
    choice: Choice
    links: dict[tuple[int, int], int] = field(default_factory=dict)  # hard link group: the first item's number

    def below(self, path: bytes) -> bytes:
        """A path without the root's name."""
        return path[len(self.name) + 1 :]


@dataclass(slots=True)
class Drafts:
    """What planning has found so far."""

    items: list[Item] = field(default_factory=list)
    mapped: list[MappedName] = field(default_factory=list)
    older: list[OlderVersion] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    specials: list[bytes] = field(default_factory=list)


class TreePlanner:
    """Plans roots one after the other. Raises DamageError for hostile trees, before anything is written."""

    def __init__(
        self,
        *,
        readers: Callable[[str], PointReader],
        settler: Settler,
        rules: Rules,
        needs: Needs,
        there: bool,
        cancel: CancelToken,
    ) -> None:
        self._readers, self._settler = readers, settler
        self._rules, self._needs, self._cancel = rules, needs, cancel
        top = Entry(type="folder")
        self._top = _Folder(b"", b"", top, "", None, chosen=False, there=there, planned=True)
        self.drafts = Drafts()

    def add_root(self, root: PlannedRoot, target: bytes, older: OlderVersions, choice: Choice) -> None:
        """Plan what is chosen of one root, as `target` below the target folder."""
        point = root.point.snapshot
        context = _Root(root.name, older, choice)
        check_name(root.name)
        stack: list[tuple[_Folder, Iterator[tuple[Entry, bytes]]]] = []
        self._descend(stack, self._visit(self._top, point.root, root.name, target, point.collection, context), context)
        while stack:
            self._cancel.check()
            folder, entries = stack[-1]
            found = next(entries, None)
            if found is None:
                stack.pop()
                continue
            entry, name = found
            path = child_path(folder.path, entry.raw_name)
            self._descend(stack, self._visit(folder, entry, path, name, folder.collection, context), context)

    def _descend(
        self, stack: list[tuple[_Folder, Iterator[tuple[Entry, bytes]]]], folder: _Folder | None, root: _Root
    ) -> None:
        if folder is None:
            return
        check_depth(len(stack))
        entries = list(folder_entries(self._readers(folder.collection), folder.entry))
        if not folder.chosen:
            entries = [e for e in entries if root.choice.concerns(root.below(child_path(folder.path, e.raw_name)))]
        names = map_names([entry.raw_name for entry in entries], self._rules)
        stack.append((folder, iter(list(zip(entries, names, strict=True)))))

    def _visit(
        self, parent: _Folder, entry: Entry, path: bytes, name: bytes, collection: str, root: _Root
    ) -> _Folder | None:
        """Plan one entry; of a folder return it, to look into. `name`: as the target will have it."""
        chosen = parent.chosen or self._chosen(parent, entry, path, root)
        moment = parent.older_ns
        if chosen and lacks_contents(entry):
            version = self._stand_in(entry, path, root)
            if version:
                entry, collection, moment = version.entry, version.collection, version.moment_ns
            elif entry.type == "file":
                return None
        if entry.type in ("folder", "mount"):
            folder = _Folder(path, name, entry, collection, parent, chosen, moment)
            if chosen:
                self._plan_folder(folder)
            return folder if chosen or root.choice.looks_into(root.below(path)) else None
        if chosen:
            self._plan_leaf(parent, entry, path, name, collection, moment, root)
        return None

    def _chosen(self, parent: _Folder, entry: Entry, path: bytes, root: _Root) -> bool:
        if root.choice.everything:
            return True
        if parent is self._top:
            return entry.type != "folder" and root.choice.takes(path)
        database = main_file(entry.raw_name)
        return root.choice.takes(root.below(path)) or bool(database and database in parent.placed)

    def _stand_in(self, entry: Entry, path: bytes, root: _Root) -> Version | None:
        version = root.older.newest(root.below(path), entry)
        if version is None:
            self.drafts.failed.append(Failure(path, f"It {why(entry)}, and no older point has it."))
        else:
            self.drafts.older.append(OlderVersion(path, version.moment_ns, why(entry)))
        return version

    def _plan_folder(self, folder: _Folder) -> None:
        """Plan a folder and those above it which are not planned yet. `target` holds just its name until then."""
        waiting: list[_Folder] = []
        here: _Folder | None = folder
        while here is not None and not here.planned:
            waiting.append(here)
            here = here.parent
        for one in reversed(waiting):
            self._plan_one_folder(one)

    def _plan_one_folder(self, folder: _Folder) -> None:
        parent = folder.parent or self._top
        settled = self._settled(parent, folder.entry, folder.path, folder.target, None)
        self._note_mapping(folder.path, folder.target, settled)
        folder.target, folder.planned = settled.target, True
        folder.skipped = settled.act == "skip"
        folder.there = parent.there and not settled.replaces and self._is_there(settled)
        self._add(folder.path, folder.entry, settled, folder.collection, folder.older_ns)

    def _is_there(self, settled: Settled) -> bool:
        return settled.act == "enter" or (
            settled.act == "folder" and self._settler.folders.look(settled.target) is not None
        )

    def _plan_leaf(
        self, parent: _Folder, entry: Entry, path: bytes, name: bytes, collection: str, moment: int, root: _Root
    ) -> None:
        self._plan_folder(parent)
        if entry.type in _NOT_MADE:
            self.drafts.specials.append(path)
            return
        database = parent.placed.get(main_file(entry.raw_name)) if entry.type == "file" else None
        of = self.drafts.items[database] if database is not None else None
        settled = self._settled(parent, entry, path, name, of)
        self._note_mapping(path, name, settled)
        if entry.type == "file":
            number = self._add_file(path, entry, settled, collection, moment, root)
            if number is not None:
                parent.placed[entry.raw_name] = number
        else:
            self._add(path, entry, settled, collection, moment)

    def _settled(self, parent: _Folder, entry: Entry, path: bytes, name: bytes, database: Item | None) -> Settled:
        target = child_path(parent.target, name)
        if parent.skipped:
            return Settled(target, "skip")
        if not parent.there:
            return self._fresh(target, entry)
        return self._settler.settle(path, target, entry, database)

    @staticmethod
    def _fresh(target: bytes, entry: Entry) -> Settled:
        acts: dict[str, Act] = {"file": "file", "link": "link", "fifo": "fifo"}
        return Settled(target, acts.get(entry.type, "folder"))

    def _note_mapping(self, path: bytes, name: bytes, settled: Settled) -> None:
        if path.rpartition(b"/")[2] != name and settled.act != "skip":
            self.drafts.mapped.append(MappedName(path, settled.target))

    def _add_file(
        self, path: bytes, entry: Entry, settled: Settled, collection: str, moment: int, root: _Root
    ) -> int | None:
        number = len(self.drafts.items)
        group = (entry.device, entry.inode)
        linked = entry.nlink > 1 and not moment and settled.act != "skip"
        first = root.links.setdefault(group, number) if linked else number
        if first != number and settled.act == "file" and self.drafts.items[first].entry.digest == entry.digest:
            slim = self._needs.slim(entry)
            self.drafts.items.append(
                Item(path, settled.target, slim, "hardlink", collection, b"", first, 0, settled.replaces)
            )
            return number
        if settled.act != "file":
            self._add(path, self._needs.slim(entry), settled, collection, moment)
            return number
        return self._add_contents(path, entry, settled, collection, moment)

    def _add_contents(self, path: bytes, entry: Entry, settled: Settled, collection: str, moment: int) -> int | None:
        problem, chunks = self._needs.of(entry, self._readers(collection))
        if problem:
            self.drafts.failed.append(Failure(path, problem))
            return None
        slim = self._needs.slim(entry)
        self.drafts.items.append(
            Item(path, settled.target, slim, "file", collection, chunks, -1, moment, settled.replaces)
        )
        return len(self.drafts.items) - 1

    def _add(self, path: bytes, entry: Entry, settled: Settled, collection: str, moment: int) -> None:
        self.drafts.items.append(
            Item(path, settled.target, entry, settled.act, collection, b"", -1, moment, settled.replaces)
        )
