"""Restores over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import requests as ask
from studio_backup.api import restores, wire
from studio_backup.engine.server.limits import Doing
from studio_backup.engine.server.operation import Asked, Operation


def _restore(_: Asked) -> Doing:
    return "restore"


RESTORES: Final = (
    Operation(
        method="POST",
        path="/v1/restores/plan",
        name="plan_restore",
        about="What a restore would do: how much, from where, how long, and what cannot be. Nothing is written.",
        call=lambda service, asked: service.restores.plan(asked.body),
        answer=restores.RestorePlanView,
        body=restores.PlanRestore,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/restores",
        name="start_restore",
        about="Bring files back: a job, whose answer is told by `GET /v1/jobs/{id}`.",
        call=lambda service, asked: service.restores.run(asked.body),
        answer=wire.JobView,
        body=restores.NewRestore,
        status=201,
        once=True,
        doing=_restore,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/restores",
        name="restores",
        about="All restores of this home, newest first.",
        call=lambda service, asked: service.restores.list(asked.query),
        answer=wire.Page[restores.RestoreView],
        query=ask.PageQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/restores/{id}",
        name="restore",
        about="One restore, by its id or its job's.",
        call=lambda service, asked: service.restores.get(asked.id),
        answer=restores.RestoreView,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/restores/{id}/undo/plan",
        name="plan_undo",
        about="What taking it back would do. Nothing is changed.",
        call=lambda service, asked: service.restores.plan_undo(asked.id),
        answer=restores.UndoPlanView,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/restores/{id}/undo",
        name="undo_restore",
        about="Put back what it replaced, remove what it made: a job.",
        call=lambda service, asked: service.restores.undo(asked.id),
        answer=wire.JobView,
        once=True,
        doing=_restore,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/restores/{id}/forget",
        name="forget_restore",
        about="Keep everything as it is now, and drop what was kept for undo.",
        call=lambda service, asked: service.restores.forget(asked.id),
        answer=restores.UndoDone,
        once=True,
        doing=_restore,
        slow=True,
        ours=True,
    ),
)
