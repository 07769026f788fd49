"""Retention behind the door, for its tests: one point which would go."""

from __future__ import annotations

from studio_backup.api import retention
from studio_backup.api.wire import Page

POINT = retention.PointRetentionView(
    id="ab" * 32,
    wedding="Kim",
    date="2026-06-20",
    source="/kim",
    device="laptop",
    started_ns=1,
    partial=False,
    keep=False,
    reasons=(retention.ReasonView(rule="outlived", text="It is old."),),
)


class FakeRetention:
    """See `engine.server.ports.retention`."""

    def plan(self, query: retention.RetentionQuery) -> retention.RetentionPlanView:
        one = retention.WeddingRetentionView(wedding=query.wedding, date=query.date, points=1, would_go=1)
        return retention.RetentionPlanView(
            at_ns=query.at_ns or 1, told=retention.NOTHING_GOES, points=1, would_go=1, weddings=(one,)
        )

    def points(self, query: retention.RetentionPointsQuery) -> Page[retention.PointRetentionView]:
        return Page(items=() if query.after else (POINT,))
