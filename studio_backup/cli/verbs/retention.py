"""`retention plan`: what would go by age, when, and why."""

from __future__ import annotations

import click
import msgspec

from studio_backup.api.retention import PointRetentionView, RetentionPointsQuery, RetentionQuery
from studio_backup.base.errors import UsageError
from studio_backup.cli.door import Door, all_pages, door
from studio_backup.cli.moments import moment_ns, wedding_date
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown_retention import plan_lines, shown_plan

EPILOG = """\b
Examples:
  studio-backup retention plan
  studio-backup retention plan --at 2029-01-01
  studio-backup retention plan --wedding "Anna & Ben" --points
"""


@click.group("retention", no_args_is_help=True)
def command() -> None:
    """How long recovery points are kept. Nothing is deleted by age yet: the plan only shows what would go."""


@command.command("plan", epilog=EPILOG)
@click.option("--wedding", metavar="NAME", default="", help="Only this wedding's points.")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Its date, where two weddings share the name.")
@click.option("--at", metavar="TIME", help="As of this moment, past or to come.")
@click.option("--points", "by_point", is_flag=True, help="Point by point, with all reasons.")
@pass_session
def plan(session: Session, wedding: str, date: str, at: str | None, by_point: bool) -> Answer:
    """Show per wedding what would go by age, when the next would go, and why. Nothing is deleted."""
    if date and not wedding:
        raise UsageError("--date belongs to a wedding.", hint="Add --wedding NAME.")
    day = wedding_date(date) if date else ""
    at_ns = moment_ns(at) if at is not None else None
    if at_ns is not None and at_ns < 0:
        raise UsageError(f"{at!r} is before there were recovery points.", hint="Write a later time.")
    with door(session) as engine:
        found = engine.service.retention.plan(RetentionQuery(wedding=wedding, date=day, at_ns=at_ns))
        query = RetentionPointsQuery(wedding=wedding, date=day, at_ns=at_ns, limit=500)
        points = _points(engine, query) if by_point else None
    return Answer(shown_plan(found, points), lambda: plan_lines(found, points))


def _points(engine: Door, query: RetentionPointsQuery) -> tuple[PointRetentionView, ...]:
    return all_pages(lambda after: engine.service.retention.points(msgspec.structs.replace(query, after=after)))
