"""Open folders of a source, at most a few at once.

A folder is opened from its parent's descriptor, one component at a time and never through a link, so neither a path
of more than 4,096 bytes nor a tree of 5,000 levels is a problem, and a folder which was swapped for a link is noticed.
Where the platform has no descriptors of folders (Windows), paths with the long-path prefix take their place.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Iterator

from studio_backup.base.files import Where
from studio_backup.engine.backup.place import Place

LIMIT = 48
"""Descriptors kept open for later; those in use at this moment come on top."""
_FLAGS: int = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)
_PASSING: int = getattr(os, "O_PATH", 0)


class _Held:
    __slots__ = ("fd", "uses")

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.uses = 0


class OpenFolders:
    """Gives the descriptor of any place below one root. Thread-safe. Close it when the walk is over."""

    def __init__(self, root: str, *, limit: int = LIMIT) -> None:
        self._root = root
        self._limit = limit
        self._held: OrderedDict[Place, _Held] = OrderedDict()
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def at(self, place: Place) -> Iterator[Where]:
        """The folder, open for the length of the context. Raises OSError; ESTALE if another folder has its name now."""
        if sys.platform == "win32":
            yield long_path(self._root, place.parts())
            return
        with self._lock:
            held = self._take(place)
        try:
            yield held.fd
        finally:
            with self._lock:
                held.uses -= 1
                self._shrink()

    def _take(self, place: Place) -> _Held:
        """The place's descriptor, with one use more; opens what is missing on the way from the nearest open parent."""
        missing: list[Place] = []
        here: Place | None = place
        while here is not None and here not in self._held:
            missing.append(here)
            here = here.parent
        above = self._use(here) if here is not None else None
        for step in reversed(missing):
            above = self._descend(above, step)
        assert above is not None
        return above

    def _use(self, place: Place) -> _Held:
        held = self._held[place]
        held.uses += 1
        self._held.move_to_end(place)
        return held

    def _descend(self, above: _Held | None, step: Place) -> _Held:
        try:
            fd = open_root(self._root) if above is None else os.open(step.name, _FLAGS | _NO_LINK, dir_fd=above.fd)
        finally:
            if above is not None:
                above.uses -= 1
        if not _is_same(fd, step):
            os.close(fd)
            raise OSError(errno.ESTALE, "another folder has this name now")
        held = self._held[step] = _Held(fd)
        held.uses = 1
        self._shrink()
        return held

    def _shrink(self) -> None:
        if len(self._held) <= self._limit:
            return
        idle = [place for place, held in self._held.items() if not held.uses]
        for place in idle[: len(self._held) - self._limit]:
            self._close(place)

    def _close(self, place: Place) -> None:
        os.close(self._held.pop(place).fd)

    def close(self) -> None:
        """Close all; idempotent."""
        with self._lock:
            for place in list(self._held):
                self._close(place)


def _is_same(fd: int, place: Place) -> bool:
    """Whether this is the folder seen before; one that is seen for the first time is remembered."""
    found = os.fstat(fd)
    if not place.inode:
        place.device, place.inode = found.st_dev, found.st_ino
    return (found.st_dev, found.st_ino) == (place.device, place.inode)


def open_root(path: str) -> int:
    """A descriptor of the root folder, however long its path is."""
    try:
        return os.open(path, _FLAGS)
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
    return _open_by_steps(path)


def _open_by_steps(path: str) -> int:
    here = os.open("/", _FLAGS | _PASSING)
    parts = [part for part in path.split("/") if part]
    for number, part in enumerate(parts, 1):
        try:
            # Folders on the way may be closed to reading and yet be passable.
            there = os.open(part, _FLAGS | (_PASSING if number < len(parts) else 0), dir_fd=here)
        finally:
            os.close(here)
        here = there
    return here


def long_path(root: str, parts: list[str]) -> str:
    r"""A Windows path which may be longer than 260 characters: \\?\C:\… or \\?\UNC\server\…"""
    path = "\\".join([root.rstrip("\\"), *parts]) if parts else root
    if path.startswith("\\\\?\\"):
        return path
    return "\\\\?\\UNC\\" + path[2:] if path.startswith("\\\\") else "\\\\?\\" + path
