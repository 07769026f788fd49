"""Points that want to write outside the target: refused before anything is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_backup.base.errors import DamageError, NotFoundError
from studio_backup.domain.snapshot import Source
from studio_backup.domain.tree import Entry, Tree, spelled
from studio_backup.engine.restore.names import WINDOWS
from studio_backup.repository.committing import SnapshotDraft
from studio_backup.repository.writing import CollectionWriter
from tests.support.repositories import save_file
from tests.support.restoring import Restoring, altered


def everything(folder: Path) -> set[str]:
    return {os.path.join(d, n) for d, folders, names in os.walk(folder) for n in [*folders, *names]}


def file(writer: CollectionWriter, name: bytes, **fields: object) -> Entry:
    text, text64 = spelled(name)
    return altered(save_file(writer, "x", b"evil"), name=text, name64=text64, mode=0o644, **fields)


def folder(writer: CollectionWriter, name: str, entries: list[Entry]) -> Entry:
    # Past `save_folder`, which an honest program uses and which might refuse.
    return Entry(type="folder", name=name, mode=0o755, tree=writer.save_tree(Tree(entries=tuple(entries))))


def restore_refused(restoring: Restoring, tmp_path: Path, root: Entry, writer: CollectionWriter) -> None:
    back = tmp_path / "place" / "back"
    back.mkdir(parents=True)
    try:
        restoring.commit(root, path="/home/ada/W", writer=writer)
        before = everything(tmp_path / "place")
        with pytest.raises((DamageError, NotFoundError)):
            restoring.restore(str(back))
    except DamageError:
        return  # the vault itself would not even write it
    assert everything(tmp_path / "place") == before


@pytest.mark.parametrize(
    "name", [b"..", b".", b"", b"../evil", b"/etc/evil", b"a/b", b"nul\0byte", b"/", b"..\0", b"a/../../evil"]
)
def test_names_that_lead_elsewhere(restoring: Restoring, tmp_path: Path, name: bytes) -> None:
    writer = restoring.vault.writer()
    root = folder(writer, "W", [file(writer, b"good"), file(writer, name)])
    restore_refused(restoring, tmp_path, root, writer)


@pytest.mark.parametrize("name", [b"..", b"../../up", b"/abs"])
def test_folders_that_lead_elsewhere(restoring: Restoring, tmp_path: Path, name: bytes) -> None:
    writer = restoring.vault.writer()
    text, text64 = spelled(name)
    inner = altered(folder(writer, "x", [file(writer, b"evil")]), name=text, name64=text64)
    restore_refused(restoring, tmp_path, folder(writer, "W", [inner]), writer)


def test_one_name_twice(restoring: Restoring, tmp_path: Path) -> None:
    writer = restoring.vault.writer()
    restore_refused(restoring, tmp_path, folder(writer, "W", [file(writer, b"a"), file(writer, b"a")]), writer)


def test_a_link_and_then_a_folder_of_its_name(restoring: Restoring, tmp_path: Path) -> None:
    writer = restoring.vault.writer()
    link = Entry(type="link", name="x", target=str(tmp_path))
    inner = folder(writer, "x", [file(writer, b"evil")])
    restore_refused(restoring, tmp_path, folder(writer, "W", [link, inner]), writer)


@pytest.mark.parametrize("path", ["/", "/..", "", "C:\\", "/home/..", "\\\\server\\share\\"])
def test_roots_without_a_name(restoring: Restoring, tmp_path: Path, path: str) -> None:
    writer = restoring.vault.writer()
    root = folder(writer, "", [file(writer, b"a")])
    platform = "windows" if "\\" in path else "posix"
    stored = writer.commit(
        SnapshotDraft(Source(path=path, platform=platform), root, 1, False, restoring.draft_counts())
    )
    restoring.vault.repository.forget()
    back = tmp_path / "place" / "back"
    report = restoring.restore(str(back), points=[stored])
    assert report.restored == 1
    assert all(found.startswith(str(back)) for found in everything(tmp_path / "place"))


def test_a_link_that_is_there_is_not_written_through(restoring: Restoring, tmp_path: Path, root: Path) -> None:
    restoring.back_up(str(root))
    back, outside = tmp_path / "back", tmp_path / "outside"
    back.mkdir()
    outside.mkdir()
    (back / "Wedding").symlink_to(outside)
    report = restoring.restore(str(back))
    assert os.listdir(outside) == []
    assert report.failed == ()


def test_a_folder_swapped_for_a_link_after_the_plan(restoring: Restoring, tmp_path: Path, root: Path) -> None:
    restoring.back_up(str(root))
    back, outside = tmp_path / "back", tmp_path / "outside"
    (back / "Wedding" / "sub").mkdir(parents=True)
    outside.mkdir()
    plan = restoring.plan(str(back))
    (back / "Wedding" / "sub").rmdir()
    (back / "Wedding" / "sub").symlink_to(outside)
    report = restoring.run(plan)
    assert os.listdir(outside) == []
    assert [one.path for one in report.failed] == [b"Wedding/sub/b.jpg"]


def test_wrong_sizes_and_holes_are_failures_of_that_file(restoring: Restoring, tmp_path: Path) -> None:
    writer = restoring.vault.writer()
    entries = [
        file(writer, b"a good one"),
        file(writer, b"b too long", size=5),
        file(writer, b"c huge", size=1 << 60),
        file(writer, b"d holes", size=10, extents=((8, 4),)),
        file(writer, b"e order", size=100, extents=((50, 2), (10, 2))),
        file(writer, b"f lost", chunks=("ab" * 32,)),
        file(writer, b"g digest", digest="00" * 32),
    ]
    restoring.commit(folder(writer, "W", entries), path="/home/ada/W", writer=writer)
    report = restoring.restore(str(tmp_path / "back"))
    assert report.restored == report.verified == 1
    assert [one.path[2:3] for one in sorted(report.failed, key=lambda f: f.path)] == [
        b"b",
        b"c",
        b"d",
        b"e",
        b"f",
        b"g",
    ]
    assert os.listdir(tmp_path / "back" / "W") == ["a good one"]


def test_names_windows_cannot_hold_are_mapped_by_its_rules(restoring: Restoring, tmp_path: Path) -> None:
    writer = restoring.vault.writer()
    names = sorted([b"a:b", b"CON", b"dot.", b"IMG.jpg", b"img.jpg", b"C:\\x", b"plain", b"..\\up"])
    restoring.commit(folder(writer, "W", [file(writer, n) for n in names]), path="/home/ada/W", writer=writer)
    report = restoring.restore(str(tmp_path / "back"), rules=WINDOWS)
    assert set(os.listdir(tmp_path / "back" / "W")) == {
        "a%3Ab", "CO%4E", "dot%2E", "IMG.jpg", "%69mg.jpg", "C%3A%5Cx", "plain", "..%5Cup",
    }  # fmt: skip
    assert {(m.path, m.target) for m in report.mapped} >= {(b"W/a:b", b"W/a%3Ab"), (b"W/CON", b"W/CO%4E")}
    lists = [n for n in os.listdir(tmp_path / "back") if n.startswith("renamed by restore ")]
    assert len(lists) == 1
    assert '"was": "W/a:b"' in (tmp_path / "back" / lists[0]).read_text()
    restoring.undo(report.id)
    assert os.listdir(tmp_path / "back") == []


def test_a_tree_of_a_thousand_levels(restoring: Restoring, tmp_path: Path) -> None:
    writer = restoring.vault.writer()
    entry = file(writer, b"bottom")
    for _ in range(1000):
        entry = folder(writer, "d", [entry])
    restoring.commit(folder(writer, "W", [entry]), path="/home/ada/W", writer=writer)
    report = restoring.restore(str(tmp_path / "back"))
    assert (report.restored, report.verified, report.failed) == (1, 1, ())
    undone = restoring.undo(report.id)
    assert undone.removed == 1
    assert os.listdir(tmp_path / "back") == []
