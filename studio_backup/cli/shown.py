"""What the engine's verbs print as JSON: the door's views, with times as ISO 8601 (UTC), None for "not yet"."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.wire import (
    AlertView,
    AtRiskView,
    JobView,
    SourceStateView,
    SourceView,
    StatusView,
    TierView,
    WeddingView,
)
from studio_backup.cli.words import instant


def when(ns: int) -> str | None:
    """A moment for programs."""
    return instant(ns) or None


@dataclass(frozen=True)
class SourceList:
    """All sources."""

    sources: tuple[SourceView, ...]


@dataclass(frozen=True)
class Removed:
    """What was removed."""

    removed: SourceView


@dataclass(frozen=True)
class ShownSource:
    """How a source stands. `waiting_since`: the oldest change which is in no backup yet.

    `looked`: when it was looked at and nothing had changed since its newest point; `last_backup` is that moment then.
    """

    id: str
    path: str
    state: str
    wedding: str
    date: str
    waiting_files: int
    waiting_since: str | None
    last_backup: str | None
    next_due: str | None
    looked: str | None
    how: str
    reason: str


@dataclass(frozen=True)
class ShownTier:
    """How a place stands. `waiting_*`: what is in the vault and not there yet."""

    name: str
    role: str
    state: str
    waiting_files: int
    waiting_bytes: int
    waiting_since: str | None
    last_contact: str | None
    why: str


@dataclass(frozen=True)
class ShownAlert:
    """One cause, and what mends it."""

    id: str
    kind: str
    severity: str
    cause: str
    message: str
    since: str | None
    mend: str
    acknowledged: str | None
    snoozed_until: str | None
    cleared: str | None


@dataclass(frozen=True)
class AlertList:
    """Alerts, the worst first."""

    alerts: tuple[ShownAlert, ...]


@dataclass(frozen=True)
class ShownProgress:
    """How far a job is; None where a total is not known."""

    files: int
    bytes: int
    files_total: int | None
    bytes_total: int | None
    item: str


@dataclass(frozen=True)
class ShownJob:
    """One run of work."""

    id: str
    kind: str
    state: str
    stage: str
    level: str
    wedding: str
    date: str
    source: str
    tier: str
    progress: ShownProgress
    created: str | None
    started: str | None
    ended: str | None
    attempts: int
    waits_for: str
    error: str
    hint: str
    warnings: tuple[str, ...]
    points: tuple[str, ...]
    cpu_s: float
    peak_bytes: int
    bytes_read: int
    bytes_stored: int
    bytes_sent: int


@dataclass(frozen=True)
class JobList:
    """Jobs, newest first."""

    jobs: tuple[ShownJob, ...]


@dataclass(frozen=True)
class ShownAtRisk:
    """The wedding most at risk: so many files of it wait for these places. `overdue`: for longer than its level allows;
    `why`: what keeps them, "" if nothing is known to be wrong."""

    wedding: str
    date: str
    level: str
    files: int
    places: tuple[str, ...]
    since: str | None
    overdue: bool
    why: str


@dataclass(frozen=True)
class ShownUnread:
    """Objects at a place which were never read back, since when, and by when the first of them must be."""

    place: str
    objects: int
    since: str | None
    due: str | None


@dataclass(frozen=True)
class ShownStatus:
    """All at one look."""

    state: str
    reasons: tuple[str, ...]
    engine: bool
    vault: str
    unlocked: bool
    since: str | None
    sources: tuple[ShownSource, ...]
    tiers: tuple[ShownTier, ...]
    alerts: tuple[ShownAlert, ...]
    weddings: tuple[WeddingView, ...]
    running: tuple[ShownJob, ...]
    queued: int
    problems: tuple[str, ...]
    at_risk: ShownAtRisk | None = None
    unread: tuple[ShownUnread, ...] = ()


def shown_source(one: SourceStateView) -> ShownSource:
    """A source's state."""
    return ShownSource(
        id=one.id,
        path=one.path,
        state=one.state,
        wedding=one.wedding,
        date=one.date,
        waiting_files=one.waiting_files,
        waiting_since=when(one.waiting_since_ns),
        last_backup=when(one.last_backup_ns),
        next_due=when(one.next_due_ns),
        looked=when(one.looked_ns),
        how=one.how,
        reason=one.reason,
    )


def shown_tier(one: TierView) -> ShownTier:
    """A tier's state."""
    return ShownTier(
        name=one.name,
        role=one.role,
        state=one.state,
        waiting_files=one.waiting_files,
        waiting_bytes=one.waiting_bytes,
        waiting_since=when(one.waiting_since_ns),
        last_contact=when(one.last_contact_ns),
        why=one.why,
    )


def shown_alert(one: AlertView) -> ShownAlert:
    """An alert."""
    return ShownAlert(
        id=one.id,
        kind=one.kind,
        severity=one.severity,
        cause=one.cause,
        message=one.message,
        since=when(one.since_ns),
        mend=one.mend,
        acknowledged=when(one.acknowledged_ns),
        snoozed_until=when(one.snoozed_until_ns),
        cleared=when(one.cleared_ns),
    )


def shown_job(one: JobView) -> ShownJob:
    """A job."""
    progress = one.progress
    return ShownJob(
        id=one.id,
        kind=one.kind,
        state=one.state,
        stage=one.stage,
        level=one.level,
        wedding=one.wedding,
        date=one.date,
        source=one.source,
        tier=one.tier,
        progress=ShownProgress(
            progress.files, progress.bytes, progress.files_total, progress.bytes_total, progress.item
        ),
        created=when(one.created_ns),
        started=when(one.started_ns),
        ended=when(one.ended_ns),
        attempts=one.attempts,
        waits_for=one.waits_for,
        error=one.error,
        hint=one.hint,
        warnings=one.warnings,
        points=one.points,
        cpu_s=one.used.cpu_s,
        peak_bytes=one.used.peak_bytes,
        bytes_read=one.used.bytes_read,
        bytes_stored=one.used.bytes_stored,
        bytes_sent=one.used.bytes_sent,
    )


def shown_status(one: StatusView, *, engine: bool) -> ShownStatus:
    """The whole."""
    return ShownStatus(
        state=one.state,
        reasons=one.reasons,
        engine=engine,
        vault=one.vault,
        unlocked=one.unlocked,
        since=when(one.since_ns),
        sources=tuple(map(shown_source, one.sources)),
        tiers=tuple(map(shown_tier, one.tiers)),
        alerts=tuple(map(shown_alert, one.alerts)),
        weddings=one.weddings,
        running=tuple(map(shown_job, one.running)),
        queued=one.queued,
        problems=one.problems,
        at_risk=_at_risk(one.at_risk),
        unread=tuple(
            ShownUnread(each.place, each.objects, when(each.since_ns), when(each.due_ns)) for each in one.unread
        ),
    )


def _at_risk(one: AtRiskView | None) -> ShownAtRisk | None:
    if one is None:
        return None
    since = when(one.since_ns)
    return ShownAtRisk(one.wedding, one.date, one.level, one.files, one.places, since, one.overdue, one.why)
