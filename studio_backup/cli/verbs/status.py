"""`status`: each wedding, worst first."""

from __future__ import annotations

from collections.abc import Iterator

import click

from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.exits import DAMAGE, DONE
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.domain.collection import UNASSIGNED
from studio_backup.engine.jobs.status import Copy, Status, WeddingStatus, run_status

EPILOG = """\b
Examples:
  studio-backup status
  studio-backup --json status
"""
_SIGN = {"damaged": "!! DAMAGED", "stale": "!  needs attention", "good": "ok"}


@click.command("status", epilog=EPILOG)
@pass_session
def command(session: Session) -> Answer:
    """How each wedding is protected: newest point, copies, what was read back when. What needs attention first."""
    with session.work() as work, session.studio(work) as studio:
        found = run_status(studio)
    damaged = found.problems or any(one.state == "damaged" for one in found.weddings)
    return Answer(found, lambda: _lines(session, found), DAMAGE if damaged else DONE)


def _lines(session: Session, found: Status) -> Iterator[str]:
    now = session.clock.now_ns()
    if not found.weddings:
        yield 'Nothing is backed up yet: studio-backup backup PATH --wedding "NAME" --date YYYY-MM-DD'
    for one in found.weddings:
        yield from _wedding(one, now)
    if found.weddings and all(one.state == "good" for one in found.weddings):
        yield "Everything is whole, copied and read back."
    elif not found.tiers:
        yield "Add a second place: studio-backup tier add nas /mnt/nas/studio --role nas"


def _wedding(one: WeddingStatus, now: int) -> Iterator[str]:
    name = "Without a wedding" if one.wedding == UNASSIGNED else display(one.wedding)
    yield f"{', '.join(filter(None, (name, one.date)))}   [{_SIGN[one.state]}]"
    if one.newest:
        files = f"{words.count(one.newest.files, 'file')}, {words.size(one.newest.bytes)}"
        warned = f", {words.count(one.newest.flagged, 'warning')}" if one.newest.flagged else ""
        yield f"  newest point {words.age(one.newest.started_ns, now)}: {files}{warned}"
    yield from words.table([_copy(copy, now) for copy in one.copies])
    yield from (f"  - {reason}" for reason in one.reasons)


def _copy(copy: Copy, now: int) -> tuple[str, ...]:
    waiting = f", {copy.waiting} waiting" if copy.waiting else ""
    read = f"{copy.read_percent:.0f} % read back"
    when = f", all since {words.age(copy.oldest_read_ns, now)}" if copy.oldest_read_ns else ""
    return display(copy.place), f"{words.count(copy.points, 'point')}{waiting}", words.size(copy.bytes), f"{read}{when}"
