"""`search`: files over all weddings and all times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from studio_backup.api.paths import from_wire
from studio_backup.api.requests import SearchQuery
from studio_backup.api.wire import FoundView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import when

EPILOG = """\b
Examples:
  studio-backup search DSC_0412
  studio-backup search timeline --wedding "Anna & Ben"
"""


@dataclass(frozen=True)
class ShownFile:
    """A version of a file: from the first to the last recovery point that holds it; `point` is the last."""

    path: str
    size: int
    wedding: str
    first: str | None
    last: str | None
    point: str


@dataclass(frozen=True)
class FoundFiles:
    """What was found, newest first."""

    files: tuple[ShownFile, ...]


@click.command("search", epilog=EPILOG)
@click.argument("text")
@click.option("--wedding", default="", help="Only in this wedding.")
@click.option("--most", default=50, show_default=True, type=click.IntRange(1, 500), help="How many.")
@pass_session
def command(session: Session, text: str, wedding: str, most: int) -> Answer:
    """Find files by a part of their path, in every recovery point."""
    with door(session) as engine:
        found = engine.service.search(SearchQuery(text=text, wedding=wedding, limit=most)).items
    return Answer(FoundFiles(tuple(map(_shown, found))), lambda: _lines(session, found))


def _shown(one: FoundView) -> ShownFile:
    return ShownFile(from_wire(one.path), one.size, one.wedding, when(one.first_ns), when(one.last_ns), one.point)


def _lines(session: Session, found: tuple[FoundView, ...]) -> Iterator[str]:
    if not found:
        yield "Nothing is found."
    now = session.clock.now_ns()
    rows = [
        (display(from_wire(one.path)), words.size(one.size), display(one.wedding), words.age(one.last_ns, now))
        for one in found
    ]
    yield from words.table(rows, indent="")
    if found:
        yield f"Bring one back: studio-backup restore {found[0].point[:12]} --files 'PATH' --to DIR"
