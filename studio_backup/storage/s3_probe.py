"""Finds out what a bucket's provider really does, and with which settings it works at all."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from typing import Any

import msgspec

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StorageDenied, StorageError, StorageUnavailable, StudioBackupError
from studio_backup.storage.location import BucketLocation
from studio_backup.storage.probe_measure import Speeds, cleaned, digest, is_exclusive, measure, probe_name
from studio_backup.storage.probe_report import ProbeReport
from studio_backup.storage.s3 import S3Storage, answered
from studio_backup.storage.s3_settings import S3Settings

_NAMES = 5


def probe_bucket(
    location: BucketLocation, start: S3Settings, *, clock: Clock, chance: random.Random, session: Any = None
) -> ProbeReport:
    """Probe a bucket, beginning with the most modern way of asking. Raises what makes it unusable."""
    names = [probe_name(chance) for _ in range(_NAMES)]
    with _opened(location, start, clock, session) as first, cleaned(lambda name: _erase(first, name), *names):
        settings = _working_settings(location, start, names[0], clock, chance, session)
        with _opened(location, settings, clock, session) as storage:
            settings = _honoured(storage, names[1], names[2], chance)
        with _opened(location, settings, clock, session) as storage:
            exclusive = is_exclusive(storage, names[3], chance)
            speeds = measure(storage, names[4], clock, chance)
            return _report(storage, exclusive, speeds, names[4], clock)


def _report(storage: S3Storage, exclusive: bool, speeds: Speeds, name: str, clock: Clock) -> ProbeReport:
    versions, locked = _versions(storage), _object_lock(storage)
    return ProbeReport(
        kind="bucket",
        label=storage.label,
        probed_ns=clock.now_ns(),
        readback=speeds.readback,
        exclusive=exclusive and storage.settings.conditional,
        checksum=storage.settings.checksum,
        listing=_lists_at_once(storage, name),
        latency=speeds.latency,
        put_speed=speeds.put,
        get_speed=speeds.get,
        clock_offset=speeds.clock_offset,
        medium="remote",
        versions=versions,
        object_lock=locked,
        settings=storage.settings,
    )


@contextlib.contextmanager
def _opened(location: BucketLocation, settings: S3Settings, clock: Clock, session: Any) -> Iterator[S3Storage]:
    storage = S3Storage(location, settings, clock=clock, session=session)
    try:
        yield storage
    finally:
        storage.close()


def _candidates(start: S3Settings) -> Iterator[S3Settings]:
    """From the most modern to the plainest way of asking."""
    for style in (start.path_style, not start.path_style):
        for conditional in (True, False):
            for checksum, unsigned in ((True, True), (True, False), (False, False)):
                yield msgspec.structs.replace(
                    start, path_style=style, conditional=conditional, checksum=checksum, unsigned_payload=unsigned
                )


def _working_settings(
    location: BucketLocation, start: S3Settings, name: str, clock: Clock, chance: random.Random, session: Any
) -> S3Settings:
    """The first settings with which an object can be put and read. Raises the first refusal if there are none."""
    refusals: list[StudioBackupError] = []
    for settings in _candidates(start):
        data = chance.randbytes(100)
        with _opened(location, settings, clock, session) as storage:
            try:
                storage.delete_once(name)
                if storage.put_once(name, data, sha256=digest(data)) and storage.get(name) == data:
                    return settings
            except StorageUnavailable as error:
                if not _said_something(error):
                    raise
                refusals.append(error)
            except StorageError as error:
                refusals.append(error)
        if len(refusals) > 1 and all(isinstance(error, StorageDenied) for error in refusals):
            break  # an unsigned body can be refused like a wrong key; refused both ways, the key is wrong
    if refusals:
        raise refusals[0]
    raise StorageError(f"{location.short} does not give back what was put.", hint="Choose another provider.")


def _said_something(error: StorageUnavailable) -> bool:
    """Whether the provider answered at all: 501 and odd 5xx can mean that it does not know a header."""
    return error.__cause__ is None and error.retryable


def _honoured(storage: S3Storage, one: str, two: str, chance: random.Random) -> S3Settings:
    """The settings without what the provider accepts and ignores."""
    settings = storage.settings
    return msgspec.structs.replace(
        settings,
        conditional=settings.conditional and _honours_condition(storage, one, chance),
        checksum=settings.checksum and _honours_checksum(storage, two, chance),
    )


def _honours_condition(storage: S3Storage, name: str, chance: random.Random) -> bool:
    first, second = chance.randbytes(100), chance.randbytes(100)
    storage.put_once(name, first, sha256=digest(first))
    try:
        taken = not storage.put_once(name, second, sha256=digest(second))
    except StorageError:
        return False
    return taken and storage.get(name) == first


def _honours_checksum(storage: S3Storage, name: str, chance: random.Random) -> bool:
    data = chance.randbytes(100)
    try:
        storage.put_once(name, data, sha256=bytes(32))
    except StorageError:
        with contextlib.suppress(StudioBackupError):
            storage.stat(name)
            return False
        return True
    return False


def _lists_at_once(storage: S3Storage, name: str) -> bool:
    seen = any(found.name == name for found in storage.list_raw("probe/"))
    storage.delete_once(name)
    return seen and all(found.name != name for found in storage.list_raw("probe/"))


def _versions(storage: S3Storage) -> bool | None:
    try:
        with answered(storage.label, "asking for versions"):
            answer = storage.client.get_bucket_versioning(Bucket=storage.location.bucket)
    except StudioBackupError:
        return None
    return bool(answer.get("Status") == "Enabled")


def _object_lock(storage: S3Storage) -> bool | None:
    try:
        with answered(storage.label, "asking for object lock"):
            answer = storage.client.get_object_lock_configuration(Bucket=storage.location.bucket)
    except StorageUnavailable:
        return None
    except StudioBackupError:
        return False  # the provider's way to say that there is none
    return bool(answer.get("ObjectLockConfiguration", {}).get("ObjectLockEnabled") == "Enabled")


def _erase(storage: S3Storage, name: str) -> None:
    """The probe's own object, with every version of it."""
    storage.delete_once(name)
    bucket, key = storage.location.bucket, storage.key(name)
    with answered(storage.label, "cleaning up"):
        there = storage.client.list_object_versions(Bucket=bucket, Prefix=key)
        for version in (*there.get("Versions", ()), *there.get("DeleteMarkers", ())):
            if version.get("VersionId") not in (None, "null"):
                storage.client.delete_object(Bucket=bucket, Key=key, VersionId=version["VersionId"])
