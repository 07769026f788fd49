"""Opens a file of a source for reading, in such a way that nothing in the source is touched and nothing can hang."""

from __future__ import annotations

import errno
import os
import stat
import sys

from studio_backup.base.files import Name, Where, at

_FLAGS: int = os.O_RDONLY
for _flag in ("O_CLOEXEC", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY"):
    _FLAGS |= getattr(os, _flag, 0)
_NO_ACCESS_TIME: int = getattr(os, "O_NOATIME", 0)
_LARGE = 1 << 20


class SourceReadError(Exception):
    """The source failed, not the vault. `error`: what the operating system said."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class SourceFile:
    """An open regular file. `found`: what it was when it was opened. A context that closes it."""

    __slots__ = ("fd", "found")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.found = os.fstat(fd)

    def look(self) -> os.stat_result:
        """What it is now. Raises SourceReadError."""
        try:
            return os.fstat(self.fd)
        except OSError as error:
            raise SourceReadError(error) from error

    def read_at(self, offset: int, view: memoryview) -> int:
        """Read into `view`; how many bytes, 0 at the end. Raises SourceReadError."""
        try:
            return _read_at(self.fd, offset, view)
        except OSError as error:
            raise SourceReadError(error) from error

    def close(self) -> None:
        """Close it."""
        os.close(self.fd)

    def __enter__(self) -> SourceFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _read_at(fd: int, offset: int, view: memoryview) -> int:
    if sys.platform == "win32":
        os.lseek(fd, offset, os.SEEK_SET)
        data = os.read(fd, len(view))
        view[: len(data)] = data
        return len(data)
    return os.preadv(fd, [view], offset)


def open_file(where: Where, name: Name) -> SourceFile:
    """The regular file `name`. Raises OSError; ESTALE if it is something else by now.

    A link is not followed, and a pipe which took the file's name does not make us wait for its writer. The access time
    stays as it is where we may ask for that (our own files, on Linux).
    """
    path, folder = at(where, name)
    file = SourceFile(_open(path, folder))
    if not stat.S_ISREG(file.found.st_mode):
        file.close()
        raise OSError(errno.ESTALE, "something else has this name now")
    if sys.platform == "linux" and file.found.st_size >= _LARGE:
        os.posix_fadvise(file.fd, 0, 0, os.POSIX_FADV_SEQUENTIAL)
    return file


def _open(path: Name, folder: int | None) -> int:
    if _NO_ACCESS_TIME:
        try:
            return os.open(path, _FLAGS | _NO_ACCESS_TIME, dir_fd=folder)
        except PermissionError:
            pass  # not ours: then its access time changes
    return os.open(path, _FLAGS, dir_fd=folder)
