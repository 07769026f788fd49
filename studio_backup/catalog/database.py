"""The catalog's file: opened, made or refused, and the only way to its tables."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from studio_backup.base.clock import Clock
from studio_backup.base.errors import RefusedError
from studio_backup.catalog.connecting import OLDEST_SQLITE, make_engine, prepare
from studio_backup.catalog.failures import translated
from studio_backup.catalog.inspection import inspect
from studio_backup.catalog.models import HEAD
from studio_backup.catalog.setting_aside import mark_damaged, set_aside


class Catalog:
    """An open catalog. One writer at a time within the process; readers never wait. Threads may share it.

    `set_aside`: path of an unusable file which was moved away ("" if none). `fresh`: whether it was made just now, so
    that it must be filled from the vault. Every error of SQLite leaves it as one of base.errors.
    """

    def __init__(self, path: str, clock: Clock, *, set_aside: str = "", fresh: bool = False) -> None:
        self.path, self.clock, self.set_aside, self.fresh = path, clock, set_aside, fresh
        self._engine = make_engine(path)
        self._writing_engine: Engine = self._engine.execution_options(writes=True)
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """One state of all tables, however long it is read."""
        with self._guarded("reading"), Session(self._engine) as session, session.begin():
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: all of it is durable when the context ends, or nothing was done."""
        with self._guarded("writing"), self._lock, Session(self._writing_engine) as session, session.begin():
            yield session

    @contextlib.contextmanager
    def long_writing(self) -> Iterator[Connection]:
        """A connection for work of several transactions, each begun by `step`."""
        with self._guarded("writing"), self._writing_engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def step(self, connection: Connection) -> Iterator[None]:
        """One transaction of a `long_writing`; other writers come between two."""
        with self._lock, connection.begin():
            yield

    def close(self) -> None:
        """Close all connections; the log is folded into the file. The catalog cannot be used any more."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _guarded(self, doing: str) -> Iterator[None]:
        with translated(doing, on_damage=self._note_damage):
            yield

    def _note_damage(self) -> None:
        with contextlib.suppress(OSError):
            mark_damaged(self.path)


def open_catalog(path: str, clock: Clock) -> Catalog:
    """Open the catalog, made where there is none, brought to the newest revision.

    A torn or foreign file is moved away and a fresh one made: see `Catalog.set_aside`. Raises UnsupportedFormat (a
    RefusedError) for a newer program's, StorageFull, StorageDenied, StorageUnavailable, StorageError.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RefusedError(
            f"The SQLite of this Python ({sqlite3.sqlite_version}) is too old for the file search.",
            hint="Use a Python whose SQLite is 3.34 or newer.",
        )
    found = inspect(path)
    if found.kind == "catalog":
        if found.revision != HEAD:
            _bring_up(path, found.revision)
        return _opened(path, clock)
    aside = set_aside(path, clock)
    _make(path)
    return _opened(path, clock, aside=aside, fresh=True)


def _opened(path: str, clock: Clock, *, aside: str = "", fresh: bool = False) -> Catalog:
    with translated("opening it"):
        prepare(path)
    return Catalog(path, clock, set_aside=aside, fresh=fresh)


def _bring_up(path: str, revision: str) -> None:
    from studio_backup.catalog.making import bring_up  # noqa: PLC0415  # Alembic: 100 ms a usual start must not pay

    bring_up(path, revision)


def _make(path: str) -> None:
    from studio_backup.catalog.making import make  # noqa: PLC0415  # as above

    make(path)
