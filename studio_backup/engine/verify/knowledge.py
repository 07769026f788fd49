"""What the opened vault, read from all its places, tells sync: snapshots, their needs, what nobody needs any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.collection import Wedding, grouped
from studio_backup.domain.objects import Kind, pack_name, parse_name
from studio_backup.domain.snapshot import SnapshotNeeds, StoredSnapshot
from studio_backup.repository.repository import Repository


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`weddings`: with the settings. `snapshots`: by collection, oldest first. `needs`: by snapshot id, with the
    records of the devices they name.

    `superseded`: object names of packs which were lost and replaced. `unknown`: collections which do not open, and why.
    """

    weddings: tuple[Wedding, ...]
    snapshots: Mapping[str, tuple[StoredSnapshot, ...]] = field(repr=False)
    needs: Mapping[str, SnapshotNeeds] = field(repr=False)
    superseded: frozenset[str]
    unknown: Mapping[str, str]

    def weddings_of(self, collections: Collection[str]) -> tuple[str, ...]:
        """Names of the weddings which these collections belong to."""
        return tuple(one.label for one in self.weddings if set(one.collections) & set(collections))

    def by_id(self) -> dict[str, StoredSnapshot]:
        """Every snapshot by its id."""
        return {one.id: one for of_one in self.snapshots.values() for one in of_one}


def learn(
    repository: Repository,
    *,
    progress: Progress,
    cancel: CancelToken,
    collections: Collection[str] | None = None,
) -> Knowledge:
    """Read what is needed of the vault. Damage never stops it: what cannot be read is not known."""
    progress.stage("reading the vault")
    listing = repository.collections()
    chosen = [one.id for one in listing.collections if collections is None or one.id in collections]
    devices = _device_objects(repository)
    snapshots: dict[str, tuple[StoredSnapshot, ...]] = {}
    needs: dict[str, SnapshotNeeds] = {}
    superseded: set[str] = set()
    unknown: dict[str, str] = {}
    for collection in chosen:
        cancel.check()
        try:
            snapshots[collection] = repository.snapshots(collection).snapshots
            reader = repository.reader(collection)
            superseded.update(pack_name(collection, lost) for lost in reader.superseded)
            for one in snapshots[collection]:
                cancel.check()
                needs[one.id] = _with_device(reader.needs(one), devices.get(one.snapshot.device, ()))
        except StudioBackupError as error:
            cancel.check()
            unknown[collection] = error.message
    return Knowledge(tuple(grouped(listing.collections)), snapshots, needs, frozenset(superseded), unknown)


def _device_objects(repository: Repository) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for device, name in _devices(repository):
        found[device] = (*found.get(device, ()), name)
    return found


def _devices(repository: Repository) -> Iterator[tuple[str, str]]:
    for one in repository.storage.list("devices/"):
        name = parse_name(one.name)
        if name and name.kind is Kind.DEVICE:
            yield name.subject, name.text


def _with_device(needs: SnapshotNeeds, records: tuple[str, ...]) -> SnapshotNeeds:
    """A snapshot's signature cannot be checked without its device's record. Several records: any of them will do."""
    return replace(needs, objects=needs.objects | set(records)) if len(records) == 1 else needs
