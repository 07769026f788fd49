"""What people typed, as it lies in the vault: one small folder of each laptop, in a collection of its own.

Here it is bytes; the catalog knows what they mean. docs/format.md, "Settings".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import DamageError, NotFoundError
from studio_backup.domain.collection import SETTINGS, SETTINGS_LABEL, Collection
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.backup.pipeline import back_up
from studio_backup.engine.backup.ports import RepositoryForBackup
from studio_backup.engine.backup.request import BackupRequest, Workspace
from studio_backup.engine.home import SETTINGS_FILE, SETTINGS_FOLDER
from studio_backup.engine.studio import Studio
from studio_backup.repository.collections import ensure_collection
from studio_backup.repository.repository import Repository

LARGEST: Final = 64 << 20
"""Bytes. More than this nobody has typed."""


@dataclass(frozen=True, slots=True)
class KeptSettings:
    """The newest settings of one laptop. `device`: its id; `laptop`: what people call it; `at_ns`: ns UTC."""

    device: str
    laptop: str
    at_ns: int
    point: StoredSnapshot


@dataclass(frozen=True, slots=True)
class SettingsBack:
    """What came back. `sources`: folders which are watched again; `missing`: paths of those which are not here now, and
    so are not."""

    sources: int = 0
    missing: tuple[str, ...] = ()


NOTHING_BACK: Final = SettingsBack()


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep_settings` did. `point`: the new one, "" where the newest one held just that already."""

    point: str = ""
    bytes_read: int = 0
    bytes_stored: int = 0


def kept_settings(repository: Repository, collections: Iterable[Collection]) -> list[KeptSettings]:
    """The newest settings of each laptop that has some, the newest first. `collections`: all of the vault."""
    newest: dict[str, StoredSnapshot] = {}
    for collection in collections:
        if collection.kind != SETTINGS:
            continue
        for device, point in _heads(repository.snapshots(collection.id).snapshots).items():
            newest[device] = max(newest.get(device, point), point, key=_moment)
    devices = repository.devices()
    found = [KeptSettings(one, devices[one].name, _moment(point), point) for one, point in newest.items()]
    return sorted(found, key=lambda one: (one.at_ns, one.device), reverse=True)


def read_settings(repository: Repository, point: StoredSnapshot) -> bytes:
    """The bytes that were kept. Raises DamageError, StorageError, NotFoundError."""
    reader = repository.reader(point.snapshot.collection)
    for entry in reader.entries(point.snapshot.root.tree) if point.snapshot.root.tree else ():
        if entry.raw_name == SETTINGS_FILE.encode() and entry.has_contents and entry.size <= LARGEST:
            data = b"".join(bytes(reader.read_chunk(chunk)) for chunk in reader.chunk_ids(entry))
            if len(data) == entry.size:
                return data
    raise DamageError("The kept settings are not whole.", hint="Run `verify --heal`, or open another copy.")


def keep_settings(studio: Studio, data: bytes, *, progress: Progress, cancel: CancelToken) -> Kept:
    """Back up `data` as this laptop's settings, unless the newest are just that. Raises as a backup does."""
    storage = studio.writable()
    if studio.home.settings() != data:
        studio.home.keep_settings(data)
    if _newest_of_this_laptop(studio) == data:
        return Kept()
    made = ensure_collection(storage, studio.keys, label=SETTINGS_LABEL, date="", kind=SETTINGS, clock=studio.clock)
    report = back_up(
        BackupRequest((studio.home.file(SETTINGS_FOLDER),), made.id),
        vault=RepositoryForBackup(
            studio.repository, studio.identity().id, open_writer=studio.writer, chain_lock=studio.chain_lock
        ),
        progress=progress,
        cancel=cancel,
        clock=studio.clock,
        workspace=Workspace(studio.home.folder("workspace")),
    )
    studio.repository.forget()
    return Kept(report.points[0].id, report.bytes_read, report.bytes_stored)


def _newest_of_this_laptop(studio: Studio) -> bytes | None:
    """None too where it is damaged: that stops no newer ones."""
    device = studio.identity().id
    for kept in kept_settings(studio.repository, studio.repository.collections().collections):
        if kept.device == device:
            try:
                return read_settings(studio.repository, kept.point)
            except (DamageError, NotFoundError):
                return None
    return None


def _heads(points: Sequence[StoredSnapshot]) -> dict[str, StoredSnapshot]:
    """The newest complete point of each laptop: by its number, for a clock may be set back."""
    complete = sorted((one for one in points if not one.snapshot.partial), key=lambda one: one.snapshot.number)
    return {one.snapshot.device: one for one in complete}


def _moment(point: StoredSnapshot) -> int:
    return point.snapshot.ended_ns
