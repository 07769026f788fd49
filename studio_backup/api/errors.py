"""Errors of the door itself. Each is also one of the program's own, so that exits and sentences stay the same.

EngineGone (StorageUnavailable)   the engine ended, or does not answer
EditConflict (RefusedError)       somebody else edited it in between
NotAllowed (RefusedError)         no token, a wrong one, or one which may not do this
TooMany (RefusedError)            too often within a time
NoPicture (NotFoundError)         the file is there, and no picture can be made of it; says why
"""

from __future__ import annotations

from studio_backup.api.wire import ProblemView
from studio_backup.base import errors
from studio_backup.base.errors import NotFoundError, RefusedError, StorageUnavailable, StudioBackupError


class EngineGone(StorageUnavailable):
    """The engine ended or does not answer."""


class EditConflict(RefusedError):
    """The thing was edited since the client read it; nothing was changed.

    `changed`: sentences naming the fields which differ now, for a person.
    """

    def __init__(self, message: str, *, hint: str = "", changed: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.changed = changed


class NotAllowed(RefusedError):
    """This caller may not do this."""


class NoPicture(NotFoundError):
    """The file is there, and no picture can be made of it. The message says why, for a person."""


class TooMany(RefusedError):
    """Too often. `after_s`: seconds until it may be tried again."""

    retryable = True

    def __init__(self, message: str, *, hint: str = "", after_s: float = 0.0) -> None:
        super().__init__(message, hint=hint)
        self.after_s = after_s


def kind_of(error: StudioBackupError) -> str:
    """The name by which an error's kind travels: its own, or the nearest one above it that a client knows."""
    return next((one.__name__ for one in type(error).__mro__ if one in _KINDS.values()), "StudioBackupError")


def error_of(problem: ProblemView) -> StudioBackupError:
    """The error that a problem tells of."""
    kind = _KINDS.get(problem.kind, StudioBackupError)
    if issubclass(kind, EditConflict):
        changed = tuple(f"{one.field} is now {one.now}" for one in problem.changed)
        return kind(problem.message, hint=problem.hint, changed=changed)
    if issubclass(kind, TooMany):
        return kind(problem.message, hint=problem.hint, after_s=problem.retry_after_s or 0.0)
    return kind(problem.message, hint=problem.hint, retryable=problem.retryable)


_KINDS: dict[str, type[StudioBackupError]] = {
    name: kind
    for name, kind in [*vars(errors).items(), *globals().items()]
    if isinstance(kind, type) and issubclass(kind, StudioBackupError)
}
