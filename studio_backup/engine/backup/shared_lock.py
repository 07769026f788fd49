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


if sys.platform == "win32":

    def _lock(fd: int, start: int, length: int) -> bool | None:  # noqa: ARG001
        return None

    def _unlock(fd: int, start: int, length: int) -> None:
        pass

else:

    def _lock(fd: int, start: int, length: int) -> bool | None:
        """Take a shared lock on a range. None: there are no such locks here, so SQLite itself has none either."""
        try:
            fcntl.lockf(fd, fcntl.LOCK_SH | fcntl.LOCK_NB, length, start)
        except OSError as error:
            return False if error.errno in _REFUSED else None
        return True

    def _unlock(fd: int, start: int, length: int) -> None:
        fcntl.lockf(fd, fcntl.LOCK_UN, length, start)


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
        pending = _lock(self._fd, _PENDING, 1)
        if pending is None:
            return True
        taken = pending and _lock(self._fd, _SHARED, _SHARED_BYTES) is not False
        _unlock(self._fd, _PENDING, 1)
        return taken

    def has_writer(self) -> bool:
        """Whether some program prepares a transaction: it may write its journal, and not yet the database."""
        free = _lock(self._fd, _RESERVED, 1)
        if free:
            _unlock(self._fd, _RESERVED, 1)
        return free is False

    def close(self) -> None:
        """Let go, and of every other lock this process has on the file."""
        os.close(self._fd)
