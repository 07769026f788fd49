"""What the engine answers over the wire, shared by server and client; what a client sends is in `api.requests`.

Times are ns UTC (`*_ns`, 0 for "not yet"). Paths are text in which an undecodable byte is written as `api.paths` says.
Other texts are plain: whoever shows one escapes it, and ignores fields it does not know.
"""

from __future__ import annotations

from typing import ClassVar, Generic, Literal, TypeVar

from msgspec import Raw, Struct

from studio_backup.domain.alert import AlertKind, Severity
from studio_backup.domain.job import JobKind, JobState, Level, Stage

T = TypeVar("T")

State = Literal["protected", "working", "attention", "failed", "paused", "locked"]
VaultState = Literal["none", "locked", "open"]


class Answer(Struct, frozen=True, kw_only=True):
    """Root of what the engine answers."""


class Editable(Answer, frozen=True, kw_only=True):
    """What a person may edit. `version` is its ETag: an edit names the version it was made on.

    `editable`: the fields of which one who comes too late is told how they differ now.
    """

    editable: ClassVar[tuple[str, ...]] = ()
    version: int = 1


class Page(Struct, Generic[T], frozen=True, kw_only=True):
    """A part of a list. `next`: pass it as `after` for the part behind this one; None at the end."""

    items: tuple[T, ...]
    next: str | None = None


class HelloView(Answer, frozen=True, kw_only=True):
    """The engine's proof that it knows the token: see `api.proof`."""

    proof: str


class StateView(Answer, frozen=True, kw_only=True):
    """What the engine does as a whole. `paused_until_ns`: 0 while not paused, or paused until resumed.

    `vault`: "none" until one is created or opened here.
    """

    state: State
    reasons: tuple[str, ...] = ()
    unlocked: bool = False
    vault: VaultState = "none"
    paused: bool = False
    paused_until_ns: int = 0


class AmountView(Answer, frozen=True, kw_only=True):
    """How far a job is; totals are None while not known."""

    files: int = 0
    bytes: int = 0
    files_total: int | None = None
    bytes_total: int | None = None
    item: str = ""


class UsedView(Answer, frozen=True, kw_only=True):
    """What a job used: CPU seconds, peak memory in bytes, bytes moved."""

    cpu_s: float = 0.0
    peak_bytes: int = 0
    bytes_read: int = 0
    bytes_stored: int = 0
    bytes_sent: int = 0


class JobView(Answer, frozen=True, kw_only=True):
    """One run of work: see `domain.job.Job`. `asked` and `told` are told of a single job, and left out of lists."""

    id: str
    kind: JobKind
    level: Level
    state: JobState
    stage: Stage
    wedding: str = ""
    date: str = ""
    source: str = ""
    tier: str = ""
    progress: AmountView = AmountView()
    used: UsedView = UsedView()
    created_ns: int = 0
    started_ns: int = 0
    ended_ns: int = 0
    deadline_ns: int = 0
    retry_ns: int = 0
    attempts: int = 0
    paused: bool = False
    waits_for: str = ""
    error: str = ""
    hint: str = ""
    needs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    asked: str = ""
    told: str = ""


class SourceView(Editable, frozen=True, kw_only=True):
    """A folder as a person entered it. `policy`: its policy's id, "" for the default one. `level_of_policy`: it has its
    policy's level; else a person set the level by hand.
    """

    editable: ClassVar[tuple[str, ...]] = ("path", "wedding", "date", "excludes", "settle_s", "policy", "level")
    id: str
    path: str
    wedding: str = ""
    date: str = ""
    excludes: tuple[str, ...] = ()
    settle_s: float = 10.0
    policy: str = ""
    level: Level = "normal"
    level_of_policy: bool = True
    added_ns: int = 0


class SourceStateView(Answer, frozen=True, kw_only=True):
    """How a source stands. `waiting_since_ns`: the oldest change which is in no backup yet, 0 if there is none.

    `how`: how changes are noticed. `waiting_more`: there are more waiting files than could be counted.
    `last_backup_ns`: its last point, or the last look that found nothing changed since, which then is `looked_ns`.
    """

    id: str
    path: str
    state: Literal["protected", "working", "waiting", "missing", "exchanged", "paused", "failed", "new"]
    wedding: str = ""
    date: str = ""
    waiting_files: int = 0
    waiting_more: bool = False
    waiting_since_ns: int = 0
    last_backup_ns: int = 0
    looked_ns: int = 0
    next_due_ns: int = 0
    how: Literal["events", "polling", ""] = ""
    reason: str = ""


class TierView(Answer, frozen=True, kw_only=True):
    """How a place of storage stands. `waiting_*`: in the vault and not there yet. `why`: "" if nothing is wrong."""

    name: str
    role: str
    state: Literal["good", "working", "waiting", "unreachable", "refused", "damaged", "unknown"]
    waiting_files: int = 0
    waiting_bytes: int = 0
    waiting_since_ns: int = 0
    last_contact_ns: int = 0
    why: str = ""


class UnreadView(Answer, frozen=True, kw_only=True):
    """Objects at a place ("local" for the vault) which were never read back. `since_ns`: when the oldest came there;
    `due_ns`: by when the first of them must be read back; 0 if unknown."""

    place: str
    objects: int
    since_ns: int = 0
    due_ns: int = 0


class CopyView(Answer, frozen=True, kw_only=True):
    """One wedding at one place. `demanded`: its policies want a copy there."""

    place: str
    role: str
    points: int
    waiting: int
    bytes: int
    read_percent: float = 0.0
    oldest_read_ns: int = 0
    damaged: int = 0
    demanded: bool = True


