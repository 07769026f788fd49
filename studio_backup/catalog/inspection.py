"""What lies where the catalog should be: nothing, a catalog of some revision, or a file which is none (any more)."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.base.os_errors import translated as os_translated
from studio_backup.catalog.connecting import connect
from studio_backup.catalog.failures import is_damage, translated
from studio_backup.catalog.models import APPLICATION_ID
from studio_backup.catalog.setting_aside import is_marked_damaged

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
_ID_AT: Final = 68
_SMALL: Final = ("alembic_version", "source", "setting", "alert", "job", "point")
"""Tables looked at from end to end; the search would take seconds, and is found out when it is used."""


@dataclass(frozen=True, slots=True)
class Found:
    """What lies there. `revision`: of a catalog."""

    kind: Literal["nothing", "catalog", "unusable"]
    revision: str = ""


def inspect(path: str) -> Found:
    """Look at the file, which stays as it is. Raises StorageDenied, StorageUnavailable, StorageError."""
    with os_translated("The catalog file", "reading"):
        if not os.path.lexists(path):
            return Found("nothing")
        if is_marked_damaged(path) or not _has_our_header(path):
            return Found("unusable")
    with translated("opening it"):
        return _judged(path)


def _has_our_header(path: str) -> bool:
    """The file was made whole before it got its name, so its header always bears the mark."""
    try:
        with open(path, "rb") as file:
            header = file.read(_HEADER)
    except IsADirectoryError:
        return False
    marked = header[_ID_AT : _ID_AT + 4] == APPLICATION_ID.to_bytes(4, "big")
    return len(header) == _HEADER and header.startswith(_MAGIC) and marked


def _judged(path: str) -> Found:
    try:
        with contextlib.closing(connect(path)) as connection:
            revision = _revision(connection)
            return Found("catalog", revision) if revision and _sound(connection) else Found("unusable")
    except sqlite3.Error as error:
        if is_damage(error):
            return Found("unusable")
        raise


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _revision(connection: sqlite3.Connection) -> str:
    if "alembic_version" not in _tables(connection):
        return ""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _sound(connection: sqlite3.Connection) -> bool:
    there = _tables(connection)
    checks = (connection.execute(f"PRAGMA quick_check({name})").fetchall() for name in _SMALL if name in there)
    return all(rows == [("ok",)] for rows in checks)
