"""What is to be done in one folder: compares what the walk found with what was stored before."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from studio_backup.base.names import display
from studio_backup.domain.tree import ONLINE_ONLY, UNMOUNTED, Entry
from studio_backup.engine.backup.changes import Changed, Earlier, History, Parents, Sorted, sort_files
from studio_backup.engine.backup.entries import entry_of, flagged, link_entry, special_entry, unseen
from studio_backup.engine.backup.mounts import MountTable
from studio_backup.engine.backup.placeholders import is_online_only
from studio_backup.engine.backup.scanner import Listing, Named
from studio_backup.engine.backup.sentences import ONLINE_ONLY_TEXT, UNMOUNTED_TEXT, Problem, problem_of
from studio_backup.engine.backup.side_files import bases_by_folder, split_sides


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to be read, with its side files if it may be a database."""

    file: Changed
    sides: tuple[Changed, ...] = ()

    @property
    def size(self) -> int:
        """Bytes to read, as far as the walk knows."""
        return self.file.found.st_size + sum(side.found.st_size for side in self.sides)


@dataclass(slots=True)
class FolderWork:
    """One folder's work. `entry`: its own, without tree. `settled`: entries which need no reading.

    `files`: the files, by whether they changed; `to_read`: the changed ones with their side files.
    """

    entry: Entry
    settled: list[Entry] = field(default_factory=list)
    files: Sorted = field(default_factory=Sorted)
    to_read: list[ToRead] = field(default_factory=list)


class FolderSorter:
    """Turns listings into work."""

    def __init__(
        self, parents: Parents, history: History, mounts: MountTable, *, rely_on: Callable[[Iterable[str]], bool]
    ) -> None:
        self._history = history
        self._mounts = mounts
        self._rely_on = rely_on
        self._merged = bases_by_folder(parents.merged)

    def sort(self, listing: Listing, earlier: Earlier, *, above: Earlier | None) -> FolderWork:
        """The work of a folder that was listed. `above`: what the parents hold of the folder that it lies in."""
        assert listing.found is not None
        work = FolderWork(self._own_entry(listing, listing.found, earlier, above))
        work.settled += [link_entry(name, found, target) for name, found, target in listing.links]
        work.settled += [special_entry(name, found) for name, found in listing.specials]
        work.settled += [entry_of("mount", name, found) for name, found in listing.mounts]
        work.settled += [unseen(kind, name, problem_of(error)) for name, kind, error in listing.failed]
        self._sort_files(work, listing, earlier)
        return work

    def _own_entry(self, listing: Listing, found: os.stat_result, earlier: Earlier, above: Earlier | None) -> Entry:
        entry = msgspec.structs.replace(entry_of("folder", listing.place.name, found), xattrs=listing.xattrs)
        if listing.expected_mount or _was_mounted(listing, earlier, above):
            return flagged(entry, Problem(UNMOUNTED, UNMOUNTED_TEXT))
        return entry

    def _sort_files(self, work: FolderWork, listing: Listing, earlier: Earlier) -> None:
        files, sides = split_sides(listing.files)
        files = self._set_placeholders_aside(work, files)
        work.files = sort_files(
            files,
            earlier,
            self._history,
            rely_on=self._rely_on,
            stable_inodes=self._mounts.stable_inodes(listing.place.device),
            must_read=self._databases_to_read(listing, sides),
        )
        for file in work.files.changed:
            beside = tuple(Changed(name, found, None) for name, found in sides.get(file.name, ()))
            work.to_read.append(ToRead(file, beside))

    def _databases_to_read(self, listing: Listing, sides: dict[str, list[Named]]) -> frozenset[str]:
        """Databases in use now, whose newest rows may lie in a side file; and those which were so the last time."""
        before = self._merged.get(listing.place.shown(), frozenset()) if self._merged else frozenset()
        if not before:
            return frozenset(sides)
        return frozenset(sides).union(name for name, _ in listing.files if display(os.fsencode(name)) in before)

    def _set_placeholders_aside(self, work: FolderWork, files: list[Named]) -> list[Named]:
        here = [one for one in files if not is_online_only(one[0], one[1], self._mounts)]
        if len(here) < len(files):
            present = {name for name, _ in here}
            problem = Problem(ONLINE_ONLY, ONLINE_ONLY_TEXT)
            away = [one for one in files if one[0] not in present]
            work.settled += [flagged(entry_of("file", n, found, size=found.st_size), problem) for n, found in away]
        return here


def _was_mounted(listing: Listing, earlier: Earlier, above: Earlier | None) -> bool:
    """Whether the last snapshot had another drive here, and now there is an empty folder of the drive above."""
    place, before = listing.place, earlier.folder
    if place.parent is None or before is None or above is None or above.folder is None or not listing.is_empty:
        return False
    if UNMOUNTED in before.flags:
        return place.device == place.parent.device
    return before.device != above.folder.device and place.device == place.parent.device
