"""Mount points, placeholders, and what other systems say."""

from __future__ import annotations

import errno
import os
import sys

import pytest

from studio_backup.base.errors import SourceError
from studio_backup.domain.tree import ONLINE_ONLY, UNMOUNTED, UNREADABLE
from studio_backup.engine.backup import placeholders, preparation, scanner, work
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.mounts import MountTable, read_mounts
from studio_backup.engine.backup.own_places import OwnPlaces
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.selection import Selection
from studio_backup.engine.backup.sentences import problem_of
from tests.unit.engine.backup.conftest import Rig


def with_table(monkeypatch: pytest.MonkeyPatch, table: MountTable) -> None:
    monkeypatch.setattr(preparation, "read_mounts", lambda: table)


def test_the_tables_are_read(tmp_path: object) -> None:
    mountinfo, fstab = os.path.join(str(tmp_path), "mountinfo"), os.path.join(str(tmp_path), "fstab")
    with open(mountinfo, "w") as file:
        file.write("36 35 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n40 36 0:44 / /mnt/x rw - fuse.rclone r: rw\ntorn\n")
    with open(fstab, "w") as file:
        file.write("# <device> <mount>\n/dev/sda1 / ext4 defaults 0 1\nUUID=1 /mnt/my\\040drive/ ext4 noauto 0 0\n")
        file.write("x none swap\n")
    table = read_mounts(mountinfo=mountinfo, fstab=fstab)
    assert table.types == {os.makedev(8, 1): "ext4", os.makedev(0, 44): "fuse.rclone"}
    assert table.expected == {b"/mnt/my drive"}
    assert table.stable_inodes(os.makedev(8, 1))
    assert not MountTable({7: "exfat"}).stable_inodes(7)
    assert read_mounts(mountinfo="/nowhere", fstab="/nowhere") == MountTable()


def test_a_folder_that_fstab_names_and_nothing_is_mounted_on_is_flagged(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.write("photo", b"1")
    os.makedirs(rig.path("disks", "archive"))
    with_table(monkeypatch, MountTable(expected=frozenset({os.fsencode(rig.path("disks", "archive"))})))
    report = rig.back_up()
    assert rig.stored()["disks/archive"].flags == (UNMOUNTED,)
    assert "not mounted now" in report.warnings[0].text
    assert rig.stored()["disks"].flags == ()


def test_a_root_on_which_a_drive_should_be_mounted_is_refused(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    with_table(monkeypatch, MountTable(expected=frozenset({os.fsencode(os.path.realpath(rig.source))})))
    with pytest.raises(SourceError, match="not mounted"):
        rig.back_up()


def pretend_mounted(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """The folder of this name lies on another device."""
    original = scanner.Scanner.listing

    def listing(self: scanner.Scanner, place: scanner.Place) -> scanner.Listing:
        found = original(self, place)
        found.folders = [(below, elsewhere(stat) if below.name == name else stat) for below, stat in found.folders]
        if place.name == name and found.found is not None:
            found.found = elsewhere(found.found)
            place.device = found.found.st_dev
        return found

    monkeypatch.setattr(scanner.Scanner, "listing", listing)


def elsewhere(found: os.stat_result) -> os.stat_result:
    fields = {name: getattr(found, name) for name in dir(found) if name.startswith("st_")}
    return os.stat_result((*found[:2], found.st_dev + 5, *found[3:]), fields | {"st_dev": found.st_dev + 5})


def test_a_folder_that_was_a_mounted_drive_and_is_empty_now_is_flagged(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.write("card/photo", b"1")
    rig.write("other/photo", b"1")
    with monkeypatch.context() as patch:
        pretend_mounted(patch, "card")
        rig.back_up()
    assert rig.stored()["card"].device != rig.stored()[""].device
    os.remove(rig.path("card", "photo"))
    os.remove(rig.path("other", "photo"))

    report = rig.back_up()

    assert rig.stored()["card"].flags == (UNMOUNTED,)
    assert rig.stored()["other"].flags == ()
    assert [warning.path for warning in report.warnings] == [f"{rig.source}/card"]
    rig.back_up()
    assert rig.stored()["card"].flags == (UNMOUNTED,)  # still not there
    rig.write("card/photo", b"2")
    rig.back_up()
    assert rig.stored()["card"].flags == ()


def test_other_file_systems_are_entered_unless_told_not_to() -> None:
    device = os.stat("/").st_dev
    other = {name for name in os.listdir("/") if os.path.isdir(f"/{name}") and os.lstat(f"/{name}").st_dev != device}
    if not other:
        pytest.skip("nothing is mounted below /")
    for alone in (False, True):
        folders, root = OpenFolders("/"), Place(None, "")
        rules = scanner.ScanRules(Selection(), MountTable(), OwnPlaces(()), alone)
        listing = scanner.Scanner(root, "/", folders, rules).listing(root)
        folders.close()
        assert {name for name, _ in listing.mounts} == (other if alone else set())
        assert bool({place.name for place, _ in listing.folders} & other) != alone


def test_a_mount_point_that_was_not_entered_is_stored_as_such(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.write("card/photo", b"1")
    original = scanner.Scanner._judge_mounts

    def judge(self: scanner.Scanner, result: scanner.Listing) -> None:
        original(self, result)
        result.mounts += [(place.name, found) for place, found in result.folders if place.name == "card"]
        result.folders = [one for one in result.folders if one[0].name != "card"]

    monkeypatch.setattr(scanner.Scanner, "_judge_mounts", judge)
    report = rig.back_up(one_file_system=True)
    stored = rig.stored()
    assert stored["card"].type == "mount"
    assert b"card/photo" not in stored.entries
    assert not report.warnings


def test_an_online_only_file_is_flagged_and_never_opened(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.write("here.jpg", b"1")
    rig.write("away.jpg", b"2" * 5000)
    monkeypatch.setattr(work, "is_online_only", lambda name, *_: name == "away.jpg")
    report = rig.back_up()
    entry = rig.stored()["away.jpg"]
    assert (entry.flags, entry.size, entry.chunks) == ((ONLINE_ONLY,), 5000, ())
    assert "cloud" in report.warnings[0].text
    assert report.bytes_read == 1


def test_how_linux_tells_placeholders(tmp_path: object) -> None:
    if sys.platform != "linux":
        pytest.skip("the rule of Linux")
    path = os.path.join(str(tmp_path), "sparse")
    with open(path, "wb") as file:
        file.truncate(1 << 20)
    found = os.stat(path)
    assert not placeholders.is_online_only("sparse", found, MountTable({found.st_dev: "ext4"}))
    assert placeholders.is_online_only("sparse", found, MountTable({found.st_dev: "fuse.onedriver"}))
    with open(path, "wb") as file:
        file.write(b" ")
    assert placeholders.is_online_only("a.jpg.nextcloud", os.stat(path), MountTable())
    assert not placeholders.is_online_only("a.jpg", os.stat(path), MountTable())


def test_what_other_systems_refuse_says_what_to_do() -> None:
    denied = problem_of(PermissionError(errno.EPERM, "Operation not permitted"), platform="darwin")
    assert denied.flag == UNREADABLE
    assert "Full Disk Access" in denied.text
    shared = OSError(errno.EACCES, "in use")
    shared.winerror = 32  # type: ignore[attr-defined]
    assert problem_of(shared, held_by="Capture One").text.startswith("Capture One holds it open")
    assert problem_of(shared).text.startswith("Another program holds it open")
    assert "Full Disk" not in problem_of(PermissionError(errno.EACCES, "no"), platform="linux").text
