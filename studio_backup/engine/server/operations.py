"""The table of what can be asked over HTTP: the routes and the OpenAPI are both made from it, so they cannot differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from studio_backup.api import requests as ask
from studio_backup.api import wire
from studio_backup.engine.server.limits import Doing
from studio_backup.engine.server.port import ServicePort


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call was given, decoded: the id in the path, query, body, and the version it edits."""

    id: str = ""
    query: Any = None
    body: Any = None
    version: int = 0


Call: TypeAlias = Callable[[ServicePort, Asked], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing to ask. `answer` None: nothing to tell (204).

    `once`: takes an Idempotency-Key. `doing`: what of the limits of foreign clients it counts to. `ours`: not for
    foreign clients. `edits`: needs If-Match. `slow`: may take its time, and must not hold up the quick ones.
    """

    method: Literal["GET", "POST", "PATCH", "DELETE"]
    path: str
    name: str
    about: str
    call: Call
    answer: Any
    query: type[ask.Request] | None = None
    body: type[ask.Request] | None = None
    status: int = 200
    once: bool = False
    doing: Callable[[Asked], Doing] | None = None
    ours: bool = False
    edits: bool = False
    slow: bool = False


def _job_doing(asked: Asked) -> Doing:
    return "backup" if asked.body.kind == "backup" else "trigger"


def _trigger(_: Asked) -> Doing:
    return "trigger"


_LOOKING = (
    Operation(
        method="GET",
        path="/v1/status",
        name="status",
        about="All at one look.",
        call=lambda service, _: service.status(),
        answer=wire.StatusView,
    ),
    Operation(
        method="GET",
        path="/v1/health",
        name="health",
        about="How the engine itself is.",
        call=lambda service, _: service.health(),
        answer=wire.HealthView,
    ),
    Operation(
        method="GET",
        path="/v1/analytics",
        name="analytics",
        about="What was done on each day, and when places will be full.",
        call=lambda service, asked: service.analytics(asked.query),
        answer=wire.AnalyticsView,
        query=ask.AnalyticsQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/search",
        name="search",
        about="Files by part of their path, over all weddings and times.",
        call=lambda service, asked: service.search(asked.query),
        answer=wire.Page[wire.FoundView],
        query=ask.SearchQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/points",
        name="points",
        about="Recovery points, newest first.",
        call=lambda service, asked: service.points(asked.query),
        answer=wire.Page[wire.PointView],
        query=ask.PointsQuery,
        slow=True,
    ),
)

_SOURCES = (
    Operation(
        method="GET",
        path="/v1/sources",
        name="sources",
        about="The folders which are watched.",
        call=lambda service, asked: service.sources(asked.query),
        answer=wire.Page[wire.SourceView],
        query=ask.PageQuery,
    ),
    Operation(
        method="POST",
        path="/v1/sources",
        name="add_source",
        about="Watch a folder.",
        call=lambda service, asked: service.add_source(asked.body),
        answer=wire.SourceView,
        body=ask.NewSource,
        status=201,
        once=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/sources/preview",
        name="preview_source",
        about="What a backup of a folder would take, what it would leave out, and why.",
        call=lambda service, asked: service.preview(asked.body),
        answer=wire.PreviewView,
        body=ask.PreviewRequest,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/sources/{id}",
        name="source",
        about="One source; its ETag is needed to edit it.",
        call=lambda service, asked: service.source(asked.id),
        answer=wire.SourceView,
    ),
    Operation(
        method="PATCH",
        path="/v1/sources/{id}",
        name="edit_source",
        about="Edit a source.",
        call=lambda service, asked: service.edit_source(asked.id, asked.body, asked.version),
        answer=wire.SourceView,
        body=ask.SourcePatch,
        edits=True,
        slow=True,
    ),
    Operation(
        method="DELETE",
        path="/v1/sources/{id}",
        name="remove_source",
        about="Watch it no more; its points stay.",
        call=lambda service, asked: service.remove_source(asked.id, asked.version),
        answer=None,
        status=204,
        edits=True,
        slow=True,
    ),
)

_JOBS = (
    Operation(
        method="GET",
        path="/v1/jobs",
        name="jobs",
        about="Jobs, newest first.",
        call=lambda service, asked: service.jobs(asked.query),
        answer=wire.Page[wire.JobView],
        query=ask.JobsQuery,
    ),
    Operation(
        method="POST",
        path="/v1/jobs",
        name="start_job",
        about="Queue work.",
        call=lambda service, asked: service.start_job(asked.body),
        answer=wire.JobView,
        body=ask.NewJob,
        status=201,
        once=True,
        doing=_job_doing,
    ),
    Operation(
        method="GET",
        path="/v1/jobs/{id}",
        name="job",
        about="One job.",
        call=lambda service, asked: service.job(asked.id),
        answer=wire.JobView,
    ),
    Operation(
        method="POST",
        path="/v1/jobs/{id}/cancel",
        name="cancel_job",
        about="Stop it at the next safe point, for good.",
        call=lambda service, asked: service.cancel_job(asked.id),
        answer=wire.JobView,
        once=True,
    ),
    Operation(
        method="POST",
        path="/v1/jobs/{id}/pause",
        name="pause_job",
        about="Hold it until it is resumed.",
        call=lambda service, asked: service.pause_job(asked.id),
        answer=wire.JobView,
        once=True,
    ),
    Operation(
        method="POST",
        path="/v1/jobs/{id}/resume",
        name="resume_job",
        about="Let it go on.",
        call=lambda service, asked: service.resume_job(asked.id),
        answer=wire.JobView,
        once=True,
    ),
)

_ALERTS = (
    Operation(
        method="GET",
        path="/v1/alerts",
        name="alerts",
        about="What a person should know.",
        call=lambda service, asked: service.alerts(asked.query),
        answer=wire.Page[wire.AlertView],
        query=ask.AlertsQuery,
    ),
    Operation(
        method="POST",
        path="/v1/alerts/{id}/acknowledge",
        name="acknowledge_alert",
        about="A person has seen it.",
        call=lambda service, asked: service.acknowledge_alert(asked.id, asked.body),
        answer=wire.AlertView,
        body=ask.AcknowledgeRequest,
        once=True,
    ),
    Operation(
        method="POST",
        path="/v1/alerts/{id}/snooze",
        name="snooze_alert",
        about="Say nothing of it for a while.",
        call=lambda service, asked: service.snooze_alert(asked.id, asked.body),
        answer=wire.AlertView,
        body=ask.SnoozeRequest,
        once=True,
    ),
    Operation(
        method="POST",
        path="/v1/alerts/{id}/decide",
        name="decide_alert",
        about="What a person said to an alert that asks.",
        call=lambda service, asked: service.decide_alert(asked.id, asked.body),
        answer=wire.AlertView,
        body=ask.DecideRequest,
        once=True,
    ),
)

_WHOLE = (
    Operation(
        method="POST",
        path="/v1/unlock",
        name="unlock",
        about="Open the vault with its passphrase.",
        call=lambda service, asked: service.unlock(asked.body),
        answer=wire.StateView,
        body=ask.UnlockRequest,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/lock",
        name="lock",
        about="Forget the keys; work waits.",
        call=lambda service, _: service.lock(),
        answer=wire.StateView,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/pause",
        name="pause",
        about="Pause all work.",
        call=lambda service, asked: service.pause(asked.body),
        answer=wire.StateView,
        body=ask.PauseRequest,
        once=True,
    ),
    Operation(
        method="POST",
        path="/v1/resume",
        name="resume",
        about="Go on with all work.",
        call=lambda service, _: service.resume(),
        answer=wire.StateView,
        once=True,
    ),
    Operation(
        method="POST",
        path="/v1/emergency",
        name="emergency",
        about="Put a wedding before all else, on all tiers.",
        call=lambda service, asked: service.emergency(asked.body),
        answer=wire.StartedView,
        body=ask.EmergencyRequest,
        status=201,
        once=True,
        doing=_trigger,
    ),
    Operation(
        method="POST",
        path="/v1/catalog/rebuild",
        name="rebuild_catalog",
        about="Make anew from the vault what the catalog knows of it.",
        call=lambda service, _: service.rebuild_catalog(),
        answer=wire.RebuiltView,
        once=True,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/stop",
        name="stop",
        about="End the engine; work goes on at its next start.",
        call=lambda service, _: service.stop(),
        answer=wire.DoneView,
        status=202,
        ours=True,
    ),
)

OPERATIONS: Final[tuple[Operation, ...]] = (*_LOOKING, *_SOURCES, *_JOBS, *_ALERTS, *_WHOLE)
"""In the order in which they are matched."""
