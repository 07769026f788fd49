"""Backing up folders into a wedding: which collection, made when new; everything else is engine.backup's."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import msgspec

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.domain.collection import UNASSIGNED, Wedding
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.backup.pipeline import back_up
from studio_backup.engine.backup.plan import plan_backup
from studio_backup.engine.backup.ports import RepositoryForBackup, VaultForBackup
from studio_backup.engine.backup.preparation import find_roots, scan_rules
from studio_backup.engine.backup.report import BackupPlan, BackupReport
from studio_backup.engine.backup.request import BackupRequest, Workspace
from studio_backup.engine.jobs.new_wedding import BeforeTheWedding, newest_of_each_root
from studio_backup.engine.jobs.places import own_folders
from studio_backup.engine.jobs.weddings import all_weddings, find_wedding, same_name
from studio_backup.engine.studio import Studio
from studio_backup.repository.collections import ensure_collection
from studio_backup.storage.interface import Storage


class Wish(msgspec.Struct, frozen=True):
    """What a person asked for. Without a wedding it goes to what has none yet ("unassigned").

    `if_changed`: nobody asked, so that a source which is as its newest point has it needs no further one. `lies_at`:
    where the one source is read, when its drive is mounted at another place than it was.
    """

    sources: tuple[str, ...]
    wedding: str = ""
    date: str = ""
    excludes: tuple[str, ...] = ()
    one_file_system: bool = False
    accept_empty: bool = False
    if_changed: bool = False
    lies_at: str = ""


class BackedUp(msgspec.Struct, frozen=True):
    """What was done. `stored`: bytes by which the vault grew. `made`: whether the wedding is new in this vault."""

    report: BackupReport
    wedding: str
    date: str
    collection: str
    made: bool
    stored: int


def run_backup(studio: Studio, wish: Wish, *, progress: Progress, cancel: CancelToken) -> BackedUp:
    """One point for each source. Raises UsageError, SourceError, NotFoundError, StorageError, Cancelled."""
    storage = studio.writable()
    goal = _goal(studio, wish)
    _refuse_bad_sources(studio, wish, goal)
    small = _SmallObjects(studio, storage, goal)
    collection = goal.collection or _make(studio, storage, wish)
    report = back_up(
        _request(studio, wish, collection),
        vault=_vault(studio),
        progress=progress,
        cancel=cancel,
        clock=studio.clock,
        workspace=Workspace(studio.home.folder("workspace")),
    )
    studio.repository.forget()  # this laptop and this wedding may have been new
    stored = report.bytes_stored + small.grown(collection)
    return BackedUp(report, goal.label, goal.date, collection, not goal.collection, stored)


def plan(studio: Studio, wish: Wish, *, progress: Progress, cancel: CancelToken) -> BackupPlan:
    """What `run_backup` would do. Writes nothing."""
    studio.writable()
    goal = _goal(studio, wish)
    _refuse_bad_sources(studio, wish, goal)
    vault = _vault(studio) if goal.collection else BeforeTheWedding(studio)
    return plan_backup(_request(studio, wish, goal.collection), vault=vault, progress=progress, cancel=cancel)


class _Goal(msgspec.Struct, frozen=True):
    """Where a backup goes; `collection` is "" for a wedding which is new in this vault."""

    label: str
    date: str
    collection: str


def _goal(studio: Studio, wish: Wish) -> _Goal:
    weddings, _ = all_weddings(studio)
    if not wish.wedding:
        found = next((w for w in weddings if w.kind == UNASSIGNED), None)
        return _Goal(UNASSIGNED, "", _collection(studio, found) if found else "")
    if not same_name(weddings, wish.wedding, wish.date):
        if not wish.date:
            raise UsageError(
                f"There is no wedding {display(wish.wedding)} in this vault yet, and a new one needs its date.",
                hint="Add --date YYYY-MM-DD, the day of the wedding.",
            )
        return _Goal(wish.wedding, wish.date, "")
    wedding = find_wedding(weddings, wish.wedding, wish.date)
    return _Goal(wedding.label, wedding.date, _collection(studio, wedding))


def _collection(studio: Studio, wedding: Wedding) -> str:
    """Of a wedding which several laptops made at once: the one this laptop has used before, else the oldest."""
    if len(wedding.collections) == 1:
        return wedding.collections[0]
    device = studio.identity().id
    for collection in wedding.collections:
        if any(point.snapshot.device == device for point in studio.repository.snapshots(collection).snapshots):
            return collection
    return wedding.collections[0]


def _make(studio: Studio, storage: Storage, wish: Wish) -> str:
    made = ensure_collection(
        storage,
        studio.keys,
        label=wish.wedding or UNASSIGNED,
        date=wish.date,
        kind="wedding" if wish.wedding else "unassigned",
        clock=studio.clock,
    )
    return made.id


def _request(studio: Studio, wish: Wish, collection: str) -> BackupRequest:
    return BackupRequest(
        sources=wish.sources,
        collection=collection,
        excludes=wish.excludes,
        one_file_system=wish.one_file_system,
        accept_empty=wish.accept_empty,
        own_places=_own_places(studio, _read_at(wish)),
        lies_at=tuple(zip(wish.sources, _read_at(wish), strict=True)) if wish.lies_at else (),
        if_changed=wish.if_changed,
    )


def _read_at(wish: Wish) -> tuple[str, ...]:
    return (wish.lies_at,) if wish.lies_at else wish.sources


def _own_places(studio: Studio, sources: Sequence[str]) -> tuple[str, ...]:
    """The home, the vault and every tier's folder that may lie in a source: never part of a backup.

    A tier elsewhere is not even looked at: it may be a NAS that hangs.
    """
    home, vault, *tiers = own_folders(studio)
    return (home, vault, *(one for one in tiers if _is_below(one, sources)))


def _is_below(folder: str, sources: Sequence[str]) -> bool:
    roots = (os.path.join(os.path.abspath(source), "") for source in sources)
    return any(os.path.join(folder, "").startswith(root) for root in roots)


def _vault(studio: Studio) -> VaultForBackup:
    return RepositoryForBackup(
        studio.repository, studio.identity().id, open_writer=studio.writer, chain_lock=studio.chain_lock
    )


def _refuse_bad_sources(studio: Studio, wish: Wish, goal: _Goal) -> None:
    """Before a new wedding is made for them; and over all weddings where a folder is suddenly empty."""
    empty = any(_is_empty(path) for path in _read_at(wish))
    if empty or not goal.collection:
        request = _request(studio, wish, goal.collection)
        points = newest_of_each_root(_all_points(studio)) if empty else ()
        find_roots(request, scan_rules(request), BeforeTheWedding(studio, points))


def _is_empty(path: str) -> bool:
    try:
        with os.scandir(path) as entries:
            return next(entries, None) is None
    except OSError:
        return False


def _all_points(studio: Studio) -> Iterator[StoredSnapshot]:
    for collection in studio.repository.collections().collections:
        yield from studio.repository.snapshots(collection.id).snapshots


class _SmallObjects:
    """By how much keys, devices and the wedding's name grow: looked at only when some of them are new."""

    def __init__(self, studio: Studio, storage: Storage, goal: _Goal) -> None:
        self._storage, self._made = storage, not goal.collection
        self._new = self._made or studio.identity().id not in studio.repository.devices()
        self._before = self._sizes("keys/", "devices/")

    def _sizes(self, *prefixes: str) -> dict[str, int]:
        if not self._new:
            return {}
        return {one.name: one.size for prefix in prefixes for one in self._storage.list(prefix)}

    def grown(self, collection: str) -> int:
        """Bytes of those which were not there before."""
        meta = (f"c/{collection}/meta/",) if self._made else ()
        return sum(size for name, size in self._sizes("keys/", "devices/", *meta).items() if name not in self._before)
