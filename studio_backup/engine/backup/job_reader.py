"""Reads the files of jobs: one worker's hands."""

from __future__ import annotations

from studio_backup.base.control import Progress
from studio_backup.base.files import Where
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.reader import FileReader, without_contents
from studio_backup.engine.backup.workers import Done, Job


class JobReader:
    """Turns a job into entries. One a thread."""

    def __init__(self, folders: OpenFolders, reader: FileReader, progress: Progress) -> None:
        self._folders = folders
        self._reader = reader
        self._progress = progress

    def __call__(self, job: Job) -> Done:
        """Read the job's file and its side files. A source that fails gives entries with flags, never an error."""
        self._progress.item(job.folder.place.shown(job.work.file.name))
        files = (job.work.file, *job.work.sides)
        try:
            with self._folders.at(job.folder.place) as where:
                return self._read(job, where)
        except OSError as error:
            return Done(job, tuple(without_contents(file, error) for file in files), (), 0)

    def _read(self, job: Job, where: Where) -> Done:
        read = [self._reader.read(where, file) for file in (job.work.file, *job.work.sides)]
        self._progress.advance(files=len(read))
        return Done(job, tuple(entry for entry, _ in read), (), sum(size for _, size in read))
