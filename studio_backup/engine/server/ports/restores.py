"""What the door needs for restores."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.requests import PageQuery
from studio_backup.api.restores import (
    NewRestore,
    PlanRestore,
    RestorePlanView,
    RestoreView,
    UndoDone,
    UndoPlanView,
)
from studio_backup.api.wire import JobView, Page


class RestoresPort(Protocol):
    """Plans first, then jobs. What is wrong with a request is raised at once; what fails later is told by its job."""

    def plan(self, request: PlanRestore) -> RestorePlanView:
        """What would be done; nothing is written. UsageError, NotFoundError, UnlockError, StorageError."""
        ...

    def run(self, request: NewRestore) -> JobView:
        """Queue it. Raises as `plan`."""
        ...

    def list(self, query: PageQuery) -> Page[RestoreView]:
        """All restores this home knows, newest first."""
        ...

    def get(self, restore_id: str) -> RestoreView:
        """One of them, by its id or its job's."""
        ...

    def plan_undo(self, restore_id: str) -> UndoPlanView:
        """What an undo would do. NotFoundError where it cannot be undone."""
        ...

    def undo(self, restore_id: str) -> JobView:
        """Queue taking it back."""
        ...

    def forget(self, restore_id: str) -> UndoDone:
        """Keep all as it is, and drop what was kept for undo."""
        ...
