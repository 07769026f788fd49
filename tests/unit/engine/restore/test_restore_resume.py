"""A restore that is stopped, killed or runs out of space goes on where it was; nothing half is ever under its name."""

from __future__ import annotations

import errno
import os
import random
import signal
import sqlite3
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import Cancelled, StorageFull, StorageUnavailable
from studio_backup.engine.restore import placing, publisher, writer
from studio_backup.engine.restore.contents import compare
from studio_backup.engine.restore.places import Place, TierPacks
from studio_backup.storage.interface import Storage
from tests.support.repositories import new_vault
from tests.support.restoring import Restoring, picture

FILES = 24


@pytest.fixture
def restoring(tmp_path: Path) -> Restoring:
    return Restoring(str(tmp_path / "home" / "restores"), new_vault(pack_bytes=6 << 20))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    seeded = random.Random(7)
    made = tmp_path / "source" / "W"
    for number in range(FILES):
        folder = made / f"day {number % 4}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:03}.raw").write_bytes(seeded.randbytes(200_000 + number))
        os.utime(folder / f"{number:03}.raw", ns=(number, 10**18 + number))
    (made / "big.mov").write_bytes(seeded.randbytes(9_000_000))
    os.link(made / "big.mov", made / "day 0" / "again.mov")
    os.symlink("big.mov", made / "link")
    with sqlite3.connect(made / "cat.lrcat") as database:
        database.execute("create table photo (name)")
    database.close()
    for folder in sorted(made.iterdir()):
        if folder.is_dir():
            os.utime(folder, ns=(5, 10**18 + 5))
    os.utime(made, ns=(6, 10**18 + 6))
    return made


def no_partial_file(back: Path, root: Path) -> None:
    """Every file under a name of the source is whole."""
    for here, folders, names in os.walk(back / "W"):
        for name in names:
            path = Path(here) / name
            if not path.is_symlink():
                assert path.read_bytes() == (root / path.relative_to(back / "W")).read_bytes()
        assert not [f for f in folders if f.startswith(".studio")]


def killed_after(function: Callable[..., object], calls: int) -> Callable[..., object]:
    """The function, but the process dies by SIGKILL in the middle of its n-th call."""
    count = [0]

    def dying(*args: object, **kwargs: object) -> object:
        count[0] += 1
        if count[0] > calls:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)

    return dying


def forked() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the test runner's own threads
        return os.fork()


def run_and_die(restoring: Restoring, back: Path, patch: Callable[[], None]) -> None:
    child = forked()
    if not child:
        try:
            patch()
            restoring.restore(str(back))
        finally:
            os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


PLACES = {
    "write": (writer, "_write", (9,)),
    "sync": (publisher, "sync_file", (12,)),
    "name": (placing, "_link_or_rename", (0, 17)),
    "journal": (placing.Places, "announce", (0, 1, 2)),
    "settle": (placing.Places, "settle", (1,)),
    "folder": (placing, "fsync_directory", (3,)),
}


@pytest.mark.parametrize(("where", "calls"), [(w, n) for w, (_, _, numbers) in PLACES.items() for n in numbers])
def test_killed_and_run_again(restoring: Restoring, root: Path, tmp_path: Path, where: str, calls: int) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    module, name, _ = PLACES[where]
    run_and_die(restoring, back, lambda: setattr(module, name, killed_after(getattr(module, name), calls)))
    no_partial_file(back, root)
    plan = restoring.plan(str(back))
    assert plan.resumed
    report = restoring.run(plan)
    assert report.failed == ()
    assert report.restored == report.verified == FILES + 3
    assert report.skipped == 0
    assert picture(back / "W") == picture(root)
    assert os.listdir(back) == ["W"]
    restoring.undo(report.id)
    assert os.listdir(back) == []


