"""Tests a place before it is trusted: writes, reads, lists and deletes under `probe/`, and cleans up after itself."""

from __future__ import annotations

import contextlib
import os
import random
from collections.abc import Iterator
from dataclasses import replace

from studio_backup.base.clock import Clock
from studio_backup.base.files import Writer, at, folder, fsync_directory, lock
from studio_backup.base.os_errors import translated
from studio_backup.storage.assemble import Place, is_share, open_kind
from studio_backup.storage.deadline import Deadline
from studio_backup.storage.interface import Storage
from studio_backup.storage.location import BucketLocation, parse_location
from studio_backup.storage.probe_measure import PROBE_FOLDER, cleaned, is_exclusive, measure, probe_name
from studio_backup.storage.probe_report import ProbeReport

_SHARE_SECONDS = 180.0


def probe_place(place: Place, *, clock: Clock, chance: random.Random) -> ProbeReport:
    """Probe a place, which exists (see assemble.make_place). Raises what makes it unusable: no access, no answer.

    Its marker is neither asked for nor touched.
    """
    location = parse_location(place.location)
    bare = replace(place, marker_required=False, identity=None)
    if isinstance(location, BucketLocation):
        from studio_backup.storage.s3 import session_with  # noqa: PLC0415 - as below
        from studio_backup.storage.s3_probe import probe_bucket  # noqa: PLC0415 - boto3 costs half a second

        return probe_bucket(location, place.settings, clock=clock, chance=chance, session=session_with(place.keys))
    if not is_share(place.location, place.role):
        return _probe_folder(bare, "folder", clock, chance)
    deadline = Deadline(location.path, _SHARE_SECONDS)
    try:
        return deadline.run(lambda: _probe_folder(bare, "share", clock, chance))
    finally:
        deadline.close()


def _probe_folder(place: Place, kind: str, clock: Clock, chance: random.Random) -> ProbeReport:
    storage = open_kind(replace(place, role="offsite"), clock=clock)  # without the share's threads: we are in one
    one, two = probe_name(chance), probe_name(chance)
    try:
        with _folder_removed(storage), cleaned(storage.delete, one, two):
            return _folder_report(storage, kind, one, two, clock, chance)
    finally:
        storage.close()


def _folder_report(storage: Storage, kind: str, one: str, two: str, clock: Clock, chance: random.Random) -> ProbeReport:
    exclusive = is_exclusive(storage, one, chance)
    speeds = measure(storage, two, clock, chance)
    for _ in storage.read_medium(two):
        pass
    with translated(storage.label, "trying out its file system"):
        links, locks, synced = _abilities(storage.label, two)
        seen = os.path.basename(two) in os.listdir(os.path.join(storage.label, PROBE_FOLDER))
        storage.delete(two)
        gone = os.path.basename(two) not in os.listdir(os.path.join(storage.label, PROBE_FOLDER))
    return ProbeReport(
        kind=kind,
        label=storage.label,
        probed_ns=clock.now_ns(),
        readback=speeds.readback,
        exclusive=exclusive,
        checksum=False,
        listing=seen and gone,
        latency=speeds.latency,
        put_speed=speeds.put,
        get_speed=speeds.get,
        clock_offset=speeds.clock_offset,
        medium=storage.reads_medium,
        links=links,
        locks=locks,
        folder_sync=synced,
        free_space=storage.free_space(),
    )


def _abilities(path: str, name: str) -> tuple[bool, bool, bool]:
    """Whether there are hard links, locks, and folders that can be synced."""
    with folder(path, [PROBE_FOLDER]) as here:
        last = os.path.basename(name)
        linked = Writer("", "").temporary(0)
        links = True
        try:
            os.link(at(here, last)[0], at(here, linked)[0], src_dir_fd=at(here, last)[1], dst_dir_fd=at(here, last)[1])
            os.unlink(at(here, linked)[0], dir_fd=at(here, linked)[1])
        except OSError:
            links = False
        fd = os.open(at(here, last)[0], os.O_RDWR, dir_fd=at(here, last)[1])
        try:
            locks = lock(fd) is not None
        finally:
            os.close(fd)
        return links, locks, fsync_directory(here)


@contextlib.contextmanager
def _folder_removed(storage: Storage) -> Iterator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.rmdir(os.path.join(storage.label, PROBE_FOLDER))
