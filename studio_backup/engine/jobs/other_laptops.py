"""What other laptops stored of a wedding: this one knows only its own vault, the studio's places hold all of it."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable
from dataclasses import dataclass

from studio_backup.base.control import CancelToken
from studio_backup.domain.collection import weddings_of
from studio_backup.domain.point_content import PointContent, Tally
from studio_backup.domain.recovery import source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.jobs.weddings import same_name
from studio_backup.engine.restore.points import load_points
from studio_backup.engine.restore.walk import walk
from studio_backup.engine.studio import Studio
from studio_backup.repository.repository import Repository


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`contents`: path of a folder on its laptop, and what its newest complete point holds. `silent`: names of places
    that did not answer, so that nobody knows what more lies there."""

    contents: tuple[tuple[str, PointContent], ...] = ()
    silent: tuple[str, ...] = ()


def stored_elsewhere(
    studio: Studio, wedding: str, date: str, known: Container[str], *, cancel: CancelToken
) -> Elsewhere:
    """Asks every place. `known`: ids of this laptop's own points. Raises StorageError, DamageError."""
    repository = studio.repository_over(studio.everywhere())
    weddings = same_name(weddings_of(repository.collections().collections), wedding, date)
    points = (point for one in weddings for point in load_points(repository, one.collections).points)
    newest = [point for point in _newest(points) if point.id not in known]
    contents = tuple((os.fsdecode(source_of(one).path), _content(repository, one, cancel)) for one in newest)
    return Elsewhere(contents, tuple(sorted(studio.unreachable)))


def _newest(points: Iterable[StoredSnapshot]) -> Iterable[StoredSnapshot]:
    """Of each folder of each laptop; `points` are oldest first within a wedding."""
    return {
        (source_of(point), point.snapshot.collection): point for point in points if not point.snapshot.partial
    }.values()


def _content(repository: Repository, point: StoredSnapshot, cancel: CancelToken) -> PointContent:
    tally = Tally()
    for found in walk(repository.reader(point.snapshot.collection), point.snapshot.root):
        cancel.check()
        entry = found.entry
        if entry.has_contents:
            path = found.path.decode("utf-8", "surrogateescape")
            tally.add(path, entry.size, entry.mtime_ns, entry.digest)
    return tally.content()
