"""What a place lacks: a pure plan, in law order, from frozen listings. Knows no contents.

Not replicated: the marker `tier` (it says which place this is) and `pending/` (an intent protects a running writer
at the place it writes to; a copy only gets committed snapshots).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from studio_backup.domain.objects import Kind, ObjectName, parse_name
from studio_backup.domain.snapshot import SnapshotNeeds
from studio_backup.sync.listing import Listing

NOT_REPLICATED = frozenset({Kind.PENDING, Kind.MARKER})
COMMON = frozenset(
    {
        Kind.TOMBSTONE, Kind.PRUNE_RECORD, Kind.CONFIG, Kind.FEATURES, Kind.SLOT, Kind.IDENTITY, Kind.MASTER,
        Kind.COLLECTION_KEY, Kind.DEVICE, Kind.AUDIT,
    }
)  # fmt: skip
"""Kinds which are copied whatever weddings were asked for: without them a copy does not open."""

_OPENS = tuple(kind for kind in Kind if kind < Kind.PACK and kind is not Kind.SLOT)


@dataclass(frozen=True, slots=True)
class Copy:
    """One object to copy. `mends`: an object of another size lies under the name there.

    `awaits` (snapshots only): objects of this plan which must be confirmed there before.
    """

    name: ObjectName
    size: int
    mends: bool = False
    awaits: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A snapshot which is not copied. `reason`: a sentence. `lacking`: the objects that were not to be had."""

    snapshot: str
    reason: str
    lacking: tuple[str, ...] = ()
    missing_files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplicationPlan:
    """What is to be done for one place. `copies` in law order; `present` objects are already there.

    `slots_there`: key slots which the place already has; a snapshot needs at least one.
    """

    copies: tuple[Copy, ...]
    withheld: tuple[Withheld, ...]
    present: int
    present_bytes: int
    slots_there: int

    @property
    def total_bytes(self) -> int:
        """Bytes to copy."""
        return sum(one.size for one in self.copies)


def plan_replication(
    source: Listing,
    target: Listing,
    needs: Mapping[str, SnapshotNeeds] | None,
    *,
    collections: Collection[str] | None = None,
    donors: Sequence[Listing] = (),
    ignored: frozenset[str] = frozenset(),
) -> ReplicationPlan:
    """The plan which makes `target` a copy of `source`.

    `needs`: by snapshot id (sha256); None without keys. A snapshot without needs needs every pack and index of its
    collection in these listings. `collections`: only these, besides the common kinds. `donors`: other places which
    may have what the source lost. `ignored`: names which nobody needs any more (superseded packs).
    """
    return _Planner(source, target, needs or {}, collections, tuple(donors), ignored).plan()


class _Planner:
    def __init__(
        self,
        source: Listing,
        target: Listing,
        needs: Mapping[str, SnapshotNeeds],
        collections: Collection[str] | None,
        donors: tuple[Listing, ...],
        ignored: frozenset[str],
    ) -> None:
        self._source, self._target, self._needs = source, target, needs
        self._collections, self._donors, self._ignored = collections, donors, ignored
        self._copies: dict[str, Copy] = {}
        self._withheld: list[Withheld] = []
        self._present = self._present_bytes = 0
        self._whole: dict[str, frozenset[str]] = {}
        self._opening: dict[tuple[str, frozenset[str]], frozenset[str]] = {}

    def plan(self) -> ReplicationPlan:
        for name in self._wanted():
            if name.kind is not Kind.SNAPSHOT:
                self._consider(name)
        snapshots = [name for name in self._wanted() if name.kind is Kind.SNAPSHOT]
        for name in snapshots:
            self._fetch_lost(name)
        for name in snapshots:
            self._consider_snapshot(name)
        copies = sorted(self._copies.values(), key=lambda one: (one.name.kind, one.name.text))
        slots = len(self._target.names(Kind.SLOT))
        return ReplicationPlan(tuple(copies), tuple(self._withheld), self._present, self._present_bytes, slots)

    def _wanted(self) -> Iterator[ObjectName]:
        for text in self._source.names(*(kind for kind in Kind if kind not in NOT_REPLICATED)):
            name = parse_name(text)
            if name and text not in self._ignored and self._selected(name):
                yield name

    def _selected(self, name: ObjectName) -> bool:
        return self._collections is None or name.kind in COMMON or name.collection in self._collections

    def _consider(self, name: ObjectName, awaits: frozenset[str] = frozenset()) -> None:
        size = self._source.objects[name.text].size
        if self._target.has(name.text, size):
            self._present += 1
            self._present_bytes += size
        else:
            mends = self._target.size(name.text) is not None
            self._copies[name.text] = Copy(name, size, mends, awaits)

    def _fetch_lost(self, snapshot: ObjectName) -> None:
        """What the snapshot needs and the source lost comes from a donor."""
        for text in self._needed(snapshot):
            name = parse_name(text)
            if name is None or self._there(text):
                continue
            size = next((size for one in self._donors if (size := one.size(text)) is not None), None)
            if size is not None:
                self._copies[text] = Copy(name, size)

    def _there(self, text: str) -> bool:
        return text in self._copies or self._target.size(text) is not None

    def _consider_snapshot(self, snapshot: ObjectName) -> None:
        if self._target.has(snapshot.text, self._source.objects[snapshot.text].size):
            self._consider(snapshot)
            return
        needed = self._needed(snapshot)
        lacking = tuple(sorted(text for text in needed if not self._there(text)))
        told = self._needs.get(snapshot.sha256)
        if lacking:
            self._withhold(snapshot, "objects which it needs are at no place", lacking)
        elif told and not told.complete:
            self._withhold(snapshot, "some of its contents lie in no known pack", ())
        else:
            awaits = frozenset(text for text in needed if text in self._copies)
            self._consider(snapshot, awaits | self._opens(snapshot, needed))

    def _withhold(self, snapshot: ObjectName, reason: str, lacking: tuple[str, ...]) -> None:
        told = self._needs.get(snapshot.sha256)
        self._withheld.append(Withheld(snapshot.text, reason, lacking, told.missing_files if told else ()))

    def _needed(self, snapshot: ObjectName) -> frozenset[str]:
        told = self._needs.get(snapshot.sha256)
        return told.objects - self._ignored if told else self._everything_of(snapshot.collection)

    def _everything_of(self, collection: str) -> frozenset[str]:
        if collection not in self._whole:
            prefixes = (f"c/{collection}/packs/", f"c/{collection}/index/")
            names = self._source.names(Kind.PACK, Kind.INDEX)
            self._whole[collection] = frozenset(n for n in names if n.startswith(prefixes)) - self._ignored
        return self._whole[collection]

    def _opens(self, snapshot: ObjectName, needed: frozenset[str]) -> frozenset[str]:
        """Objects of the plan without which the snapshot could not be opened there."""
        devices = frozenset(text for text in needed if text.startswith("devices/"))
        key = (snapshot.collection, devices)
        if key not in self._opening:
            self._opening[key] = frozenset(
                one.name.text
                for one in self._copies.values()
                if one.name.kind in (*_OPENS, Kind.SUPERSEDED)
                and one.name.collection in ("", snapshot.collection)
                and (one.name.kind is not Kind.DEVICE or not devices or one.name.text in devices)
            )
        return self._opening[key]
