"""One walk over one source root that is a folder: what is unchanged is kept, the rest is read, folders are stored."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import SourceError
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.assembly import Assembly, Folder
from studio_backup.engine.backup.changes import Earlier, History
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.entries import entry_of, flagged
from studio_backup.engine.backup.left_out import count_left_out
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.scanner import Listing, Scanner
from studio_backup.engine.backup.sentences import problem_of
from studio_backup.engine.backup.tally import Tally
from studio_backup.engine.backup.work import FolderSorter, FolderWork, ToRead
from studio_backup.engine.backup.workers import Done, Job, Workers


@dataclass(frozen=True, slots=True)
class RunParts:
    """What a run works with; all of it belongs to this run alone."""

    scanner: Scanner
    folders: OpenFolders
    history: History
    sorter: FolderSorter
    assembly: Assembly
    tally: Tally
    workers: Workers
    progress: Progress
    cancel: CancelToken


@dataclass(frozen=True, slots=True)
class _Found:
    """A folder that was found and not yet listed."""

    above: Folder | None
    before: tuple[Entry, ...]
    stat: os.stat_result | None


class TreeRun:
    """Walks, and puts the tree together.

    `before_reading`: called once before the first file is read, with what is to be read as far as it is known, and
    whether that is all. `between`: called between files; may commit what there is (`partial_root`).
    """

    def __init__(
        self,
        parts: RunParts,
        *,
        window: int,
        before_reading: Callable[[list[ToRead], bool], None],
        between: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._window = window
        self._before_reading = before_reading
        self._between = between
        self._found: dict[Place, _Found] = {}
        self._first: list[ToRead] = []

    def run(self, root: Place, before: tuple[Entry, ...]) -> Entry:
        """The root's final entry."""
        parts = self._parts
        self._found[root] = _Found(None, before, None)
        for listing in parts.scanner.walk(cancel=parts.cancel):
            self._take(listing)
            self._collect(wait=False)
        self._begin(is_all=True)
        while parts.workers.outstanding:
            self._collect(wait=True)
        assert parts.assembly.root is not None
        return parts.assembly.root

    def _take(self, listing: Listing) -> None:
        here = self._found.pop(listing.place)
        if listing.error is not None or listing.is_own:
            self._skip(listing, here)
            return
        parts = self._parts
        earlier = parts.history.of(here.before)
        above = here.above
        work = parts.sorter.sort(listing, earlier, above=above.earlier if above is not None else None)
        folder = parts.assembly.open(above, listing.place, work.entry, earlier)
        self._expect_below(folder, listing, earlier)
        self._keep(folder, work)
        count_left_out(listing, parts.folders, parts.tally, cancel=parts.cancel)
        for one in work.to_read:
            self._submit(folder, one)
        parts.assembly.settle(folder)

    def _expect_below(self, folder: Folder, listing: Listing, earlier: Earlier) -> None:
        folder.waiting += len(listing.folders)
        for place, found in listing.folders:
            self._found[place] = _Found(folder, earlier.below(place.name), found)

    def _keep(self, folder: Folder, work: FolderWork) -> None:
        parts = self._parts
        for entry in work.settled:
            folder.add(entry)
            parts.tally.count(entry, folder.place)
        folder.done += work.files.kept
        folder.same += work.files.same
        parts.tally.count_kept(work.files.kept)
        if work.files.kept and not parts.workers.started:  # later the totals are those of what is read
            parts.progress.advance(files=len(work.files.kept))

    def _skip(self, listing: Listing, here: _Found) -> None:
        """A folder that could not be listed, or is a vault or home."""
        parts, above = self._parts, here.above
        if above is None or here.stat is None:
            raise SourceError("The source went away while the backup began.", hint="Connect it, then run it again.")
        if listing.error is not None:
            entry = entry_of("folder", listing.place.name, here.stat)
            parts.assembly.finished(above, flagged(entry, problem_of(listing.error)))
        else:
            parts.tally.own_place(listing.place)
        parts.assembly.settle(above)

    def _submit(self, folder: Folder, one: ToRead) -> None:
        workers = self._parts.workers
        folder.waiting += 1
        workers.submit(Job(folder, one))
        if not workers.started:
            self._first.append(one)
        if workers.outstanding >= self._window:
            self._begin(is_all=False)
            self._collect(wait=True)

    def _begin(self, *, is_all: bool) -> None:
        if self._parts.workers.started or not self._first:
            return
        self._before_reading(self._first, is_all)
        self._first = []
        self._parts.workers.start()

    def _collect(self, *, wait: bool) -> None:
        """Settle finished files: all there are; with `wait`, at least one."""
        for done in self._parts.workers.take(wait=wait, cancel=self._parts.cancel):
            self._settle(done)
        self._between()

    def _settle(self, done: Done) -> None:
        parts, folder = self._parts, done.job.folder
        for entry in done.entries:
            folder.add(entry)
            parts.tally.count(entry, folder.place)
        parts.tally.merge(folder.place, done.merged)
        parts.tally.read += len(done.entries)
        parts.tally.bytes_read += done.bytes_read
        parts.tally.store(done.job.work.file.name, done.bytes_read, done.bytes_new, done.bytes_stored)
        parts.assembly.settle(folder)
