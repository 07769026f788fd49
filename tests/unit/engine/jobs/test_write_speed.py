"""Measuring how fast a place takes data: bounded, honest, and nothing of it stays."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import NotFoundError, StorageDenied, StorageError, StorageFull, StorageUnavailable
from studio_backup.engine.jobs import write_speed
from studio_backup.engine.jobs.write_speed import measure_writing


def test_it_writes_beside_the_folder_to_come_and_takes_it_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_speed, "MOST_BYTES", 8 << 20)
    seen: list[list[str]] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (seen.append(os.listdir(tmp_path)), real(fd)))
    found = measure_writing(str(tmp_path / "not" / "yet"), SystemClock())
    assert (found.folder, found.bytes) == (str(tmp_path), 8 << 20) and found.seconds > 0
    assert len(seen) == 2 and all(len(names) == 1 for names in seen), "each part is made durable"
    assert os.listdir(tmp_path) == []


def test_a_slow_place_is_not_written_to_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_speed, "MOST_S", 0.0)
    monkeypatch.setattr(write_speed, "_PART", 1 << 10)
    assert measure_writing(str(tmp_path), SystemClock()).bytes <= 1 << 10


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, StorageFull), (errno.EROFS, StorageDenied), (errno.EIO, StorageUnavailable)],
)
def test_what_fails_is_said_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[StorageError]
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(kind) as caught:
        measure_writing(str(tmp_path), SystemClock())
    assert caught.value.hint and os.listdir(tmp_path) == []


def test_no_place_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "isdir", lambda _: False)
    with pytest.raises(NotFoundError):
        measure_writing("/nowhere", SystemClock())
