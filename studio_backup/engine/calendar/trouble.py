"""Why a calendar cannot be had."""

from __future__ import annotations

from studio_backup.base.errors import StorageError


class NotFetched(StorageError):
    """The calendar's place does not answer, or answers with no calendar. `after_s`: when it wants to be asked again,
    0 if it does not say."""

    def __init__(self, message: str, *, hint: str = "", retryable: bool | None = None, after_s: float = 0.0) -> None:
        super().__init__(message, hint=hint, retryable=retryable)
        self.after_s = after_s
