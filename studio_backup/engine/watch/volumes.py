"""Which file system a path lies on, told without touching the path: a dead network drive would hold whoever does."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass

_ESCAPE = re.compile(rb"\\([0-7]{3})")
_NETWORK = frozenset(
    {"cifs", "smb3", "smbfs", "smb2", "ncpfs", "nfs", "nfs3", "nfs4", "9p", "afs", "afpfs", "afp", "ceph", "coda",
     "davfs", "webdav", "ftp", "lustre", "gpfs", "beegfs", "glusterfs", "ocfs2", "gfs2", "orangefs", "virtiofs",
     "vboxsf", "vmhgfs", "prl_fs", "sshfs", "macfuse", "osxfuse", "fuse"}
)  # fmt: skip
"""Where others write too, and no event of theirs arrives. ntfs-3g (fuseblk) is not among them: its drive is ours."""
_NO_UUID_LINKS = "/dev/disk/by-uuid"


@dataclass(frozen=True, slots=True)
class Volume:
    """A mounted file system. `origin`: the device or share, as mounted. `point`: where. `root`: what part of it."""

    kind: str
    origin: str
    point: str
    root: str = "/"

    @property
    def is_network(self) -> bool:
        """Whether changes made elsewhere cause no events here."""
        return self.kind in _NETWORK or self.kind.startswith("fuse.") or self.origin.startswith(("//", "\\\\"))


UNKNOWN = Volume("", "", "")


def read_volumes(mountinfo: str = "/proc/self/mountinfo") -> list[Volume]:
    """What is mounted now, in the order of mounting; empty on Windows."""
    if sys.platform == "win32":
        return []
    if sys.platform == "darwin":
        return parse_mount_output(_mount_output())
    try:
        with open(mountinfo, "rb") as file:
            return list(_parsed(file.read().splitlines()))
    except OSError:
        return []


def volume_of(path: str, volumes: Iterable[Volume]) -> Volume:
    """The volume of an absolute path, by its spelling alone; of two at one point, the later covers the other."""
    if sys.platform == "win32":
        return _windows_volume(path)
    best = UNKNOWN
    for one in volumes:
        inside = one.point == "/" or path == one.point or path.startswith(one.point + "/")
        if inside and len(one.point) >= len(best.point):
            best = one
    return best


def _parsed(lines: Iterable[bytes]) -> Iterable[Volume]:
    """`36 35 98:0 /part /point rw master:1 - ext3 /dev/root rw`."""
    for line in lines:
        fields = line.split()
        try:
            dash = fields.index(b"-", 6)
            yield Volume(_plain(fields[dash + 1]), _plain(fields[dash + 2]), _plain(fields[4]), _plain(fields[3]))
        except (ValueError, IndexError):
            continue


def _plain(field: bytes) -> str:
    return os.fsdecode(_ESCAPE.sub(lambda match: bytes([int(match[1], 8)]), field))


_MOUNT_LINE = re.compile(r"(?P<origin>.+?) on (?P<point>/.*) \((?P<kind>[\w.]+)[,)]")


def parse_mount_output(text: str) -> list[Volume]:
    """What macOS's mount prints: `//u@nas/share on /Volumes/share (smbfs, nodev, nosuid)`."""
    found = (_MOUNT_LINE.match(line) for line in text.splitlines())
    return [Volume(one["kind"], one["origin"], one["point"]) for one in found if one]


def _mount_output() -> str:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return os.fsdecode(subprocess.run(["/sbin/mount"], capture_output=True, timeout=10, check=False).stdout)
    return ""


def _windows_volume(path: str) -> Volume:
    if sys.platform != "win32":
        return UNKNOWN
    import ctypes  # noqa: PLC0415 - nothing else needs it at the start

    drive = os.path.splitdrive(path)[0]
    if drive.startswith("\\\\"):
        return Volume("smb3", drive, drive)
    remote = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == 4
    return Volume("smb3" if remote else "ntfs", drive, drive)


def uuid_of(volume: Volume, links: str = _NO_UUID_LINKS) -> str:
    """The UUID which the device itself bears, "" where the system tells none."""
    if not volume.origin.startswith("/dev/"):
        return ""
    try:
        device = os.path.realpath(volume.origin)
        with os.scandir(links) as items:
            return next((one.name for one in items if os.path.realpath(one.path) == device), "")
    except OSError:
        return ""
