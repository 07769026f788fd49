"""`schedule`: what runs next, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from studio_backup.api.paths import from_wire
from studio_backup.api.protection import NextRunView, ScheduleQuery, ScheduleView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import when


@dataclass(frozen=True)
class ShownRun:
    """Something that will happen; `at` None: as soon as something changes."""

    kind: str
    what: str
    at: str | None
    why: str
    level: str


@dataclass(frozen=True)
class ShownSchedule:
    """All of it."""

    runs: tuple[ShownRun, ...]


@click.group("schedule", no_args_is_help=True)
def command() -> None:
    """What the engine does next, and why."""


@command.command(
    "next", epilog="\b\nExamples:\n  studio-backup schedule next\n  studio-backup schedule next --limit 10"
)
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1, 500), help="How many.")
@pass_session
def next_(session: Session, limit: int) -> Answer:
    """The next backups, copies, readings and changes of level, the soonest first, each with its reason."""
    with door(session) as engine:
        found = engine.service.protection.schedule(ScheduleQuery(limit=limit))
    runs = tuple(ShownRun(one.kind, _what(one), when(one.at_ns), one.why, one.level) for one in found.runs)
    return Answer(ShownSchedule(runs), lambda: _lines(found))


def _lines(found: ScheduleView) -> Iterator[str]:
    if not found.runs:
        yield "Nothing is planned: no folder is watched and no wedding is known."
    rows = [(_at(one), one.kind, _what(one), one.level, one.why) for one in found.runs]
    yield from words.table(rows, indent="")


def _at(one: NextRunView) -> str:
    return words.moment(one.at_ns) if one.at_ns else "on a change"


def _what(one: NextRunView) -> str:
    return display(from_wire(one.what))
