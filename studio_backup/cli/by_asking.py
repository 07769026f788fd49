"""A question to the engine, where one runs: it holds the keys, so that nobody has to bring a passphrase to look."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from studio_backup.api.endpoint import read_endpoint
from studio_backup.base.errors import RefusedError, UnlockError
from studio_backup.cli.output import complain
from studio_backup.cli.session import Session
from studio_backup.engine.wiring import open_home

if TYPE_CHECKING:
    from studio_backup.api.remote import RemoteService

T = TypeVar("T")


def by_asking(session: Session, ask: Callable[[RemoteService], T]) -> T | None:
    """What the engine answers. None where this process is to find it out: no engine runs, or the one that does is
    locked and a factor was given, which opens the vault for this process alone."""
    try:
        if read_endpoint(open_home(session.options).path) is None:
            return None
    except RefusedError as error:
        if not session.json:
            complain(f"Warning: {error.message} {error.hint}".strip())
        return None
    # Start-up time: where no engine runs nothing of its client is loaded.
    from studio_backup.cli.reaching import remote_engine  # noqa: PLC0415

    with remote_engine(session) as engine:
        if engine is None:
            return None
        try:
            return ask(engine)
        except UnlockError:
            if session.options.passphrase_file or session.options.kit_file:
                return None
            raise
