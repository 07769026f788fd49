"""What is mounted, what should be, and which file systems need special care."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field

_ESCAPE = re.compile(rb"\\([0-7]{3})")
UNSTABLE_INODES = frozenset(
    {"vfat", "msdos", "exfat", "fuse.exfat", "ntfs", "fuseblk", "cifs", "smb3", "smbfs", "fuse.sshfs"}
)
"""File systems which may number the same file anew after each mount: there the inode decides nothing."""
CLOUD_CLIENTS = frozenset(
    {"fuse.onedriver", "fuse.rclone", "fuse.google-drive-ocamlfuse", "fuse.insync", "fuse.expandrive", "fuse.pcloud",
     "fuse.pCloud.fs", "fuse.odrive", "fuse.gcsfuse", "fuse.s3fs", "lustre", "gpfs", "beegfs"}
)  # fmt: skip
"""File systems whose files may be elsewhere, and come at the first read."""


@dataclass(frozen=True, slots=True)
class MountTable:
    """Mounts at the start of the run. `types`: st_dev → type. `expected`: mount points named in /etc/fstab."""

    types: dict[int, str] = field(default_factory=dict)
    expected: frozenset[bytes] = frozenset()

    def stable_inodes(self, device: int) -> bool:
        """Whether a file keeps its inode number across mounts there."""
        return self.types.get(device, "") not in UNSTABLE_INODES

    def is_cloud_client(self, device: int) -> bool:
        """Whether a file there may have its contents elsewhere."""
        return self.types.get(device, "") in CLOUD_CLIENTS


def read_mounts(*, mountinfo: str = "/proc/self/mountinfo", fstab: str = "/etc/fstab") -> MountTable:
    """The tables of this machine; empty where it has none."""
    if sys.platform == "win32":
        return MountTable()
    return MountTable(_types(_lines(mountinfo)), frozenset(_expected(_lines(fstab))))


def _lines(path: str) -> list[bytes]:
    try:
        with open(path, "rb") as file:
            return file.read().splitlines()
    except OSError:
        return []


if sys.platform == "win32":

    def _device(major: int, minor: int) -> int:
        return major << 32 | minor  # there are no such tables

else:
    _device = os.makedev


def _types(lines: list[bytes]) -> dict[int, str]:
    """`36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`: the third field and the one after the dash."""
    found: dict[int, str] = {}
    for line in lines:
        fields = line.split()
        try:
            major, minor = map(int, fields[2].split(b":"))
            found[_device(major, minor)] = os.fsdecode(fields[fields.index(b"-", 6) + 1])
        except (ValueError, IndexError):
            continue
    return found


def _expected(lines: list[bytes]) -> list[bytes]:
    """Second fields that are absolute paths, but for the root of everything."""
    found = []
    for line in lines:
        fields = line.split()
        if len(fields) < 2 or fields[0].startswith(b"#") or not fields[1].startswith(b"/"):
            continue
        found.append(_ESCAPE.sub(lambda match: bytes([int(match[1], 8)]), fields[1]).rstrip(b"/"))
    return [path for path in found if path]
