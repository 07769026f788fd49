"""Temporary files: who writes them, and whether he still lives. The lock tells, never the age or a process id."""

from __future__ import annotations

import errno
import os
import re
import sys
from dataclasses import dataclass
from typing import TypeAlias

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Where: TypeAlias = int | str | bytes  # a folder: its descriptor, or its path where the platform has no dir_fd
Name: TypeAlias = str | bytes

_FLAGS: int = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_NO_LOCKS = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL})
_TEMPORARY = re.compile(r"\.sb-(?P<device>[0-9a-f]{8})-(?P<run>[0-9a-f]{8})-[0-9]+\.tmp\Z")


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, as temporary names tell it: hex ids of the device and of its present run.

    Only the first eight digits of each go into a name, to keep it short.
    """

    device: str
    run: str

    def temporary(self, number: int) -> str:
        """A temporary file's name."""
        return f".sb-{self.device[:8]:0>8}-{self.run[:8]:0>8}-{number}.tmp"


def parse_temporary(name: Name) -> tuple[str, str] | None:
    """(device, run), eight hex digits each, of a temporary name; None for any other name."""
    found = _TEMPORARY.match(os.fsdecode(name))
    return (found["device"], found["run"]) if found else None


def at(where: Where, name: Name) -> tuple[Name, int | None]:
    """The path and dir_fd which the calls of `os` take for `name` in `where`."""
    if isinstance(where, int):
        return name, where
    if isinstance(where, str) and isinstance(name, str):
        return os.path.join(where, name), None
    return os.path.join(os.fsencode(where), os.fsencode(name)), None


def lock(fd: int) -> bool | None:
    """Take the file's lock without waiting. False: another has it. None: this file system knows no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(fd, 1 << 40, os.SEEK_SET)  # locks are mandatory there: one byte far behind the contents
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            os.lseek(fd, 0, os.SEEK_SET)
        else:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return None if error.errno in _NO_LOCKS else False
    return True


def is_dead(where: Where, name: Name) -> bool | None:
    """Whether nobody writes this temporary file any more. None: this file system knows no locks. May raise OSError."""
    path, folder_fd = at(where, name)
    fd = os.open(path, os.O_RDWR | _FLAGS, dir_fd=folder_fd)
    try:
        return lock(fd)
    finally:
        os.close(fd)
