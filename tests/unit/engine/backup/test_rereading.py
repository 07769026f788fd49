"""A file read again at its source: has it changed without a trace?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.mounts import MountTable
from studio_backup.engine.backup.rereading import PIECE, Reread, Rereader
from studio_backup.repository.crypto import ContentDigest


def _stored(path: Path, extents: tuple[tuple[int, int], ...] | None = None) -> Entry:
    data, digest = path.read_bytes(), ContentDigest()
    for at, length in extents if extents is not None else ((0, len(data)),):
        digest.update(data[at : at + length])
    found = path.stat()
    return Entry(
        type="file", name=path.name, size=found.st_size, mtime_ns=found.st_mtime_ns, extents=extents,
        digest=digest.hexdigest(),
    )  # fmt: skip


def _read(root: Path, path: bytes, stored: Entry) -> Reread:
    with Rereader(str(root), MountTable(), lambda _: True) as reader:
        return reader.read(path, stored)


def _rot(path: Path, at: int) -> None:
    """One bit, and no trace."""
    found = path.stat()
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1]))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    folder = tmp_path / "card 1" / "100CANON"
    folder.mkdir(parents=True)
    (folder / "IMG_0001.CR2").write_bytes(b"II*\0" + os.urandom(PIECE + 1000))
    return folder / "IMG_0001.CR2"


NAME = b"card 1/100CANON/IMG_0001.CR2"


def test_as_it_was(photo: Path, tmp_path: Path) -> None:
    stored = _stored(photo)
    assert _read(tmp_path, NAME, stored) == Reread("same", stored.digest)


def test_one_bit_without_a_trace(photo: Path, tmp_path: Path) -> None:
    stored = _stored(photo)
    _rot(photo, PIECE + 500)
    assert _read(tmp_path, NAME, stored) == Reread("changed", _stored(photo).digest)


def test_a_sparse_file_is_compared_by_what_is_stored_of_it(photo: Path, tmp_path: Path) -> None:
    stored = _stored(photo, ((0, 100), (5_000, 200)))
    assert _read(tmp_path, NAME, stored).outcome == "same"
    _rot(photo, 5_100)
    assert _read(tmp_path, NAME, stored).outcome == "changed"


def test_what_a_backup_sees_is_no_silent_change(photo: Path, tmp_path: Path) -> None:
    stored = _stored(photo)
    os.utime(photo, ns=(5, 5))
    assert _read(tmp_path, NAME, stored).outcome == "edited"
    photo.unlink()
    assert _read(tmp_path, NAME, stored).outcome == "gone"
    os.mkfifo(photo)
    assert _read(tmp_path, NAME, stored).outcome == "unreadable"
    photo.unlink()
    photo.symlink_to("/etc/passwd")
    assert _read(tmp_path, NAME, stored).outcome == "unreadable"


def test_it_stops_between_two_pieces(photo: Path, tmp_path: Path) -> None:
    stored, read = _stored(photo), []
    with Rereader(str(tmp_path), MountTable(), lambda count: bool(read.append(count))) as reader:
        assert reader.read(NAME, stored).outcome == "stopped"
    assert read == [PIECE]


def test_a_reading_that_went_wrong_once_is_no_change(photo: Path, tmp_path: Path) -> None:
    stored = _stored(photo)
    _rot(photo, 10)
    again = iter([lambda: _rot(photo, 10)])

    def going_on(count: int) -> bool:
        if count < PIECE:  # the first reading is over: the second finds the file as it was
            next(again, lambda: None)()
        return True

    with Rereader(str(tmp_path), MountTable(), going_on) as reader:
        assert reader.read(NAME, stored).outcome == "same"
