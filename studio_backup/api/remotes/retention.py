"""What would go by age, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.requests import Request
from studio_backup.api.retention import (
    PointRetentionView,
    RetentionPlanView,
    RetentionPointsQuery,
    RetentionQuery,
)
from studio_backup.api.wire import Page


@dataclass(frozen=True)
class RemoteRetention:
    """As the service's own."""

    client: EngineClient

    def plan(self, query: RetentionQuery) -> RetentionPlanView:
        """Per wedding what would go, when the next would go, and why."""
        return self.client.get("/v1/retention/plan", RetentionPlanView, **_told(query))

    def points(self, query: RetentionPointsQuery) -> Page[PointRetentionView]:
        """Point by point whether it stays, and all reasons."""
        told = _told(query) | {"going": "true" if query.going else "false"}
        return self.client.get("/v1/retention/points", Page[PointRetentionView], **told)


def _told(query: Request) -> dict[str, object]:
    return {name: value for name in query.__struct_fields__ if (value := getattr(query, name)) is not None}
