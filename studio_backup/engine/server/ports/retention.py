"""What the door needs for retention."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.retention import (
    PointRetentionView,
    RetentionPlanView,
    RetentionPointsQuery,
    RetentionQuery,
)
from studio_backup.api.wire import Page


class RetentionPort(Protocol):
    """A plan only: nothing is deleted. NotFoundError for a wedding without points."""

    def plan(self, query: RetentionQuery) -> RetentionPlanView:
        """Per wedding what would go, when the next would go, and why."""
        ...

    def points(self, query: RetentionPointsQuery) -> Page[PointRetentionView]:
        """Point by point whether it stays, and all reasons; oldest first."""
        ...
