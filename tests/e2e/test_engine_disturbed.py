"""Sleep, unplugged drives, an overflowing queue of events, a vault whose drive is gone: seen, said, and made good."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desk import DATE, WEDDING, Desk, contents, write_wedding
from tests.e2e.engines import all_safe, running_engine, status, wait_for

MANY = 20_000
"""More events than the kernel's queue holds (16,384 by default)."""


@pytest.fixture
def studio(desk: Desk) -> Desk:
    """A desk with a NAS folder and a wedding to watch."""
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    shutil.rmtree(desk.source)
    write_wedding(desk.source, photos=2)
    return desk


def _watch(desk: Desk) -> None:
    desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "1")


def _restored(desk: Desk) -> dict[str, str]:
    target = desk.base / "back"
    shutil.rmtree(target, ignore_errors=True)
    desk.must("restore", "--wedding", WEDDING, "--tier", "nas", "--to", target)
    return contents(target / desk.source.name)


def _source(desk: Desk) -> dict[str, Any]:
    found = status(desk)["sources"]
    assert len(found) == 1
    return dict(found[0])


def _alert(desk: Desk, kind: str) -> dict[str, Any] | None:
    return next((one for one in status(desk)["alerts"] if one["kind"] == kind), None)


def test_an_unplugged_source_is_missed_and_picked_up_when_it_returns(studio: Desk) -> None:
    away = studio.base / "unplugged"
    with running_engine(studio):
        _watch(studio)
        wait_for("the first backup", lambda: all_safe(studio))
        studio.source.rename(away)
        wait_for("the drive to be missed", lambda: _source(studio)["state"] == "missing")
        (away / "shot meanwhile.CR2").write_bytes(b"II*\0" + os.urandom(100_000))
        assert len(studio.must("points")["points"]) == 1  # a missing source is no point of nothing
        away.rename(studio.source)
        wait_for("what was shot meanwhile", lambda: all_safe(studio) and len(studio.must("points")["points"]) > 1)
        assert _restored(studio) == contents(studio.source)


def test_a_source_that_comes_back_empty_is_no_backup_of_nothing(studio: Desk) -> None:
    away = studio.base / "unplugged"
    with running_engine(studio):
        _watch(studio)
        wait_for("the first backup", lambda: all_safe(studio))
        studio.source.rename(away)
        studio.source.mkdir()  # the mount point without its drive
        wait_for("the exchange to be seen", lambda: _source(studio)["state"] in ("missing", "exchanged", "failed"))
        assert len(studio.must("points")["points"]) == 1
        studio.source.rmdir()
        away.rename(studio.source)
        wait_for("all to be well", lambda: all_safe(studio))
        assert _restored(studio) == contents(studio.source)


def test_more_events_than_the_queue_holds_lose_nothing(studio: Desk) -> None:
    with running_engine(studio) as pid:
        _watch(studio)
        wait_for("the first backup", lambda: all_safe(studio))
        os.kill(pid, signal.SIGSTOP)  # as in a sleep: the world goes on, and nobody reads the queue
        try:
            _burst(studio.source / "burst")
            (studio.source / "late.xmp").write_text("<xmp/>")
        finally:
            os.kill(pid, signal.SIGCONT)
        wait_for("the burst", lambda: _files(studio) > MANY and all_safe(studio), patience=240)


def _burst(folder: Path) -> None:
    for number in range(MANY):
        if number % 500 == 0:
            (folder / f"{number:06}").mkdir(parents=True)
        (folder / f"{number - number % 500:06}" / f"{number:06}.xmp").write_bytes(b"%d" % number)


def _files(desk: Desk) -> int:
    return max((one["newest_files"] for one in status(desk)["weddings"]), default=0)


def test_a_vault_whose_drive_is_gone_is_an_alarm_and_goes_on_by_itself(studio: Desk) -> None:
    away = studio.base / "the vault's drive"
    with running_engine(studio):
        _watch(studio)
        wait_for("the first backup", lambda: all_safe(studio))
        studio.vault.rename(away)
        (studio.source / "late.xmp").write_text("<xmp/>")
        alert = wait_for("the alarm", lambda: _alert(studio, "vault_unreachable"))
        assert alert["severity"] == "critical" and alert["mend"]
        assert not studio.vault.exists()  # nothing is made in its place
        away.rename(studio.vault)
        wait_for("the backup", lambda: _files(studio) > 5 and all_safe(studio), patience=240)
        assert _alert(studio, "vault_unreachable") is None
        assert _restored(studio) == contents(studio.source)
