"""What a backup would do, without doing it."""

from __future__ import annotations

from studio_backup.base.control import CancelToken, Progress
from studio_backup.domain.tree import UNREADABLE
from studio_backup.engine.backup.changes import History, Parents, find_parents
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.file_run import sort_root_file
from studio_backup.engine.backup.left_out import count_left_out
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.ports import VaultForBackup
from studio_backup.engine.backup.preparation import find_roots, scan_rules
from studio_backup.engine.backup.report import BackupPlan, SourcePlan
from studio_backup.engine.backup.request import BackupRequest
from studio_backup.engine.backup.roots import Root
from studio_backup.engine.backup.scanner import Listing, Scanner, ScanRules
from studio_backup.engine.backup.sentences import problem_of
from studio_backup.engine.backup.space import needed_for
from studio_backup.engine.backup.survey import survey
from studio_backup.engine.backup.tally import Tally, excluded_by
from studio_backup.engine.backup.work import FolderSorter, FolderWork, ToRead


def plan_backup(
    request: BackupRequest, *, vault: VaultForBackup, progress: Progress, cancel: CancelToken
) -> BackupPlan:
    """Walk all sources and say what would be read. Writes nothing; raises what `back_up` raises before it begins."""
    rules = scan_rules(request)
    planner = _Planner(request, vault, rules, progress, cancel)
    plans = [planner.plan(root) for root in find_roots(request, rules, vault)]
    needed, free = needed_for(sum(plan.bytes_to_read for plan in plans)), vault.free_space()
    return BackupPlan(
        sources=tuple(plans),
        excluded=sum(tally.excluded for tally in planner.tallies),
        excluded_by=excluded_by(planner.tallies),
        warnings=tuple(warning for tally in planner.tallies for warning in tally.warnings),
        notices=tuple(notice for tally in planner.tallies for notice in tally.notices),
        needed=needed,
        free=free,
        fits=free is None or needed <= free,
    )


class _Planner:
    def __init__(
        self, request: BackupRequest, vault: VaultForBackup, rules: ScanRules, progress: Progress, cancel: CancelToken
    ) -> None:
        self._vault = vault
        self._snapshots = vault.snapshots(request.collection)
        self._trees = vault.trees(request.collection)
        self._rules = rules
        self._progress = progress
        self._cancel = cancel
        self.tallies: list[Tally] = []

    def plan(self, root: Root) -> SourcePlan:
        """One source's plan."""
        tally = Tally(root.path, self._progress)
        self.tallies.append(tally)
        parents = find_parents(self._snapshots, device=self._vault.device, source=root.source.raw_path)
        to_read = self._walk(root, parents, tally) if root.is_folder else self._file(root, parents, tally)
        size = sum(one.size for one in to_read)
        files = tally.files + len(to_read)
        return SourcePlan(root.shown, files, tally.folders, tally.bytes + size, tally.unchanged, len(to_read), size)

    def _walk(self, root: Root, parents: Parents, tally: Tally) -> list[ToRead]:
        folders = OpenFolders(root.folder)
        place, history = Place(None, ""), History(self._trees)
        scanner = Scanner(place, root.path, folders, self._rules)
        sorter = FolderSorter(parents, history, self._rules.mounts, rely_on=lambda _: True)
        to_read: list[ToRead] = []
        try:
            for listing, work in survey(scanner, place, parents, history, sorter, cancel=self._cancel):
                count_left_out(listing, folders, tally, cancel=self._cancel)
                to_read += self._count(listing, work, tally)
        finally:
            folders.close()
        return to_read

    def _count(self, listing: Listing, work: FolderWork | None, tally: Tally) -> list[ToRead]:
        if work is None:
            if listing.error is None:
                tally.own_place(listing.place)
            else:
                tally.warn(listing.place.raw_path(), b"", UNREADABLE, problem_of(listing.error).text)
            return []
        if listing.place.parent is not None:
            tally.count(work.entry, listing.place.parent)
        for entry in work.settled:
            tally.count(entry, listing.place)
        tally.count_kept(work.files.kept)
        return work.to_read

    def _file(self, root: Root, parents: Parents, tally: Tally) -> list[ToRead]:
        files = sort_root_file(root, parents, History(self._trees), rely_on=lambda _: True)
        tally.count_kept(files.kept)
        return [ToRead(file) for file in files.changed]
