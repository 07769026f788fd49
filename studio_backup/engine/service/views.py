"""Domain values as the door shows them."""

from __future__ import annotations

from studio_backup.api.paths import to_wire
from studio_backup.api.wire import (
    AlertView,
    AmountView,
    CopyView,
    FoundView,
    JobView,
    PointView,
    SourceView,
    UsedView,
    WeddingView,
)
from studio_backup.catalog.points import PointRow
from studio_backup.catalog.search import Found
from studio_backup.domain.alert import Alert
from studio_backup.domain.job import Amount, Job, Used
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.jobs.status import WeddingStatus


def job_view(job: Job, *, whole: bool = False) -> JobView:
    """A job; `whole`: with what it was asked and what came of it, which may be large."""
    return JobView(
        id=job.id,
        kind=job.kind,
        level=job.level,
        state=job.state,
        stage=job.stage,
        wedding=job.wedding,
        date=job.date,
        source=job.source,
        tier=job.tier,
        progress=_amount(job.amount),
        used=_used(job.used),
        created_ns=job.created_ns,
        started_ns=job.started_ns,
        ended_ns=job.ended_ns,
        deadline_ns=job.deadline_ns,
        retry_ns=job.retry_ns,
        attempts=job.attempts,
        paused=job.paused,
        waits_for=job.waits_for,
        error=job.error,
        hint=job.hint,
        needs=job.needs,
        warnings=job.warnings,
        points=job.points,
        asked=job.asked if whole else "",
        told=job.told if whole else "",
    )


def _amount(amount: Amount) -> AmountView:
    return AmountView(
        files=amount.files,
        bytes=amount.bytes,
        files_total=amount.files_total,
        bytes_total=amount.bytes_total,
        item=amount.item,
    )


def _used(used: Used) -> UsedView:
    return UsedView(
        cpu_s=round(used.cpu_s, 3),
        peak_bytes=used.peak_bytes,
        bytes_read=used.bytes_read,
        bytes_stored=used.bytes_stored,
        bytes_sent=used.bytes_sent,
    )


def source_view(source: WatchedSource) -> SourceView:
    """A source as it was entered."""
    return SourceView(
        id=source.id,
        path=to_wire(source.path),
        wedding=source.wedding,
        date=source.date,
        excludes=source.excludes,
        settle_s=source.settle_s,
        policy=source.policy,
        level=source.level,
        level_of_policy=source.level_of_policy,
        added_ns=source.added_ns,
        version=source.version,
    )


def alert_view(alert: Alert) -> AlertView:
    """An alert."""
    return AlertView(
        id=alert.id,
        kind=alert.kind,
        severity=alert.severity,
        cause=alert.cause,
        message=alert.message,
        mend=alert.mend,
        since_ns=alert.since_ns,
        cleared_ns=alert.cleared_ns,
        acknowledged_ns=alert.acknowledged_ns,
        acknowledged_by=alert.acknowledged_by,
        snoozed_until_ns=alert.snoozed_until_ns,
        decision=alert.decision,
    )


def wedding_view(found: WeddingStatus) -> WeddingView:
    """A wedding and its copies."""
    newest = found.newest
    return WeddingView(
        wedding=found.wedding,
        date=found.date,
        state=found.state,
        newest_ns=newest.started_ns if newest else 0,
        newest_files=newest.files if newest else 0,
        newest_bytes=newest.bytes if newest else 0,
        newest_flagged=newest.flagged if newest else 0,
        points=found.points,
        reasons=found.reasons,
        copies=tuple(
            CopyView(
                place=copy.place,
                role=copy.role,
                points=copy.points,
                waiting=copy.waiting,
                bytes=copy.bytes,
                read_percent=copy.read_percent,
                oldest_read_ns=copy.oldest_read_ns,
                damaged=len(copy.damaged),
                demanded=copy.demanded,
            )
            for copy in found.copies
        ),
    )


def point_view(row: PointRow) -> PointView:
    """A recovery point."""
    return PointView(
        id=row.id,
        wedding=row.wedding,
        date=row.date,
        source=to_wire(row.source),
        device=row.device,
        number=row.number,
        started_ns=row.started_ns,
        ended_ns=row.ended_ns,
        partial=row.partial,
        files=row.files,
        bytes=row.bytes,
        flagged=row.flagged,
    )


def found_view(found: Found) -> FoundView:
    """A version of a file."""
    return FoundView(
        path=to_wire(found.path),
        size=found.size,
        mtime_ns=found.mtime_ns,
        wedding=found.wedding,
        first_ns=found.first_ns,
        last_ns=found.last_ns,
        point=found.point,
    )
