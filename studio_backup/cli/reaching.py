"""Reaching the engine of this home, if one runs."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.base.errors import NotFoundError
from studio_backup.cli.session import Session
from studio_backup.engine.wiring import open_home


@contextlib.contextmanager
def remote_engine(session: Session) -> Iterator[RemoteService | None]:
    """The engine, or None."""
    client = find_engine(open_home(session.options).path)
    if client is None:
        yield None
        return
    with client:
        yield RemoteService(client)


@contextlib.contextmanager
def running_engine(session: Session) -> Iterator[RemoteService]:
    """The engine. Raises NotFoundError where none runs."""
    with remote_engine(session) as engine:
        if engine is None:
            raise NotFoundError("No engine runs.", hint="`studio-backup engine start` starts it.")
        yield engine
