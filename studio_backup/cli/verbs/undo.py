"""`undo`: take a restore back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from studio_backup.api.restores import UndoDone
from studio_backup.base.names import display
from studio_backup.base.plain import plain
from studio_backup.cli import words
from studio_backup.cli.by_asking import by_asking
from studio_backup.cli.by_engine import by_engine
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.told import answered
from studio_backup.engine.restore.undo import undo
from studio_backup.engine.wiring import open_home

if TYPE_CHECKING:
    from studio_backup.api.client import EngineClient
    from studio_backup.api.wire import JobView

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
    if forget:
        kept = by_asking(session, lambda engine: engine.restores.forget(restore))
        return _answer(kept or _done_here(session, restore, forget=True), forget)
    told = by_engine(session, lambda work: _begun(work.client, restore), SAFE)
    if told is not None:
        return answered(told, _done_of, lambda done: _lines(done, forget), lambda _: ())
    return _answer(_done_here(session, restore, forget=False), forget)


def _begun(client: EngineClient, restore: str) -> JobView:
    # Start-up time: this is loaded where an engine runs already.
    from studio_backup.api.remotes.restores import RemoteRestores  # noqa: PLC0415

    return RemoteRestores(client).undo(restore)


def _done_here(session: Session, restore: str, *, forget: bool) -> UndoDone:
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
    return _done_of(plain(done))


def _done_of(facts: dict[str, Any]) -> UndoDone:
    return msgspec.convert(facts, UndoDone)


def _answer(done: UndoDone, forget: bool) -> Answer:
    return Answer(done, lambda: _lines(done, forget))


def _lines(done: UndoDone, forget: bool) -> Iterator[str]:
    if forget:
        yield f"All stays as it is. {words.size(done.freed)} kept for undo were removed."
        return
    yield f"Undone: {words.count(done.removed, 'entry')} removed, {words.count(done.put_back, 'file')} put back."
    for path in done.left:
        yield f"  {display(path)} stays: other things are in it"
