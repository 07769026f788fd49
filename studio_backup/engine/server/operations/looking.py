"""What can be looked at: the whole, its files and its figures."""

from __future__ import annotations

from typing import Final

from studio_backup.api import figures, wire
from studio_backup.api import requests as ask
from studio_backup.engine.server.operation import Operation

LOOKING: Final = (
    Operation(
        method="GET",
        path="/v1/status",
        name="status",
        about="All at one look.",
        call=lambda service, _: service.status(),
        answer=wire.StatusView,
    ),
    Operation(
        method="GET",
        path="/v1/health",
        name="health",
        about="How the engine itself is.",
        call=lambda service, _: service.health(),
        answer=wire.HealthView,
    ),
    Operation(
        method="GET",
        path="/v1/analytics",
        name="analytics",
        about="What was done on each day, and when places will be full.",
        call=lambda service, asked: service.analytics(asked.query),
        answer=figures.AnalyticsView,
        query=ask.AnalyticsQuery,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/estimates",
        name="estimate",
        about="How much a backup will read and store, and how long it takes.",
        call=lambda service, asked: service.estimate(asked.body),
        answer=figures.EstimateView,
        body=figures.EstimateRequest,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/search",
        name="search",
        about="Files by part of their path, over all weddings and times.",
        call=lambda service, asked: service.search(asked.query),
        answer=wire.Page[wire.FoundView],
        query=ask.SearchQuery,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/points",
        name="points",
        about="Recovery points, newest first.",
        call=lambda service, asked: service.points(asked.query),
        answer=wire.Page[wire.PointView],
        query=ask.PointsQuery,
        slow=True,
    ),
)
