"""`points`: what can be restored."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from msgspec.structs import asdict

from studio_backup.api.browse import HeldQuery
from studio_backup.api.paths import from_wire
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.by_asking import by_asking
from studio_backup.cli.exits import DAMAGE, DONE
from studio_backup.cli.moments import moment_ns, wedding_date
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.domain.problem import Problem
from studio_backup.engine.jobs.points import Point, PointList, list_points

if TYPE_CHECKING:
    from studio_backup.api.remote import RemoteService

EPILOG = """\b
Examples:
  studio-backup points
  studio-backup points --wedding "Anna & Ben"
  studio-backup points --wedding "Anna & Ben" --at "2026-06-21 18:00"
"""


@click.command("points", epilog=EPILOG)
@click.option("--wedding", metavar="NAME", default="", help="Only this wedding's points.")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Its date, where two weddings share the name.")
@click.option("--at", metavar="TIME", help="Only points at or before this moment.")
@pass_session
def command(session: Session, wedding: str, date: str, at: str | None) -> Answer:
    """List recovery points, oldest first: when, of which folder, and where they are held."""
    if date and not wedding:
        raise UsageError("--date belongs to a wedding.", hint="Add --wedding NAME.")
    at_ns = moment_ns(at) if at is not None else None
    day = wedding_date(date) if date else ""
    found = by_asking(session, lambda engine: _asked(engine, wedding, day, at_ns))
    if found is None:
        with session.work() as work, session.studio(work) as studio:
            found = list_points(studio, wedding=wedding, date=day, at_ns=at_ns)
    warnings = tuple(f"{p.object} is {p.problem}. {p.detail}".strip() for p in found.problems)
    return Answer(found, lambda: _lines(session, found), DAMAGE if found.problems else DONE, warnings)


def _asked(engine: RemoteService, wedding: str, date: str, at_ns: int | None) -> PointList:
    held = engine.browse.held(HeldQuery(wedding=wedding, date=date, at_ns=at_ns))
    points = (asdict(one) | {"source": os.fsencode(from_wire(one.source))} for one in held.points)
    return PointList(tuple(Point(**one) for one in points), tuple(Problem(**asdict(one)) for one in held.problems))


def _lines(session: Session, found: PointList) -> Iterator[str]:
    if not found.points:
        yield "No recovery point yet. `studio-backup backup PATH` makes one."
        return
    now = session.clock.now_ns()
    for title, points in _by_wedding(found.points).items():
        yield title
        yield from words.table([_row(point, now) for point in points], right=(3, 4))
    yield f"{words.count(len(found.points), 'recovery point')}. `studio-backup restore POINT --to DIR` brings one back."


def _by_wedding(points: tuple[Point, ...]) -> dict[str, list[Point]]:
    groups: dict[str, list[Point]] = {}
    for point in points:
        groups.setdefault(", ".join(filter(None, (display(point.wedding), point.date))), []).append(point)
    return groups


def _row(point: Point, now: int) -> tuple[str, ...]:
    state = "partial" if point.partial else ""
    flagged = f"{words.count(point.flagged, 'warning')}" if point.flagged else ""
    notes = ", ".join(filter(None, (state, flagged)))
    when = f"{words.moment(point.started_ns)} ({words.age(point.started_ns, now)})"
    source = f"{display(point.source)} on {display(point.device)}"
    held = f"held on {words.listed(point.held)}" if point.held else "held where this home reads from"
    return point.id[:12], when, source, words.count(point.files, "file"), words.size(point.bytes), held, notes
