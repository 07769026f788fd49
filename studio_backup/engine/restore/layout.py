"""Under which name each source root comes back, and which come back once because their contents are equal."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from studio_backup.base.control import CancelToken
from studio_backup.domain.recovery import by_age, source_of
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.engine.restore.plan import EqualRoot, PlannedRoot
from studio_backup.engine.restore.ports import PointReader
from studio_backup.engine.restore.walk import walk

Readers = Callable[[str], PointReader]


@dataclass(frozen=True, slots=True)
class Layout:
    """The roots that come back, and those that another one stands for."""

    roots: tuple[PlannedRoot, ...]
    equal: tuple[EqualRoot, ...]


def lay_out(
    points: Sequence[StoredSnapshot],
    readers: Readers,
    devices: Mapping[str, str],
    *,
    once: bool = True,
    cancel: CancelToken,
) -> Layout:
    """Names for all roots: `NAME`, or `NAME (device, parent folder)` where two roots share a name.

    `once`: of roots with equal contents one comes back.
    """
    kept, twins = _once(points, readers, cancel) if once else (list(points), [])
    names = root_names(kept, devices)
    equal = tuple(EqualRoot(source_of(twin), names[of.id]) for twin, of in twins)
    return Layout(tuple(PlannedRoot(point, names[point.id]) for point in kept), equal)


def _once(
    points: Sequence[StoredSnapshot], readers: Readers, cancel: CancelToken
) -> tuple[list[StoredSnapshot], list[tuple[StoredSnapshot, StoredSnapshot]]]:
    """(points to restore in the given order, [(left out, the newer one that stands for it)])."""
    alike = Counter(_outline(p) for p in points)
    first: dict[bytes, StoredSnapshot] = {}
    twins: list[tuple[StoredSnapshot, StoredSnapshot]] = []
    for point in sorted(points, key=by_age, reverse=True):
        print_ = contents_print(point, readers, cancel) if alike[_outline(point)] > 1 else None
        if print_ and print_ in first:
            twins.append((point, first[print_]))
        elif print_:
            first[print_] = point
    left_out = {twin.id for twin, _ in twins}
    return [p for p in points if p.id not in left_out], twins


def _outline(point: StoredSnapshot) -> tuple[int, ...]:
    """Cheap and equal for equal contents."""
    counts = point.snapshot.counts
    return counts.files, counts.folders, counts.links, counts.bytes


def contents_print(point: StoredSnapshot, readers: Readers, cancel: CancelToken) -> bytes | None:
    """Equal for roots of equal names, contents and links; times, modes and inodes do not count.

    None where that cannot be said: no files at all, or one whose contents were not stored.
    """
    print_ = hashlib.sha256()
    files = 0
    for found in walk(readers(point.snapshot.collection), point.snapshot.root):
        cancel.check()
        entry = found.entry
        if entry.flags or (entry.type == "file" and not entry.digest):
            return None
        files += entry.type == "file"
        for part in (found.path, entry.type.encode(), b"%d" % entry.size, entry.digest.encode(), entry.raw_target):
            print_.update(b"%d:" % len(part) + part)
    return print_.digest() if files else None


def root_names(points: Sequence[StoredSnapshot], devices: Mapping[str, str]) -> dict[str, bytes]:
    """Point id → name below the target. `devices`: device id → its name."""
    shared = Counter(root_name(p) for p in points)
    wanted = {p.id: root_name(p) if shared[root_name(p)] == 1 else _told_apart(p, devices) for p in points}
    used: set[bytes] = set()
    return {id_: _unused(name, used) for id_, name in wanted.items()}


def _unused(name: bytes, used: set[bytes]) -> bytes:
    number, found = 2, name
    while found in used:
        found = name + b" %d" % number
        number += 1
    used.add(found)
    return found


def root_name(point: StoredSnapshot) -> bytes:
    """The last part of the source's path; of a whole drive its letter, of the whole file system `root`."""
    return _last_parts(point)[-1] or b"root"


def _told_apart(point: StoredSnapshot, devices: Mapping[str, str]) -> bytes:
    device = devices.get(point.snapshot.device) or point.snapshot.device
    parent = _last_parts(point)[0] or b"root"
    words = device.replace("/", "-").replace("\0", "").encode("utf-8", "surrogateescape")
    return b"%b (%b, %b)" % (root_name(point), words, parent)


def _last_parts(point: StoredSnapshot) -> tuple[bytes, bytes]:
    """(parent folder's name, own name) of a source root."""
    path = point.snapshot.source.raw_path
    if point.snapshot.source.platform == "windows":
        path = path.replace(b"\\", b"/").replace(b":", b"")
    parts = [p for p in path.split(b"/") if p not in (b"", b".", b"..")]
    return (parts[-2] if len(parts) > 1 else b""), (parts[-1] if parts else b"")
