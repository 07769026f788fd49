"""Estimates from history and what became of them; figures by kind."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.jobs import JobTable
from studio_backup.catalog.measurements import Measurements
from studio_backup.catalog.points import PointRow
from studio_backup.domain.file_kinds import file_kind
from studio_backup.domain.job import Amount, Job, Used
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.backup.report import BackupReport, StoredOf
from studio_backup.engine.service.analytics import by_work, growth_of
from studio_backup.engine.service.figures import Figures, estimates_off, kinds_stored
from studio_backup.engine.watch.values import SourceState
from tests.support.fixed_clock import FixedClock

SECOND = 10**9
SOURCE = WatchedSource(id="s", path="/w/anna")
POINT = PointRow(
    id="p", collection="c", wedding="", date="", source="/w/anna", device="d", number=1, started_ns=1, ended_ns=2,
    partial=False, files=100, bytes=100_000_000, flagged=0,
)  # fmt: skip


class Desk:
    """Just the parts that figures are told from."""

    def __init__(self, folder: object) -> None:
        self.clock = FixedClock()
        self.catalog = open_catalog(f"{folder}/catalog.db", self.clock)
        self.jobs, self.measured = JobTable(self.catalog), Measurements(self.catalog)
        self.rows: list[PointRow] = []
        self.index = SimpleNamespace(rows=lambda: self.rows)
        self.waiting = 0
        self.figures = Figures(self, lambda: [SourceState("s", waiting_files=self.waiting)])

    def ran(self, number: int, seconds: float, files: int, size: int, **more: object) -> Job:
        start = self.clock.now + number * 3600 * SECOND
        job = Job(
            id=f"j{number}", kind="backup", state="completed", source="s", created_ns=start, started_ns=start,
            ended_ns=start + int(seconds * SECOND), amount=Amount(files=files),
            used=Used(bytes_read=size, bytes_stored=size // 2), **more,
        )  # fmt: skip
        self.jobs.add(job)
        return job


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    made.catalog.close()


def test_before_the_first_point_nothing_is_told_from_history(desk):
    assert desk.figures.of_source(SOURCE) is None
    assert desk.figures.seconds(SOURCE) == 0.0


def test_what_waits_is_told_by_what_earlier_changes_were(desk):
    desk.rows = [POINT]
    desk.ran(1, 20.0, 10, 50_000_000)
    desk.ran(2, 2.0, 0, 0)
    idle = desk.figures.of_source(SOURCE)
    assert (idle.files, idle.bytes, idle.files_new, idle.bytes_new) == (100, 100_000_000, 0, 0)
    desk.waiting = 4
    told = desk.figures.of_source(SOURCE)
    assert (told.files_new, told.bytes_new, told.bytes_stored, told.runs) == (4, 20_000_000, 10_000_000, 2)
    assert idle.minutes < told.minutes < 20 / 60
    assert (told.how, told.off_percent) == ("history", None)


def test_another_sources_runs_tell_nothing(desk):
    desk.rows = [POINT]
    desk.jobs.add(replace(desk.ran(1, 20.0, 10, 50_000_000), id="other", source="t"))
    assert desk.figures.of_source(SOURCE).runs == 1


def test_an_estimate_is_compared_with_what_came_of_it(desk):
    desk.rows = [POINT]
    desk.figures.ended(desk.ran(1, 10.0, 1, 1_000, estimated_s=15.0))
    desk.figures.ended(replace(desk.ran(2, 10.0, 1, 1_000, estimated_s=0.0), estimated_s=0.0))
    assert desk.figures.of_source(SOURCE).off_percent == 50.0
    desk.clock.now += 3 * 3600 * SECOND
    assert estimates_off(desk.measured, 30) == 50.0


def test_figures_by_kind_add_up_over_backups(desk):
    raw = StoredOf("raw", 2, 1_000, 500, 400)
    report = BackupReport((), (), 0, 0, 0, 0, 0, 0, (), (), (), 0.0, by_kind=(raw, StoredOf("other", 1, 10, 0, 0)))
    desk.figures.stored(report)
    desk.figures.stored(report)
    found = {one.kind: one for one in kinds_stored(desk.measured, 30)}
    assert list(found) == ["raw", "other"]
    assert (found["raw"].files, found["raw"].bytes_stored, found["raw"].dedup, found["raw"].compression) == (
        4, 800, 2.0, 1.25,
    )  # fmt: skip
    assert (found["other"].dedup, found["other"].compression) == (0.0, 0.0)


def test_success_counts_what_ended_by_itself_and_growth_goes_to_its_place(desk):
    done = desk.ran(1, 10.0, 1, 1_000)
    copied = replace(done, id="c", kind="replicate", tier="nas", used=Used(bytes_sent=700))
    jobs = [done, replace(done, id="f", state="failed"), replace(done, id="x", state="cancelled"), copied]
    backup, replicate = by_work(jobs)
    assert (backup.completed, backup.failed, backup.success_percent, backup.seconds) == (1, 1, 50.0, 10.0)
    assert replicate.success_percent == 100.0
    assert [(one.tier, one.bytes) for one in growth_of(jobs)] == [("", 1_500), ("nas", 700)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (b"A.CR3", "raw"),
        (b"b.JPG", "jpeg"),
        (b"c.mov", "video"),
        (b"d.lrcat", "sidecar or catalog"),
        (b"\xff", "other"),
    ],
)
def test_kinds_by_name(name, kind):
    assert file_kind(name) == kind
