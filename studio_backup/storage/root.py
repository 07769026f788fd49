"""The root folder of a place, held open, and the guard which keeps writers out of a wrong or empty one.

A drive can go and leave an empty mount point behind; another can come under the same letter. All work goes by the
descriptor of the root which was checked, so nothing can be made in a wrong place; before each write the path must
still lead to that very folder, and the marker in it be the one that was checked.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studio_backup.base.errors import MarkerError, StorageUnavailable
from studio_backup.base.files import Where, at
from studio_backup.domain.objects import TIER_MARKER
from studio_backup.storage.naming import TOP_FOLDERS

IdentityCheck = Callable[[bytes], None]
_MARKER_MAX = 1 << 20
_NOT_HERE = "Connect the drive or the share of this place, then try again. Nothing was written."


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells one folder or file from another that took its place."""

    device: int
    inode: int
    modified_ns: int = 0

    @classmethod
    def of_folder(cls, found: os.stat_result) -> _Stamp:
        return cls(found.st_dev, found.st_ino)

    @classmethod
    def of_file(cls, found: os.stat_result) -> _Stamp:
        return cls(found.st_dev, found.st_ino, found.st_mtime_ns)


class OpenRoot:
    """An open root folder; its descriptor lives as long as somebody works with it."""

    def __init__(self, path: str) -> None:
        self._fd = -1
        if sys.platform == "win32":
            self.stamp = _Stamp.of_folder(os.stat(path))
        else:
            self._fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            self.stamp = _Stamp.of_folder(os.fstat(self._fd))
        self.where: Where = path if self._fd < 0 else self._fd

    def marker(self) -> tuple[_Stamp, bytes]:
        """The marker and its bytes; FileNotFoundError if there is none."""
        path, folder = at(self.where, TIER_MARKER)
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0), dir_fd=folder)
        try:
            return _Stamp.of_file(os.fstat(fd)), os.read(fd, _MARKER_MAX)
        finally:
            os.close(fd)

    def marker_stamp(self) -> _Stamp:
        """The marker's stamp, without reading it; FileNotFoundError if there is none."""
        path, folder = at(self.where, TIER_MARKER)
        return _Stamp.of_file(os.stat(path, dir_fd=folder, follow_symlinks=False))

    def holds_anything(self) -> bool:
        """Whether a marker or any folder of objects is there."""
        return any(self._has(name) for name in (TIER_MARKER, *sorted(TOP_FOLDERS)))

    def _has(self, name: str) -> bool:
        path, folder = at(self.where, name)
        try:
            os.stat(path, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def __del__(self) -> None:
        if self._fd >= 0:
            fd, self._fd = self._fd, -1
            with contextlib.suppress(OSError):
                os.close(fd)


class Root:
    """Opens, checks and re-opens the root. Safe to use from many threads."""

    def __init__(self, path: str, *, identity: IdentityCheck | None, marker_required: bool) -> None:
        self._path = path
        self._identity = identity
        self._required = marker_required or identity is not None
        self._open: OpenRoot | None = None
        self._checked: _Stamp | None = None
        self._mutex = threading.Lock()
        self.generation = 0  # counts re-openings: what was known of the folders below is void after one

    def reading(self) -> OpenRoot:
        """The root for reading; a missing marker stops no reader."""
        with self._mutex:
            return self._opened()

    def listing(self) -> OpenRoot:
        """The root for listing. MarkerError if there is neither a marker nor any object: a place which is not here
        must never pass for an empty one."""
        with self._mutex:
            root = self._current()
            if self._required and not root.holds_anything():
                raise self._unmarked()
            return root

    def writing(self, name: str) -> OpenRoot:
        """The root for writing `name`, checked. MarkerError if the marker is missing or foreign.

        The marker itself may be written where there is none.
        """
        with self._mutex:
            root = self._current()
            if self._required and name != TIER_MARKER:
                self._check_marker(root)
            return root

    def suspect(self) -> None:
        """An error occurred: open anew and check the identity before the next use."""
        with self._mutex:
            self._open = self._checked = None

    def let_go(self) -> None:
        """Close, without waiting for a call that hangs: whoever hangs holds the lock, and ends with the process."""
        if self._mutex.acquire(blocking=False):
            try:
                self._open = self._checked = None
            finally:
                self._mutex.release()

    def _opened(self) -> OpenRoot:
        if self._open is None:
            self._open = self._reopen()
        return self._open

    def _reopen(self) -> OpenRoot:
        self._checked = None
        self.generation += 1
        with self._missing_said():
            return OpenRoot(self._path)

    @contextlib.contextmanager
    def _missing_said(self) -> Iterator[None]:
        try:
            yield
        except (FileNotFoundError, NotADirectoryError) as error:
            raise StorageUnavailable(
                f"The folder {self._path} is not there.", hint=_NOT_HERE, retryable=False
            ) from error

    def _current(self) -> OpenRoot:
        """The folder to which the path leads now."""
        root = self._opened()
        with self._missing_said():
            now = _Stamp.of_folder(os.stat(self._path))
        if now != root.stamp:
            self._open = root = self._reopen()
        return root

    def _check_marker(self, root: OpenRoot) -> None:
        try:
            if self._checked is not None and root.marker_stamp() == self._checked:
                return
            stamp, data = root.marker()
        except FileNotFoundError as error:
            self._checked = None
            raise self._unmarked() from error
        if self._identity is not None:
            self._identity(data)
        self._checked = stamp

    def _unmarked(self) -> MarkerError:
        return MarkerError(f"{self._path} bears no marker of this vault.", hint=_NOT_HERE)
