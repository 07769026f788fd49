"""The file by which clients find the engine."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from studio_backup.api.endpoint import (
    NAME,
    Endpoint,
    endpoint_exposed,
    read_endpoint,
    remove_endpoint,
    write_endpoint,
)
from studio_backup.base.errors import RefusedError, StorageDenied, StudioBackupError

ENDPOINT = Endpoint(4_321, "0123456789abcdef" * 4, 77, 5)


def test_it_comes_back_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Also in a home that is not there yet, and over an older one that others could read."""
    home = tmp_path / "new" / "home"
    write_endpoint(str(home), ENDPOINT)
    assert read_endpoint(str(home)) == ENDPOINT
    (home / NAME).chmod(0o644)
    assert endpoint_exposed(str(home))
    write_endpoint(str(home), ENDPOINT)
    assert stat.S_IMODE((home / NAME).stat().st_mode) == 0o600
    assert not endpoint_exposed(str(home))
    assert os.listdir(home) == [NAME]


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o602, 0o620, 0o610, 0o601])
def test_one_that_others_could_touch_is_refused(tmp_path: Path, mode: int) -> None:
    """Even one bit is too much."""
    write_endpoint(str(tmp_path), ENDPOINT)
    (tmp_path / NAME).chmod(mode)
    with pytest.raises(RefusedError, match="others") as raised:
        read_endpoint(str(tmp_path))
    assert ENDPOINT.token not in f"{raised.value} {raised.value.hint}"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_one_of_another_user_is_refused(tmp_path: Path) -> None:
    """It would lead to another user's engine."""
    write_endpoint(str(tmp_path), ENDPOINT)
    os.chown(tmp_path / NAME, 12_345, 12_345)
    with pytest.raises(RefusedError):
        read_endpoint(str(tmp_path))


def test_a_link_is_not_followed_and_a_pipe_does_not_block(tmp_path: Path) -> None:
    """The file itself, and a file."""
    write_endpoint(str(tmp_path / "other"), ENDPOINT)
    (tmp_path / NAME).symlink_to(tmp_path / "other" / NAME)
    with pytest.raises(StudioBackupError):
        read_endpoint(str(tmp_path))
    assert endpoint_exposed(str(tmp_path))
    (tmp_path / NAME).unlink()
    os.mkfifo(tmp_path / NAME, 0o600)
    with pytest.raises(RefusedError):
        read_endpoint(str(tmp_path))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b'{"port":0,"token":"' + b"a" * 64 + b'","pid":1,"started_ns":1}',
        b'{"port":80,"token":"short","pid":1,"started_ns":1}',
        b'{"port":80,"token":"' + b"a" * 40 + b'\\r\\nX: y","pid":1,"started_ns":1}',
        b'{"port":80,"token":"' + b"a" * 64 + b'","pid":0,"started_ns":1}',
        b'{"port":80,"token":"' + b"a" * 9_000 + b'","pid":1,"started_ns":1}',
    ],
)
def test_a_torn_one_is_none(tmp_path: Path, data: bytes) -> None:
    """Then no engine is known, and the next one writes it anew."""
    path = tmp_path / NAME
    path.write_bytes(data)
    path.chmod(0o600)
    assert read_endpoint(str(tmp_path)) is None


def test_none_there_and_taking_it_away(tmp_path: Path) -> None:
    """Removing twice is no error."""
    assert read_endpoint(str(tmp_path)) is None
    assert not endpoint_exposed(str(tmp_path))
    write_endpoint(str(tmp_path), ENDPOINT)
    remove_endpoint(str(tmp_path))
    remove_endpoint(str(tmp_path))
    assert read_endpoint(str(tmp_path)) is None


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "home").write_text("a file")
    with pytest.raises(StorageDenied, match="cannot be written") as raised:
        write_endpoint(str(tmp_path / "home"), ENDPOINT)
    assert raised.value.hint


def test_the_token_is_not_shown() -> None:
    """Not in a log, nor in a traceback."""
    assert ENDPOINT.token not in f"{ENDPOINT} {ENDPOINT!r}"
