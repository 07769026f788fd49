"""Sources as they are found in studios: names, links, holes, pipes, files which change or go away."""

from __future__ import annotations

import errno
import os
import socket
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from studio_backup.base.errors import SourceError
from studio_backup.domain.tree import CHANGED, SPECIAL, UNREADABLE, VANISHED
from studio_backup.engine.backup import contents, holes, opening, reader
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.place import Place
from tests.support.repositories import SteppingClock
from tests.unit.engine.backup.conftest import Rig


def test_names_that_are_no_text_and_long_names(rig: Rig) -> None:
    names = [b"caf\xe9.jpg", b"\xff\xfe", "\u00e9.jpg".encode(), "e\u0301.jpg".encode(), b"n" * 255, b"a\nb", b"-rf *"]
    for number, name in enumerate(names):
        with open(os.path.join(os.fsencode(rig.source), name), "wb") as file:
            file.write(b"%d" % number)

    rig.back_up()

    stored = rig.stored()
    for number, name in enumerate(names):
        assert stored.content(name) == b"%d" % number
    assert rig.back_up().unchanged == len(names)


def test_a_path_of_more_than_4096_bytes_and_thousands_of_levels(rig: Rig, request: pytest.FixtureRequest) -> None:
    request.addfinalizer(lambda: remove_deep(rig.source))  # pytest's own clean-up cannot: it recurses
    fds_before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    make_deep(rig.source, levels=3000, name="folder-of-one")

    report = rig.back_up()

    stored = rig.stored()
    path = b"/".join([b"folder-of-one"] * 3000 + [b"picture"])
    assert len(path) > 4096
    assert stored.content(path) == b"deep"
    assert stored.content(b"folder-of-one/beside") == b"near"
    assert not report.warnings
    assert rig.back_up().unchanged == 2
    if fds_before:
        assert len(os.listdir("/proc/self/fd")) <= fds_before + 1


def make_deep(root: str, *, levels: int, name: str) -> None:
    here = os.open(root, os.O_RDONLY)
    for level in range(levels):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
        if not level:
            write_at(here, "beside", b"near")
    write_at(here, "picture", b"deep")
    os.close(here)


def write_at(folder: int, name: str, data: bytes) -> None:
    fd = os.open(name, os.O_WRONLY | os.O_CREAT, 0o600, dir_fd=folder)
    os.write(fd, data)
    os.close(fd)


def remove_deep(root: str) -> None:
    import subprocess

    subprocess.run(["rm", "-rf", root], check=True)


def test_links_are_stored_and_never_followed(rig: Rig, tmp_path: object) -> None:
    outside = os.path.join(str(tmp_path), "outside")
    os.mkdir(outside)
    with open(os.path.join(outside, "secret"), "w") as file:
        file.write("not part of the source")
    os.symlink(outside, rig.path("away"))
    os.symlink("nowhere", rig.path("dangling"))
    os.symlink(b"\xff\xfe", os.fsencode(rig.path("strange")))
    os.symlink(".", rig.path("loop"))

    report = rig.back_up()

    stored = rig.stored()
    assert stored["away"].type == "link"
    assert stored["away"].raw_target == os.fsencode(outside)
    assert stored["dangling"].raw_target == b"nowhere"
    assert stored["strange"].raw_target == b"\xff\xfe"
    assert report.points[0].counts.links == 4
    assert len(stored.entries) == 5
    assert not report.warnings


def test_pipes_sockets_and_devices_are_flagged_and_never_read(rig: Rig) -> None:
    os.mkfifo(rig.path("pipe"))
    server = socket.socket(socket.AF_UNIX)
    server.bind(rig.path("socket"))
    rig.write("file")

    report = rig.back_up()

    server.close()
    stored = rig.stored()
    assert (stored["pipe"].type, stored["pipe"].flags) == ("fifo", (SPECIAL,))
    assert stored["socket"].type == "socket"
    assert report.points[0].counts.specials == 2
    assert sorted(warning.flag for warning in report.warnings) == [SPECIAL, SPECIAL]
    assert report.files == 1


