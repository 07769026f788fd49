"""The vault's disk: one measurement a day, and the day when it is full."""

from __future__ import annotations

import contextlib
import shutil
from collections import namedtuple
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.measurements import Measurements
from studio_backup.domain.job import Amount, Job
from studio_backup.engine.health.facts import DiskFacts, Facts
from studio_backup.engine.health.forecast import season
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.service.disks import FREE, USED, Disks, restore_speed
from studio_backup.engine.verify.report import DrillResult
from tests.support.fixed_clock import FixedClock

DAY_NS = 86_400 * 10**9
GB = 10**9
WINTER = 1_767_261_600 * 10**9  # 2026-01-01 10:00 UTC
Usage = namedtuple("Usage", "total used free")


class Disk:
    """What the system tells of the disk."""

    used = 100 * GB

    def usage(self, _folder: str) -> Usage:
        return Usage(200 * GB, self.used, 200 * GB - self.used)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(WINTER)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    monkeypatch.setattr(shutil, "disk_usage", made.usage)
    return made


@pytest.fixture
def measured(tmp_path: Path, clock: FixedClock) -> Iterator[Measurements]:
    with contextlib.closing(open_catalog(str(tmp_path / "catalog.db"), clock)) as catalog:
        yield Measurements(catalog)


def _after(days: int, measured: Measurements, clock: FixedClock, disk: Disk, folder: str = "/vault") -> DiskFacts:
    """What is known after so many days on which the disk grew by 5 GB, with an engine that starts anew each day."""
    for day in range(days):
        disks = Disks(measured, clock)
        (facts,) = disks.facts(folder, ())
        assert disks.facts(folder, ()) == (facts,)
        if day < days - 1:
            disk.used += 5 * GB
            clock.now += DAY_NS
    return facts


def test_it_is_measured_once_a_day(measured: Measurements, clock: FixedClock, disk: Disk) -> None:
    _after(3, measured, clock, disk)
    Disks(measured, clock).facts("/vault", ())  # an engine that starts again on the same day
    for series, last in ((USED, 110 * GB), (FREE, 90 * GB)):
        figures = measured.per_day(series, 9)
        assert [one.count for one in figures] == [1, 1, 1]
        assert figures[-1].last == last


def test_growth_tells_the_day_when_it_is_full_and_makes_an_alert(
    measured: Measurements, clock: FixedClock, disk: Disk
) -> None:
    facts = _after(2, measured, clock, disk)
    assert facts.full_in_days is None
    facts = _after(3, measured, clock, disk)
    assert facts.full_in_days == pytest.approx(facts.free / (5 * GB))
    assert not alerts(Facts(now_ns=clock.now, disks=(facts,)))
    disk.used = 200 * GB - 12 * GB
    clock.now += DAY_NS
    (facts,) = Disks(measured, clock).facts("/vault", ())
    (alert,) = alerts(Facts(now_ns=clock.now, disks=(facts,)))
    assert alert.kind == "disk_low"
    assert "day" in alert.message


def test_another_disk_has_a_history_of_its_own(measured: Measurements, clock: FixedClock, disk: Disk) -> None:
    assert _after(5, measured, clock, disk).full_in_days is not None
    (elsewhere,) = Disks(measured, clock).facts("/mnt/new", ())
    assert elsewhere.full_in_days is None


def test_a_drive_that_is_away_is_no_disk(
    measured: Measurements, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Disks(measured, clock).facts("/nowhere/at/all", ()) == ()


def test_what_running_backups_have_still_to_read_is_on_its_way(
    measured: Measurements, clock: FixedClock, disk: Disk
) -> None:
    busy = Job(id="a", kind="backup", state="in progress", amount=Amount(bytes=3 * GB, bytes_total=10 * GB))
    scanning = Job(id="b", kind="backup", state="in progress")
    others = Job(id="c", kind="verify", state="in progress", amount=Amount(bytes_total=10 * GB))
    (facts,) = Disks(measured, clock).facts("/vault", (busy, scanning, others))
    assert facts.needed == 7 * GB


def test_the_speed_of_drills_is_kept(measured: Measurements, clock: FixedClock) -> None:
    disks = Disks(measured, clock)
    assert restore_speed(measured, 30) == 0.0
    disks.drilled(DrillResult("nas", 0, 0, 0.0))
    disks.drilled(DrillResult("nas", 3, 100, 2.0))
    disks.drilled(DrillResult("cloud", 3, 100, 10.0))
    assert restore_speed(measured, 30) == pytest.approx(30.0)


def test_the_season_counts_only_where_it_was_not_measured() -> None:
    def days(first: date) -> list[date]:
        return [first + timedelta(n) for n in range(40)]

    assert season(date(2026, 5, 1), days(date(2026, 3, 20))) == 2.5
    assert season(date(2026, 7, 1), days(date(2026, 5, 20))) == 1.0
    assert season(date(2026, 2, 1), days(date(2025, 12, 20))) == 1.0
    assert season(date(2026, 11, 1), days(date(2026, 9, 20))) == 1.0
    assert season(date(2026, 6, 1), []) == 2.5
