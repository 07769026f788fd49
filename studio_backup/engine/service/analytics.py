"""What was done, day by day and place by place: from the jobs, which outlive the process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from statistics import median
from typing import Final

from studio_backup.api.figures import AnalyticsView, DayView, ForecastView, GrowthView, WorkView
from studio_backup.domain.job import Job, JobKind, JobState
from studio_backup.engine.health.facts import Facts
from studio_backup.engine.service.disks import restore_speed
from studio_backup.engine.service.figures import estimates_off, kinds_stored
from studio_backup.engine.service.parts import Parts

_DAY_NS = 86_400 * 10**9
_MOST_JOBS = 20_000
_FAILED: Final[frozenset[JobState]] = frozenset({"failed", "corrupted", "expired"})


def analytics(parts: Parts, facts: Facts, days: int) -> AnalyticsView:
    """The last `days` days."""
    begin = parts.clock.now_ns() - days * _DAY_NS
    ended = (job for job in parts.jobs.page(_MOST_JOBS) if job.ended and job.ended_ns >= begin)
    jobs = [job for job in ended if job.kind != "settings"]
    read, stored = (sum(getattr(job.used, name) for job in jobs) for name in ("bytes_read", "bytes_stored"))
    return AnalyticsView(
        days=by_day(jobs),
        forecasts=tuple(
            ForecastView(
                place=disk.place,
                used_bytes=disk.total - disk.free,
                free_bytes=disk.free,
                full_in_days=disk.full_in_days,
            )
            for disk in facts.disks
        ),
        ratio=read / stored if stored else 0.0,
        restore_bytes_per_s=restore_speed(parts.measured, days),
        kinds=kinds_stored(parts.measured, days),
        work=by_work(jobs),
        growth=growth_of(jobs),
        estimates_off_percent=estimates_off(parts.measured, days),
    )


def by_day(jobs: Iterable[Job]) -> tuple[DayView, ...]:
    """Ended jobs gathered by day (UTC) and tier, oldest first."""
    found: dict[tuple[str, str], list[Job]] = {}
    for job in jobs:
        day = datetime.fromtimestamp(job.ended_ns / 1e9, UTC).date().isoformat()
        found.setdefault((day, job.tier), []).append(job)
    return tuple(_day(day, tier, found[day, tier]) for day, tier in sorted(found))


def by_work(jobs: Iterable[Job]) -> tuple[WorkView, ...]:
    """How ended jobs of each kind ended; what a person cancelled is no failure."""
    found: dict[JobKind, list[Job]] = {}
    for job in jobs:
        found.setdefault(job.kind, []).append(job)
    return tuple(_work(kind, found[kind]) for kind in sorted(found))


def _work(kind: JobKind, jobs: list[Job]) -> WorkView:
    done = [job for job in jobs if job.state == "completed"]
    failed = sum(job.state in _FAILED for job in jobs)
    seconds = [(job.ended_ns - job.started_ns) / 1e9 for job in done if job.started_ns]
    return WorkView(
        kind=kind,
        completed=len(done),
        failed=failed,
        success_percent=round(100 * len(done) / (len(done) + failed), 3) if done or failed else None,
        seconds=round(median(seconds), 3) if seconds else 0.0,
        slowest_seconds=round(max(seconds, default=0.0), 3),
    )


def growth_of(jobs: Iterable[Job]) -> tuple[GrowthView, ...]:
    """By how many bytes each place grew; places that did not are left out."""
    found: dict[str, int] = {}
    for job in jobs:
        tier = job.tier if job.kind == "replicate" else ""
        grown = job.used.bytes_sent if job.kind == "replicate" else job.used.bytes_stored
        found[tier] = found.get(tier, 0) + grown
    return tuple(GrowthView(tier=tier, bytes=grown) for tier, grown in sorted(found.items()) if grown)


def _day(day: str, tier: str, jobs: list[Job]) -> DayView:
    return DayView(
        day=day,
        tier=tier,
        jobs=len(jobs),
        failed=sum(job.state in ("failed", "corrupted") for job in jobs),
        files=sum(job.amount.files for job in jobs if job.kind == "backup"),
        bytes_read=sum(job.used.bytes_read for job in jobs),
        bytes_stored=sum(job.used.bytes_stored for job in jobs),
        bytes_sent=sum(job.used.bytes_sent for job in jobs),
        seconds=sum((job.ended_ns - job.started_ns) / 1e9 for job in jobs if job.started_ns),
    )
