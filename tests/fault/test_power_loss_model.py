"""The model itself: it lets unsynced bytes and names be lost, never synced ones, and it misses no call."""

import hashlib
import os

import power_loss
import pytest

from studio_backup.base import files

WRITER = files.Writer("aaaaaaaa", "bbbbbbbb")
BYTES = os.urandom(20_000)
STATES = 300


def _contents(state, path):
    number = dict(state.disk.walk()).get(path)
    return None if number is None else state.disk.contents[number]


def test_what_is_not_synced_may_be_lost_torn_or_zero(tmp_path):
    with power_loss.recording(tmp_path) as record:
        fd = os.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
        os.write(fd, BYTES)
        os.close(fd)
    seen = {_contents(state, b"file") for state in power_loss.legal_states(record, STATES, seed=1)}
    assert {None, b"", BYTES, bytes(len(BYTES))} <= seen
    assert any(c and BYTES.startswith(c) and len(c) % 4096 == 0 for c in seen if c not in (BYTES, None))


def test_synced_bytes_without_a_synced_folder_may_lose_their_name(tmp_path):
    with power_loss.recording(tmp_path) as record:
        fd = os.open(tmp_path / "file", os.O_WRONLY | os.O_CREAT)
        os.write(fd, BYTES)
        os.fsync(fd)
        os.close(fd)
        record.mark("written")
    after = [s for s in power_loss.legal_states(record, STATES, seed=1) if s.promises]
    assert {_contents(state, b"file") for state in after} == {None, BYTES}


def test_a_durable_file_is_there_whole_or_not_at_all(tmp_path):
    with power_loss.recording(tmp_path) as record:
        with files.folder(os.fspath(tmp_path), ("a", "b"), create=True) as place:
            files.durable_create(place, "file", [BYTES], writer=WRITER)
        record.mark("acknowledged")
    for state in power_loss.legal_states(record, STATES, seed=1):
        found = _contents(state, b"a/b/file")
        assert found in (None, BYTES), state
        assert found == BYTES or not state.promises, state


@pytest.mark.parametrize("left_out", ["file", "folder"])
def test_a_durable_file_without_one_sync_is_found(tmp_path, monkeypatch, left_out):
    if left_out == "file":
        monkeypatch.setattr(files, "sync_file", lambda _fd: None)
    else:
        monkeypatch.setattr(files, "fsync_directory", lambda _where: True)
    with power_loss.recording(tmp_path) as record:
        files.durable_create(os.fspath(tmp_path), "file", [BYTES], writer=WRITER)
        record.mark("acknowledged")
    after = [s for s in power_loss.legal_states(record, STATES, seed=1) if s.promises]
    assert any(_contents(state, b"file") != BYTES for state in after)


def test_a_replaced_file_is_old_or_new(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    with power_loss.recording(tmp_path) as record:
        files.durable_create(os.fspath(tmp_path), "file", [BYTES], writer=WRITER, replace=True)
    seen = {_contents(state, b"file") for state in power_loss.legal_states(record, STATES, seed=1)}
    assert seen == {b"old", BYTES}


def test_states_are_written_out_and_repeat_with_their_seed(tmp_path):
    with power_loss.recording(tmp_path) as record:
        for name in ("one", "two"):
            os.mkdir(tmp_path / name)
            files.durable_create(os.fspath(tmp_path / name), "file", [BYTES], writer=WRITER)
            os.symlink("file", tmp_path / name / "link")
    first, second = (list(power_loss.legal_states(record, 50, seed=7)) for _ in range(2))
    assert first == second
    for number, state in enumerate(first):
        target = tmp_path.parent / f"{tmp_path.name}-{number}"
        power_loss.materialise(state.disk, target)
        assert state.disk.differences(os.fsencode(target)) == []


def test_a_write_behind_the_models_back_is_noticed(tmp_path):
    with pytest.raises(AssertionError, match="missed"), power_loss.recording(tmp_path):
        (tmp_path / "file").write_text("by the io module")


def test_a_reused_inode_is_another_file(tmp_path):
    with power_loss.recording(tmp_path) as record:
        for content in (b"first", b"second"):
            files.durable_create(os.fspath(tmp_path), "file", [content], writer=WRITER)
            files.remove_durable(os.fspath(tmp_path), "file")
        record.mark("removed")
    assert all(_contents(s, b"file") is None for s in power_loss.legal_states(record, STATES, seed=1) if s.promises)


def test_after_a_crash_nothing_reaches_the_disk_any_more(tmp_path):
    crashed = []

    def gate(call, args, kwargs):
        if crashed or call == "fsync":
            crashed.append(call)
            raise power_loss.Crash

    with pytest.raises(power_loss.Crash), power_loss.interposed(power_loss.Recording(os.fspath(tmp_path)), gate):
        files.durable_create(os.fspath(tmp_path), "file", [BYTES], writer=WRITER)
    left = os.listdir(tmp_path)
    assert len(left) == 1 and left[0].startswith(".sb-")
    assert hashlib.sha256((tmp_path / left[0]).read_bytes()).digest() == hashlib.sha256(BYTES).digest()
