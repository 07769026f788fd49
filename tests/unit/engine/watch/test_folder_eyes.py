"""The kernel's events as changes of what a backup takes."""

from __future__ import annotations

import errno
import mmap
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_backup.engine.watch import inotify
from studio_backup.engine.watch.folders import FolderEyes
from studio_backup.engine.watch.inotify import Inotify, RawEvent, parse
from studio_backup.engine.watch.report import BlindError
from tests.support.watching import Remembered, drain, view_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify")


@pytest.fixture
def report() -> Remembered:
    return Remembered()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    root = tmp_path / "source"
    (root / "day" / "card").mkdir(parents=True)
    (root / "day" / "old.raw").write_bytes(b"old")
    return root


@pytest.fixture
def eyes(source: Path, report: Remembered) -> Iterator[FolderEyes]:
    found = FolderEyes(view_of(source, report))
    found.open()
    yield found
    found.close()


def test_written_made_renamed_deleted(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    (source / "day" / "old.raw").write_bytes(b"new")
    (source / "day" / "card" / "1.raw").write_bytes(b"1")
    (source / "day" / "card" / "1.raw").rename(source / "2.raw")
    (source / "link").symlink_to("nowhere")
    drain(eyes)
    assert report.paths == {"day/old.raw", "day/card/1.raw", "2.raw", "link"}
    report.forget()
    (source / "2.raw").unlink()
    drain(eyes)
    assert report.paths == {"2.raw"}
    report.forget()
    os.chmod(source / "day" / "old.raw", 0o600)
    drain(eyes)
    assert report.paths == {"day/old.raw"}


def test_reading_is_no_change(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    (source / "day" / "old.raw").read_bytes()
    os.listdir(source / "day")
    os.stat(source / "day" / "old.raw")
    drain(eyes)
    assert report.times == 0


def test_what_is_left_out_does_not_count(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    (source / ".DS_Store").write_bytes(b"x")
    (source / "x.tmp").write_bytes(b"x")
    (source / "Cat Previews.lrdata" / "0").mkdir(parents=True)
    drain(eyes)
    watched = eyes.folders
    (source / "Cat Previews.lrdata" / "0" / "preview").write_bytes(b"x")
    drain(eyes)
    assert report.paths == set()
    assert report.times == 0
    assert watched == 3


def test_own_excludes(source: Path, report: Remembered) -> None:
    eyes = FolderEyes(view_of(source, report, excludes=("/day/card/", "*.xmp")))
    eyes.open()
    (source / "day" / "card" / "a").write_bytes(b"x")
    (source / "day" / "a.xmp").write_bytes(b"x")
    drain(eyes)
    eyes.close()
    assert report.times == 0


def test_a_tree_that_comes_at_once_is_seen_whole(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    outside = source.parent / "outside"
    (outside / "a" / "b").mkdir(parents=True)
    (outside / "a" / "b" / "1").write_bytes(b"1")
    outside.rename(source / "in")
    drain(eyes)
    assert report.paths == {"in/a/b/1"}
    (source / "in" / "a" / "b" / "2").write_bytes(b"2")
    drain(eyes)
    assert report.paths == {"in/a/b/1", "in/a/b/2"}


def test_a_renamed_folder_is_followed(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    (source / "day").rename(source / "night")
    drain(eyes)
    assert "night/old.raw" in report.paths
    report.forget()
    (source / "night" / "card" / "x").write_bytes(b"x")
    drain(eyes)
    assert report.paths == {"night/card/x"}


def test_a_folder_that_leaves_is_watched_no_more(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    (source / "day").rename(source.parent / "elsewhere")
    drain(eyes)
    assert report.at_least
    assert eyes.folders == 1
    report.forget()
    (source.parent / "elsewhere" / "card" / "x").write_bytes(b"x")
    drain(eyes)
    assert report.times == 0


def test_a_tree_that_vanishes_and_returns(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    shutil.rmtree(source / "day")
    drain(eyes)
    assert "day/old.raw" in report.paths
    assert eyes.folders == 1
    report.forget()
    (source / "day" / "card").mkdir(parents=True)
    drain(eyes)
    (source / "day" / "card" / "x").write_bytes(b"x")
    drain(eyes)
    assert report.paths == {"day/card/x"}


def test_a_database_that_is_read_is_no_change(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    path = source / "day" / "catalog.lrcat"
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE t (a)")
    writer.commit()
    drain(eyes)
    report.forget()
    reader = sqlite3.connect(path)
    reader.execute("SELECT * FROM t").fetchall()
    reader.close()
    drain(eyes)
    assert report.paths == set()
    writer.execute("INSERT INTO t VALUES (1)")
    writer.commit()
    drain(eyes)
    writer.close()
    assert report.paths == {"day/catalog.lrcat"}


def test_side_files_without_their_database_are_files(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    (source / "my-journal").write_bytes(b"dear diary")
    drain(eyes)
    assert report.paths == {"my-journal"}


def test_written_through_a_mapping(source: Path, report: Remembered) -> None:
    path = source / "day" / "mapped"
    path.write_bytes(bytes(4096))
    since = path.stat().st_mtime_ns + 1
    eyes = FolderEyes(view_of(source, report, since=lambda: since))
    eyes.open()
    with open(path, "r+b"):
        pass
    drain(eyes)
    assert report.times == 0, "opened for writing, and not written"
    with open(path, "r+b") as file, mmap.mmap(file.fileno(), 4096) as mapped:
        mapped[0] = 1
        mapped.flush()
    drain(eyes)
    eyes.close()
    assert report.paths == {"day/mapped"}


def test_a_vault_made_inside_is_no_change(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    vault = source / "vault"
    for folder in ("keys", "c"):
        (vault / folder).mkdir(parents=True)
    (vault / f"config-{'0' * 64}").write_bytes(b"x")
    (vault / "tier").write_bytes(b"x")
    drain(eyes)
    report.forget()
    (vault / "c" / "pack").write_bytes(b"x")
    drain(eyes)
    assert report.times == 0


def test_our_home_is_no_change(source: Path, report: Remembered) -> None:
    eyes = FolderEyes(view_of(source, report, own=(str(source / "day"),)))
    eyes.open()
    (source / "day" / "catalog").write_bytes(b"x")
    drain(eyes)
    eyes.close()
    assert report.times == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_becomes_readable(source: Path, report: Remembered) -> None:
    (source / "day").chmod(0)
    eyes = FolderEyes(view_of(source, report))
    eyes.open()
    (source / "day").chmod(0o700)
    drain(eyes)
    (source / "day" / "x").write_bytes(b"x")
    drain(eyes)
    eyes.close()
    assert "day/x" in report.paths


def test_names_that_are_no_utf8(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    name = os.fsdecode(b"bad\xff\n<b>")
    (source / name).write_bytes(b"x")
    drain(eyes)
    assert report.paths == {name}


def test_a_very_deep_tree(source: Path, report: Remembered) -> None:
    here = os.open(source, os.O_RDONLY)
    for _ in range(60):
        os.mkdir("n" * 100, dir_fd=here)
        below = os.open("n" * 100, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    eyes = FolderEyes(view_of(source, report))
    eyes.open()
    os.close(os.open("x", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    drain(eyes)
    eyes.close()
    assert report.paths == {"/".join(["n" * 100] * 60 + ["x"])}


def test_the_root_that_goes(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    source.rename(source.parent / "away")
    drain(eyes)
    assert report.times_gone


def test_an_overflow_is_told_and_mended(
    source: Path, eyes: FolderEyes, report: Remembered, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.makedirs(source / "new" / "below")
    eyes._inotify.read()  # the events of the new folders are lost
    monkeypatch.setattr(Inotify, "read", lambda _: [RawEvent(-1, inotify.OVERFLOW, "")])
    (source / "any").write_bytes(b"x")
    drain(eyes)
    assert report.times_lost
    monkeypatch.undo()
    eyes.refresh()
    drain(eyes)
    report.forget()
    (source / "new" / "below" / "x").write_bytes(b"x")
    drain(eyes)
    assert report.paths == {"new/below/x"}


def test_after_lost_events_no_watch_is_left_behind(source: Path, eyes: FolderEyes) -> None:
    (source / "day").rename(source.parent / "away")
    eyes._inotify.read()  # lost
    eyes.refresh()
    with open(f"/proc/self/fdinfo/{eyes._inotify.fd}") as file:
        assert sum(line.startswith("inotify") for line in file) == eyes.folders == 1


def test_a_real_overflow(source: Path, eyes: FolderEyes, report: Remembered) -> None:
    with open("/proc/sys/fs/inotify/max_queued_events") as file:
        limit = int(file.read())
    if limit > 100_000:
        pytest.skip("this machine's queue is too long to fill")
    one, two = source / "one", source / "two"
    one.touch()
    two.touch()
    for _ in range(limit // 2 + 100):
        os.utime(one)
        os.utime(two)
    while not report.times_lost:
        before = report.times
        eyes.watch(0.0)
        assert report.times > before or report.times_lost


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE, errno.ENOMEM])
def test_limits_are_told(source: Path, report: Remembered, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Inotify, "add", refuse)
    eyes = FolderEyes(view_of(source, report))
    with pytest.raises(BlindError, match=r"limit|memory"):
        eyes.open()
    eyes.close()


def test_a_limit_reached_later_is_told(source: Path, eyes: FolderEyes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    (source / "new").mkdir()
    monkeypatch.setattr(Inotify, "add", refuse)
    with pytest.raises(BlindError, match="max_user_watches"):
        drain(eyes)


def test_a_network_drive_inside_is_refused(source: Path, report: Remembered) -> None:
    view = view_of(source, report)
    view.rules.mounts.types[os.stat(source / "day").st_dev] = "cifs"
    eyes = FolderEyes(view)
    with pytest.raises(BlindError, match="cifs"):
        eyes.open()
    eyes.close()


def test_no_descriptor_stays_open_in_the_source(source: Path, eyes: FolderEyes) -> None:
    (source / "new").mkdir()
    drain(eyes)
    held = [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if _is_open(int(fd))]
    assert not [path for path in held if path.startswith(str(source))]


def _is_open(fd: int) -> bool:
    try:
        os.fstat(fd)
    except OSError:
        return False
    return True


def test_raw_events() -> None:
    one = b"\x01\0\0\0\x02\0\0\0\0\0\0\0\x10\0\0\0" + b"a".ljust(16, b"\0")
    over = b"\xff\xff\xff\xff\0\x40\0\0\0\0\0\0\0\0\0\0"
    assert parse(one + one + over) == [RawEvent(1, inotify.MODIFY, "a"), RawEvent(-1, inotify.OVERFLOW, "")]
