"""From a source folder to a snapshot, and again."""

from __future__ import annotations

import os

from tests.unit.engine.backup.conftest import Rig


def test_a_folder_becomes_a_snapshot(rig: Rig) -> None:
    big = os.urandom(3_000_000)
    rig.write("raw/a.nef", big)
    rig.write("raw/empty", b"")
    rig.write("notes.txt", b"hello")
    os.mkdir(rig.path("nothing"))
    os.symlink("notes.txt", rig.path("link"))

    report = rig.back_up()

    stored = rig.stored()
    assert stored.content("raw/a.nef") == big
    assert stored.content("raw/empty") == b""
    assert stored.content("notes.txt") == b"hello"
    assert stored["link"].raw_target == b"notes.txt"
    assert stored["nothing"].type == "folder"
    assert (report.files, report.read, report.unchanged, report.bytes_read) == (3, 3, 0, 3_000_005)
    assert not report.warnings
    counts = report.points[0].counts
    assert (counts.files, counts.folders, counts.links, counts.bytes) == (3, 2, 1, 3_000_005)
    assert stored[""].name == "source"


def test_a_second_run_on_unchanged_data_stores_nothing_but_a_snapshot(rig: Rig) -> None:
    for number in range(50):
        rig.write(f"folder{number % 5}/{number}.jpg", os.urandom(2000))
    rig.back_up()
    before = rig.vault.names("packs"), rig.vault.names("index")

    report = rig.back_up()

    assert (rig.vault.names("packs"), rig.vault.names("index")) == before
    assert (report.read, report.unchanged, report.bytes_read) == (0, 50, 0)
    first, second = rig.snapshots()
    assert second.snapshot.root.tree == first.snapshot.root.tree
    assert second.snapshot.counts == first.snapshot.counts


def test_only_what_changed_is_read_again(rig: Rig) -> None:
    rig.write("a/one", b"1" * 1000)
    rig.write("a/two", b"2" * 1000)
    rig.write("b/three", b"3" * 1000)
    rig.back_up()
    rig.write("a/two", b"4" * 500)
    os.remove(rig.path("b/three"))

    report = rig.back_up()

    assert (report.read, report.unchanged, report.bytes_read) == (1, 1, 500)
    stored = rig.stored()
    assert stored.content("a/two") == b"4" * 500
    assert stored.content("a/one") == b"1" * 1000
    assert b"b/three" not in stored.entries
