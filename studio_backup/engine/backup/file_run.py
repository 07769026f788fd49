"""Reads a source root that is a single file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable

from studio_backup.base.errors import SourceError
from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.assembly import Folder
from studio_backup.engine.backup.changes import Changed, Earlier, History, Parents, Sorted, sort_files
from studio_backup.engine.backup.entries import entry_of
from studio_backup.engine.backup.job_reader import JobReader
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.roots import Root
from studio_backup.engine.backup.side_files import SUFFIXES
from studio_backup.engine.backup.tally import Tally
from studio_backup.engine.backup.work import ToRead
from studio_backup.engine.backup.workers import Job


def run_file(
    root: Root,
    parents: Parents,
    history: History,
    reader: JobReader,
    tally: Tally,
    *,
    rely_on: Callable[[Iterable[str]], bool],
    before_reading: Callable[[list[ToRead], bool], None],
) -> Entry:
    """The file's entry. Raises SourceError if it cannot be read at all: a point of nothing helps nobody."""
    place = Place(None, "")
    files = sort_root_file(root, parents, history, rely_on=rely_on)
    if files.kept:
        tally.count_kept(files.kept)
        return files.kept[0]
    work = ToRead(files.changed[0], tuple(_sides(root.path)))
    before_reading([work], True)
    done = reader(Job(Folder(None, place, entry_of("folder", "", root.found), Earlier()), work))
    entry = done.entries[0]
    if not entry.has_contents:
        raise SourceError(f"The source {root.shown} cannot be read. {entry.problem}", hint="Nothing was backed up.")
    tally.count(entry, place)
    tally.merge(place, done.merged)
    tally.read, tally.bytes_read = 1, done.bytes_read
    tally.store(root.name, done.bytes_read, done.bytes_new, done.bytes_stored)
    return entry


def sort_root_file(
    root: Root, parents: Parents, history: History, *, rely_on: Callable[[Iterable[str]], bool]
) -> Sorted:
    """Whether the file is unchanged; a database with side files never is."""
    name = os.path.basename(root.path)
    stored = [entry for entry in parents.roots if entry.type == "file"]
    known = {name: stored[0]} if stored else {}
    must_read = frozenset({name} if parents.merged or _sides(root.path) else ())
    return sort_files(
        [(name, root.found)], Earlier(children=known), history,
        rely_on=rely_on, stable_inodes=True, must_read=must_read,
    )  # fmt: skip


def _sides(path: str) -> list[Changed]:
    found: list[Changed] = []
    for suffix in SUFFIXES:
        with contextlib.suppress(OSError):
            found.append(Changed(os.path.basename(path) + suffix, os.lstat(path + suffix), None))
    return found
