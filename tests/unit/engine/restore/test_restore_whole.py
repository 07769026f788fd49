"""A folder with everything in it goes into a vault and comes back equal."""

from __future__ import annotations

import os
import random
import socket
from pathlib import Path

import pytest

from studio_backup.domain.tree import Entry
from tests.support.repositories import new_vault, save_file
from tests.support.restoring import Restoring, picture

DAY = 86_400 * 10**9
NOON = 1_781_956_800_123_456_789


def make_wedding(root: Path) -> None:
    seeded = random.Random(20260620)
    (root / "day 1" / "raw").mkdir(parents=True)
    (root / "empty").mkdir()
    for number in range(8):
        (root / "day 1" / "raw" / f"IMG_{number:04}.ARW").write_bytes(seeded.randbytes(700_000 + number * 311_111))
        (root / "day 1" / f"IMG_{number:04}.xmp").write_bytes(seeded.randbytes(3_000 + number))
    (root / "day 1" / "nothing").write_bytes(b"")
    (root / "film.mov").write_bytes(seeded.randbytes(23_456_789))
    os.link(root / "film.mov", root / "day 1" / "film again.mov")
    with (root / "day 1" / "sparse.bin").open("wb") as file:
        file.truncate(9_000_001)
        file.seek(1 << 20)
        file.write(seeded.randbytes(300_000))
        file.seek(5 << 20)
        file.write(b"here")
    os.symlink("film.mov", root / "link")
    os.symlink("gone/../nowhere", root / "dangling")
    os.mkfifo(root / "pipe")
    (root / "e\u0301.txt").write_text("decomposed")
    (root / "\u00e9.txt").write_text("composed")
    Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9 \xff.txt")).write_text("no utf-8")
    (root / ("n" * 255)).write_text("long")
    os.setxattr(root / "film.mov", "user.rating", b"5 stars \xff")
    os.setxattr(root / "empty", "user.tag", b"folder")
    (root / "film.mov").chmod(0o4640)
    (root / "day 1" / "nothing").chmod(0o000)
    (root / "empty").chmod(0o1550)
    for number, (here, folders, names) in enumerate(os.walk(root, topdown=False)):
        for name in [*folders, *names]:
            path = os.path.join(here, name)
            os.utime(path, ns=(NOON, NOON - number * DAY - len(name)), follow_symlinks=False)
    os.utime(root, ns=(NOON, NOON - 7))


@pytest.mark.parametrize(("streams", "pack_mib"), [(1, 1), (4, 16), (10, 8)])
def test_everything_comes_back_equal(tmp_path: Path, streams: int, pack_mib: int) -> None:
    restoring = Restoring(str(tmp_path / "restores"), new_vault(pack_bytes=pack_mib << 20))
    root = tmp_path / "Anna and Ben"
    root.mkdir()
    make_wedding(root)
    restoring.back_up(str(root))
    report = restoring.restore(str(tmp_path / "back"), streams=streams)
    assert report.failed == ()
    assert picture(tmp_path / "back" / "Anna and Ben") == picture(root)
    files = sum(len(names) for _, _, names in os.walk(root)) - 3  # two links, one FIFO
    assert (report.restored, report.verified, report.skipped) == (files, files, 0)
    assert sorted(os.listdir(tmp_path / "back")) == ["Anna and Ben"]


def test_a_second_restore_skips_what_is_equal(restoring: Restoring, tmp_path: Path) -> None:
    root = tmp_path / "W"
    root.mkdir()
    make_wedding(root)
    restoring.back_up(str(root))
    first = restoring.restore(str(tmp_path / "back"))
    second = restoring.restore(str(tmp_path / "back"))
    assert second.id != first.id
    assert (second.restored, second.verified) == (0, 0)
    assert second.skipped == first.restored + 3
    assert picture(tmp_path / "back" / "W") == picture(root)


def test_paths_over_4096_bytes(restoring: Restoring, tmp_path: Path) -> None:
    writer = restoring.vault.writer()
    entry = save_file(writer, "at the end", b"deep down")
    for _ in range(40):
        entry = Entry(type="folder", name="d" * 200, tree=writer.save_folder([entry]), mode=0o755, mtime_ns=NOON)
    top = Entry(type="folder", name="deep", tree=writer.save_folder([entry]), mode=0o755, mtime_ns=NOON)
    restoring.commit(top, path="/home/ada/deep", writer=writer)
    report = restoring.restore(str(tmp_path / "back"))
    assert (report.restored, report.verified, report.failed) == (1, 1, ())
    here = os.open(tmp_path / "back" / "deep", os.O_RDONLY)
    for _ in range(40):
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        assert os.fstat(below).st_mtime_ns == NOON
        os.close(here)
        here = below
    with open(os.open("at the end", os.O_RDONLY, dir_fd=here), "rb") as file:
        assert file.read() == b"deep down"
    os.close(here)


def test_sockets_are_listed(restoring: Restoring, tmp_path: Path) -> None:
    root = tmp_path / "s"
    root.mkdir()
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(root / "sock"))
        restoring.back_up(str(root))
    report = restoring.restore(str(tmp_path / "back"))
    assert report.specials == (b"s/sock",)
    assert report.failed == ()
    assert os.listdir(tmp_path / "back" / "s") == []


def test_a_single_file_as_root(restoring: Restoring, tmp_path: Path) -> None:
    (tmp_path / "contract.pdf").write_bytes(b"signed")
    restoring.back_up(str(tmp_path / "contract.pdf"))
    report = restoring.restore(str(tmp_path / "back"))
    assert (report.restored, report.verified) == (1, 1)
    assert (tmp_path / "back" / "contract.pdf").read_bytes() == b"signed"
