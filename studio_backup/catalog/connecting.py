"""Connections to the catalog: what SQLite is told on each, and how transactions begin."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

BUSY_S: Final = 30.0
"""How long a connection waits for another process which is writing."""

OLDEST_SQLITE: Final = (3, 34, 0)
"""The first with the trigram tokenizer."""

PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # what a person typed is on the medium when the call returns
    "PRAGMA journal_size_limit = 67108864",  # a large first index leaves no large log behind
    "PRAGMA cache_size = -8192",  # KiB
)


def connect(path: str) -> sqlite3.Connection:
    """A bare connection to an existing file. Transactions are begun by name only."""
    connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None, check_same_thread=False)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(path: str) -> None:
    """Readers beside one writer (kept in the file); a file that cannot be written is found out here, not later."""
    with contextlib.closing(connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("BEGIN IMMEDIATE")  # of a read-only file SQLite makes a read, silently
        connection.execute("DELETE FROM alembic_version WHERE FALSE")
        connection.execute("ROLLBACK")


def make_engine(path: str) -> Engine:
    """SQLAlchemy's engine; `execution_options(writes=True)` makes its transactions take the write lock at once."""
    engine = create_engine(
        "sqlite://", creator=lambda: connect(path), poolclass=QueuePool, pool_size=4, max_overflow=28, pool_timeout=60
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A transaction which reads first and writes later would be refused if another wrote in between.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