def test_a_file_that_became_a_pipe_does_not_hang(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.write("file", b"1")
    with before_open(monkeypatch, "file", lambda: (os.remove(path), os.mkfifo(path))):
        report = rig.back_up()
    assert rig.stored()["file"].flags == (VANISHED,)
    assert "replaced" in report.warnings[0].text


@contextmanager
def before_open(monkeypatch: pytest.MonkeyPatch, name: str, act: object) -> Iterator[None]:
    """Something happens to a file between the walk and the reading."""
    original, done = opening._open, []

    def opened(path: object, folder: object) -> int:
        if path == name and not done:
            done.append(True)
            act()  # type: ignore[operator]
        return original(path, folder)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_open", opened)
        yield
    assert done


def test_a_file_that_vanished_is_flagged_and_the_rest_goes_on(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.write("gone", b"1" * 100)
    rig.write("stays", b"2")
    with before_open(monkeypatch, "gone", lambda: os.remove(path)):
        report = rig.back_up()
    stored = rig.stored()
    assert stored["gone"].flags == (VANISHED,)
    assert not stored["gone"].has_contents
    assert stored.content("stays") == b"2"
    assert [warning.path for warning in report.warnings] == [f"{rig.source}/gone"]
    assert report.points[0].counts.flagged == 1


def test_a_file_that_cannot_be_opened_is_flagged_with_what_to_do(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.write("private", b"1")

    def refuse() -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with before_open(monkeypatch, "private", refuse):
        report = rig.back_up()
    stored = rig.stored()
    assert stored["private"].flags == (UNREADABLE,)
    assert (stored["private"].size, stored["private"].chunks) == (1, ())
    assert "permission" in report.warnings[0].text
    # It is tried again, although nothing about the file changed.
    assert rig.back_up().read == 1
    assert rig.stored().content("private") == b"1"


def test_a_drive_that_fails_in_the_middle_of_a_file(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.write("bad", b"1" * 100_000)
    rig.write("good", b"2" * 100_000)
    inode = os.stat(rig.path("bad")).st_ino
    original = opening._read_at

    def read_at(fd: int, offset: int, view: memoryview) -> int:
        if os.fstat(fd).st_ino == inode and offset:
            raise OSError(errno.EIO, "Input/output error")
        return original(fd, offset, view[:50_000])

    monkeypatch.setattr(opening, "_read_at", read_at)
    report = rig.back_up()
    assert rig.stored()["bad"].flags == (UNREADABLE,)
    assert "failing" in report.warnings[0].text
    assert rig.stored().content("good") == b"2" * 100_000


@pytest.mark.skipif(not hasattr(os, "setresuid") or os.geteuid() != 0, reason="needs another user to be denied")
def test_what_another_user_may_not_read_is_flagged(rig: Rig) -> None:
    rig.write("open/a", b"1")
    rig.write("shut/b", b"2")
    os.chmod(rig.path("open", "a"), 0o600)
    os.chmod(rig.path("shut"), 0o700)
    os.chown(rig.home, 65534, 65534)
    os.chmod(rig.source, 0o755)
    above = os.path.dirname(rig.source)
    while above != "/":
        os.chmod(above, os.stat(above).st_mode | 0o011)
        above = os.path.dirname(above)
    os.setresuid(65534, 65534, 0)  # of all threads; the vault lies in memory
    try:
        report = rig.back_up()
    finally:
        os.setresuid(0, 0, 0)
    stored = rig.stored()
    assert stored["shut"].flags == (UNREADABLE,)
    assert stored["shut"].tree == ""
    assert stored["open/a"].flags == (UNREADABLE,)
    assert {warning.path for warning in report.warnings} == {f"{rig.source}/shut", f"{rig.source}/open/a"}


def test_a_file_that_changes_while_it_is_read_is_read_once_more(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.write("busy", b"1" * 1000)
    touched: list[int] = []
    change_while_reading(monkeypatch, path, touched, times=1)
    report = rig.back_up()
    stored = rig.stored()
    assert touched == [1]
    assert stored["busy"].flags == ()
    assert stored.content("busy") == b"1" * 1000 + b"+"
    assert not report.warnings


def test_a_file_that_goes_on_changing_is_stored_with_a_flag(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.write("busy", b"1" * 1000)
    change_while_reading(monkeypatch, path, [], times=9)
    report = rig.back_up()
    stored = rig.stored()
    assert stored["busy"].flags == (CHANGED,)
    assert stored.content("busy") == b"1" * 1000 + b"+"
    assert stored["busy"].size == 1001
    assert report.warnings[0].flag == CHANGED


def change_while_reading(monkeypatch: pytest.MonkeyPatch, path: str, touched: list[int], *, times: int) -> None:
    """The file grows by a byte after each reading, before it is looked at again."""
    original = contents.ContentStorer.store

    def store(self: contents.ContentStorer, *details: object) -> contents.Contents:
        stored = original(self, *details)  # type: ignore[arg-type]
        if len(touched) < times:
            touched.append(1)
            with open(path, "ab") as file:
                file.write(b"+")
        return stored

    monkeypatch.setattr(contents.ContentStorer, "store", store)


def test_a_file_that_shrinks_while_it_is_read(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    path = rig.write("log", b"1" * 9000)
    original = opening._read_at

    def read_at(fd: int, offset: int, view: memoryview) -> int:
        if offset == 0 and len(view) > 5:
            os.truncate(path, os.fstat(fd).st_size - 1)
        return original(fd, offset, view)

    monkeypatch.setattr(opening, "_read_at", read_at)
    rig.back_up()
    stored = rig.stored()
    assert stored["log"].flags == (CHANGED,)
    assert stored["log"].size == len(stored.content("log")) == 8998


def test_a_file_that_was_only_removed_after_it_was_read_whole_is_kept(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rig.write("moved", b"1" * 1000)
    original = contents.ContentStorer.store

    def store(self: contents.ContentStorer, *details: object) -> contents.Contents:
        stored = original(self, *details)  # type: ignore[arg-type]
        os.remove(path)
        return stored

    monkeypatch.setattr(contents.ContentStorer, "store", store)
    report = rig.back_up()
    assert rig.stored().content("moved") == b"1" * 1000
    assert not report.warnings


def test_a_sparse_file_is_stored_without_its_holes(rig: Rig) -> None:
    path = rig.path("sparse.img")
    with open(path, "wb") as file:
        file.truncate(64 << 20)
        file.seek(10 << 20)
        file.write(b"a" * 100_000)
        file.seek(40 << 20)
        file.write(b"b" * 100_000)
    with open(rig.path("all hole"), "wb") as file:
        file.truncate(5 << 20)

    report = rig.back_up()

    stored = rig.stored()
    entry = stored["sparse.img"]
    assert entry.size == 64 << 20
    assert entry.extents is not None
    assert report.bytes_read < 1 << 20
    data = bytearray(entry.size)
    content, at = stored.content("sparse.img"), 0
    for offset, length in entry.extents:
        data[offset : offset + length] = content[at : at + length]
        at += length
    with open(path, "rb") as file:
        assert bytes(data) == file.read()
    assert stored["all hole"].extents == ()
    assert rig.back_up().unchanged == 2


def test_hard_links_times_modes_and_attributes(rig: Rig) -> None:
    path = rig.write("one", b"x")
    os.link(path, rig.path("two"))
    os.chmod(path, 0o4751)
    os.utime(path, ns=(1, 1_234_567_890_123_456_789))
    os.mkdir(rig.path("folder"), 0o750)
    os.utime(rig.path("folder"), ns=(1, 987_654_321_000_000_001))
    has_attributes = set_attribute(path, "user.rating", b"\x00five")
    set_attribute(rig.path("folder"), "user.label", b"red")

    rig.back_up()

    stored = rig.stored()
    one, two = stored["one"], stored["two"]
    assert (one.device, one.inode, one.nlink) == (two.device, two.inode, 2)
    assert one.mtime_ns == 1_234_567_890_123_456_789
    assert one.mode == 0o4751
    assert stored["folder"].mtime_ns == 987_654_321_000_000_001
    assert stored["folder"].mode == stat.S_IMODE(os.stat(rig.path("folder")).st_mode)
    if has_attributes:
        assert one.xattrs == {"user.rating": "AGZpdmU="}
        assert stored["folder"].xattrs == {"user.label": "cmVk"}


def set_attribute(path: str, name: str, value: bytes) -> bool:
    if not hasattr(os, "setxattr"):
        return False
    try:
        os.setxattr(path, name, value)
    except OSError:
        return False
    return True


def test_a_missing_root_is_an_error_and_nothing_is_written(rig: Rig) -> None:
    with pytest.raises(SourceError, match="cannot be reached"):
        rig.back_up(sources=(rig.path("nowhere"), rig.source))
    assert rig.snapshots() == ()


def test_a_root_that_is_suddenly_empty_is_refused(rig: Rig) -> None:
    path = rig.write("file", b"1")
    rig.back_up()
    os.remove(path)
    rig.write(".DS_Store", b"what an unmounted drive may still show")
    with pytest.raises(SourceError, match="is empty, and held 1 files") as caught:
        rig.back_up()
    assert "--accept-empty" in caught.value.hint
    assert len(rig.snapshots()) == 1

    rig.back_up(accept_empty=True)

    assert len(rig.snapshots()) == 2
    rig.back_up()  # it was empty in its last point: nothing sudden about it


def test_a_root_may_be_a_single_file(rig: Rig) -> None:
    path = rig.write("contract.pdf", b"signed")
    report = rig.back_up(sources=(path,))
    stored = rig.stored()
    assert stored[""].type == "file"
    assert stored[""].name == "contract.pdf"
    assert stored.content("") == b"signed"
    assert (report.files, report.read) == (1, 1)
    assert rig.back_up(sources=(path,)).unchanged == 1
    with open(path, "ab") as file:
        file.write(b" twice")
    assert rig.back_up(sources=(path,)).read == 1
    assert rig.stored().content("") == b"signed twice"


def test_the_last_tick_of_the_clock_is_waited_for() -> None:
    class Clock:
        slept = 0.0

        def now_ns(self) -> int:
            return 5_000_000_000

        def monotonic(self) -> float:
            return 0.0

        def sleep(self, seconds: float) -> None:
            self.slept += seconds

    def waits(mtime_ns: int, ctime_ns: int) -> float:
        clock = Clock()
        found = os.stat_result((0,) * 10, {"st_mtime_ns": mtime_ns, "st_ctime_ns": ctime_ns})
        reader.FileReader(None, None, clock)._outwait_tick(found)  # type: ignore[arg-type]
        return clock.slept

    assert waits(4_000_000_001, 4_000_000_001) == 0
    assert waits(1_000_000_000, 4_995_000_000) == pytest.approx(0.015)
    assert waits(4_000_000_000, 4_000_000_000) == pytest.approx(1.0)  # a clock of whole seconds
    assert waits(9_000_000_000, 9_000_000_001) == 0  # another machine's clock


def test_reading_goes_on_in_many_threads(rig: Rig) -> None:
    for number in range(600):
        rig.write(f"{number % 7}/{number}", os.urandom(500))
    seen = threading.active_count()
    report = rig.back_up()
    assert report.read == 600
    assert threading.active_count() <= seen + 2  # the repository's own may still end


def test_a_file_that_another_program_holds_names_it(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    rig.write("session.cosessiondb", b"1")
    error = PermissionError(errno.EACCES, "used by another process")
    error.winerror = 32  # type: ignore[attr-defined]

    def refuse() -> None:
        raise error

    monkeypatch.setattr(reader, "programs_holding", lambda path: f"Capture One ({os.path.basename(path).decode()})")
    with before_open(monkeypatch, "session.cosessiondb", refuse):
        report = rig.back_up()
    assert report.warnings[0].text.startswith("Capture One (session.cosessiondb) holds it open.")


def test_a_file_that_became_a_link_is_not_followed(rig: Rig, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = os.path.join(str(tmp_path), "secret")
    with open(secret, "wb") as file:
        file.write(b"another's")
    path = rig.write("file", b"1")
    with before_open(monkeypatch, "file", lambda: (os.remove(path), os.symlink(secret, path))):
        rig.back_up()
    assert rig.stored()["file"].flags == (VANISHED,)


def test_a_folder_that_was_swapped_is_noticed(rig: Rig) -> None:
    rig.write("a/b/c", b"1")
    folders = OpenFolders(rig.source, limit=0)
    root = Place(None, "")
    below = Place(Place(root, "a"), "b")
    with folders.at(below) as where:
        assert os.listdir(where) == ["c"]
    os.rename(rig.path("a"), rig.path("old"))
    os.makedirs(rig.path("a", "b"))
    with pytest.raises(OSError, match="another folder"), folders.at(below):
        pass
    folders.close()


def test_a_file_in_very_many_pieces_has_its_smallest_holes_stored(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holes, "MOST", 3)
    path = rig.path("sparse")
    with open(path, "wb") as file:
        file.truncate(20 << 20)
        for number in range(10):
            file.seek((number << 20) + (number << 16) * number)
            file.write(b"data" * 1024)
    rig.back_up()
    stored = rig.stored()
    extents = stored["sparse"].extents
    assert extents is not None
    assert 1 <= len(extents) <= 3
    with open(path, "rb") as file:
        data = file.read()
    assert b"".join(data[offset : offset + length] for offset, length in extents) == stored.content("sparse")
    assert sum(data.count(b"data", offset, offset + length) for offset, length in extents) == 10240


def test_a_file_just_written_is_looked_at_again_a_tick_later(rig: Rig) -> None:
    found = os.stat(rig.write("fresh", b"1"))

    class Clock(SteppingClock):
        slept = 0.0

        def now_ns(self) -> int:
            return max(found.st_ctime_ns, found.st_mtime_ns) + 1_000_000

        def sleep(self, seconds: float) -> None:
            self.slept += seconds

    rig.vault.clock = Clock()
    rig.back_up()
    assert rig.vault.clock.slept > 0.01
