"""Configuration -> a storage. The order of wrappers is fixed: retry(throttle(kind)), so that what is sent again
counts against the limit, and each attempt is one call of the kind."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import UsageError
from studio_backup.base.files import Writer, make_folders
from studio_backup.storage.bucket import Bucket, Toll
from studio_backup.storage.bucket_keys import BucketKeys
from studio_backup.storage.interface import Storage
from studio_backup.storage.local import LocalStorage
from studio_backup.storage.location import BucketLocation, FolderLocation, is_network_folder, parse_location
from studio_backup.storage.retry import Patience as Patience
from studio_backup.storage.retry import Retrying as Retrying
from studio_backup.storage.retry import RetryStorage
from studio_backup.storage.root import IdentityCheck
from studio_backup.storage.s3_settings import S3Settings
from studio_backup.storage.share import ShareStorage
from studio_backup.storage.throttle import ThrottleStorage


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes a second, None for no limit."""

    put: float | None = None
    get: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One place, as configured.

    `role`: "local", "nas", "cloud", "cloud-secondary" or "offsite"; a folder of role "nas", and any folder on a
    network mount, is treated as a share. `writer`: who writes, as temporary names tell. `identity` gets the bytes of
    the marker before the first write and after an error, and raises MarkerError. `marker_required`: False only while
    a new place is made. `deadline`: seconds after which a silent share counts as gone. `keys`: a bucket's access key,
    None for the ordinary AWS chain. `tolls`: limits which other work shares.
    """

    location: str
    role: str
    writer: Writer
    settings: S3Settings = field(default_factory=S3Settings)
    identity: IdentityCheck | None = None
    marker_required: bool = True
    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)
    deadline: float = 60.0
    keys: BucketKeys | None = None
    tolls: tuple[Toll, ...] = ()


def open_storage(
    place: Place,
    *,
    clock: Clock,
    chance: random.Random,
    tell: Callable[[Retrying], None] | None = None,
    cancel: CancelToken | None = None,
) -> Storage:
    """The place as a storage, with its wrappers. Nothing is read or made yet. UsageError for a bad location."""
    storage = open_kind(place, clock=clock)
    if place.limits.put or place.limits.get or place.tolls:
        storage = _throttled(storage, place, clock, cancel)
    return RetryStorage(storage, clock=clock, chance=chance, patience=place.patience, tell=tell, cancel=cancel)


def open_kind(place: Place, *, clock: Clock) -> Storage:
    """The bare kind, which tries once."""
    location = parse_location(place.location)
    if isinstance(location, FolderLocation):
        return _folder(place, location.path, clock)
    return _bucket(place, location, clock)


def is_share(location: str, role: str) -> bool:
    """Whether a place is treated as a network share."""
    where = parse_location(location)
    return isinstance(where, FolderLocation) and (role == "nas" or is_network_folder(where.path))


def make_place(location: str) -> None:
    """Make the folder of a new place, durably; nothing to do for a bucket. UsageError if a file is in the way."""
    where = parse_location(location)
    if isinstance(where, BucketLocation):
        return
    if os.path.lexists(where.path) and not os.path.isdir(where.path):
        raise UsageError(f"{where.path} is no folder.", hint="Choose another place.")
    make_folders(where.path)


def _folder(place: Place, path: str, clock: Clock) -> Storage:
    if is_share(place.location, place.role):
        return ShareStorage(
            path,
            writer=place.writer,
            clock=clock,
            identity=place.identity,
            marker_required=place.marker_required,
            deadline=place.deadline,
        )
    return LocalStorage(
        path, writer=place.writer, clock=clock, identity=place.identity, marker_required=place.marker_required
    )


def _bucket(place: Place, location: BucketLocation, clock: Clock) -> Storage:
    from studio_backup.storage.s3 import S3Storage, session_with  # noqa: PLC0415 - boto3 costs half a second of every start

    session = session_with(place.keys)
    return S3Storage(location, place.settings, clock=clock, identity=place.identity, session=session)


def _throttled(storage: Storage, place: Place, clock: Clock, cancel: CancelToken | None) -> Storage:
    def bucket(rate: float | None) -> Bucket | None:
        return Bucket(rate, clock=clock, cancel=cancel) if rate else None

    return ThrottleStorage(storage, puts=bucket(place.limits.put), gets=bucket(place.limits.get), tolls=place.tolls)