@pytest.mark.parametrize("calls", [0, 3, 14])
def test_killed_while_replacing(restoring: Restoring, root: Path, tmp_path: Path, calls: int) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    (back / "W" / "day 1").mkdir(parents=True)
    for number in range(1, FILES, 4):
        (back / "W" / "day 1" / f"{number:03}.raw").write_bytes(b"mine %d" % number)

    def patch() -> None:
        placing.Places.keep = killed_after(placing.Places.keep, 0 if not calls else 2)  # type: ignore[method-assign]
        if calls:
            placing._link_or_rename = killed_after(placing._link_or_rename, calls)  # type: ignore[assignment]

    child = forked()
    if not child:
        try:
            patch()
            restoring.restore(str(back), on_conflict="replace")
        finally:
            os._exit(7)
    os.waitpid(child, 0)
    plan = restoring.plan(str(back), on_conflict="replace")
    assert plan.resumed
    report = restoring.run(plan)
    assert report.failed == ()
    for number in range(FILES):
        name = f"{number:03}.raw"
        folder = f"day {number % 4}"
        assert (back / "W" / folder / name).read_bytes() == (root / folder / name).read_bytes()
    restoring.undo(report.id)
    for number in range(1, FILES, 4):
        assert (back / "W" / "day 1" / f"{number:03}.raw").read_bytes() == b"mine %d" % number
    assert sum(len(names) for _, _, names in os.walk(back)) == FILES // 4


