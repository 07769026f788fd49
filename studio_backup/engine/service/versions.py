"""The versions of one path over time: runs of points that have the same contents there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studio_backup.api.browse import VersionView
from studio_backup.api.paths import to_wire
from studio_backup.domain.brief import Brief
from studio_backup.domain.recovery import SourceRoot, by_age, source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import WITHOUT_CONTENTS
from studio_backup.engine.jobs.holders import Holders
from studio_backup.engine.jobs.points import object_name
from studio_backup.engine.restore.walk import entry_at
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.reach import OutOfReach, Reach


@dataclass(slots=True)
class _Run:
    """Points one after the other with equal contents of the path. `entry`: of the newest."""

    points: list[StoredSnapshot]
    entry: Brief
    changed: bool

    @property
    def newest(self) -> StoredSnapshot:
        """The last of them."""
        return self.points[-1]


def versions(opened: OpenedVault, reach: Reach, points: Iterable[StoredSnapshot], path: bytes) -> list[VersionView]:
    """All of them, newest first. A point in which the path has no contents breaks no run."""
    runs: dict[SourceRoot, list[_Run]] = {}
    for point in sorted(points, key=by_age):
        entry = brief_at(opened, point, path)
        if entry is None or entry.type == "folder" or WITHOUT_CONTENTS.intersection(entry.flags):
            continue
        known = runs.setdefault(source_of(point), [])
        before = known[-1] if known else None
        if before is not None and _print(before.entry) == _print(entry):
            before.points.append(point)
            before.entry = entry
        else:
            known.append(_Run([point], entry, before is not None))
    found = sorted((run for each in runs.values() for run in each), key=lambda run: by_age(run.newest), reverse=True)
    return _views(opened, reach, found, path)


def brief_at(opened: OpenedVault, point: StoredSnapshot, path: bytes) -> Brief | None:
    """What a point has at a path below its root."""
    load = opened.loader(point.snapshot.collection)
    root = point.snapshot.root
    if not path:
        size, digest = root.size, root.digest
        return Brief(type=root.type, size=size, mtime_ns=root.mtime_ns, digest=digest, tree=root.tree, flags=root.flags)
    entry: Brief | None = Brief(type="folder", tree=root.tree)
    for name in path.split(b"/"):
        entry = opened.pages.find(load, entry.tree, name) if entry is not None else None
    return entry


def _print(entry: Brief) -> tuple[str, int, str, str, str]:
    return entry.type, entry.size, entry.digest, entry.target, entry.target64


def _views(opened: OpenedVault, reach: Reach, runs: list[_Run], path: bytes) -> list[VersionView]:
    with opened.studio() as studio:
        holders = Holders(studio)
        out = {c: reach.out_of(c) for c in {run.newest.snapshot.collection for run in runs}}
        return [_view(opened, reach, run, path, _held(holders, run), out) for run in runs]


def _held(holders: Holders, run: _Run) -> tuple[str, ...]:
    """Every place which holds any of the points: all of them have the same contents."""
    return tuple(dict.fromkeys(place for point in reversed(run.points) for place in holders.of(object_name(point))))


def _view(
    opened: OpenedVault, reach: Reach, run: _Run, path: bytes, held: tuple[str, ...], out: dict[str, OutOfReach]
) -> VersionView:
    point, entry = run.newest, run.entry
    return VersionView(
        point=point.id,
        path=_wire(path),
        source=_wire(point.snapshot.source.raw_path),
        first_ns=run.points[0].snapshot.started_ns,
        last_ns=point.snapshot.started_ns,
        points=len(run.points),
        size=entry.size,
        mtime_ns=entry.mtime_ns,
        digest=entry.digest,
        changed=run.changed,
        held=held,
        flags=entry.flags,
        lacking=_lacking(opened, reach, point, path, out[point.snapshot.collection]),
    )


def _lacking(opened: OpenedVault, reach: Reach, point: StoredSnapshot, path: bytes, out: OutOfReach) -> str:
    if not out.packs:
        return ""
    collection = point.snapshot.collection
    entry = opened.reading(collection, lambda reader: entry_at(reader, point.snapshot.root, path))
    return reach.lacking(collection, entry, out) if entry is not None else ""


def _wire(name: bytes) -> str:
    return to_wire(name.decode("utf-8", "surrogateescape"))
