"""SQLite's shared lock, taken by its byte ranges. Only in the child process: see `database_child`."""

from __future__ import annotations

import errno
import os
import sys

if sys.platform != "win32":
    import fcntl

_PENDING = 0x40000000
_RESERVED = _PENDING + 1
_SHARED = _PENDING + 2
_SHARED_BYTES = 510
_FLAGS: int = os.O_RDONLY
for _flag in ("O_CLOEXEC", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"):
    _FLAGS |= getattr(os, _flag, 0)
_REFUSED = frozenset({errno.EACCES, errno.EAGAIN})


class SharedLock:
    """A shared lock on a database file, as any reader of SQLite holds it. Nothing is written.

    On Windows, and on file systems without such locks, it is no lock: whoever reads compares stat before and after.
    """

    def __init__(self, path: bytes) -> None:
        self._fd = os.open(path, _FLAGS)

    @property
    def identity(self) -> tuple[int, int]:
        """Device and inode of the file."""
        found = os.fstat(self._fd)
        return found.st_dev, found.st_ino

    def take(self) -> bool:
        """Take it, if no writer is about to write now."""
        if sys.platform == "win32":
            return True
        try:
            fcntl.lockf(self._fd, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _PENDING)
            fcntl.lockf(self._fd, fcntl.LOCK_SH | fcntl.LOCK_NB, _SHARED_BYTES, _SHARED)
        except OSError as error:
            if error.errno not in _REFUSED:
                return True  # no such locks here: SQLite itself would have none either
            fcntl.lockf(self._fd, fcntl.LOCK_UN, 1, _PENDING)
            return False
        fcntl.lockf(self._fd, fcntl.LOCK_UN, 1, _PENDING)
        return True

    def has_writer(self) -> bool:
        """Whether some program prepares a transaction: it may write its journal, and not yet the database."""
        if sys.platform == "win32":
            return False
        try:
            fcntl.lockf(self._fd, fcntl.LOCK_SH | fcntl.LOCK_NB, 1, _RESERVED)
        except OSError as error:
            return error.errno in _REFUSED
        fcntl.lockf(self._fd, fcntl.LOCK_UN, 1, _RESERVED)
        return False

    def close(self) -> None:
        """Let go, and of every other lock this process has on the file."""
        os.close(self._fd)
