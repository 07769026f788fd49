"""Folders of points, page by page: folders first, then by name. Stored trees never change, so what was decoded is kept
by id, bounded in bytes; of a folder too large for that its outline is enough to find a page."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Generic, TypeVar

from studio_backup.domain.brief import Brief, BriefTree
from studio_backup.engine.restore.names import check_name
from studio_backup.engine.restore.walk import check_depth, child_path

Load = Callable[[str], BriefTree]
"""Reads one stored tree by its id."""
KEPT_BYTES: Final = 48 << 20
_ENTRY_BYTES: Final = 400  # of an entry in memory: measured with names of 20 letters
_OUTLINES: Final = 4_096
_TOTALS: Final = 100_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Total:
    """What is in a folder and all below it."""

    files: int
    bytes: int


@dataclass(slots=True)
class Budget:
    """How much may be looked at to add up folders: trees to read, and entries in them."""

    trees: int = 150
    entries: int = 20_000


@dataclass(frozen=True, slots=True)
class _Part:
    """A stored tree which holds entries themselves: how many are folders, and how many not. `first`: the first name."""

    id: str
    folders: int
    others: int
    first: bytes


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a folder, in order of their names."""

    parts: tuple[_Part, ...]

    @property
    def folders(self) -> int:
        """How many entries are folders."""
        return sum(part.folders for part in self.parts)

    @property
    def total(self) -> int:
        """How many entries there are."""
        return sum(part.folders + part.others for part in self.parts)


