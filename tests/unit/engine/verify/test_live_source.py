"""Reading source files as they are now, for what was lost."""

from __future__ import annotations

import os
import random
import sys

import pytest

from studio_backup.domain.snapshot import Counts, Snapshot, Source, StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.verify.live_source import LiveFile, live_path
from studio_backup.repository.chunker import Cutter, sizes_for
from studio_backup.repository.config import DEFAULT_CHUNKING


def stored(path):
    snapshot = Snapshot(
        format=1, repository="", collection="", device="", number=1, previous="", started_ns=0, ended_ns=0,
        source=Source(path=path), root=Entry(type="folder"), partial=False, counts=Counts(),
    )  # fmt: skip
    return StoredSnapshot("", snapshot)


def test_paths_are_those_of_the_source():
    assert live_path(stored("/a/b"), b"") == b"/a/b"
    assert live_path(stored("/a/b"), b"c/d") == os.path.join(b"/a/b", b"c", b"d")


def test_pieces_by_place(tmp_path):
    data = random.Random(1).randbytes(10_000)
    path = tmp_path / "a"
    path.write_bytes(data)
    with LiveFile(os.fsencode(path), Entry(type="file")) as file:
        assert file.piece(0, 100) == data[:100]
        assert file.piece(5_000, 3_000) == data[5_000:8_000]
        assert file.piece(9_990, 100) == data[9_990:]


def test_pieces_of_a_sparse_file_count_its_extents_only(tmp_path):
    data = bytearray(100_000)
    data[10_000:20_000] = b"a" * 10_000
    data[50_000:51_000] = b"b" * 1_000
    path = tmp_path / "a"
    path.write_bytes(data)
    entry = Entry(type="file", extents=((10_000, 10_000), (50_000, 1_000)))
    with LiveFile(os.fsencode(path), entry) as file:
        assert file.piece(9_990, 20) == b"a" * 10 + b"b" * 10
        assert file.piece(10_500, 500) == b"b" * 500
        assert list(file.pieces(DEFAULT_CHUNKING)) == []


@pytest.mark.parametrize("size", [0, 1000, 3_000_000, 70_000_000])
def test_a_file_is_cut_as_a_backup_cuts_it(tmp_path, size):
    data = random.Random(2).randbytes(size)
    path = tmp_path / "a"
    path.write_bytes(data)
    expected = Cutter(sizes_for(data[:4096], size, DEFAULT_CHUNKING)).cut(memoryview(data), True) if size else []
    with LiveFile(os.fsencode(path), Entry(type="file")) as file:
        assert [len(piece) for piece in file.pieces(DEFAULT_CHUNKING)] == expected


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFO and no simple links there")
def test_what_is_no_regular_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "link").symlink_to(tmp_path / "fifo")
    for name in ("fifo", "link", "nothing"):
        with pytest.raises(OSError):
            LiveFile(os.fsencode(tmp_path / name), Entry(type="file"))
