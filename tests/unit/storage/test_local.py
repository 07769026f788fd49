"""A folder: its guard against wrong and empty places, and what the system's errors become."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import (
    MarkerError,
    ObjectMissing,
    ShortRead,
    StorageDenied,
    StorageError,
    StorageFull,
    StorageUnavailable,
)
from studio_backup.base.files import DurableFile, Writer
from studio_backup.storage.interface import Leftover
from studio_backup.storage.local import LocalStorage
from studio_backup.storage.share import ShareStorage
from tests.conformance.case import fresh, pack, sha, snapshot, store

WRITER = Writer("0123456789abcdef", "fedcba9876543210")
KINDS = [LocalStorage, ShareStorage]


def only_ours(marker: bytes) -> None:
    if marker != b"ours":
        raise MarkerError("A foreign place.", hint="Choose another.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "place"
    root.mkdir()
    (root / "tier").write_bytes(b"ours")
    return root


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def place(request: pytest.FixtureRequest, root: Path) -> LocalStorage:
    made: LocalStorage = request.param(str(root), writer=WRITER, clock=SystemClock(), identity=only_ours)
    return made


def everything(path: Path) -> set[str]:
    return {str(found.relative_to(path)) for found in path.rglob("*")}


def changes(place: LocalStorage) -> list[Callable[[], None]]:
    name = snapshot(b"x")
    left = Leftover(WRITER.temporary(1), 0, 0, "01234567", "fedcba98")
    return [
        lambda: place.put(name, b"x", sha256=sha(b"x")),
        lambda: place.delete(name),
        lambda: place.quarantine(name),
        lambda: place.remove_leftover(left),
    ]


def test_a_missing_root_is_not_made(place: LocalStorage, root: Path, tmp_path: Path) -> None:
    root.rename(tmp_path / "away")
    for call in (*changes(place), lambda: place.get(snapshot(b"x")), lambda: list(place.list())):
        with pytest.raises(StorageUnavailable) as caught:
            call()
        assert not caught.value.retryable
        assert "Connect" in caught.value.hint
    assert everything(tmp_path) == {"away", "away/tier"}


@pytest.mark.parametrize("used_before", [False, True])
def test_an_empty_mount_point_is_refused(place: LocalStorage, root: Path, tmp_path: Path, used_before: bool) -> None:
    if used_before:
        store(place, fresh())
    root.rename(tmp_path / "drive")
    root.mkdir()
    reads = (lambda: place.get(snapshot(b"y")), lambda: list(place.list()), lambda: list(place.leftovers()))
    for call in (*changes(place), *reads):
        with pytest.raises(MarkerError):
            call()
    assert everything(root) == set()
    root.rmdir()
    (tmp_path / "drive").rename(root)  # the drive is back
    name = store(place, fresh())
    assert place.get(name)


def test_a_foreign_marker_is_refused(place: LocalStorage, root: Path, tmp_path: Path) -> None:
    store(place, fresh())
    root.rename(tmp_path / "drive")
    root.mkdir()
    (root / "tier").write_bytes(b"theirs")
    for call in changes(place):
        with pytest.raises(MarkerError, match="foreign"):
            call()
    assert everything(root) == {"tier"}


def test_a_marker_exchanged_in_place_is_noticed(place: LocalStorage, root: Path) -> None:
    store(place, fresh())
    (root / "tier").unlink()
    (root / "tier").write_bytes(b"theirs")
    with pytest.raises(MarkerError):
        store(place, fresh())


def test_a_place_exchanged_while_writing_gets_no_name(
    place: LocalStorage, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    done: list[int] = []

    def fsync(fd: int) -> None:
        real(fd)
        if not os.path.isdir(f"/proc/self/fd/{fd}") and not done:
            done.append(1)
            root.rename(tmp_path / "drive")
            root.mkdir()

    monkeypatch.setattr(os, "fsync", fsync)
    data = fresh()
    with pytest.raises((StorageUnavailable, MarkerError)):
        store(place, data)
    assert everything(root) == set()
    assert not (tmp_path / "drive" / snapshot(data)).exists()


def test_readers_need_no_marker(place: LocalStorage, root: Path) -> None:
    name = store(place, fresh())
    (root / "tier").unlink()
    assert place.get(name)
    assert [found.name for found in place.list()] == [name]
    with pytest.raises(MarkerError):
        store(place, fresh())


def test_the_marker_itself_may_be_written_first(tmp_path: Path) -> None:
    place = LocalStorage(str(tmp_path), writer=WRITER, clock=SystemClock())
    with pytest.raises(MarkerError):
        store(place, fresh())
    place.put("tier", b"ours", sha256=sha(b"ours"))
    store(place, fresh())


ERRORS = [
    (errno.ENOSPC, StorageFull),
    (errno.EDQUOT, StorageFull),
    (errno.EACCES, StorageDenied),
    (errno.EPERM, StorageDenied),
    (errno.EROFS, StorageDenied),
    (errno.EIO, StorageUnavailable),
    (errno.ETIMEDOUT, StorageUnavailable),
    (errno.ENOTCONN, StorageUnavailable),
    (errno.EHOSTDOWN, StorageUnavailable),
    (errno.EBADMSG, StorageError),
]


@pytest.mark.parametrize(("number", "kind"), ERRORS, ids=lambda value: str(value))
def test_errors_of_the_system(
    place: LocalStorage, root: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception]
) -> None:
    data = fresh(3 << 20)

    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", fail)
        with pytest.raises(StorageError) as caught:
            store(place, data, pack(data))
    assert type(caught.value) is kind
    assert caught.value.hint
    assert [found for found in root.rglob("*") if found.is_file()] == [root / "tier"]
    store(place, data, pack(data))  # it goes on when space is back
    assert place.get(pack(data)) == data


def test_an_unreadable_folder_is_not_an_empty_one(
    place: LocalStorage, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(place, fresh())
    real = os.scandir
    count: list[int] = []

    def scandir(where: object) -> object:
        count.append(1)
        if len(count) == 3:
            raise PermissionError(errno.EACCES, "no")
        return real(where)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(StorageDenied):
        list(place.list())


def test_leftovers_are_the_dead_ones(place: LocalStorage, root: Path) -> None:
    store(place, fresh())
    folder = root / "c" / "0123456789abcdef" / "snapshots"
    dead = folder / ".sb-aaaaaaaa-bbbbbbbb-1.tmp"
    dead.write_bytes(b"half")
    with DurableFile(str(folder), "living", WRITER):
        (left,) = place.leftovers()
        assert (left.device, left.run, left.size) == ("aaaaaaaa", "bbbbbbbb", 4)
        living = Leftover(f"c/0123456789abcdef/snapshots/{next(folder.glob('.sb-0*')).name}", 0, 0, "", "")
        place.remove_leftover(living)
        assert list(folder.glob(".sb-0*"))  # still locked: left alone
    place.remove_leftover(left)
    place.remove_leftover(left)
    assert not dead.exists()
    with pytest.raises(ValueError, match="temporary"):
        place.remove_leftover(Leftover("tier", 0, 0, "", ""))


def test_quarantine_keeps_the_bytes(place: LocalStorage, root: Path) -> None:
    data = fresh()
    name = store(place, data)
    place.quarantine(name)
    (kept,) = (root / ".studio-backup-quarantine").iterdir()
    assert kept.read_bytes() == data
    assert kept.name.endswith(name.replace("/", "_"))
    assert list(place.list("c/")) == []


def test_folders_removed_behind_our_back_are_made_again(place: LocalStorage, root: Path) -> None:
    name = store(place, fresh())
    (root / name).unlink()
    (root / name).parent.rmdir()
    store(place, fresh())


def test_a_link_in_the_place_leads_nowhere(place: LocalStorage, root: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (root / "c").symlink_to(tmp_path / "outside")
    with pytest.raises(StorageError):
        store(place, fresh())
    assert everything(tmp_path / "outside") == set()


def test_a_hung_share_is_given_up(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    place = ShareStorage(str(root), writer=WRITER, clock=SystemClock(), deadline=0.3)
    data = bytearray(fresh())
    name, digest = snapshot(bytes(data)), sha(bytes(data))
    hung = threading.Event()
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (hung.wait(20), real(fd))[1])
    begun = time.monotonic()
    with pytest.raises(StorageUnavailable, match="does not answer"):
        place.put(name, data, sha256=digest)
    assert time.monotonic() - begun < 5
    data[:] = bytes(len(data))  # the caller uses its buffer again
    monkeypatch.undo()
    hung.set()
    time.sleep(0.3)
    with pytest.raises(ObjectMissing):  # the write which was given up published nothing
        place.get(name)
    assert list(place.leftovers()) == []


def test_a_hung_share_does_not_hold_up_the_end_of_the_process(root: Path) -> None:
    import subprocess
    import sys

    code = (
        "import os, sys, time\n"
        "from studio_backup.base.clock import SystemClock\n"
        "from studio_backup.base.files import Writer\n"
        "from studio_backup.storage.share import ShareStorage\n"
        "place = ShareStorage(sys.argv[1], writer=Writer('a', 'b'), clock=SystemClock(), deadline=0.2)\n"
        "os.stat = lambda *a, **k: time.sleep(60)\n"
        "try:\n    place.stat('tier')\nexcept Exception as e:\n    print(type(e).__name__)\n"
    )
    begun = time.monotonic()
    command = [sys.executable, "-c", code, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), timeout=30)
    assert done.stdout.strip() == "StorageUnavailable", done.stderr
    assert time.monotonic() - begun < 15


def test_stale_descriptors_are_opened_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = ShareStorage(str(root), writer=WRITER, clock=SystemClock())
    name = store(place, fresh())
    real = os.open
    stale = [1]

    def fail_once(path, flags, mode=0o777, *, dir_fd=None):  # type: ignore[no-untyped-def]
        if dir_fd is not None and stale:
            stale.pop()
            raise OSError(errno.ESTALE, "stale")
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", fail_once)
    assert place.get(name)


def test_a_share_which_loses_what_was_renamed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = ShareStorage(str(root), writer=WRITER, clock=SystemClock())
    real = os.link

    def tearing(source, target, **more):  # type: ignore[no-untyped-def]
        real(source, target, **more)
        fd = os.open(target, os.O_WRONLY, dir_fd=more["dst_dir_fd"])
        os.pwrite(fd, b"\0", 3)
        os.close(fd)

    monkeypatch.setattr(os, "link", tearing)
    with pytest.raises(StorageError, match="other bytes"):
        store(place, fresh())


def test_truncation_while_reading(place: LocalStorage, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = store(place, fresh(1000))
    monkeypatch.setattr(os, "read", lambda _fd, size: b"x" * 10 if size == 1000 else b"")
    with pytest.raises(ShortRead):
        place.get(name)


def test_an_object_found_there_is_made_durable_before_it_counts(
    place: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its writer may have been killed between the name and the folder's fsync."""
    data = fresh()
    name = store(place, data)
    synced: list[str] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(os.readlink(f"/proc/self/fd/{fd}")), real(fd))[1])
    store(place, data)
    assert any(path.endswith(name.rpartition("/")[0]) for path in synced)
