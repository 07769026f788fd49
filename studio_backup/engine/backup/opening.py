"""Opens a file of a source for reading, in such a way that nothing in the source is touched and nothing can hang."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys

from studio_backup.base.files import Name, Where, at

_FLAGS: int = os.O_RDONLY
for _flag in ("O_CLOEXEC", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY"):
    _FLAGS |= getattr(os, _flag, 0)
_NO_ACCESS_TIME: int = getattr(os, "O_NOATIME", 0)


def open_file(where: Where, name: Name) -> io.FileIO:
    """The regular file `name`, unbuffered. Raises OSError; ESTALE if it is something else by now.

    A link is not followed, and a pipe which took the file's name does not make us wait for its writer. The access time
    stays as it is where we may ask for that (our own files, on Linux).
    """
    path, folder = at(where, name)
    fd = _open(path, folder)
    try:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise OSError(errno.ESTALE, "something else has this name now")
        return io.FileIO(fd, "rb")
    except BaseException:
        os.close(fd)
        raise


def _open(path: Name, folder: int | None) -> int:
    if _NO_ACCESS_TIME:
        try:
            return os.open(path, _FLAGS | _NO_ACCESS_TIME, dir_fd=folder)
        except PermissionError:
            pass  # not ours: then its access time changes
    return os.open(path, _FLAGS, dir_fd=folder)


def advise_sequential(fd: int) -> None:
    """Tell the system that a large file is read once, from start to end."""
    if sys.platform == "linux":
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_SEQUENTIAL)