def test_killed_in_the_middle_of_an_undo(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    (back / "W" / "day 1").mkdir(parents=True)
    for number in range(1, FILES, 4):
        (back / "W" / "day 1" / f"{number:03}.raw").write_bytes(b"mine %d" % number)
    report = restoring.restore(str(back), on_conflict="replace")
    child = forked()
    if not child:
        try:
            placing.Places.put_back = killed_after(placing.Places.put_back, 4)  # type: ignore[method-assign]
            restoring.undo(report.id)
        finally:
            os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    restoring.undo(report.id)
    found = {n for _, _, names in os.walk(back) for n in names}
    assert found == {f"{number:03}.raw" for number in range(1, FILES, 4)}
    assert (back / "W" / "day 1" / "001.raw").read_bytes() == b"mine 1"


def test_cancelled_and_run_again(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    cancel = CancelToken()
    with pytest.raises(Cancelled):
        real = TierPacks([Place("a", restoring.vault.storage)])

        class Stopping:
            others = ()

            def fetch(self, name: str, buffer: memoryview) -> tuple[int, str]:
                cancel.cancel()
                return real.fetch(name, buffer)

            fetch_sound = real.fetch_sound
            fetch_part = real.fetch_part

        restoring.run(restoring.plan(str(back)), cancel=cancel, packs=Stopping())
    no_partial_file(back, root)
    report = restoring.restore(str(back))
    assert report.resumed
    assert report.restored == report.verified == FILES + 3
    assert picture(back / "W") == picture(root)


def test_a_full_disk_stops_and_goes_on(
    restoring: Restoring, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    real, count, lock = writer._write, [0], threading.Lock()

    def full(*args: object) -> None:
        with lock:
            count[0] += 1
            if count[0] > 12:
                raise OSError(errno.ENOSPC, "No space left on device")
        real(*args)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(StorageFull):
        patched.setattr(writer, "_write", full)
        restoring.restore(str(back))
    no_partial_file(back, root)
    assert not any(name.startswith(".studio") for name in os.listdir(back))
    report = restoring.restore(str(back))
    assert report.resumed
    assert picture(back / "W") == picture(root)


def test_too_little_space_is_said_before_anything_is_written(
    restoring: Restoring, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restoring.back_up(str(root))
    monkeypatch.setattr("studio_backup.engine.restore.planner._free", lambda _to: 1 << 20)
    plan = restoring.plan(str(tmp_path / "back"))
    with pytest.raises(StorageFull):
        restoring.run(plan)
    assert not (tmp_path / "back").exists()


def test_a_failing_fsync_fails_that_file_alone(
    restoring: Restoring, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    restoring.back_up(str(root))
    real = publisher.sync_file
    failed: list[int] = []

    def sync(fd: int) -> None:
        if os.fstat(fd).st_size == 200_005 and not failed:
            failed.append(fd)
            raise OSError(errno.EIO, "Input/output error")
        real(fd)

    monkeypatch.setattr(publisher, "sync_file", sync)
    report = restoring.restore(str(tmp_path / "back"))
    assert [one.path for one in report.failed] == [b"W/day 1/005.raw"]
    assert not (tmp_path / "back" / "W" / "day 1" / "005.raw").exists()
    assert report.restored == report.verified == FILES + 2


def test_a_disk_that_lies_is_found_out(
    restoring: Restoring, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes change between writing and reading back: the file is not called restored, and does not stay."""
    restoring.back_up(str(root))
    real = placing._link_or_rename

    def corrupting(source: bytes, path: bytes, fd: int, taken: Callable[[], bool]) -> None:
        if path == b"007.raw":
            with open(source, "r+b") as file:
                file.seek(100_000)
                file.write(b"X")
        real(source, path, fd, taken)

    monkeypatch.setattr(placing, "_link_or_rename", corrupting)
    report = restoring.restore(str(tmp_path / "back"))
    assert [one.path for one in report.failed] == [b"W/day 3/007.raw"]
    assert report.restored == report.verified == FILES + 2
    assert not (tmp_path / "back" / "W" / "day 3" / "007.raw").exists()


def test_reading_again_reads_every_byte(restoring: Restoring, root: Path) -> None:
    point = restoring.back_up(str(root))
    entry = next(e for e in restoring.vault.reader().entries(point.snapshot.root.tree) if e.name == "big.mov")
    assert compare(str(root), b"big.mov", entry).equal
    with (root / "big.mov").open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last[0] ^ 1]))
    assert not compare(str(root), b"big.mov", entry).equal


def test_a_tier_that_goes_away_stops_and_goes_on(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    real = TierPacks([Place("nas", restoring.vault.storage)])

    class Gone:
        others = ()
        calls = 0

        def fetch(self, name: str, buffer: memoryview) -> tuple[int, str]:
            Gone.calls += 1
            if Gone.calls > 1:
                raise StorageUnavailable("The NAS does not answer.")
            return real.fetch(name, buffer)

        fetch_sound = fetch

        def fetch_part(self, name: str, offset: int, length: int) -> bytes:
            raise StorageUnavailable("The NAS does not answer.")

    back = tmp_path / "back"
    with pytest.raises(StorageUnavailable):
        restoring.run(restoring.plan(str(back)), packs=Gone())
    no_partial_file(back, root)
    assert restoring.restore(str(back)).resumed
    assert picture(back / "W") == picture(root)


class Damaged:
    """A storage whose packs are altered on the way."""

    def __init__(self, storage: Storage, alter: Callable[[bytearray], None]) -> None:
        self._storage, self._alter = storage, alter
        self._kept: dict[str, bytes] = {}

    def keep(self, name: str) -> None:
        """Hold an object which will go from the storage."""
        self._kept[name] = self._storage.get(name)

    def _altered(self, name: str) -> bytearray:
        data = bytearray(self._kept.get(name) or self._storage.get(name))
        self._alter(data)
        return data

    def get_into(self, name: str, buffer: memoryview) -> int:
        data = self._altered(name)
        buffer[: len(data)] = data
        return len(data)

    def get_range(self, name: str, offset: int, length: int) -> bytes:
        return bytes(self._altered(name)[offset : offset + length])


def flip_everywhere(data: bytearray) -> None:
    for at in range(112, len(data), 16):  # behind the header; every tag and chunk is hit
        data[at] ^= 1


def flip_header(data: bytearray) -> None:
    data[20] ^= 1


def flip_footer(data: bytearray) -> None:
    data[-1] ^= 1


@pytest.mark.parametrize("alter", [flip_everywhere, flip_header, flip_footer])
@pytest.mark.parametrize("files", [(), ("003.raw",)])
def test_damage_at_the_asked_tier_is_healed_by_another_and_said(
    restoring: Restoring, root: Path, tmp_path: Path, alter: Callable[[bytearray], None], files: tuple[str, ...]
) -> None:
    restoring.back_up(str(root))
    damaged = Damaged(restoring.vault.storage, alter)
    report = restoring.restore(str(tmp_path / "back"), files=files, places=[damaged, restoring.vault.storage])
    assert report.failed == ()
    if not files:
        assert picture(tmp_path / "back" / "W") == picture(root)
    if alter is not flip_footer or report.other_tier:
        assert report.other_tier
    assert {one.used for one in report.other_tier} <= {"place 1"}
    assert {one.asked for one in report.other_tier} <= {"place 0"}


def test_damage_everywhere_fails_those_files(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    damaged = Damaged(restoring.vault.storage, flip_everywhere)
    plan = restoring.plan(str(tmp_path / "back"))
    storage = restoring.vault.storage
    for name in restoring.vault.names("packs"):
        damaged.keep(name)
        storage.delete(name)
    report = restoring.run(plan, places=[damaged])
    assert len(report.failed) == FILES + 3
    assert report.restored == report.verified


@pytest.mark.parametrize("how", ["naming fails", "bytes are wrong"])
def test_what_a_failed_file_should_have_replaced_stands_there_again(
    restoring: Restoring, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    (back / "W").mkdir(parents=True)
    (back / "W" / "cat.lrcat").write_bytes(b"SQLite format 3\0 mine")
    (back / "W" / "cat.lrcat-wal").write_bytes(b"my log")
    real = placing._link_or_rename

    def failing(source: bytes, path: bytes, fd: int, taken: Callable[[], bool]) -> None:
        if path == b"cat.lrcat" and how == "naming fails":
            raise OSError(errno.EIO, "Input/output error")
        if path == b"cat.lrcat":
            Path(os.fsdecode(source)).write_bytes(b"SQLite format 3\0 wrong")
        real(source, path, fd, taken)

    monkeypatch.setattr(placing, "_link_or_rename", failing)
    report = restoring.restore(str(back), on_conflict="replace")
    assert [one.path for one in report.failed] == [b"W/cat.lrcat"]
    assert (back / "W" / "cat.lrcat").read_bytes() == b"SQLite format 3\0 mine"
    assert (back / "W" / "cat.lrcat-wal").read_bytes() == b"my log"
    restoring.undo(report.id)
    assert (back / "W" / "cat.lrcat").read_bytes() == b"SQLite format 3\0 mine"
    assert (back / "W" / "cat.lrcat-wal").read_bytes() == b"my log"
    assert sorted(os.listdir(back / "W")) == ["cat.lrcat", "cat.lrcat-wal"]


def test_left_overs_of_a_restore_that_never_went_on(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    back = tmp_path / "back"
    run_and_die(restoring, back, lambda: setattr(writer, "_write", killed_after(writer._write, 5)))
    assert any(name.startswith(".studio-backup-restore-") for name in os.listdir(back))
    restoring.restore(str(back), files=("cat.lrcat",))  # another restore
    assert sorted(os.listdir(back)) == ["W"]


def test_a_kept_folder_that_no_home_knows(restoring: Restoring, root: Path, tmp_path: Path) -> None:
    restoring.back_up(str(root))
    area = tmp_path / "back" / (".studio-backup-restore-" + "ab" * 8)
    (area / "kept").mkdir(parents=True)
    (area / "kept" / "1").write_bytes(b"old")
    now = restoring.vault.clock.now_ns()
    os.utime(area, ns=(now, now))
    assert restoring.restore(str(tmp_path / "back")).expired == ()
    restoring.vault.clock.sleep(31 * 86_400)
    assert restoring.restore(str(tmp_path / "back")).expired == ("ab" * 8,)
    assert not area.exists()
