"""When a file counts as unchanged, and which points are compared with."""

from __future__ import annotations

import dataclasses
import os

import msgspec
import pytest

from studio_backup.domain.snapshot import Counts, Snapshot, Source, StoredSnapshot
from studio_backup.domain.tree import CHANGED, Entry
from studio_backup.engine.backup.changes import Earlier, find_parents, is_unchanged
from tests.unit.engine.backup.conftest import Rig

ENTRY = Entry(type="file", name="a", size=5, mtime_ns=10, ctime_ns=11, inode=7, device=3)


def found(**changes: int) -> os.stat_result:
    fields = {"st_size": 5, "st_mtime_ns": 10, "st_ctime_ns": 11, "st_ino": 7, "st_dev": 99} | changes
    ordered = [0o100644, fields["st_ino"], fields["st_dev"], 1, 0, 0, fields["st_size"], 0, 0, 0]
    return os.stat_result(ordered, {"st_mtime_ns": fields["st_mtime_ns"], "st_ctime_ns": fields["st_ctime_ns"]})


def test_a_drive_that_was_mounted_anew_changes_nothing() -> None:
    assert is_unchanged(ENTRY, found(), stable_inodes=True)


@pytest.mark.parametrize("change", [{"st_size": 6}, {"st_mtime_ns": 9}, {"st_ctime_ns": 12}, {"st_ino": 8}])
def test_each_sign_of_a_change_counts(change: dict[str, int]) -> None:
    assert not is_unchanged(ENTRY, found(**change), stable_inodes=True)


def test_inodes_that_are_made_up_do_not_count() -> None:
    assert is_unchanged(ENTRY, found(st_ino=8), stable_inodes=False)


def test_an_entry_with_a_flag_or_of_another_type_is_no_parent() -> None:
    assert not is_unchanged(msgspec.structs.replace(ENTRY, flags=(CHANGED,)), found(), stable_inodes=True)
    assert not is_unchanged(msgspec.structs.replace(ENTRY, type="link"), found(), stable_inodes=True)


def test_contents_that_changed_behind_an_equal_time_are_found(rig: Rig) -> None:
    path = rig.write("a", b"11111")
    rig.back_up()
    before = os.stat(path)
    with open(path, "r+b") as file:
        file.write(b"22222")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert rig.back_up().read == 1
    assert rig.stored().content("a") == b"22222"


def test_a_new_mode_alone_is_stored(rig: Rig) -> None:
    path = rig.write("a", b"11111")
    rig.write("b", b"2")
    rig.back_up()
    os.chmod(path, 0o600)
    os.chmod(rig.source, 0o711)
    rig.back_up()
    assert rig.stored()["a"].mode == 0o600
    assert rig.stored()[""].mode == 0o711
    assert rig.stored().content("b") == b"2"


def snapshot(number: int, *, partial: bool = False, device: str = "d", path: str = "/s") -> StoredSnapshot:
    made = Snapshot(
        format=1, repository="", collection="c", device=device, number=number, previous="", started_ns=0, ended_ns=0,
        source=Source(path), root=Entry(type="folder"), partial=partial, counts=Counts(), merged=(f"m{number}",),
    )  # fmt: skip
    return StoredSnapshot(f"{number}", made)


def test_parents_are_the_newest_complete_point_and_a_newer_partial_one() -> None:
    points = [snapshot(1), snapshot(2, partial=True), snapshot(3), snapshot(9, device="e"), snapshot(8, path="/t")]
    parents = find_parents(points, device="d", source=b"/s")
    assert parents.complete is points[2]
    assert parents.partial is None
    points.append(snapshot(4, partial=True))
    parents = find_parents(points, device="d", source=b"/s")
    assert (parents.complete, parents.partial) == (points[2], points[5])
    assert parents.merged == {"m3", "m4"}
    assert find_parents([], device="d", source=b"/s").roots == ()


def test_a_folder_that_became_a_file_and_back(rig: Rig) -> None:
    rig.write("a/b", b"1")
    rig.back_up()
    os.remove(rig.path("a", "b"))
    os.rmdir(rig.path("a"))
    rig.write("a", b"now a file")
    rig.back_up()
    assert rig.stored().content("a") == b"now a file"
    os.remove(rig.path("a"))
    rig.write("a/b", b"2")
    rig.back_up()
    assert rig.stored().content("a/b") == b"2"


def test_below_gives_all_layers_the_newer_first() -> None:
    one, two = msgspec.structs.replace(ENTRY, size=1), msgspec.structs.replace(ENTRY, size=2)
    earlier = Earlier(layers=({"a": one}, {"a": two, "b": two}))
    assert earlier.below("a") == (one, two)
    assert earlier.below("b") == (two,)
    assert earlier.below("c") == ()


def test_requests_are_values(rig: Rig) -> None:
    assert dataclasses.replace(rig.request(), excludes=("x",)).sources == rig.request().sources
