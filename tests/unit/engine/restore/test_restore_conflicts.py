"""What stands at the target already: kept, replaced, skipped, asked about; and undone."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from studio_backup.base.errors import NotFoundError, RefusedError
from studio_backup.engine.restore.journal import Journal
from studio_backup.engine.restore.undo import EditedSince
from tests.support.restoring import Restoring, picture

DAY = 86_400 * 10**9


@pytest.fixture
def back(restoring: Restoring, root: Path, tmp_path: Path) -> Path:
    """A target where a.jpg is another file and sub/b.jpg is equal."""
    restoring.back_up(str(root))
    back = tmp_path / "back"
    (back / "Wedding" / "sub").mkdir(parents=True)
    (back / "Wedding" / "a.jpg").write_bytes(b"mine")
    (back / "Wedding" / "sub" / "b.jpg").write_bytes(b"picture b" * 2000)
    (back / "Wedding" / "other.txt").write_bytes(b"not yours")
    return back


def names(back: Path) -> list[str]:
    return sorted(os.path.relpath(os.path.join(d, n), back) for d, _, f in os.walk(back) for n in f)


def test_keep_both_is_the_default(restoring: Restoring, back: Path) -> None:
    report = restoring.restore(str(back))
    assert (report.restored, report.verified, report.skipped) == (1, 1, 1)
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"mine"
    beside = [n for n in os.listdir(back / "Wedding") if n.startswith("a (restored ")]
    assert len(beside) == 1
    assert beside[0].endswith(").jpg")
    assert (back / "Wedding" / beside[0]).read_bytes() == b"picture a" * 1000


def test_keep_both_twice_makes_no_third(restoring: Restoring, back: Path) -> None:
    restoring.restore(str(back))
    before = names(back)
    report = restoring.restore(str(back))
    assert (report.restored, report.skipped) == (0, 2)
    assert names(back) == before


def test_keep_both_numbers_names(restoring: Restoring, back: Path, root: Path) -> None:
    restoring.restore(str(back))
    (root / "a.jpg").write_bytes(b"a later version")
    restoring.back_up(str(root))
    restoring.restore(str(back))
    assert len([n for n in os.listdir(back / "Wedding") if n.startswith("a (restored ")]) == 2
    assert any(n.endswith(" 2).jpg") for n in os.listdir(back / "Wedding"))


def test_skip(restoring: Restoring, back: Path) -> None:
    report = restoring.restore(str(back), on_conflict="skip")
    assert (report.restored, report.skipped) == (0, 2)
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"mine"


def test_replace_keeps_the_old_one_for_undo(restoring: Restoring, back: Path) -> None:
    before = picture(back)
    report = restoring.restore(str(back), on_conflict="replace")
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"picture a" * 1000
    assert report.kept_bytes == 4
    assert os.stat(report.kept_folder).st_mode & 0o777 == 0o700
    assert os.path.dirname(report.kept_folder) == str(back)
    undone = restoring.undo(report.id)
    assert (undone.removed, undone.put_back) == (0, 1)
    after = picture(back)
    assert {k: v[4:] for k, v in after.items()} == {k: v[4:] for k, v in before.items()}
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"mine"
    with pytest.raises(NotFoundError):
        restoring.undo(report.id)


def test_ask(restoring: Restoring, back: Path) -> None:
    asked: list[tuple[str, int]] = []

    def answer(path: str, size: int) -> str:
        asked.append((path, size))
        return "replace"

    plan = restoring.plan(str(back), on_conflict="ask", ask=answer)
    assert asked == [("Wedding/a.jpg", 9000)]
    restoring.run(plan)
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"picture a" * 1000


@pytest.mark.parametrize("mode", ["keep-both", "replace", "skip"])
def test_a_file_where_a_folder_should_be(restoring: Restoring, root: Path, tmp_path: Path, mode: str) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    (back / "Wedding").mkdir(parents=True)
    (back / "Wedding" / "sub").write_bytes(b"a file")
    report = restoring.restore(str(back), on_conflict=mode)
    assert report.failed == ()
    found = names(back)
    if mode == "replace":
        assert (back / "Wedding" / "sub" / "b.jpg").exists()
        restoring.undo(report.id)
    elif mode == "skip":
        assert found == ["Wedding/a.jpg", "Wedding/sub"]
    else:
        assert any(n.startswith("Wedding/sub (restored ") and n.endswith("/b.jpg") for n in found)
    assert (back / "Wedding" / "sub").read_bytes() == b"a file"


def test_a_link_where_a_folder_should_be_is_not_followed(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    back, elsewhere = tmp_path / "back", tmp_path / "elsewhere"
    (back / "Wedding").mkdir(parents=True)
    elsewhere.mkdir()
    (back / "Wedding" / "sub").symlink_to(elsewhere)
    report = restoring.restore(str(back), on_conflict="replace")
    assert report.failed == ()
    assert os.listdir(elsewhere) == []
    assert (back / "Wedding" / "sub" / "b.jpg").exists()


def test_undo_removes_what_was_made(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    os.symlink("a.jpg", root / "link")
    os.link(root / "a.jpg", root / "hard")
    with (root / "holes").open("wb") as file:
        file.truncate(3 << 20)
        file.seek(1 << 20)
        file.write(b"x" * 5000)
    restoring.back_up(str(root))
    report = restoring.restore(str(tmp_path / "back"))
    undone = restoring.undo(report.id[:6])
    assert undone.removed == 5
    assert undone.left == ()
    assert os.listdir(tmp_path / "back") == []


def test_undo_refuses_whole_where_somebody_edited(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    report = restoring.restore(str(back))
    kept = os.stat(back / "Wedding" / "a.jpg")
    # An edit of equal size which keeps the old time, as metadata tools do.
    (back / "Wedding" / "a.jpg").write_bytes(b"edited ab" * 1000)
    os.utime(back / "Wedding" / "a.jpg", ns=(kept.st_atime_ns, kept.st_mtime_ns))
    with pytest.raises(EditedSince) as refused:
        restoring.undo(report.id)
    assert refused.value.edited == (b"Wedding/a.jpg",)
    assert (back / "Wedding" / "sub" / "b.jpg").exists()


def test_undo_leaves_folders_with_other_files(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    report = restoring.restore(str(back))
    (back / "Wedding" / "sub" / "note.txt").write_text("mine")
    (back / "Wedding" / "a.jpg").unlink()
    undone = restoring.undo(report.id)
    assert set(undone.left) == {b"Wedding", b"Wedding/sub"}
    assert names(back) == ["Wedding/sub/note.txt"]


def test_forget_drops_what_was_kept(restoring: Restoring, back: Path) -> None:
    report = restoring.restore(str(back), on_conflict="replace")
    assert restoring.undo(report.id, forget=True).freed == 4
    assert not os.path.exists(report.kept_folder)
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"picture a" * 1000


def test_what_was_kept_goes_after_30_days(restoring: Restoring, back: Path, tmp_path: Path) -> None:
    first = restoring.restore(str(back), on_conflict="replace")
    restoring.vault.clock.sleep(29 * 86_400)
    assert restoring.restore(str(tmp_path / "second")).expired == ()
    restoring.vault.clock.sleep(2 * 86_400)
    assert restoring.restore(str(tmp_path / "third")).expired == (first.id,)
    assert not os.path.exists(first.kept_folder)
    with pytest.raises(NotFoundError):
        restoring.undo(first.id)


def test_a_name_taken_after_the_plan(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    plan = restoring.plan(str(back))
    (back / "Wedding").mkdir(parents=True)
    (back / "Wedding" / "a.jpg").write_bytes(b"just now")
    report = restoring.run(plan)
    assert report.failed == ()
    assert (report.restored, report.verified) == (2, 2)
    assert (back / "Wedding" / "a.jpg").read_bytes() == b"just now"
    restoring.undo(report.id)
    assert names(back) == ["Wedding/a.jpg"]


class TestDatabases:
    """A database and its side files belong to one moment."""

    @pytest.fixture
    def catalog(self, tmp_path: Path) -> Path:
        folder = tmp_path / "source" / "Catalog"
        folder.mkdir(parents=True)
        with sqlite3.connect(folder / "cat.lrcat") as database:
            database.execute("create table photo (name)")
            database.execute("insert into photo values ('kept')")
        database.close()
        return folder

    def other(self, back: Path) -> None:
        """Another database of that name, with a live write-ahead log beside it."""
        (back / "Catalog").mkdir(parents=True)
        (back / "Catalog" / "cat.lrcat").write_bytes(b"SQLite format 3\0 another")
        (back / "Catalog" / "cat.lrcat-wal").write_bytes(b"old log")
        (back / "Catalog" / "cat.lrcat-shm").write_bytes(b"old memory")

    def test_old_side_files_are_set_aside(self, restoring: Restoring, catalog: Path, tmp_path: Path) -> None:
        restoring.back_up(str(catalog))
        back = tmp_path / "back"
        self.other(back)
        report = restoring.restore(str(back), on_conflict="replace")
        assert set(report.set_aside) == {b"Catalog/cat.lrcat-wal", b"Catalog/cat.lrcat-shm"}
        assert names(back / "Catalog") == ["cat.lrcat"]
        database = sqlite3.connect(back / "Catalog" / "cat.lrcat")
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert database.execute("select name from photo").fetchall() == [("kept",)]
        database.close()
        restoring.undo(report.id)
        assert names(back / "Catalog") == ["cat.lrcat", "cat.lrcat-shm", "cat.lrcat-wal"]
        assert (back / "Catalog" / "cat.lrcat-wal").read_bytes() == b"old log"

    def test_a_missing_database_beside_an_old_log(self, restoring: Restoring, catalog: Path, tmp_path: Path) -> None:
        restoring.back_up(str(catalog))
        back = tmp_path / "back"
        (back / "Catalog").mkdir(parents=True)
        (back / "Catalog" / "cat.lrcat-wal").write_bytes(b"old log")
        report = restoring.restore(str(back))
        assert report.set_aside == (b"Catalog/cat.lrcat-wal",)
        assert names(back / "Catalog") == ["cat.lrcat"]

    def test_keep_both_keeps_the_group_together(self, restoring: Restoring, catalog: Path, tmp_path: Path) -> None:
        (catalog / "cat.lrcat-wal").write_bytes(b"new log")
        restoring.back_up(str(catalog))
        back = tmp_path / "back"
        self.other(back)
        report = restoring.restore(str(back))
        found = names(back / "Catalog")
        beside = next(n for n in found if n.startswith("cat (restored ") and n.endswith(").lrcat"))
        assert found == sorted(["cat.lrcat", "cat.lrcat-shm", "cat.lrcat-wal", beside, beside + "-wal"])
        assert (back / "Catalog" / (beside + "-wal")).read_bytes() == b"new log"
        assert (back / "Catalog" / "cat.lrcat-wal").read_bytes() == b"old log"
        assert report.set_aside == ()

    def test_replace_brings_the_whole_group(self, restoring: Restoring, catalog: Path, tmp_path: Path) -> None:
        (catalog / "cat.lrcat-wal").write_bytes(b"new log")
        restoring.back_up(str(catalog))
        back = tmp_path / "back"
        self.other(back)
        restoring.restore(str(back), on_conflict="replace")
        assert names(back / "Catalog") == ["cat.lrcat", "cat.lrcat-wal"]
        assert (back / "Catalog" / "cat.lrcat-wal").read_bytes() == b"new log"

    def test_skip_leaves_the_old_group_alone(self, restoring: Restoring, catalog: Path, tmp_path: Path) -> None:
        (catalog / "cat.lrcat-journal").write_bytes(b"new journal")
        restoring.back_up(str(catalog))
        back = tmp_path / "back"
        self.other(back)
        restoring.restore(str(back), on_conflict="skip")
        assert names(back / "Catalog") == ["cat.lrcat", "cat.lrcat-shm", "cat.lrcat-wal"]

    def test_choosing_a_database_brings_its_side_files(
        self, restoring: Restoring, catalog: Path, tmp_path: Path
    ) -> None:
        (catalog / "cat.lrcat-wal").write_bytes(b"new log")
        (catalog / "z.txt").write_bytes(b"z")
        restoring.back_up(str(catalog))
        restoring.restore(str(tmp_path / "back"), files=("*.lrcat",))
        assert names(tmp_path / "back" / "Catalog") == ["cat.lrcat", "cat.lrcat-wal"]


def test_two_processes_cannot_work_on_one_restore(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    plan = restoring.plan(str(tmp_path / "back"))
    held = Journal(os.path.join(restoring.restores, plan.id))
    with pytest.raises(RefusedError):
        restoring.run(plan)
    held.close()
