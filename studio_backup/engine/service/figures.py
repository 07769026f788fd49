"""Estimates before a backup, what came of them after it, and what each kind of files came to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from studio_backup.api.figures import EstimateView, KindView
from studio_backup.catalog.measurements import DayFigure, Measurements
from studio_backup.catalog.points import PointRow
from studio_backup.domain.file_kinds import FILE_KINDS, FileKind
from studio_backup.domain.job import Job
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.backup.report import BackupPlan, BackupReport
from studio_backup.engine.health.estimate import Estimate, PastRun, estimate, missed_percent
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.watch.values import SourceState

OFF: Final = "estimate_off_percent"
_STORED: Final = {
    "files": "kind_files",
    "read": "kind_read_bytes",
    "new": "kind_new_bytes",
    "stored": "kind_stored_bytes",
}
_RUNS: Final = 100


class Figures:
    """Told from what this home remembers: no folder is looked through, no place is asked."""

    def __init__(self, parts: Parts, states: Callable[[], Sequence[SourceState]]) -> None:
        self._parts, self._states = parts, states

    def seconds(self, source: WatchedSource) -> float:
        """How long a backup of it will take; 0 where there was none yet to tell it from."""
        found = self.of_source(source)
        return 60 * found.minutes if found and found.runs else 0.0

    def of_source(self, source: WatchedSource) -> EstimateView | None:
        """From its newest point, its earlier runs and what is known to wait; None before its first point."""
        newest = self._newest(source)
        if newest is None:
            return None
        past = list(past_runs(self._jobs(), source.id))
        waiting = next((one.waiting_files for one in self._states() if one.id == source.id), 0)
        told = estimate(waiting, waiting * _file_bytes(past, newest), past)
        return _view(told, newest.files, newest.bytes, by_history=True)

    def of_plan(self, found: BackupPlan) -> EstimateView:
        """Of folders which were looked through."""
        to_read = sum(one.files_to_read for one in found.sources), sum(one.bytes_to_read for one in found.sources)
        told = estimate(*to_read, past_runs(self._jobs()))
        files, size = sum(one.files for one in found.sources), sum(one.bytes for one in found.sources)
        return _view(told, files, size, by_history=False)

    def ended(self, job: Job) -> None:
        """Note how far off its estimate was."""
        if job.kind == "backup" and job.state == "completed" and job.estimated_s and job.started_ns:
            off = missed_percent(job.estimated_s, (job.ended_ns - job.started_ns) / 1e9)
            self._parts.measured.add(OFF, job.ended_ns, off, {"source": job.source})

    def stored(self, report: BackupReport) -> None:
        """Note what a backup read and stored of each kind."""
        now = self._parts.clock.now_ns()
        for one in report.by_kind:
            values = {"files": one.files, "read": one.bytes_read, "new": one.bytes_new, "stored": one.bytes_stored}
            for name, value in values.items():
                self._parts.measured.add(_STORED[name], now, value, {"kind": one.kind})

    def _jobs(self) -> list[Job]:
        return self._parts.jobs.page(_RUNS, kinds=["backup"], states=["completed"])

    def _newest(self, source: WatchedSource) -> PointRow | None:
        rows = (row for row in self._parts.index.rows() if row.source == source.path and not row.partial)
        return max(rows, key=lambda row: row.started_ns, default=None)


def past_runs(jobs: Iterable[Job], source: str = "") -> Iterator[PastRun]:
    """Completed backups as an estimate looks at them; of one source, or of all."""
    for job in jobs:
        if job.kind == "backup" and job.state == "completed" and job.started_ns and source in ("", job.source):
            yield PastRun(
                ended_ns=job.ended_ns,
                seconds=(job.ended_ns - job.started_ns) / 1e9,
                new_files=job.amount.files,
                new_bytes=job.used.bytes_read,
                stored_bytes=job.used.bytes_stored,
                estimated_s=job.estimated_s,
            )


def kinds_stored(measured: Measurements, days: int) -> tuple[KindView, ...]:
    """What was stored of each kind in the last `days` days, kinds without any left out."""
    sums = {name: _by_kind(measured.per_day(series, days)) for name, series in _STORED.items()}
    return tuple(
        _kind(kind, *(sums[name].get(kind, 0) for name in _STORED)) for kind in FILE_KINDS if sums["files"].get(kind)
    )


def estimates_off(measured: Measurements, days: int) -> float | None:
    """By how many percent estimates missed in the last `days` days, in the mean; None while none was compared."""
    figures = measured.per_day(OFF, days)
    count = sum(one.count for one in figures)
    return round(sum(one.total for one in figures) / count, 1) if count else None


def _by_kind(figures: Iterable[DayFigure]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in figures:
        kind = dict(one.labels)["kind"]
        found[kind] = found.get(kind, 0) + round(one.total)
    return found


def _kind(kind: FileKind, files: int, read: int, new: int, stored: int) -> KindView:
    return KindView(
        kind=kind,
        files=files,
        bytes_read=read,
        bytes_new=new,
        bytes_stored=stored,
        dedup=round(read / new, 3) if new else 0.0,
        compression=round(new / stored, 3) if stored else 0.0,
    )


def _file_bytes(past: Sequence[PastRun], newest: PointRow) -> int:
    """What a changed file has been in the mean; before any changed, what all files are."""
    files = sum(run.new_files for run in past)
    if files:
        return sum(run.new_bytes for run in past) // files
    return newest.bytes // newest.files if newest.files else 0


def _view(told: Estimate, files: int, size: int, *, by_history: bool) -> EstimateView:
    return EstimateView(
        files=files,
        bytes=size,
        files_new=told.files,
        bytes_new=told.bytes_new,
        bytes_stored=told.bytes_stored,
        minutes=round(told.minutes, 4),
        runs=told.runs,
        off_percent=told.off_percent,
        how="history" if by_history else "walk",
    )
