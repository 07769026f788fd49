"""The target's folders, opened one component at a time without following any link.

Where the platform has directory descriptors, a folder is one and a path of any length works; on Windows it is a path
each of whose parts was looked at first.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator

from studio_backup.base.temporary import Name, Where, at

_FLAGS: int = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_CACHED = 64
_WINDOWS = sys.platform == "win32"
_JUNCTION = 0x400  # FILE_ATTRIBUTE_REPARSE_POINT


def native(name: bytes) -> Name:
    """A stored name as the platform's calls take it: bytes, on Windows text (the stored form is WTF-8)."""
    return name.decode("utf-8", "surrogatepass") if _WINDOWS else name


def split(target: bytes) -> tuple[bytes, bytes]:
    """(folder, name) of a path below the target."""
    folder, _, name = target.rpartition(b"/")
    return folder, name


def look(where: Where, name: bytes) -> os.stat_result | None:
    """What stands under a name, links not followed; None if nothing."""
    path, folder = at(where, native(name))
    try:
        return os.stat(path, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None


class TargetFolders:
    """Folders below `base` by their path; the last ones used stay open. Safe for many threads."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._lock = threading.Lock()
        self._open: OrderedDict[bytes, int] = OrderedDict()
        self._top = -1 if _WINDOWS else os.open(base, _FLAGS & ~getattr(os, "O_NOFOLLOW", 0))

    @contextlib.contextmanager
    def folder(self, path: bytes) -> Iterator[Where]:
        """The folder at a path below the base; b"" is the base. FileNotFoundError, NotADirectoryError, ELOOP."""
        if _WINDOWS:
            yield self._walked(path)
            return
        with self._lock:
            fd = os.dup(self._descriptor(path))
        try:
            yield fd
        finally:
            os.close(fd)

    def _descriptor(self, path: bytes) -> int:
        if not path:
            return self._top
        found = self._open.get(path)
        if found is not None:
            self._open.move_to_end(path)
            return found
        return self._opened(path)

    def _opened(self, path: bytes) -> int:
        """Open from the nearest open parent downwards, keeping the last few folders on the way."""
        ends = [at for at, byte in enumerate(path) if byte == 0x2F] + [len(path)]
        known = next((n for n in range(len(ends) - 1, -1, -1) if path[: ends[n]] in self._open), -1)
        here = self._top if known < 0 else self._open[path[: ends[known]]]
        fd, kept = here, True
        for number in range(known + 1, len(ends)):
            start = ends[number - 1] + 1 if number else 0
            try:
                below = os.open(path[start : ends[number]], _FLAGS, dir_fd=fd)
            finally:
                if not kept:
                    os.close(fd)
            fd, kept = below, number >= len(ends) - _CACHED // 2
            if kept:
                self._keep(path[: ends[number]], fd)
        return fd

    def _keep(self, path: bytes, fd: int) -> None:
        self._open[path] = fd
        while len(self._open) > _CACHED:
            _, old = self._open.popitem(last=False)
            os.close(old)

    def _walked(self, path: bytes) -> str:
        here = self.base
        for part in path.split(b"/") if path else ():
            here = os.path.join(here, part.decode("utf-8", "surrogatepass"))
            found = os.lstat(here)
            if stat.S_ISLNK(found.st_mode) or getattr(found, "st_file_attributes", 0) & _JUNCTION:
                raise OSError(errno.ELOOP, "a link stands in the way", here)
            if not stat.S_ISDIR(found.st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), here)
        return here

    def forget(self, path: bytes) -> None:
        """Close what is kept of a folder and all below: it is about to be moved or removed."""
        with self._lock:
            for known in [p for p in self._open if p == path or p.startswith(path + b"/")]:
                os.close(self._open.pop(known))

    def look(self, target: bytes) -> os.stat_result | None:
        """What stands at a path below the base; None if nothing, or its folder is no folder."""
        folder, name = split(target)
        try:
            with self.folder(folder) as where:
                return look(where, name)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            if error.errno == errno.ELOOP:
                return None
            raise

    def close(self) -> None:
        """Let go of all descriptors."""
        with self._lock:
            for fd in self._open.values():
                os.close(fd)
            self._open.clear()
            if self._top >= 0:
                os.close(self._top)
                self._top = -1
