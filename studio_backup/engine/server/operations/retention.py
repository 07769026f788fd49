"""Retention over HTTP: a plan only."""

from __future__ import annotations

from typing import Final

from studio_backup.api import retention, wire
from studio_backup.engine.server.operation import Operation

RETENTION: Final = (
    Operation(
        method="GET",
        path="/v1/retention/plan",
        name="retention_plan",
        about="Per wedding what would go by age, when the next would go, and why. Nothing is deleted.",
        call=lambda service, asked: service.retention.plan(asked.query),
        answer=retention.RetentionPlanView,
        query=retention.RetentionQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/retention/points",
        name="retention_points",
        about="Point by point whether it stays, and all its reasons. Nothing is deleted.",
        call=lambda service, asked: service.retention.points(asked.query),
        answer=wire.Page[retention.PointRetentionView],
        query=retention.RetentionPointsQuery,
        slow=True,
    ),
)
