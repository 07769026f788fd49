"""What SQLite says, in the words of base.errors."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from typing import Final

from sqlalchemy.exc import StatementError

from studio_backup.base.errors import (
    DamageError,
    RefusedError,
    StorageDenied,
    StorageError,
    StorageFull,
    StorageUnavailable,
    StudioBackupError,
)

_FULL: Final = frozenset({sqlite3.SQLITE_FULL})
_DENIED: Final = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_CANTOPEN})
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def is_damage(error: BaseException) -> bool:
    """Whether SQLite says that the file is not what it wrote."""
    return isinstance(error, sqlite3.Error) and _code(error) in _DAMAGED


@contextlib.contextmanager
def translated(doing: str, on_damage: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Within it, an error of SQLite becomes the program's own. `on_damage` is called when the file is damaged."""
    try:
        yield
    except StatementError as error:
        cause = error.orig or error
        if is_damage(cause):
            on_damage()
        raise _own(cause, doing) from error
    except sqlite3.Error as error:
        if is_damage(error):
            on_damage()
        raise _own(error, doing) from error


def _own(error: BaseException, doing: str) -> StudioBackupError:
    if isinstance(error, StudioBackupError):
        return error
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, doing)
    return StorageError(f"The catalog failed while {doing} ({type(error).__name__}).", hint=_REPORT)


def _of_sqlite(error: sqlite3.Error, doing: str) -> StudioBackupError:
    code = _code(error)
    if code in _FULL:
        return StorageFull(f"No space is left for the catalog while {doing}.", hint="Make room there, then try again.")
    if code in _DENIED:
        return StorageDenied(
            f"The catalog cannot be written while {doing} ({error}).",
            hint="Check the permissions of the catalog file and its folder.",
        )
    if code in _BUSY:
        return StorageUnavailable(
            f"Another program holds the catalog while {doing}.", hint="Close the other program, or try again."
        )
    if code in _DAMAGED:
        return DamageError(
            f"The catalog file is damaged (found while {doing}).",
            hint="Start the engine again: it sets the file aside and rebuilds the catalog from the vault.",
        )
    if code == sqlite3.SQLITE_CONSTRAINT:
        return RefusedError(f"The catalog has that already, or lacks what it refers to, while {doing}.", hint=_REPORT)
    return StorageError(f"The catalog failed while {doing} ({error}).", hint="Check the drive for errors.")


def _code(error: sqlite3.Error) -> int:
    """The primary code; 0 where the error came from the library around SQLite."""
    code = getattr(error, "sqlite_errorcode", 0)
    return (code if isinstance(code, int) else 0) & 0xFF


_REPORT: Final = "Try again; if it stays so, report it with the log."
