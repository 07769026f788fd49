"""Errors as `application/problem+json`: what, why, what to do, whether to try again; never a traceback.

A status from 500 on means a fault of the program itself. A place of storage which fails is a 424.
"""

from __future__ import annotations

import math
from http import HTTPStatus

import msgspec

from studio_backup.api.errors import EditConflict, NotAllowed, TooMany, kind_of
from studio_backup.api.wire import ProblemView
from studio_backup.base.errors import (
    NotFoundError,
    SourceError,
    StorageError,
    StudioBackupError,
    UnlockError,
    UsageError,
)
from studio_backup.engine.server.answered import PROBLEM, Answered, Header, encoded

_STATUSES: tuple[tuple[type[StudioBackupError], int], ...] = (
    (UsageError, 422),
    (SourceError, 422),
    (NotAllowed, 403),
    (EditConflict, 412),
    (TooMany, 429),
    (NotFoundError, 404),
    (StorageError, 424),
)


class Refusal(Exception):
    """The door itself answers with a problem; the service was not asked."""

    def __init__(
        self, status: int, message: str, *, hint: str = "", kind: str = "UsageError", after_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.view = problem(status, message, hint=hint, kind=kind, after_s=after_s)


def problem(
    status: int, message: str, *, hint: str = "", kind: str = "UsageError", after_s: float | None = None
) -> ProblemView:
    """A problem of the door's own. `after_s`: seconds after which the same may be tried again."""
    return ProblemView(
        status=status,
        title=HTTPStatus(status).phrase,
        detail=message,
        message=message,
        hint=hint,
        kind=kind,
        retryable=after_s is not None,
        retry_after_s=after_s,
    )


def problem_of(error: StudioBackupError) -> ProblemView:
    """The program's own error as a problem."""
    view = problem(_status(error), error.message, hint=error.hint, kind=kind_of(error))
    after_s = error.after_s if isinstance(error, TooMany) else None
    return msgspec.structs.replace(view, retryable=error.retryable, retry_after_s=after_s)


def unexpected() -> ProblemView:
    """For a fault of the program: what it was stands in the log only."""
    return problem(
        500,
        "The engine made a mistake; nothing is known of what it did.",
        hint="Look at `studio-backup status`, then try again; the engine's log tells more.",
        kind="StudioBackupError",
    )


def answer_of(view: ProblemView, *headers: Header) -> Answered:
    """A problem as an answer."""
    told = list(headers)
    if view.retry_after_s is not None:
        told.append((b"retry-after", str(max(1, math.ceil(view.retry_after_s))).encode()))
    if view.status == 401:
        told.append((b"www-authenticate", b"Bearer"))
    return Answered(view.status, encoded(view), PROBLEM, tuple(told))


def _status(error: StudioBackupError) -> int:
    if isinstance(error, UnlockError):
        return 423 if type(error) is UnlockError else 403
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 409)
