"""Reads the files of jobs: one worker's hands."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from studio_backup.base.control import Progress
from studio_backup.base.files import Where
from studio_backup.engine.backup.databases import DatabaseReader, Group
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.opening import SourceReadError
from studio_backup.engine.backup.reader import DatabaseFound, FileReader, without_contents
from studio_backup.engine.backup.workers import Done, Job

_WORTH_NAMING = 256 << 10  # bytes; nobody could read the names of smaller ones


class JobReader:
    """Turns a job into entries. One a thread. `root`: absolute path of the source's folder.

    `saved`: what the calling thread saved so far, see SnapshotWriter.
    """

    def __init__(
        self,
        root: str,
        folders: OpenFolders,
        reader: FileReader,
        databases: DatabaseReader,
        progress: Progress,
        saved: Callable[[], tuple[int, int]],
    ) -> None:
        self._root = root
        self._folders = folders
        self._reader = reader
        self._databases = databases
        self._progress = progress
        self._saved = saved

    def __call__(self, job: Job) -> Done:
        """Read the job's file and its side files. A source that fails gives entries with flags, never an error."""
        if job.work.size >= _WORTH_NAMING:
            self._progress.item(job.folder.place.shown(job.work.file.name))
        new, stored = self._saved()
        try:
            with self._folders.at(job.folder.place) as where:
                done = self._read(job, where)
        except (OSError, SourceReadError) as error:
            why = error.error if isinstance(error, SourceReadError) else error
            files = (job.work.file, *job.work.sides)
            done = Done(job, tuple(without_contents(file, why) for file in files), (), 0)
        self._progress.advance(files=len(done.entries))
        now_new, now_stored = self._saved()
        return replace(done, bytes_new=now_new - new, bytes_stored=now_stored - stored)

    def _read(self, job: Job, where: Where) -> Done:
        try:
            entry, size = self._reader.read(where, job.work.file)
        except DatabaseFound:
            return self._read_database(job, where)
        entries = [entry]
        for side in job.work.sides:  # no side files after all: it is no database
            entry, more = self._reader.read(where, side)
            entries.append(entry)
            size += more
        return Done(job, tuple(entries), (), size)

    def _read_database(self, job: Job, where: Where) -> Done:
        path = os.fsencode(os.path.join(self._root, *job.folder.place.parts(), job.work.file.name))
        read = self._databases.read(Group(where, path, job.work.file, job.work.sides))
        return Done(job, read.entries, read.merged, read.bytes_read)
