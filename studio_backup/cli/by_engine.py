"""A verb's work by way of the engine, where one runs: its own queue, its own memory of what is waiting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from studio_backup.api.endpoint import read_endpoint
from studio_backup.base.errors import RefusedError, UsageError
from studio_backup.cli.output import complain
from studio_backup.cli.session import Session
from studio_backup.engine.wiring import open_home

if TYPE_CHECKING:
    from studio_backup.api.remotes.work import RemoteWork
    from studio_backup.api.wire import JobView
    from studio_backup.cli.told import Told

LONGEST_NAME: Final = 200


def by_engine(session: Session, ask: Callable[[RemoteWork], JobView], safe: str) -> Told | None:
    """What came of the job that `ask` queued. None where this process is to do it: no engine runs, or the one that
    does is locked and a factor was given, which opens the vault for this process alone.

    `safe`: what to say when somebody stops it. Raises Cancelled, EngineGone, UnlockError where the engine is locked.
    """
    if not _may_run(session):
        return None
    # Start-up time: where no engine runs nothing of its client is loaded.
    from studio_backup.cli.following import asked_of_engine  # noqa: PLC0415

    return asked_of_engine(session, ask, safe)


def wedding_name(text: str) -> str:
    """A wedding's name as it goes to the engine. Raises UsageError for what no wedding can be called."""
    if len(text) > LONGEST_NAME or not all(char.isprintable() for char in text):
        hint = 'Give it another name, like "Smith & Jones".'
        raise UsageError("A wedding's name must be one line of 1 to 200 visible characters.", hint=hint)
    return text


def _may_run(session: Session) -> bool:
    try:
        return read_endpoint(open_home(session.options).path) is not None
    except RefusedError as error:  # nothing secret goes that way; the work itself is as safe without the engine
        if not session.json:
            complain(f"Warning: {error.message} {error.hint}".strip())
        return False
