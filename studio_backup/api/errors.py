"""Errors of the door itself. Each is also one of the program's own, so that exits and sentences stay the same.

EngineGone (StorageUnavailable)   the engine ended, or does not answer
EditConflict (RefusedError)       somebody else edited it in between
NotAllowed (RefusedError)         no token, a wrong one, or one which may not do this
TooMany (RefusedError)            too often within a time
"""

from __future__ import annotations

from studio_backup.base.errors import RefusedError, StorageUnavailable


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


class TooMany(RefusedError):
    """Too often. `after_s`: seconds until it may be tried again."""

    retryable = True

    def __init__(self, message: str, *, hint: str = "", after_s: float = 0.0) -> None:
        super().__init__(message, hint=hint)
        self.after_s = after_s