class FolderPages:
    """Safe for many threads. `load` of each call must read the same trees by the same ids."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._entries: _Lru[tuple[Brief, ...]] = _Lru(kept_bytes)
        self._outlines: _Lru[Outline] = _Lru(_OUTLINES)
        self._totals: _Lru[Total] = _Lru(_TOTALS)

    def clear(self) -> None:
        """Forget everything."""
        for kept in (self._entries, self._outlines, self._totals):
            kept.clear()

    def outline(self, load: Load, tree_id: str) -> Outline:
        """How a folder is built ("": one with nothing in it)."""
        if not tree_id:
            return Outline(())
        known = self._outlines.get(tree_id)
        if known is None:
            known = Outline(tuple(self._part(load, part) for part in self._part_ids(load, tree_id)))
            self._outlines.put(tree_id, known, 1)
        return known

    def page(self, load: Load, tree_id: str, start: int, count: int) -> list[Brief]:
        """Entries `start` to `start + count`. Raises DamageError for a name that leads elsewhere."""
        found = list(islice(self._from(load, self.outline(load, tree_id), start), count))
        for one in found:
            check_name(one.raw_name)
        return found

    def find(self, load: Load, tree_id: str, name: bytes) -> Brief | None:
        """The entry of this name in a folder."""
        parts = self.outline(load, tree_id).parts
        at = bisect_right(parts, name, key=lambda part: part.first) - 1
        if at < 0:
            return None
        entries = self._loaded(load, parts[at].id)
        at = bisect_right(entries, name, key=lambda one: one.raw_name) - 1
        return entries[at] if at >= 0 and entries[at].raw_name == name else None

    def entries(self, load: Load, tree_id: str, after: bytes | None = None) -> Iterator[Brief]:
        """All entries of a folder in order of their names, behind `after`. Raises DamageError as `page`."""
        parts = self.outline(load, tree_id).parts
        first = 0 if after is None else max(0, bisect_right(parts, after, key=lambda part: part.first) - 1)
        for part in parts[first:]:
            for one in self._loaded(load, part.id):
                name = one.raw_name
                if after is None or name > after:
                    check_name(name)
                    yield one

    def part_of(self, load: Load, tree_id: str, name: bytes) -> str:
        """The id of the stored tree in which an entry of this name would stand; "" if there is none."""
        parts = self.outline(load, tree_id).parts
        at = bisect_right(parts, name, key=lambda part: part.first) - 1
        return parts[at].id if at >= 0 else ""

    def total(self, load: Load, tree_id: str, budget: Budget) -> Total | None:
        """What is in a folder and below; None where it would cost more than the budget, and then part of it is known
        the next time."""
        waiting = [tree_id] if tree_id else []
        while waiting:
            here = waiting[-1]
            if self._totals.get(here) is not None:
                waiting.pop()
                continue
            known = self._added_up(load, here, budget, waiting)
            if known is None:
                return None
        return self._totals.get(tree_id) if tree_id else Total(0, 0)

    def _added_up(self, load: Load, tree_id: str, budget: Budget, waiting: list[str]) -> bool | None:
        """Whether its total is known now; False: folders in it come first; None: it costs too much."""
        if budget.trees <= 0 or budget.entries <= 0:
            return None
        outline = self.outline(load, tree_id)
        budget.trees -= len(outline.parts)
        budget.entries -= outline.total
        if budget.entries < 0:
            return None
        entries = [one for part in outline.parts for one in self._loaded(load, part.id)]
        below = [one.tree for one in entries if one.type == "folder" and one.tree]
        unknown = [tree for tree in below if self._totals.get(tree) is None]
        if unknown:
            waiting.extend(unknown)
            return False
        totals = [total for tree in below if (total := self._totals.get(tree))]
        if len(totals) < len(below):
            return None
        files = [one.size for one in entries if one.type == "file"]
        total = Total(len(files) + sum(one.files for one in totals), sum(files) + sum(one.bytes for one in totals))
        self._totals.put(tree_id, total, 1)
        return True

    def _from(self, load: Load, outline: Outline, start: int) -> Iterator[Brief]:
        for is_folder in (True, False):
            for part in outline.parts:
                here = part.folders if is_folder else part.others
                if start >= here:
                    start -= here
                    continue
                alike = (one for one in self._loaded(load, part.id) if (one.type == "folder") == is_folder)
                yield from islice(alike, start, None)
                start = 0

    def _part_ids(self, load: Load, tree_id: str) -> tuple[str, ...]:
        kept = self._entries.get(tree_id)
        if kept is not None:
            return (tree_id,)
        tree = load(tree_id)
        if tree.parts:
            return tree.parts
        self._keep(tree_id, tree.entries)
        return (tree_id,) if tree.entries else ()

    def _part(self, load: Load, tree_id: str) -> _Part:
        entries = self._loaded(load, tree_id)
        folders = sum(one.type == "folder" for one in entries)
        return _Part(tree_id, folders, len(entries) - folders, entries[0].raw_name if entries else b"")

    def _loaded(self, load: Load, tree_id: str) -> tuple[Brief, ...]:
        known = self._entries.get(tree_id)
        if known is None:
            known = load(tree_id).entries
            self._keep(tree_id, known)
        return known

    def _keep(self, tree_id: str, entries: tuple[Brief, ...]) -> None:
        self._entries.put(tree_id, entries, _ENTRY_BYTES * (len(entries) + 1))


def walk_after(pages: FolderPages, load: Load, top: Brief, after: bytes | None) -> Iterator[tuple[bytes, Brief]]:
    """(path below `top`, entry) of everything in a folder, depth first, behind the path `after`; folders before what
    they hold. Raises DamageError for hostile trees."""
    stack: list[tuple[bytes, Iterator[Brief]]] = []
    here: Brief | None = top
    path = b""
    for name in after.split(b"/") if after else ():
        if here is None or not here.tree:
            break
        stack.append((path, pages.entries(load, here.tree, name)))
        here, path = pages.find(load, here.tree, name), child_path(path, name)
    if here is not None and here.type == "folder" and here.tree:
        stack.append((path, pages.entries(load, here.tree)))
    while stack:
        path, entries = stack[-1]
        entry = next(entries, None)
        if entry is None:
            stack.pop()
            continue
        below = child_path(path, entry.raw_name)
        yield below, entry
        if entry.type == "folder" and entry.tree:
            check_depth(len(stack))
            stack.append((below, pages.entries(load, entry.tree)))


@dataclass(slots=True)
class _Lru(Generic[T]):
    """Values by id up to a sum of weights; what was not asked for longest goes first."""

    limit: int
    _kept: OrderedDict[str, tuple[T, int]] = field(default_factory=OrderedDict)
    _weight: int = 0
    _mutex: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str) -> T | None:
        with self._mutex:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: str, value: T, weight: int) -> None:
        with self._mutex:
            if key in self._kept:
                self._weight -= self._kept.pop(key)[1]
            self._kept[key] = value, weight
            self._weight += weight
            while self._weight > self.limit:
                self._weight -= self._kept.popitem(last=False)[1][1]

    def clear(self) -> None:
        with self._mutex:
            self._kept.clear()
            self._weight = 0
