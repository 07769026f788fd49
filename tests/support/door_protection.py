"""What the calendar decides, behind the door of the tests."""

from __future__ import annotations

from studio_backup.api.protection import CheckView, NextRunView, ReadinessView, ScheduleQuery, ScheduleView
from studio_backup.api.weddings import PriorityQuery, PriorityView


class FakeProtection:
    """Knows every wedding."""

    def priority(self, query: PriorityQuery) -> PriorityView:
        return PriorityView(wedding=query.wedding, date="2026-06-20", at_ns=query.at_ns or 1)

    def readiness(self) -> ReadinessView:
        return ReadinessView(ready=True, checks=(CheckView(name="keys", ok=True, text="The vault is open."),))

    def schedule(self, query: ScheduleQuery) -> ScheduleView:
        return ScheduleView(runs=(NextRunView(kind="backup", what="/w", at_ns=1, why="Daily."),)[: query.limit])
