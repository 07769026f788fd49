"""Activity: the table, and the log of one job beside it."""

from __future__ import annotations

from typing import Final

from studio_backup.ui.pages.activity import ActivityPage
from studio_backup.ui.scenes.scene import Hands, Scene


def _activity(hands: Hands) -> None:
    hands.page("activity", ActivityPage)


def _log(hands: Hands) -> None:
    """Of the newest job that found damage, else of the newest of all."""
    page = hands.page("activity", ActivityPage)
    jobs = [page.model.job(row) for row in range(page.model.rowCount())]
    damaged = [row for row, job in enumerate(jobs) if job is not None and job.state == "corrupted"]
    page.table.selectRow(damaged[0] if damaged else 0)
    hands.until("the log", page.log.isVisible)


SCENES: Final = (
    Scene("activity-empty", "empty", _activity),
    Scene("activity-working", "working", _activity),
    Scene("activity", "trouble", _activity),
    Scene("activity-log", "trouble", _log),
)
