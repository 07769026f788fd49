"""Knows a source's folder again: by its file system and its own number there, not by its path.

An unmounted drive leaves an empty folder behind, a NAS may come back empty, another drive may get the same letter. None
of these is the source; and none is a source from which everything was deleted.
"""

from __future__ import annotations

import os
import stat
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from studio_backup.base.names import display
from studio_backup.engine.backup.mounts import UNSTABLE_INODES
from studio_backup.engine.watch.values import Presence
from studio_backup.engine.watch.volumes import UNKNOWN, Volume, read_volumes, uuid_of, volume_of


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What tells a source's folder from others. Empty fields say nothing.

    `part`: the path below the mount point. `inode` and `born_ns` (macOS) are the folder's own. `mounted`: its drive was
    mounted at a point of its own. `held`: it was not empty.
    """

    uuid: str = ""
    fsid: int = 0
    device: int = 0
    kind: str = ""
    origin: bytes = b""
    part: bytes = b""
    inode: int = 0
    born_ns: int = 0
    mounted: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What was found at a source's path. `identity`: to compare with the next time. `found_at`: it lies there now.

    `inside`: mount points below it.
    """

    present: Presence
    reason: str = ""
    identity: Identity | None = None
    found_at: str = ""
    volume: Volume = UNKNOWN
    inside: frozenset[str] = frozenset()


def spell(identity: Identity | None) -> str:
    """As text, for keeping."""
    return msgspec.json.encode(identity).decode() if identity else ""


def read(text: str) -> Identity | None:
    """The opposite; None for what is no identity."""
    try:
        return msgspec.json.decode(text, type=Identity) if text else None
    except msgspec.DecodeError:
        return None


def look(path: str, known: Identity | None, *, away: bool, volumes: Sequence[Volume] | None = None) -> Look:
    """What lies at the path now. May block as long as a dead drive does. `away`: it was not there at the last look."""
    mounted = list(read_volumes() if volumes is None else volumes)
    path = os.path.realpath(path)
    volume = volume_of(path, mounted)
    try:
        found = os.stat(path)
        empty = stat.S_ISDIR(found.st_mode) and _is_empty(path)
    except OSError as error:
        return _missing(f"The folder cannot be reached: {error.strerror}.", known, mounted, volume)
    if not stat.S_ISDIR(found.st_mode):
        return _missing("A file lies where the folder was.", known, mounted, volume)
    here = _identity(path, volume, found, held=not empty)
    present, reason = judge(known, here, away=away)
    if present == "missing":
        return _missing(reason, known, mounted, volume)
    inside = frozenset(one.point for one in mounted if one.point.startswith(path.rstrip("/") + "/"))
    if present == "other" and known is not None and not same_volume(known, here):
        return Look(present, reason, known, next(_elsewhere(known, mounted), ""), volume, inside)
    return Look(present, reason, here if present == "present" else known, volume=volume, inside=inside)


def look_everywhere(path: str, known: Identity | None, *, away: bool) -> Look:
    """As `look`; and where the known folder lies at another mount point now, it is present there: see `found_at`."""
    found = look(path, known, away=away)
    if found.present == "present" or not found.found_at:
        return found
    there = look(found.found_at, known, away=away)
    if there.present != "present":
        return found
    return replace(there, found_at=found.found_at, reason=f"Its drive lies at {display(found.found_at)} now.")


def judge(known: Identity | None, here: Identity, *, away: bool) -> tuple[Presence, str]:
    """Whether this is the folder that was known, and a sentence if not."""
    if known is None:
        return "present", ""
    empty = not here.held
    if not same_volume(known, here):
        if empty or (known.mounted and not here.mounted):
            return "missing", "Its drive is not mounted: the folder is another one, on another file system."
        return "other", "Another drive or share lies there than before. If that is meant, remove the source and add it."
    if not same_folder(known, here):
        if empty and known.held:
            return "other", "The folder was replaced by an empty one."
        return "present", ""
    if empty and known.held and away:
        return "other", "The folder came back empty."
    return "present", ""


def same_volume(known: Identity, here: Identity) -> bool:
    """Whether both lie on one file system, by the strongest sign that both have."""
    if known.uuid and here.uuid:
        return known.uuid == here.uuid
    if known.born_ns and here.born_ns:
        return True  # macOS: the folder's own signs decide, the numbers of its mount change
    if known.kind != here.kind:
        return False
    if Volume(known.kind, os.fsdecode(known.origin), "").is_network:
        return known.origin == here.origin
    if known.fsid and here.fsid:
        return known.fsid == here.fsid
    return known.device == here.device


def same_folder(known: Identity, here: Identity) -> bool:
    """Whether both are one folder of that file system."""
    if known.kind in UNSTABLE_INODES:
        return True
    return (known.inode, known.born_ns) == (here.inode, here.born_ns)


def _is_empty(path: str) -> bool:
    try:
        with os.scandir(path) as items:
            return next(items, None) is None
    except PermissionError:
        return False  # it is there, and the backup will say that it cannot be read


def _identity(path: str, volume: Volume, found: os.stat_result, *, held: bool) -> Identity:
    return Identity(
        uuid=uuid_of(volume),
        fsid=_fsid(path),
        device=found.st_dev,
        kind=volume.kind,
        origin=os.fsencode(volume.origin),
        part=os.fsencode(_part(path, volume)),
        inode=found.st_ino,
        born_ns=_born_ns(found),
        mounted=volume.point not in ("", "/"),
        held=held,
    )


def _born_ns(found: os.stat_result) -> int:
    if sys.platform == "darwin":
        return round(found.st_birthtime * 1e9)
    return 0


def _fsid(path: str) -> int:
    if sys.platform == "win32":
        return 0
    return os.statvfs(path).f_fsid


def _part(path: str, volume: Volume) -> str:
    """The path from the root of its file system on."""
    inside = path[len(volume.point.rstrip("/\\")) :]
    return volume.root.rstrip("/") + inside


def _missing(reason: str, known: Identity | None, volumes: Sequence[Volume], volume: Volume) -> Look:
    found_at = next(_elsewhere(known, volumes), "") if known is not None else ""
    return Look("missing", reason, known, found_at, volume)


def _elsewhere(known: Identity, volumes: Sequence[Volume]) -> Iterator[str]:
    """Paths at which the known folder lies now: its drive may be mounted at another place."""
    part = os.fsdecode(known.part)
    for volume in _candidates(known, volumes):
        root = volume.root.rstrip("/")
        if not part.startswith(root):
            continue
        path = volume.point.rstrip("/\\") + part[len(root) :]
        try:
            found = os.stat(path)
            here = _identity(path, volume, found, held=not _is_empty(path))
        except OSError:
            continue
        if same_volume(known, here) and same_folder(known, here) and (here.held or not known.held):
            yield path


def _candidates(known: Identity, volumes: Sequence[Volume]) -> Iterator[Volume]:
    if sys.platform == "win32":
        yield from (Volume(known.kind, f"{letter}:", f"{letter}:") for letter in string.ascii_uppercase[2:])
    for volume in volumes:
        if known.uuid:
            may_be = uuid_of(volume) == known.uuid
        else:
            may_be = os.fsencode(volume.origin) == known.origin or (volume.kind == known.kind and not volume.is_network)
        if may_be or known.born_ns:
            yield volume