class WeddingView(Answer, frozen=True, kw_only=True):
    """How a wedding is protected. `newest_ns`: when its newest complete point was begun."""

    wedding: str
    date: str
    state: Literal["damaged", "stale", "good"]
    newest_ns: int = 0
    newest_files: int = 0
    newest_bytes: int = 0
    newest_flagged: int = 0
    points: int = 0
    reasons: tuple[str, ...] = ()
    copies: tuple[CopyView, ...] = ()


class AlertView(Answer, frozen=True, kw_only=True):
    """Something a person should know: see `domain.alert.Alert`."""

    id: str
    kind: AlertKind
    severity: Severity
    cause: str
    message: str
    mend: str
    since_ns: int
    cleared_ns: int = 0
    acknowledged_ns: int = 0
    acknowledged_by: str = ""
    snoozed_until_ns: int = 0
    decision: str = ""


class AtRiskView(Answer, frozen=True, kw_only=True):
    """The wedding most at risk: `files` of it wait for `places` since `since_ns`. `overdue`: for longer than its
    level allows; `why`: what keeps them, in a sentence, "" if nothing is known to be wrong.
    """

    wedding: str
    date: str
    level: Level
    files: int
    places: tuple[str, ...]
    since_ns: int
    overdue: bool = False
    why: str = ""


class StatusView(StateView, frozen=True, kw_only=True):
    """All that a person wants to see at one look. `since_ns`: when this engine started, 0 while none runs.

    `problems`: recovery points and names which cannot be read at all. `at_risk`: None where no wedding lacks a copy.
    `unread`: what was never read back, by place.
    """

    since_ns: int
    pid: int = 0
    version: str = ""
    sources: tuple[SourceStateView, ...] = ()
    tiers: tuple[TierView, ...] = ()
    alerts: tuple[AlertView, ...] = ()
    weddings: tuple[WeddingView, ...] = ()
    running: tuple[JobView, ...] = ()
    queued: int = 0
    problems: tuple[str, ...] = ()
    at_risk: AtRiskView | None = None
    unread: tuple[UnreadView, ...] = ()


class HealthView(Answer, frozen=True, kw_only=True):
    """How the engine itself is. `ready`: may run now; `waiting`: for a condition, a person or another job."""

    state: State
    reasons: tuple[str, ...] = ()
    uptime_s: float = 0.0
    memory_bytes: int = 0
    cpu_s: float = 0.0
    threads: int = 0
    jobs_running: int = 0
    jobs_ready: int = 0
    jobs_waiting: int = 0
    watched_by_events: int = 0
    watched_by_polling: int = 0
    catalog_bytes: int = 0
    version: str = ""


class LeftOutView(Answer, frozen=True, kw_only=True):
    """Something a backup of this folder would leave out, and why."""

    path: str
    why: str


class PreviewView(Answer, frozen=True, kw_only=True):
    """What a backup of a folder would take. `left_out`: the first of them, `left_out_count`: how many there are.

    `minutes`: what it would probably take, told from `told_from` earlier backups; `stored_bytes`: by what the vault
    would grow.
    """

    path: str
    files: int
    bytes: int
    minutes: float = 0.0
    stored_bytes: int = 0
    told_from: int = 0
    left_out: tuple[LeftOutView, ...] = ()
    left_out_count: int = 0
    problems: tuple[str, ...] = ()


class PointView(Answer, frozen=True, kw_only=True):
    """A recovery point. `flagged`: files in it which could not be read whole."""

    id: str
    wedding: str
    date: str
    source: str
    device: str
    number: int
    started_ns: int
    ended_ns: int
    partial: bool = False
    files: int = 0
    bytes: int = 0
    flagged: int = 0


class FoundView(Answer, frozen=True, kw_only=True):
    """A version of a file that was found. `first_ns`, `last_ns`: first and last point which hold it."""

    path: str
    size: int
    mtime_ns: int
    wedding: str
    first_ns: int
    last_ns: int
    point: str


class StartedView(Answer, frozen=True, kw_only=True):
    """Jobs which were begun."""

    jobs: tuple[JobView, ...]


class DoneView(Answer, frozen=True, kw_only=True):
    """It was done; `message` says what that means."""

    message: str


class RebuiltView(Answer, frozen=True, kw_only=True):
    """What the catalog knows of the vault, made anew: recovery points, and versions of files in the search."""

    points: int
    files: int


class ChangeView(Answer, frozen=True, kw_only=True):
    """A field that somebody else edited: its present value as text."""

    field: str
    now: str


class ProblemView(Answer, frozen=True, kw_only=True):
    """An error as `application/problem+json`. `kind`: the program's own error by name; `detail` equals `message`."""

    status: int
    title: str
    detail: str
    message: str
    kind: str
    hint: str = ""
    retryable: bool = False
    type: str = "about:blank"
    retry_after_s: float | None = None
    version: int | None = None
    changed: tuple[ChangeView, ...] = ()


class ProgressView(Answer, frozen=True, kw_only=True):
    """How far running jobs are: the newest state of each which moved."""

    jobs: tuple[JobView, ...]


class EventView(Answer, frozen=True, kw_only=True):
    """One message of `/v1/events`. `data`: by kind, a view of this module.

    `hello` (first on each connection: `life` and the newest `seq`), `behind` (events were lost: read everything
    again), `state` StateView, `job` JobView, `progress` ProgressView (at most ten a second), `alert` AlertView,
    `source` SourceStateView, `source_edited` SourceView, `tier` TierView, `wedding` BookingView,
    `wedding_removed` DoneView, `settings` SettingsView. `life` differs for each start of the engine.
    """

    seq: int
    kind: str
    subject: str = ""
    at_ns: int = 0
    life: str = ""
    data: Raw
