"""Recovery points as the catalog keeps them: one row each, and the files for its search. All of it from the vault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_backup.base.control import CancelToken
from studio_backup.catalog.points import PointRow
from studio_backup.catalog.search import FileRow
from studio_backup.domain.collection import SETTINGS, Wedding
from studio_backup.domain.problem import Problem
from studio_backup.domain.recovery import by_age, source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import CHANGED, INCONSISTENT, WITHOUT_CONTENTS
from studio_backup.engine.jobs.loss import differences
from studio_backup.engine.jobs.points import device_names
from studio_backup.engine.jobs.weddings import everything
from studio_backup.engine.restore.points import load_points
from studio_backup.engine.restore.walk import Found, walk
from studio_backup.engine.studio import Studio


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """A point, its wedding, and the newest complete point of the same source root before it (None for the first)."""

    point: StoredSnapshot
    wedding: Wedding
    before: StoredSnapshot | None


@dataclass(frozen=True, slots=True)
class KnownPoints:
    """All points of weddings, oldest first, and what is wrong with others. `settings`: points of what people typed."""

    points: tuple[KnownPoint, ...]
    settings: tuple[KnownPoint, ...]
    problems: tuple[Problem, ...]
    devices: dict[str, str]


def known_points(studio: Studio) -> KnownPoints:
    """Everything the vault holds."""
    weddings, problems = everything(studio)
    found: list[KnownPoint] = []
    for wedding in weddings:
        loaded = load_points(studio.repository, wedding.collections)
        problems += loaded.problems
        found += _chained(loaded.points, wedding)
    ordered = sorted(found, key=lambda known: by_age(known.point))
    points = tuple(one for one in ordered if one.wedding.kind != SETTINGS)
    settings = tuple(one for one in ordered if one.wedding.kind == SETTINGS)
    return KnownPoints(points, settings, tuple(problems), device_names(studio))


def _chained(points: Sequence[StoredSnapshot], wedding: Wedding) -> Iterator[KnownPoint]:
    newest: dict[object, StoredSnapshot] = {}
    for point in points:
        root = (source_of(point), point.snapshot.collection)
        yield KnownPoint(point, wedding, newest.get(root))
        if not point.snapshot.partial:
            newest[root] = point


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Entries whose contents are not in a point as they were: how many, and the path of one below its source."""

    count: int = 0
    example: str = ""


_CONTENTS_MISSED = WITHOUT_CONTENTS | {CHANGED, INCONSISTENT}


def unreadable_in(studio: Studio, known: KnownPoint, *, cancel: CancelToken) -> Unreadable:
    """Sockets, devices and mount points have no contents to be missed. Only the trees of flagged points are read."""
    snapshot = known.point.snapshot
    if snapshot.partial or not snapshot.counts.flagged:
        return Unreadable()
    count, example = 0, ""
    for found in walk(studio.repository.reader(snapshot.collection), snapshot.root):
        cancel.check()
        if _CONTENTS_MISSED.intersection(found.entry.flags):
            count, example = count + 1, example or _text(found)
    return Unreadable(count, example)


def row_of(known: KnownPoint, devices: dict[str, str], unreadable: Unreadable = Unreadable()) -> PointRow:
    """The catalog's row."""
    snapshot, counts = known.point.snapshot, known.point.snapshot.counts
    return PointRow(
        id=known.point.id,
        collection=snapshot.collection,
        wedding=known.wedding.label,
        date=known.wedding.date,
        source=snapshot.source.raw_path.decode("utf-8", "surrogateescape"),
        device=devices.get(snapshot.device, snapshot.device),
        number=snapshot.number,
        started_ns=snapshot.started_ns,
        ended_ns=snapshot.ended_ns,
        partial=snapshot.partial,
        files=counts.files,
        bytes=counts.bytes,
        flagged=counts.flagged,
        unreadable=unreadable.count,
        unreadable_example=unreadable.example,
    )


def file_rows(studio: Studio, known: KnownPoint, *, cancel: CancelToken) -> Iterator[FileRow]:
    """Every file of the point whose contents are stored."""
    reader = studio.repository.reader(known.point.snapshot.collection)
    for found in walk(reader, known.point.snapshot.root):
        cancel.check()
        entry = found.entry
        if entry.has_contents:
            yield FileRow(_text(found), entry.size, entry.mtime_ns, entry.digest)


def _text(found: Found) -> str:
    return (found.path or found.entry.raw_name).decode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class News:
    """What is new in a point against the one before of its source: files, and their bytes."""

    files: int
    bytes: int


def news_of(studio: Studio, known: KnownPoint, *, cancel: CancelToken) -> News:
    """Reads the trees which differ; of a source's first point everything is new."""
    reader = studio.repository.reader(known.point.snapshot.collection)
    counts = known.point.snapshot.counts
    if known.before is None:
        return News(counts.files, counts.bytes)
    files = size = 0
    for _, old, new in differences(reader, known.before.snapshot.root, known.point.snapshot.root):
        cancel.check()
        if new is not None and new.has_contents and (old is None or old.digest != new.digest):
            files, size = files + 1, size + new.size
    return News(files, size)
