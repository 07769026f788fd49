"""Which file system a path lies on, by its spelling."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from studio_backup.engine.watch.volumes import UNKNOWN, Volume, parse_mount_output, read_volumes, uuid_of, volume_of

_MOUNTINFO = rb"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:50 /2026 /mnt/nas\040one rw - cifs //nas/photos rw
31 22 0:51 / /mnt/nas rw shared:2 master:3 - nfs4 nas:/export rw
32 31 8:17 / /mnt/nas rw - ext4 /dev/sdb1 rw
broken line
"""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="mountinfo")


@linux_only
@pytest.mark.parametrize(
    ("path", "kind", "network"),
    [
        ("/home/x", "ext4", False),
        ("/mnt/nas one/2026", "cifs", True),
        ("/mnt/nas one", "cifs", True),
        ("/mnt/nas two", "ext4", False),
        ("/mnt/nas/x", "ext4", False),  # mounted over the share
    ],
)
def test_by_mountinfo(tmp_path: Path, path: str, kind: str, network: bool) -> None:
    table = tmp_path / "mountinfo"
    table.write_bytes(_MOUNTINFO)
    found = volume_of(path, read_volumes(str(table)))
    assert (found.kind, found.is_network) == (kind, network)


@linux_only
def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    assert read_volumes(str(tmp_path / "none")) == []
    assert volume_of("/x", []) == UNKNOWN
    assert not UNKNOWN.is_network


@pytest.mark.parametrize("kind", ["cifs", "smb3", "nfs", "nfs4", "9p", "fuse.sshfs", "fuse.rclone", "fuse", "davfs"])
def test_network_kinds(kind: str) -> None:
    assert Volume(kind, "x", "/x").is_network


@pytest.mark.parametrize("kind", ["ext4", "btrfs", "xfs", "apfs", "ntfs", "fuseblk", "exfat", "overlay", "tmpfs"])
def test_local_kinds(kind: str) -> None:
    assert not Volume(kind, "/dev/x", "/x").is_network


def test_mount_of_macos() -> None:
    text = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//anna@nas._smb._tcp.local/Foto on x on /Volumes/Foto on x (smbfs, nodev, nosuid, mounted by anna)\n"
        "map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)\nnonsense\n"
    )
    found = parse_mount_output(text)
    assert [one.kind for one in found] == ["apfs", "smbfs", "autofs"]
    assert [one.is_network for one in found] == [False, True, False]


@linux_only
def test_uuid_by_link(tmp_path: Path) -> None:
    device = tmp_path / "sdb1"
    device.touch()
    links = tmp_path / "by-uuid"
    links.mkdir()
    os.symlink("../sdb1", links / "AA-1")
    assert uuid_of(Volume("ext4", "/dev/nothing", "/x"), str(links)) == ""
    assert uuid_of(Volume("cifs", "//nas/x", "/x"), str(links)) == ""
    assert uuid_of(Volume("ext4", "/dev/../" + str(device), "/x"), str(links)) == "AA-1"
    assert uuid_of(Volume("ext4", "/dev/x", "/x"), str(tmp_path / "none")) == ""
