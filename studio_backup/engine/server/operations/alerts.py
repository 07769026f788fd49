"""Alerts over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import requests as ask
from studio_backup.api import wire
from studio_backup.engine.server.operation import Operation

ALERTS: Final = (
    Operation(
        method="GET",
        path="/v1/alerts",
        name="alerts",
        about="What a person should know.",
        call=lambda service, asked: service.alerts(asked.query),
        answer=wire.Page[wire.AlertView],
        query=ask.AlertsQuery,
    ),
    Operation(
        method="POST",
        path="/v1/alerts/{id}/acknowledge",
        name="acknowledge_alert",
        about="A person has seen it.",
        call=lambda service, asked: service.acknowledge_alert(asked.id, asked.body),
        answer=wire.AlertView,
        body=ask.AcknowledgeRequest,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/alerts/{id}/snooze",
        name="snooze_alert",
        about="Say nothing of it for a while.",
        call=lambda service, asked: service.snooze_alert(asked.id, asked.body),
        answer=wire.AlertView,
        body=ask.SnoozeRequest,
        once=True,
        ours=True,
    ),
    Operation(
        method="POST",
        path="/v1/alerts/{id}/decide",
        name="decide_alert",
        about="What a person said to an alert that asks.",
        call=lambda service, asked: service.decide_alert(asked.id, asked.body),
        answer=wire.AlertView,
        body=ask.DecideRequest,
        once=True,
        ours=True,
    ),
)
