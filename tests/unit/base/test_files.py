"""Durable files: what is promised of bytes, names, order of calls, and of failures."""

from __future__ import annotations

import errno
import mmap
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio_backup.base import files
from studio_backup.base.files import (
    DurableFile,
    SyncError,
    Writer,
    durable_create,
    folder,
    fsync_directory,
    is_dead,
    make_folders,
    parse_temporary,
    remove_durable,
    rename_durable,
)
from studio_backup.base.medium import MediumFile

WRITER = Writer("0123456789abcdef", "fedcba9876543210")
SIZES = [0, 1, 4095, 4096, (1 << 20), (1 << 20) + 1, (5 << 20) + 4097]


class Recorder:
    """Writes down the calls which reach the disk, and fails those it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self.fail: dict[str, list[int]] = {}
        for name in ("write", "fsync", "link", "unlink", "rename", "replace", "mkdir", "close"):
            monkeypatch.setattr(os, name, self._recording(name, getattr(os, name)))

    def _recording(self, name: str, real):  # type: ignore[no-untyped-def]
        def call(*args, **kwargs):  # type: ignore[no-untyped-def]
            what = name
            if name == "fsync":
                what = "fsync folder" if os.path.isdir(f"/proc/self/fd/{args[0]}") else "fsync file"
            self.calls.append(what)
            if self.fail.get(what):
                number = self.fail[what].pop(0)
                if number:
                    raise OSError(number, os.strerror(number))
            return real(*args, **kwargs)

        return call

    def order(self, *only: str) -> list[str]:
        kept = [call for call in self.calls if call in only]
        return [call for index, call in enumerate(kept) if index == 0 or kept[index - 1] != call]


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    return Recorder(monkeypatch)


@pytest.mark.parametrize("direct", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_bytes_arrive(tmp_path: Path, size: int, direct: bool) -> None:
    data = os.urandom(size)
    aligned = mmap.mmap(-1, max(size, 1))
    aligned[:size] = data
    for name, parts in (("a", [data]), ("b", [memoryview(aligned)[:size]]), ("c", [data[:1000], data[1000:]])):
        durable_create(str(tmp_path), name, parts, writer=WRITER, direct=direct)
        assert (tmp_path / name).read_bytes() == data
        with MediumFile(str(tmp_path), name) as file:
            assert b"".join(bytes(block) for block in file.blocks(65_536)) == data
            assert file.size == size
    assert sorted(os.listdir(tmp_path)) == ["a", "b", "c"]


def test_by_descriptor(tmp_path: Path) -> None:
    fd = os.open(tmp_path, os.O_RDONLY)
    durable_create(fd, b"name \xff", [b"x"], writer=WRITER)
    assert os.listdir(os.fsencode(tmp_path)) == [b"name \xff"]
    rename_durable(fd, b"name \xff", fd, b"other")
    remove_durable(fd, b"other")
    assert os.listdir(tmp_path) == []
    os.close(fd)


def test_direct_writing_is_really_used_here(tmp_path: Path) -> None:
    with DurableFile(str(tmp_path), "x", WRITER, direct=True) as file:
        file.write(bytes(4 << 20))
        assert file._direct  # else the greatest gain is silently lost
        file.commit()
    with MediumFile(str(tmp_path), "x") as medium:
        assert medium.how == "direct"


def test_a_file_system_that_refuses_direct_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = os.open

    def refuse(path, flags, mode=0o777, *, dir_fd=None):  # type: ignore[no-untyped-def]
        if flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, "no direct i/o")
        return real_open(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)
    data = os.urandom(3 << 20)
    durable_create(str(tmp_path), "x", [data], writer=WRITER)
    with MediumFile(str(tmp_path), "x") as file:
        assert file.how == "dropped"
        assert b"".join(bytes(block) for block in file.blocks()) == data


def test_direct_writes_refused_late_fall_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    refused: list[int] = []

    def write(fd, data):  # type: ignore[no-untyped-def]
        import fcntl

        if fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_DIRECT:
            refused.append(len(data))
            raise OSError(errno.EINVAL, "no direct i/o")
        return real(fd, data)

    monkeypatch.setattr(os, "write", write)
    data = os.urandom((2 << 20) + 7)
    durable_create(str(tmp_path), "x", [data], writer=WRITER)
    assert refused
    assert (tmp_path / "x").read_bytes() == data


def test_the_order_of_calls(tmp_path: Path, recorder: Recorder) -> None:
    durable_create(str(tmp_path), "x", [b"data"], writer=WRITER)
    assert recorder.order("write", "fsync file", "link", "fsync folder") == [
        "write",
        "fsync file",
        "link",
        "fsync folder",
    ]


def test_the_file_is_closed_before_its_name_exists(tmp_path: Path, recorder: Recorder) -> None:
    durable_create(str(tmp_path), "x", [b"data"], writer=WRITER)
    assert recorder.calls.index("close") < recorder.calls.index("link")


def test_a_new_folder_is_durable_in_its_parent(tmp_path: Path, recorder: Recorder) -> None:
    with folder(str(tmp_path), ["a", "b"], create=True):
        pass
    assert [call for call in recorder.calls if call in ("mkdir", "fsync folder")] == ["mkdir", "fsync folder"] * 2
    recorder.calls.clear()
    with folder(str(tmp_path), ["a", "b"], create=True):  # another writer may have been killed before its fsync
        pass
    assert recorder.calls.count("fsync folder") == 2


def test_make_folders(tmp_path: Path, recorder: Recorder) -> None:
    make_folders(str(tmp_path / "one" / "two"))
    assert (tmp_path / "one" / "two").is_dir()
    assert recorder.calls.count("fsync folder") == 2
    make_folders(str(tmp_path / "one" / "two"))


def test_an_existing_name_is_never_replaced(tmp_path: Path) -> None:
    durable_create(str(tmp_path), "x", [b"first"], writer=WRITER)
    with pytest.raises(FileExistsError):
        durable_create(str(tmp_path), "x", [b"second"], writer=WRITER)
    assert (tmp_path / "x").read_bytes() == b"first"
    assert os.listdir(tmp_path) == ["x"]
    durable_create(str(tmp_path), "x", [b"third"], writer=WRITER, replace=True)
    assert (tmp_path / "x").read_bytes() == b"third"


def test_without_links_a_name_is_not_replaced_either(tmp_path: Path, recorder: Recorder) -> None:
    recorder.fail["link"] = [errno.EPERM, errno.EPERM]
    durable_create(str(tmp_path), "x", [b"first"], writer=WRITER)
    with pytest.raises(FileExistsError):
        durable_create(str(tmp_path), "x", [b"second"], writer=WRITER)
    assert (tmp_path / "x").read_bytes() == b"first"
    assert os.listdir(tmp_path) == ["x"]


def test_a_failed_fsync_writes_a_new_file_and_reads_it_back(tmp_path: Path, recorder: Recorder) -> None:
    recorder.fail["fsync file"] = [errno.EIO]
    durable_create(str(tmp_path), "x", [b"data"], writer=WRITER)
    assert recorder.calls.count("write") == 2
    assert (tmp_path / "x").read_bytes() == b"data"
    assert os.listdir(tmp_path) == ["x"]


def test_a_second_failed_fsync_is_raised(tmp_path: Path, recorder: Recorder) -> None:
    recorder.fail["fsync file"] = [errno.EIO, errno.EIO]
    with pytest.raises(SyncError):
        durable_create(str(tmp_path), "x", [b"data"], writer=WRITER)
    assert os.listdir(tmp_path) == []


def test_a_medium_which_lies_after_a_failed_fsync_is_found_out(
    tmp_path: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder.fail["fsync file"] = [errno.EIO]
    monkeypatch.setattr(os, "read", lambda _fd, size: b"\0" * min(size, 4))
    with pytest.raises(OSError, match="other bytes"):
        durable_create(str(tmp_path), "x", [b"data"], writer=WRITER)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("call", ["write", "fsync file", "close", "link", "fsync folder"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_every_failing_call(tmp_path: Path, recorder: Recorder, call: str, number: int) -> None:
    recorder.fail[call] = [number, number]
    with pytest.raises(OSError, match=os.strerror(number)):
        durable_create(str(tmp_path), "x", [b"data"], writer=WRITER)
    left = set(os.listdir(tmp_path))
    assert left <= {"x"}
    assert ("x" in left) == (call == "fsync folder")
    if left:
        assert (tmp_path / "x").read_bytes() == b"data"


def test_a_folder_that_cannot_be_synced_is_told(tmp_path: Path, recorder: Recorder) -> None:
    assert fsync_directory(str(tmp_path))
    recorder.fail["fsync folder"] = [errno.EINVAL]
    assert not fsync_directory(str(tmp_path))


def test_a_wrong_size_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="size"), DurableFile(str(tmp_path), "x", WRITER) as file:
        file.write(b"data")
        os.truncate(file.fd, 2)
        file.commit()
    assert os.listdir(tmp_path) == []


def test_a_check_before_publication_stops_it(tmp_path: Path) -> None:
    def refuse() -> None:
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        durable_create(str(tmp_path), "x", [b"data"], writer=WRITER, check=refuse)
    assert os.listdir(tmp_path) == []


def test_a_removed_temporary_is_written_again(tmp_path: Path) -> None:
    removed: list[str] = []

    def remove_once() -> None:
        if not removed:
            removed.extend(os.listdir(tmp_path))
            os.unlink(tmp_path / removed[0])

    durable_create(str(tmp_path), "x", [b"data"], writer=WRITER, check=remove_once)
    assert (tmp_path / "x").read_bytes() == b"data"


def test_temporary_names(tmp_path: Path) -> None:
    name = WRITER.temporary(7)
    assert name == ".sb-01234567-fedcba98-7.tmp"
    assert parse_temporary(name) == ("01234567", "fedcba98")
    assert parse_temporary(name.encode()) == ("01234567", "fedcba98")
    for foreign in ("x", ".sb-1-2-3.tmp", name + "x", "x" + name):
        assert parse_temporary(foreign) is None


def test_a_living_writer_is_told_from_a_dead_one(tmp_path: Path) -> None:
    with DurableFile(str(tmp_path), "x", WRITER) as file:
        name = file.temporary
        assert is_dead(str(tmp_path), name) is False
    (tmp_path / os.fsdecode(name)).write_bytes(b"")
    assert is_dead(str(tmp_path), name) is True


def test_a_killed_writer_leaves_a_dead_temporary(tmp_path: Path) -> None:
    code = (
        "import os,signal,sys\n"
        "from studio_backup.base.files import DurableFile, Writer\n"
        "file = DurableFile(sys.argv[1], 'x', Writer('a'*16, 'b'*16))\n"
        "file.write(b'half'); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, env=dict(os.environ))
    (left,) = os.listdir(tmp_path)
    assert parse_temporary(left) == ("aaaaaaaa", "bbbbbbbb")
    assert is_dead(str(tmp_path), left) is True


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "link").symlink_to(tmp_path / "outside")
    with pytest.raises(OSError, match=r"symbolic|directory"), folder(str(tmp_path / "root"), ["link"]):
        pass


def test_no_descriptor_is_lost(tmp_path: Path, recorder: Recorder) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for call in ("write", "fsync file", "close", "link", "fsync folder"):
        recorder.fail = {call: [errno.ENOSPC]}
        with pytest.raises(OSError, match="space"):
            durable_create(str(tmp_path), "y", [b"data"], writer=WRITER)
        recorder.fail = {}
        with folder(str(tmp_path), ["a", "b"], create=True) as here:
            durable_create(here, f"x{call}", [b"data"], writer=WRITER)
        if call == "close":
            before += 1  # the injected failure kept the real close from happening
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_module_calls_os_by_attribute() -> None:
    """So that the power-loss model can stand between."""
    source = Path(files.__file__).read_text()
    assert "from os import" not in source
