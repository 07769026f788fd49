"""The files of recovery points: the tree of one point, or of a wedding at any moment, and search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studio_backup.base.control import CancelToken
from studio_backup.domain.problem import Problem
from studio_backup.domain.recovery import select_newest
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.jobs.weddings import all_weddings, everything, find_wedding
from studio_backup.engine.restore.browse import Seen, listing, search
from studio_backup.engine.restore.points import find_point, load_points, select_points
from studio_backup.engine.studio import Studio


@dataclass(frozen=True, slots=True)
class File:
    """One entry. `path`: below its source root. `flags`: why its contents are missing or doubtful."""

    path: bytes
    type: str
    size: int
    mtime_ns: int
    point: str
    source: bytes
    flags: tuple[str, ...] = ()
    target: bytes | None = None


@dataclass(frozen=True, slots=True)
class FileList:
    """Entries in the order of their points and paths."""

    files: tuple[File, ...]
    problems: tuple[Problem, ...] = ()


def files_of_point(studio: Studio, point: str, path: bytes, *, cancel: CancelToken) -> FileList:
    """Everything in a point, or below one of its folders. `point`: the first digits of its id."""
    weddings, problems = everything(studio)
    loaded = load_points(studio.repository, [c for w in weddings for c in w.collections])
    found = find_point(loaded.points, point)
    return FileList(_files(listing(studio.repository, found, path, deep=True), cancel), (*problems, *loaded.problems))


def files_of_wedding(
    studio: Studio, wedding: str, date: str, at_ns: int | None, text: str, *, cancel: CancelToken
) -> FileList:
    """Everything a restore at that moment would bring back, or what of it fits the search text.

    With an empty wedding all weddings are searched.
    """
    weddings, problems = everything(studio) if wedding else all_weddings(studio)
    chosen = [find_wedding(weddings, wedding, date)] if wedding else weddings
    files: list[File] = []
    for one in chosen:
        loaded = load_points(studio.repository, one.collections)
        problems += loaded.problems
        chosen_points = select_points(loaded.points, at_ns) if wedding else select_newest(loaded.points, at_ns)
        files += _files(search(studio.repository, chosen_points.points, text, cancel=cancel), cancel)
    return FileList(tuple(files), tuple(problems))


def _files(seen: Iterable[Seen], cancel: CancelToken) -> tuple[File, ...]:
    found = []
    for one in seen:
        cancel.check()
        found.append(_file(one.point, one))
    return tuple(found)


def _file(point: StoredSnapshot, seen: Seen) -> File:
    entry = seen.entry
    path = seen.path or entry.raw_name
    target = entry.raw_target if entry.type == "link" else None
    return File(
        path, entry.type, entry.size, entry.mtime_ns, point.id, point.snapshot.source.raw_path, entry.flags, target
    )
