"""Which recovery points a restore takes: pure rules over snapshots.

A point's moment is the start of its run: all that was there before that instant is in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from studio_backup.domain.snapshot import StoredSnapshot


@dataclass(frozen=True, slots=True, order=True)
class SourceRoot:
    """One source root of one device: the absolute path's bytes, and the device's hex id."""

    path: bytes
    device: str


def source_of(point: StoredSnapshot) -> SourceRoot:
    """Which source root a point is a record of."""
    return SourceRoot(point.snapshot.source.raw_path, point.snapshot.device)


def moment_of(point: StoredSnapshot) -> int:
    """The moment a point stands for: the start of its run, ns UTC."""
    return point.snapshot.started_ns


def by_age(point: StoredSnapshot) -> tuple[int, int, str]:
    """Sort key, oldest first."""
    return point.snapshot.started_ns, point.snapshot.number, point.id


@dataclass(frozen=True, slots=True)
class Selection:
    """What a restore of a wedding takes.

    `points`: for every source root its newest complete point, ordered by root. `history`: all points looked at, oldest
    first, of any moment up to the one asked for. `only_partial`: roots of which no complete point exists by then.
    """

    points: tuple[StoredSnapshot, ...]
    history: tuple[StoredSnapshot, ...]
    only_partial: tuple[SourceRoot, ...] = ()


def select_newest(points: Iterable[StoredSnapshot], at_ns: int | None = None) -> Selection:
    """The newest complete point, at or before `at_ns` (None: now), of every source root on every device.

    Points may come from several collections of one wedding; a root counts once over all of them.
    """
    history = sorted((p for p in points if at_ns is None or moment_of(p) <= at_ns), key=by_age)
    chosen: dict[SourceRoot, StoredSnapshot] = {}
    seen: set[SourceRoot] = set()
    for point in history:
        seen.add(source_of(point))
        if not point.snapshot.partial:
            chosen[source_of(point)] = point
    roots = sorted(chosen)
    return Selection(tuple(chosen[r] for r in roots), tuple(history), tuple(sorted(seen - set(roots))))


def older_points(history: Iterable[StoredSnapshot], point: StoredSnapshot) -> tuple[StoredSnapshot, ...]:
    """All older points of the same source root, newest first, partial ones included."""
    found = (p for p in history if source_of(p) == source_of(point) and by_age(p) < by_age(point))
    return tuple(sorted(found, key=by_age, reverse=True))


def matches_source(point: StoredSnapshot, wanted: bytes) -> bool:
    """Whether a person who typed `wanted` means this point's root: its whole path, or its last parts."""
    path = _plain(point.snapshot.source.raw_path)
    asked = _plain(wanted)
    return path == asked or path.endswith(b"/" + asked.lstrip(b"/"))


def _plain(path: bytes) -> bytes:
    return path.replace(b"\\", b"/").rstrip(b"/") or b"/"
