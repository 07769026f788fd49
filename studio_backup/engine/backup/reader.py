"""Reads one file: stat, read, stat again."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.files import Where, at
from studio_backup.domain.tree import CHANGED, Entry
from studio_backup.engine.backup.attributes import read_attributes
from studio_backup.engine.backup.changes import Changed
from studio_backup.engine.backup.contents import Contents, ContentStorer
from studio_backup.engine.backup.entries import entry_of, flagged
from studio_backup.engine.backup.holding_programs import programs_holding
from studio_backup.engine.backup.holes import Extent, data_extents
from studio_backup.engine.backup.magic import is_sqlite
from studio_backup.engine.backup.opening import SourceFile, SourceReadError, open_file
from studio_backup.engine.backup.sentences import CHANGING, Problem, is_held, problem_of
from studio_backup.repository.chunker import Sizes

ATTEMPTS = 2
"""How often a file that changes while it is read is read, before it is stored as it is, with a flag."""
FINE_TICK_NS = 20_000_000
COARSE_TICK_NS = 2_000_000_000
"""The longest step of a file system's clock: FAT counts in two seconds, a few others in one."""
_SECOND = 1_000_000_000

SizesFor = Callable[[bytes, int], Sizes]


class DatabaseFound(Exception):
    """The file is an SQLite database, and is not to be read like any other."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a file, of `size` bytes.

    `changed`: something happened to the file meanwhile; `whole`: not to its contents (it was renamed or removed).
    """

    entry: Entry
    size: int
    changed: bool
    whole: bool


class FileReader:
    """Reads files of a source, one at a time. Each worker has its own."""

    def __init__(self, storer: ContentStorer, sizes_for: SizesFor, clock: Clock) -> None:
        self._storer = storer
        self._sizes_for = sizes_for
        self._clock = clock

    def read(self, where: Where, file: Changed) -> tuple[Entry, int]:
        """The file's entry, with contents or with a flag, and how many bytes were read of it. Raises DatabaseFound."""
        total = 0
        last: Reading | None = None
        for _ in range(ATTEMPTS):
            try:
                last = self.read_once(where, file.name)
            except (OSError, SourceReadError) as error:
                return _instead(where, file, last, error), total
            total += last.size
            if not last.changed:
                return last.entry, total
        assert last is not None
        return flagged(last.entry, Problem(CHANGED, CHANGING)), total

    def read_once(self, where: Where, name: str, *, raw: bool = False) -> Reading:
        """Read it once, whatever becomes of it meanwhile. `raw`: databases too.

        Raises OSError and SourceReadError; DatabaseFound, before anything is read.
        """
        with open_file(where, name) as file:
            return self.read_open(file, name, raw=raw)

    def read_open(self, file: SourceFile, name: str, *, raw: bool = False) -> Reading:
        """Read an open file. Raises SourceReadError, OSError, DatabaseFound."""
        before = file.found
        extents = data_extents(file.fd, before)
        xattrs = read_attributes(file.fd)
        wanted = ((0, before.st_size),) if extents is None else extents
        stored = self._storer.store(file, wanted, lambda head: self._choose(head, before.st_size, raw=raw))
        self._outwait_tick(before)
        after = file.look()
        whole = stored.size == sum(length for _, length in wanted) and _stamp(before) == _stamp(after)
        entry = _with_contents(name, before, stored, extents, xattrs)
        return Reading(entry, stored.size, not whole or before.st_ctime_ns != after.st_ctime_ns, whole)

    def _choose(self, head: bytes, size: int, *, raw: bool) -> Sizes:
        if not raw and is_sqlite(head):
            raise DatabaseFound
        return self._sizes_for(head, size)

    def _outwait_tick(self, found: os.stat_result) -> None:
        """A write within the same tick of the file system's clock would leave no trace: let the tick pass."""
        coarse = found.st_mtime_ns % _SECOND == 0 and found.st_ctime_ns % _SECOND == 0
        tick = COARSE_TICK_NS if coarse else FINE_TICK_NS
        age = self._clock.now_ns() - max(found.st_mtime_ns, found.st_ctime_ns)
        if 0 <= age < tick:
            self._clock.sleep((tick - age) / _SECOND)


def without_contents(file: Changed, error: OSError, *, held_by: str = "") -> Entry:
    """The entry of a file that could not be read. `held_by`: the programs that hold it."""
    problem = problem_of(error, held_by=held_by)
    return flagged(entry_of("file", file.name, file.found, size=file.found.st_size), problem)


def _instead(where: Where, file: Changed, last: Reading | None, error: OSError | SourceReadError) -> Entry:
    """The entry when a reading failed. An earlier whole reading of a file gone since is worth more than a flag."""
    if last is not None:
        return last.entry if last.whole else flagged(last.entry, Problem(CHANGED, CHANGING))
    why = error.error if isinstance(error, SourceReadError) else error
    held_by = programs_holding(os.fsencode(at(where, file.name)[0])) if is_held(why) else ""
    return without_contents(file, why, held_by=held_by)


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _with_contents(
    name: str, found: os.stat_result, stored: Contents, extents: tuple[Extent, ...] | None, xattrs: dict[str, str]
) -> Entry:
    if extents is None:
        size = stored.size
    else:
        extents, size = _cut(extents, stored.size), found.st_size
    return msgspec.structs.replace(
        entry_of("file", name, found, size=size),
        extents=extents,
        xattrs=xattrs,
        chunks=stored.chunks,
        chunk_parts=stored.chunk_parts,
        digest=stored.digest,
    )


def _cut(extents: tuple[Extent, ...], size: int) -> tuple[Extent, ...]:
    """The extents as far as they were read: of a file which became shorter, what is stored must fit what is said."""
    kept: list[Extent] = []
    for offset, length in extents:
        if size > 0:
            kept.append((offset, min(length, size)))
        size -= length
    return tuple(kept)
