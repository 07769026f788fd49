"""Reads SQLite databases (Lightroom's and Capture One's catalogs are) so that what comes back opens and is whole.

At rest: under a shared lock, bit for bit. In use: SQLite's own backup into a file without a name, which holds all rows
committed before the start; its side files are then listed as merged and not stored, for a copy beside a later
write-ahead log would be torn. Where neither can be had: raw, with all side files in one group that is compared before
and after, and a flag.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import msgspec

from studio_backup.base.files import Where, at
from studio_backup.domain.tree import INCONSISTENT, Entry
from studio_backup.engine.backup.attributes import read_attributes
from studio_backup.engine.backup.changes import Changed
from studio_backup.engine.backup.database_process import DatabaseProcess, Held, NotCopiedError
from studio_backup.engine.backup.entries import entry_of, flagged
from studio_backup.engine.backup.opening import SourceReadError, open_file
from studio_backup.engine.backup.reader import FileReader, Reading
from studio_backup.engine.backup.sentences import Problem
from studio_backup.engine.backup.side_files import SUFFIXES

GROUP_ATTEMPTS = 3
_AT_REST_ATTEMPTS = 2
Stamp = tuple[int, int, int, int]  # inode, size, mtime_ns, ctime_ns


@dataclass(frozen=True, slots=True)
class Group:
    """A database and its side files in one folder. `path`: the database's absolute path."""

    where: Where
    path: bytes
    file: Changed
    sides: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class GroupRead:
    """What was stored of a group. `merged`: names of side files whose contents are in the stored database."""

    entries: tuple[Entry, ...]
    merged: tuple[str, ...]
    bytes_read: int


class DatabaseReader:
    """One worker's way of reading databases. The process behind it is shared."""

    def __init__(self, process: DatabaseProcess, reader: FileReader) -> None:
        self._process = process
        self._reader = reader

    def read(self, group: Group) -> GroupRead:
        """Store the group. Raises OSError and SourceReadError where the database itself cannot be read."""
        try:
            for _ in range(_AT_REST_ATTEMPTS):
                with self._process.held(group.path) as held:
                    found = self._in_use(group, held) if held.in_use else self._at_rest(group, held)
                if found is not None:
                    return found
            raise NotCopiedError("its program wrote to it without a pause")
        except NotCopiedError as error:
            return self._raw(group, str(error))

    def _at_rest(self, group: Group, held: Held) -> GroupRead | None:
        """Raw, under the lock; None if it was not at rest after all."""
        reading = self._reader.read_once(group.where, group.file.name, raw=True)
        if reading.changed or (reading.entry.device, reading.entry.inode) != (held.device, held.inode):
            return None
        if self._present(group, "-wal") is not None:
            return None
        return GroupRead((reading.entry,), self._merged(group), reading.size)

    def _in_use(self, group: Group, held: Held) -> GroupRead:
        """SQLite's own copy."""
        with open_file(group.where, group.file.name) as source:
            before = source.found
            xattrs = read_attributes(source.fd)
        if (before.st_dev, before.st_ino) != (held.device, held.inode):
            raise NotCopiedError("another file took its name")
        wal = self._present(group, "-wal")
        with self._process.copy(before.st_size + (wal.st_size if wal is not None else 0)) as copy:
            reading = self._reader.read_open(copy, group.file.name, raw=True)
        contents = reading.entry
        entry = msgspec.structs.replace(
            entry_of("file", group.file.name, before, size=contents.size),
            xattrs=xattrs,
            chunks=contents.chunks,
            chunk_parts=contents.chunk_parts,
            digest=contents.digest,
            extents=contents.extents,
        )
        return GroupRead((entry,), self._merged(group), reading.size)

    def _raw(self, group: Group, why: str) -> GroupRead:
        """All files of the group as they lie there, of one moment if we can have that."""
        for attempt in range(1, GROUP_ATTEMPTS + 1):
            before = self._stamps(group)
            try:
                read = [self._reader.read_once(group.where, name, raw=True) for name in before]
            except (OSError, SourceReadError):
                if attempt == GROUP_ATTEMPTS:
                    raise
                continue
            if self._stamps(group) == before and not any(one.changed for one in read):
                return _flagged_group(read, why)
        return _flagged_group(read, f"{why}, and it changed while it was read")

    def _stamps(self, group: Group) -> dict[str, Stamp]:
        """What tells whether a file of the group was written to, by name, the database first."""
        found = {suffix: self._present(group, suffix) for suffix in ("", *SUFFIXES)}
        return {
            group.file.name + suffix: (one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns)
            for suffix, one in found.items()
            if one is not None
        }

    def _present(self, group: Group, suffix: str) -> os.stat_result | None:
        path, folder = at(group.where, group.file.name + suffix)
        try:
            return os.stat(path, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def _merged(self, group: Group) -> tuple[str, ...]:
        """Side files seen by the walk or lying there now."""
        seen = {side.name for side in group.sides}
        return tuple(
            group.file.name + suffix
            for suffix in SUFFIXES
            if group.file.name + suffix in seen or self._present(group, suffix) is not None
        )


def _flagged_group(read: list[Reading], why: str) -> GroupRead:
    first, *others = (one.entry for one in read)
    text = (
        f"The database is stored as it lay there, with its side files, because {why}. It may need repair after a "
        "restore. Open and close it in its program, then back up again."
    )
    return GroupRead((flagged(first, Problem(INCONSISTENT, text)), *others), (), sum(one.size for one in read))
