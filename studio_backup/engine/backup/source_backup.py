"""Backs up one source root: from its last points to a new one."""

from __future__ import annotations

import os
from dataclasses import dataclass

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry, spelled
from studio_backup.engine.backup.assembly import Assembly
from studio_backup.engine.backup.changes import History, find_parents
from studio_backup.engine.backup.checkpoints import Checkpoints
from studio_backup.engine.backup.contents import ContentStorer
from studio_backup.engine.backup.database_process import DatabaseProcess
from studio_backup.engine.backup.databases import DatabaseReader
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.file_run import run_file
from studio_backup.engine.backup.job_reader import JobReader
from studio_backup.engine.backup.long_buffers import LongBuffers
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.ports import SnapshotWriter, VaultForBackup
from studio_backup.engine.backup.reader import FileReader
from studio_backup.engine.backup.report import AsBefore, Point
from studio_backup.engine.backup.request import BackupRequest, Limits
from studio_backup.engine.backup.roots import Root
from studio_backup.engine.backup.scanner import Scanner, ScanRules
from studio_backup.engine.backup.space import check_space
from studio_backup.engine.backup.survey import known_bytes, stored_stamps, survey
from studio_backup.engine.backup.tally import Tally
from studio_backup.engine.backup.tree_run import RunParts, TreeRun
from studio_backup.engine.backup.work import FolderSorter, ToRead
from studio_backup.engine.backup.workers import Workers
from studio_backup.repository.committing import PacksLost, SnapshotDraft

ATTEMPTS = 3
"""How often a source is walked when packs go away under the run, before it fails."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What all sources of one run share."""

    request: BackupRequest
    limits: Limits
    vault: VaultForBackup
    writer: SnapshotWriter
    rules: ScanRules
    databases: DatabaseProcess
    progress: Progress
    cancel: CancelToken
    clock: Clock
    buffers: LongBuffers


