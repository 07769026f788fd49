"""What the door needs to tell what the calendar decides."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.protection import ReadinessView, ScheduleQuery, ScheduleView
from studio_backup.api.weddings import PriorityQuery, PriorityView


class ProtectionPort(Protocol):
    """Answered from memory; no place is asked."""

    def priority(self, query: PriorityQuery) -> PriorityView:
        """Why a wedding is as urgent as it is, at any moment. NotFoundError for one nobody knows; UsageError where two
        have its name."""
        ...

    def readiness(self) -> ReadinessView:
        """Whether the studio is ready for its Saturday, and what mends what is not."""
        ...

    def schedule(self, query: ScheduleQuery) -> ScheduleView:
        """What runs next, and why."""
        ...
