"""How well each wedding is covered: newest points, complete copies, what was read back when. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from studio_backup.domain.collection import Wedding
from studio_backup.domain.objects import collection_name
from studio_backup.domain.snapshot import SnapshotNeeds, StoredSnapshot
from studio_backup.sync.ledger import Ledger, ReadCoverage

UNREAD_LIMIT_NS = 30 * 24 * 3600 * 10**9
"""What was not read back for so long is stale."""

State = Literal["damaged", "stale", "good"]
_ORDER: tuple[State, ...] = ("damaged", "stale", "good")


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as status sees it. `sizes`: its objects, name to bytes, by listing or by ledger."""

    name: str
    sizes: Mapping[str, int] = field(repr=False)
    ledger: Ledger = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewestPoint:
    """The newest point of one source on one device. `source`: raw path. `partial`: the run went on after it."""

    id: str
    device: str
    source: bytes
    ended_ns: int
    partial: bool
    flagged: int


@dataclass(frozen=True, slots=True)
class Copy:
    """One wedding at one place. A point is complete there if it and all that it needs are there and not damaged.

    `newest_missing`: newest points of sources which are not complete there. `read`: of what the points need.
    """

    place: str
    complete: int
    points: int
    newest_missing: tuple[str, ...]
    damaged: tuple[str, ...]
    read: ReadCoverage


@dataclass(frozen=True, slots=True)
class WeddingStatus:
    """One wedding. `reasons`: sentences for its state, worst first."""

    wedding: Wedding
    newest: tuple[NewestPoint, ...]
    copies: tuple[Copy, ...]
    state: State
    reasons: tuple[str, ...]


def wedding_statuses(
    weddings: Iterable[Wedding],
    snapshots: Mapping[str, Sequence[StoredSnapshot]],
    needs: Mapping[str, SnapshotNeeds],
    places: Sequence[PlaceView],
    *,
    now_ns: int,
) -> tuple[WeddingStatus, ...]:
    """Every wedding, the damaged and stale ones first, else in the order given. `snapshots`: by collection."""
    found = [_status(one, snapshots, needs, places, now_ns) for one in weddings]
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.state)))


def newest_points(snapshots: Iterable[StoredSnapshot]) -> tuple[NewestPoint, ...]:
    """The newest point of each source on each device, newest first."""
    newest: dict[tuple[str, bytes], StoredSnapshot] = {}
    for one in sorted(snapshots, key=lambda one: (one.snapshot.ended_ns, one.snapshot.number)):
        newest[one.snapshot.device, one.snapshot.source.raw_path] = one
    points = [
        NewestPoint(one.id, device, source, one.snapshot.ended_ns, one.snapshot.partial, one.snapshot.counts.flagged)
        for (device, source), one in newest.items()
    ]
    return tuple(sorted(points, key=lambda point: -point.ended_ns))


def _status(
    wedding: Wedding,
    snapshots: Mapping[str, Sequence[StoredSnapshot]],
    needs: Mapping[str, SnapshotNeeds],
    places: Sequence[PlaceView],
    now_ns: int,
) -> WeddingStatus:
    points = [one for collection in wedding.collections for one in snapshots.get(collection, ())]
    newest = newest_points(points)
    copies = tuple(_copy(place, points, newest, needs) for place in places)
    damaged = [f"{len(one.damaged)} damaged objects at {one.place}." for one in copies if one.damaged]
    stale = [reason for one in copies for reason in _stale(one, now_ns)] if points else []
    state: State = "damaged" if damaged else "stale" if stale else "good"
    return WeddingStatus(wedding, newest, copies, state, (*damaged, *stale))


def _copy(
    place: PlaceView,
    points: Sequence[StoredSnapshot],
    newest: Sequence[NewestPoint],
    needs: Mapping[str, SnapshotNeeds],
) -> Copy:
    needed = {one.id: _objects(one, needs.get(one.id)) for one in points}
    everything = frozenset().union(*needed.values())
    damaged = {name for name in everything if _is_damaged(place, name)}
    complete = {
        one.id
        for one in points
        if (told := needs.get(one.id)) and told.complete and _all_there(place, needed[one.id], damaged)
    }
    there = {name: place.sizes[name] for name in everything if name in place.sizes}
    lacking = tuple(point.id for point in newest if point.id not in complete)
    read = place.ledger.coverage(there)
    return Copy(place.name, len(complete), len(points), lacking, tuple(sorted(damaged)), read)


def _objects(point: StoredSnapshot, told: SnapshotNeeds | None) -> frozenset[str]:
    own = collection_name(point.snapshot.collection, "snapshots", point.id)
    return (told.objects if told else frozenset()) | {own}


def _is_damaged(place: PlaceView, name: str) -> bool:
    record = place.ledger.record(name)
    return record is not None and record.state == "damaged"


def _all_there(place: PlaceView, names: Iterable[str], damaged: set[str]) -> bool:
    return all(name in place.sizes and name not in damaged for name in names)


def _stale(copy: Copy, now_ns: int) -> list[str]:
    reasons: list[str] = []
    if copy.newest_missing:
        reasons.append(f"{copy.place} lacks the newest point of {len(copy.newest_missing)} sources.")
    if copy.read.never_read:
        reasons.append(f"{copy.read.never_read} objects at {copy.place} were never read back.")
    elif copy.read.oldest_ns and now_ns - copy.read.oldest_ns > UNREAD_LIMIT_NS:
        days = (now_ns - copy.read.oldest_ns) // (24 * 3600 * 10**9)
        reasons.append(f"Some of {copy.place} was not read back for {days} days.")
    return reasons