class SourceBackup:
    """One source root's way into the vault. `partial_points`: those committed on the way."""

    def __init__(self, root: Root, tools: Tools) -> None:
        self._root = root
        self._tools = tools
        self._snapshots = tools.vault.snapshots(tools.request.collection)
        self._parents = find_parents(self._snapshots, device=tools.vault.device, source=root.source.raw_path)
        self._started_ns = tools.clock.now_ns()
        self._folders = OpenFolders(root.folder)
        self._compared = False
        self.tally = Tally(root.path, tools.progress)
        self.partial_points: list[Point] = []

    def run(self) -> Point | AsBefore:
        """Commit a complete point. Packs which went away under the run are stored anew from the source."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                root = self._read()
                self._tools.progress.stage("finishing")
                return self._as_before(root) or self._commit(root, partial=False)
            except PacksLost:
                if attempt == ATTEMPTS:
                    raise
        raise AssertionError

    def _read(self) -> Entry:
        """The root's entry, everything below it stored."""
        self.tally = Tally(self._root.path, self._tools.progress)
        self._folders = OpenFolders(self._root.folder)
        history = History(self._tools.writer)
        workers = Workers(self._tools.limits.workers, self._new_reader, self._tools.clock)
        try:
            entry = self._read_tree(history, workers) if self._root.is_folder else self._read_file(history)
        finally:
            if self._tools.cancel.cancelled:
                self._tools.databases.close()  # no worker waits for a copy which nobody wants any more
            workers.stop()
            self._folders.close()
        self._compared = not history.unreadable
        for text in history.unreadable:
            self.tally.notice(f"An earlier point could not be compared with: {text}")
        return self._named(entry)

    def _read_tree(self, history: History, workers: Workers) -> Entry:
        tools = self._tools
        assembly = Assembly(tools.writer, self.tally)
        root = Place(None, "")
        sorter = FolderSorter(self._parents, history, tools.rules.mounts, rely_on=tools.writer.rely_on)
        parts = RunParts(
            Scanner(root, self._root.path, self._folders, tools.rules),
            self._folders, history, sorter, assembly, self.tally, workers, tools.progress, tools.cancel,
        )  # fmt: skip
        checkpoints = Checkpoints(tools.limits, tools.clock)
        run = TreeRun(
            parts,
            window=tools.limits.window,
            before_reading=self._before_reading,
            between=lambda: self._checkpoint(checkpoints, assembly),
        )
        return run.run(root, self._parents.roots)

    def _read_file(self, history: History) -> Entry:
        return run_file(
            self._root, self._parents, history, self._new_reader(), self.tally,
            rely_on=self._tools.writer.rely_on, before_reading=self._before_reading,
        )  # fmt: skip

    def _new_reader(self) -> JobReader:
        tools = self._tools
        storer = ContentStorer(tools.writer, tools.buffers, progress=tools.progress, cancel=tools.cancel)
        reader = FileReader(storer, tools.vault.sizes_for, tools.clock)
        databases = DatabaseReader(tools.databases, reader)
        return JobReader(self._root.folder, self._folders, reader, databases, tools.progress, tools.writer.saved_here)

    def _before_reading(self, first: list[ToRead], is_all: bool) -> None:
        """Is there room for all of it? Where more is to come than is known yet, a quick walk tells how much."""
        tools = self._tools
        to_read = first if is_all else self._survey()
        size = sum(one.size for one in to_read)
        tools.progress.stage("reading", files=len(to_read), total_bytes=size)
        check_space(
            size,
            tools.vault.free_space(),
            lambda: known_bytes(to_read, stored_stamps(self._snapshots, tools.writer, cancel=tools.cancel)),
        )

    def _survey(self) -> list[ToRead]:
        tools = self._tools
        root, history = Place(None, ""), History(tools.writer)
        sorter = FolderSorter(self._parents, history, tools.rules.mounts, rely_on=lambda _: True)
        scanner = Scanner(root, self._root.path, self._folders, tools.rules)
        walk = survey(scanner, root, self._parents, history, sorter, cancel=tools.cancel)
        return [one for _, work in walk if work is not None for one in work.to_read]

    def _as_before(self, root: Entry) -> AsBefore | None:
        """Where a point would say just what the newest one says, and none is wanted then."""
        newest, tally = self._parents.complete, self.tally
        if not self._tools.request.if_changed or newest is None or self._parents.partial is not None:
            return None
        before = newest.snapshot
        is_same = (before.root, before.counts, before.merged) == (root, tally.counts, tuple(tally.merged))
        if not is_same or tally.warnings or not self._compared or not self._tools.writer.holds_all():
            return None
        return AsBefore(self._root.shown, newest.id, self._started_ns)

    def _checkpoint(self, checkpoints: Checkpoints, assembly: Assembly) -> None:
        if checkpoints.due(self.tally.bytes_read):
            root = assembly.partial_root()
            if root is not None:
                self.partial_points.append(self._commit(self._named(root), partial=True))
            checkpoints.passed(self.tally.bytes_read)

    def _commit(self, root: Entry, *, partial: bool) -> Point:
        tools = self._tools
        draft = SnapshotDraft(
            source=self._root.source,
            root=root,
            started_ns=self._started_ns,
            partial=partial,
            counts=self.tally.counts,
            merged=tuple(self.tally.merged),
            program=tools.request.program,
        )
        with tools.vault.chain_lock():
            return _point(tools.writer.commit(draft), self._root)

    def _named(self, entry: Entry) -> Entry:
        name, name64 = spelled(os.fsencode(self._root.name))
        return msgspec.structs.replace(entry, name=name, name64=name64)


def _point(stored: StoredSnapshot, root: Root) -> Point:
    one = stored.snapshot
    return Point(
        stored.id, one.collection, root.shown, one.number, one.partial, one.counts, one.started_ns, one.ended_ns
    )
