"""What the calendar decides, over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import protection, weddings
from studio_backup.engine.server.operation import Operation

PROTECTION: Final = (
    Operation(
        method="GET",
        path="/v1/priority",
        name="priority",
        about="Why a wedding's papers and media are as urgent as they are, at any moment.",
        call=lambda service, asked: service.protection.priority(asked.query),
        answer=weddings.PriorityView,
        query=weddings.PriorityQuery,
    ),
    Operation(
        method="GET",
        path="/v1/readiness",
        name="readiness",
        about="Whether the studio is ready for its Saturday, and what mends what is not.",
        call=lambda service, _: service.protection.readiness(),
        answer=protection.ReadinessView,
    ),
    Operation(
        method="GET",
        path="/v1/schedule",
        name="schedule",
        about="What runs next, and why.",
        call=lambda service, asked: service.protection.schedule(asked.query),
        answer=protection.ScheduleView,
        query=protection.ScheduleQuery,
    ),
)
