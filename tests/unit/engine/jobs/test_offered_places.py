"""Where a vault may lie: which mounts a person would call a disk, in which order, and why one may not do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.engine.jobs import offered_places
from studio_backup.engine.jobs.offered_places import (
    LEAST_FREE,
    Mount,
    Purpose,
    disk_of,
    mounts,
)
from studio_backup.engine.jobs.offered_places import (
    offered_places as offer,
)

HOME = "/home/kim"
GIB = 1 << 30


def mount(path: str, device: str = "/dev/sda1", filesystem: str = "ext4", **more: Any) -> Mount:
    return Mount(
        **({"device": device, "path": path, "filesystem": filesystem, "free": 99 * GIB, "total": 200 * GIB} | more)
    )


def offered(*found: Mount, purpose: Purpose = "vault", vault: str = "", taken: tuple[str, ...] = ()) -> list[Any]:
    return offer(found, user_home=HOME, purpose=purpose, vault=vault, taken=lambda path: path in taken)


ROOT = mount("/", "/dev/nvme0n1p2")
DRIVE = mount("/media/kim/T7 Blue", "/dev/sdb1", "exfat")
NAS = mount("/mnt/nas", "nas:/studio", "nfs4")
DATA = mount("/data", "/dev/sdc1", "xfs")


def test_home_comes_first_for_the_vault_and_last_for_a_second_place() -> None:
    assert [one.kind for one in offered(NAS, DRIVE, DATA, ROOT)] == ["home", "internal", "external", "share"]
    second = offered(NAS, DRIVE, DATA, ROOT, purpose="second", vault="/home/kim/Vault")
    assert [one.kind for one in second] == ["share", "external", "internal", "home"]
    assert [one.with_vault for one in second] == [False, False, False, True] and "lost together" in second[-1].why


@pytest.mark.parametrize(
    "other",
    [
        mount("/boot/efi", filesystem="vfat"),
        mount("/snap/core/1", filesystem="squashfs"),
        mount("/proc", "proc", "proc"),
        mount("/dev/shm", "tmpfs", "tmpfs"),
        mount("/media/kim/DVD", "/dev/sr0", "iso9660"),
        mount("/media/kim/Locked", options=frozenset({"ro"})),
        mount("/mnt/none", total=0),
        mount("/var/lib/data"),
    ],
    ids=lambda one: one.path,
)
def test_what_no_person_would_call_a_disk_is_not_offered(other: Mount) -> None:
    assert [one.mount for one in offered(ROOT, other)] == [ROOT]


def test_the_suggested_folder_is_new_and_named_in_words() -> None:
    assert offered(ROOT)[0].folder == "/home/kim/Studio Backup vault"
    taken = ("/home/kim/Studio Backup vault", "/home/kim/Studio Backup vault 2")
    assert offered(ROOT, taken=taken)[0].folder == "/home/kim/Studio Backup vault 3"
    (drive,) = (one for one in offered(ROOT, DRIVE, purpose="second") if one.kind == "external")
    assert (drive.folder, drive.name) == ("/media/kim/T7 Blue/Studio Backup copy", "T7 Blue")


def test_a_place_that_may_not_do_says_why_and_comes_last() -> None:
    full, closed = (
        mount("/mnt/full", "/dev/sdd1", free=LEAST_FREE - 1),
        mount("/mnt/closed", "/dev/sde1", writable=False),
    )
    found = offered(full, closed, DRIVE, ROOT)
    assert [bool(one.why) for one in found] == [False, False, True, True]
    assert {one.why for one in found[2:]} == {"You may not write there.", "Only 2.1 GB are free there."}


@pytest.mark.parametrize(
    ("device", "disk"),
    [
        ("/dev/sda2", "/dev/sda"),
        ("/dev/nvme0n1p3", "/dev/nvme0n1"),
        ("/dev/disk3s1", "/dev/disk3"),
        ("nas:/studio1", "nas:/studio1"),
        ("/dev/mapper/root", "/dev/mapper/root"),
    ],
)
def test_partitions_of_one_disk_are_lost_together(device: str, disk: str) -> None:
    assert disk_of(mount("/x", device)) == disk


def test_this_machine_has_a_place_and_a_mount_that_hangs_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import shutil
    import threading
    import time

    hangs = threading.Event()
    real = shutil.disk_usage
    listed = [mount("/", "/dev/sda1"), mount("/mnt/dead", "dead:/x", "nfs")]
    monkeypatch.setattr(offered_places, "_listed", lambda: listed)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: real("/" if path == "/mnt/dead" and hangs.wait(60) else path)
    )
    try:
        found = mounts(str(tmp_path), time.monotonic, answer_s=1.0)
        assert found.unanswered == ("/mnt/dead",)
        (own,) = found.mounts
        assert own.total == real(tmp_path).total and own.writable == os.access(tmp_path, os.W_OK)
    finally:
        hangs.set()
        for thread in threading.enumerate():
            if thread.name.endswith("(_ask)"):
                thread.join(20)


def test_a_home_on_a_system_that_tells_no_mounts_has_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offered_places, "_listed", list)
    found = mounts(str(tmp_path), SystemClock().monotonic)
    (place,) = offer(found.mounts, user_home=str(tmp_path), purpose="vault", vault="", taken=os.path.exists)
    assert (place.kind, place.name) == ("home", "This computer") and place.mount.free > 0
