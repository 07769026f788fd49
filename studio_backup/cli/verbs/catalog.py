"""`catalog`: rebuild."""

from __future__ import annotations

import click

from studio_backup.api.wire import RebuiltView
from studio_backup.cli import words
from studio_backup.cli.output import Answer
from studio_backup.cli.reaching import remote_engine
from studio_backup.cli.session import Session, pass_session
from studio_backup.engine.process.offline import rebuild_without_engine


@click.group("catalog", no_args_is_help=True)
def command() -> None:
    """What this laptop knows of the vault: its recovery points, and the search over their files."""


@command.command("rebuild", epilog="\b\nExample:\n  studio-backup catalog rebuild")
@pass_session
def rebuild(session: Session) -> Answer:
    """Make it anew from the vault. Watched folders, settings, decisions and the history of jobs stay."""
    done = _rebuilt(session)
    points, files = words.count(done.points, "recovery point"), words.count(done.files, "file")
    return Answer(done, lambda: [f"The catalog is rebuilt: {points}, {files} in the search."])


def _rebuilt(session: Session) -> RebuiltView:
    with remote_engine(session) as engine:
        if engine is not None:
            return engine.rebuild_catalog()
    with session.work() as work:
        return rebuild_without_engine(session.options, session.clock, work.cancel)
