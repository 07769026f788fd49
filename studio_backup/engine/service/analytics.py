"""What was done, day by day and place by place: from the jobs, which outlive the process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from studio_backup.api.wire import AnalyticsView, DayView, ForecastView
from studio_backup.domain.job import Job
from studio_backup.engine.health.facts import Facts
from studio_backup.engine.service.disks import restore_speed
from studio_backup.engine.service.parts import Parts

_DAY_NS = 86_400 * 10**9
_MOST_JOBS = 20_000


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
    )


def by_day(jobs: Iterable[Job]) -> tuple[DayView, ...]:
    """Ended jobs gathered by day (UTC) and tier, oldest first."""
    found: dict[tuple[str, str], list[Job]] = {}
    for job in jobs:
        day = datetime.fromtimestamp(job.ended_ns / 1e9, UTC).date().isoformat()
        found.setdefault((day, job.tier), []).append(job)
    return tuple(_day(day, tier, found[day, tier]) for day, tier in sorted(found))


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
