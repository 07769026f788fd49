"""What the door needs for work that a person asks for by name."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.wire import JobView
from studio_backup.api.work import BackupAsked, ReplicateAsked, VerifyAsked


class WorkPort(Protocol):
    """Queues jobs which keep what they were asked, and tell what came of it (`JobView.asked`, `told`).

    Each raises UnlockError while the engine is locked, NotFoundError where there is no vault, RefusedError when too
    many wait. What else is wrong with a request is told by its job.
    """

    def backup(self, request: BackupAsked) -> JobView:
        """Back up folders or files. UsageError for a path which is not absolute."""
        ...

    def replicate(self, request: ReplicateAsked) -> JobView:
        """Copy to the tiers."""
        ...

    def verify(self, request: VerifyAsked) -> JobView:
        """Read places back."""
        ...
