"""Where a vault, or a copy of it, may lie: disks and shares of this machine. Pure but for `mounts`."""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import psutil

Kind = Literal["home", "internal", "external", "share"]
Purpose = Literal["vault", "second"]
LEAST_FREE: Final = 2 << 30
"""Bytes: with less a place is named, with the reason why it may not do."""
ANSWER_S: Final = 2.0
"""Seconds in which a mount must tell its space: a dead share never does."""
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.rclone", "9p", "ceph"}
)
_DISKS: Final = frozenset(
    {"ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "bcachefs", "vfat", "exfat", "ntfs", "ntfs3", "fuseblk"}
    | {"hfs", "hfsplus", "apfs", "ufs", "fat32", "refs", "fuse.ntfs-3g", "fuse.exfat"}
)
_PLUGGED: Final = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
_SYSTEM: Final = ("/boot", "/efi", "/snap", "/var", "/usr", "/etc", "/sys", "/proc", "/dev", "/run", "/System", "/nix")
_PARTITION: Final = re.compile(r"(?<=[a-z])[0-9]+$|(?<=[0-9])p[0-9]+$|(?<=[0-9])s[0-9]+$")
_NAMES: Final = {"vault": "Studio Backup vault", "second": "Studio Backup copy"}
_ORDER: Final[dict[Purpose, tuple[Kind, ...]]] = {
    "vault": ("home", "internal", "external", "share"),
    "second": ("share", "external", "internal", "home"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A file system of this machine. `free`, `total` in bytes; `writable`: by this person, as far as is known."""

    device: str
    path: str
    filesystem: str
    options: frozenset[str] = frozenset()
    free: int = 0
    total: int = 0
    writable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mount as a person is offered it. `folder` is suggested there; `why`: why it may not do, or ""."""

    mount: Mount
    folder: str
    name: str
    kind: Kind
    with_vault: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """The mounts which answered, and paths of those which did not."""

    mounts: tuple[Mount, ...]
    unanswered: tuple[str, ...]


def offered_places(
    mounts: Sequence[Mount], *, user_home: str, purpose: Purpose, vault: str, taken: Callable[[str], bool]
) -> list[Place]:
    """Places for a vault or a second copy, the best first.

    `vault`: its folder, or ""; `taken`: whether a path exists.
    """
    own, vaults = mount_of(user_home, mounts), mount_of(vault, mounts) if vault else None
    places = []
    for mount in mounts:
        kind = _kind(mount, is_home=mount is own)
        if kind is None:
            continue
        base = user_home if kind == "home" else mount.path
        with_vault = vaults is not None and disk_of(mount) == disk_of(vaults)
        folder = _free_name(os.path.join(base, _NAMES[purpose]), taken)
        why = _why_not(mount, with_vault=with_vault and purpose == "second")
        name = "This computer" if kind == "home" else os.path.basename(mount.path.rstrip("/\\")) or mount.path
        places.append(Place(mount=mount, folder=folder, name=name, kind=kind, with_vault=with_vault, why=why))
    order = _ORDER[purpose]
    return sorted(places, key=lambda one: (bool(one.why), order.index(one.kind), -one.mount.free, one.folder))


def mount_of(path: str, mounts: Iterable[Mount]) -> Mount | None:
    """The mount on which a path lies."""
    above = [one for one in mounts if os.path.join(path, "").startswith(os.path.join(one.path, ""))]
    return max(above, key=lambda one: len(one.path), default=None)


def disk_of(mount: Mount) -> str:
    """The disk that is lost as one: the device without its partition's number."""
    return _PARTITION.sub("", mount.device) if mount.device.startswith("/dev/") else mount.device


def _kind(mount: Mount, *, is_home: bool) -> Kind | None:
    """None for what no person would call a disk."""
    if is_home:
        return "home"
    if "ro" in mount.options or "cdrom" in mount.options or not mount.total:
        return None
    if mount.filesystem.lower() in _NETWORK or "remote" in mount.options:
        return "share"
    if mount.filesystem.lower() not in _DISKS:
        return None
    if "removable" in mount.options or mount.path.startswith(_PLUGGED):
        return "external"
    is_system = any(mount.path == one or mount.path.startswith(one + "/") for one in _SYSTEM) or mount.path == "/"
    return None if is_system else "internal"


def _why_not(mount: Mount, *, with_vault: bool) -> str:
    if not mount.writable:
        return "You may not write there."
    if mount.free < LEAST_FREE:
        return f"Only {mount.free / 1e9:.1f} GB are free there."
    return "It is the disk of the vault: both would be lost together." if with_vault else ""


def _free_name(path: str, taken: Callable[[str], bool]) -> str:
    found, number = path, 1
    while taken(found):
        number += 1
        found = f"{path} {number}"
    return found


def mounts(user_home: str, now_s: Callable[[], float], answer_s: float = ANSWER_S) -> Surveyed:
    """The mounts of this machine. Each is asked in a thread of its own: one that is dead holds up nobody.

    `now_s`: a monotonic clock, in seconds.
    """
    found = _listed()
    # A system that tells nothing of its own root, as in a container, still has a place for the home.
    own = mount_of(user_home, found) or Mount(device="", path=user_home, filesystem="")
    wanted = [own, *(one for one in _once(found) if one is not own and _might_do(one))]
    answers: dict[str, Mount] = {}
    threads = [threading.Thread(target=_ask, args=(one, user_home, one is own, answers), daemon=True) for one in wanted]
    for thread in threads:
        thread.start()
    end_s = now_s() + answer_s
    for thread in threads:
        thread.join(max(0.0, end_s - now_s()))
    told = dict(answers)
    silent = tuple(one.path for one in wanted if one.path not in told)
    return Surveyed(tuple(told[one.path] for one in wanted if one.path in told), silent)


def _listed() -> list[Mount]:
    try:
        found = psutil.disk_partitions(all=sys.platform != "win32")
    except (OSError, RuntimeError):
        return []
    return [Mount(device=p.device, path=p.mountpoint, filesystem=p.fstype, options=_options(p.opts)) for p in found]


def _options(text: str) -> frozenset[str]:
    return frozenset(text.lower().split(","))


def _once(found: Sequence[Mount]) -> list[Mount]:
    """What lies over a path last is what is seen there; of a device which is mounted twice the shortest path."""
    seen = {one.path: one for one in found}
    by_device: dict[tuple[str, str], Mount] = {}
    for one in sorted(seen.values(), key=lambda one: len(one.path)):
        by_device.setdefault((one.device, one.filesystem), one)
    return [
        one for one in seen.values() if by_device[one.device, one.filesystem] is one or not one.device.startswith("/")
    ]


def _might_do(mount: Mount) -> bool:
    return _kind(replace(mount, total=1), is_home=False) is not None


def _ask(mount: Mount, user_home: str, is_home: bool, answers: dict[str, Mount]) -> None:
    place = user_home if is_home else mount.path
    try:
        usage, writable = shutil.disk_usage(place), os.access(place, os.W_OK)
    except OSError:
        return
    answers[mount.path] = replace(mount, free=usage.free, total=usage.total, writable=writable)
