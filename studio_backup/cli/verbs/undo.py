"""`undo`: take a restore back."""

from __future__ import annotations

from collections.abc import Iterator

import click

from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.engine.restore.undo import UndoReport, undo
from studio_backup.engine.wiring import open_home

SAFE = "What was put back is whole. Run the same undo again: it goes on where it was."
EPILOG = """\b
Examples:
  studio-backup undo 5c0ffee1
  studio-backup undo 5c0ffee1 --forget
"""


@click.command("undo", epilog=EPILOG)
@click.argument("restore")
@click.option("--forget", is_flag=True, help="Keep everything as it is now, and drop what was kept for undo.")
@pass_session
def command(session: Session, restore: str, forget: bool) -> Answer:
    """Put back what a restore changed, and remove what it made.

    Refuses, and changes nothing, where somebody has edited a restored file since.
    """
    home = open_home(session.options)
    with session.work(SAFE) as work:
        done = undo(
            restore,
            restores=home.file("restores"),
            forget=forget,
            clock=work.clock,
            progress=work.progress,
            cancel=work.cancel,
        )
    return Answer(done, lambda: _lines(done, forget))


def _lines(done: UndoReport, forget: bool) -> Iterator[str]:
    if forget:
        yield f"All stays as it is. {words.size(done.freed)} kept for undo were removed."
        return
    yield f"Undone: {words.count(done.removed, 'entry')} removed, {words.count(done.put_back, 'file')} put back."
    for path in done.left:
        yield f"  {display(path)} stays: other things are in it"
