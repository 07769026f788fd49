"""What the calendar decides, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.protection import ReadinessView, ScheduleQuery, ScheduleView
from studio_backup.api.requests import Request
from studio_backup.api.weddings import PriorityQuery, PriorityView


@dataclass(frozen=True)
class RemoteProtection:
    """As the service's own."""

    client: EngineClient

    def priority(self, query: PriorityQuery) -> PriorityView:
        """Why a wedding is as urgent as it is."""
        return self.client.get("/v1/priority", PriorityView, **_told(query))

    def readiness(self) -> ReadinessView:
        """Whether the studio is ready for its Saturday."""
        return self.client.get("/v1/readiness", ReadinessView)

    def schedule(self, query: ScheduleQuery) -> ScheduleView:
        """What runs next."""
        return self.client.get("/v1/schedule", ScheduleView, **_told(query))


def _told(query: Request) -> dict[str, object]:
    return {name: value for name in query.__struct_fields__ if (value := getattr(query, name)) is not None}
