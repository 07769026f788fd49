"""Work over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import requests as ask
from studio_backup.api import wire
from studio_backup.engine.server.limits import Doing
from studio_backup.engine.server.operation import Asked, Operation


def _job_doing(asked: Asked) -> Doing:
    return "backup" if asked.body.kind == "backup" else "trigger"


JOBS: Final = (
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
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/jobs/{id}/pause",
        name="pause_job",
        about="Hold it until it is resumed.",
        call=lambda service, asked: service.pause_job(asked.id),
        answer=wire.JobView,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/jobs/{id}/resume",
        name="resume_job",
        about="Let it go on.",
        call=lambda service, asked: service.resume_job(asked.id),
        answer=wire.JobView,
        once=True,
        ours=True,
    ),
)
