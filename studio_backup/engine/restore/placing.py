"""Names on the target: given, kept for undo, taken back. Each change stands in the journal before it is made."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import secrets
from collections.abc import Callable, Sequence

from studio_backup.base.files import fsync_directory
from studio_backup.base.temporary import Where, at
from studio_backup.engine.restore.area import Area
from studio_backup.engine.restore.folders import TargetFolders, look, native, split
from studio_backup.engine.restore.journal import Change, Journal

_NO_LINKS = frozenset({errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.EINVAL})

_GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP})  # something else stands there by now: nothing to settle


class Places:
    """Changes names below the target. One thread at a time."""

    def __init__(self, folders: TargetFolders, area: Area, journal: Journal) -> None:
        self.folders = folders
        self._area, self._journal = area, journal
        self._run = secrets.token_hex(4)  # what a killed run announced is never meant by what this one keeps
        self._numbers = itertools.count(1)
        self._touched: set[bytes] = set()

    def announce(self, changes: list[Change]) -> None:
        """Tell the journal, durably, what is about to change."""
        if changes:
            self._journal.record(changes)
            self._journal.sync()

    def new_kept_name(self) -> str:
        """A name for something to keep, used once."""
        return f"{self._run}-{next(self._numbers)}"

    def keep(self, target: bytes, kept: str) -> bool:
        """Move what stands at a path to the kept folder. False if nothing stands there any more."""
        folder, name = split(target)
        self.folders.forget(target)
        with self.folders.folder(folder) as where:
            if look(where, name) is None:
                return False
            path, fd = at(where, native(name))
            os.rename(path, _typed(os.path.join(self._area.kept, kept), path), src_dir_fd=fd)
        self._touched.add(folder)
        return True

    def put_back(self, target: bytes, kept: str) -> bool:
        """Move a kept thing back to its path, in place of a file that stands there. False if it is not kept."""
        source = os.path.join(self._area.kept, kept)
        if not os.path.lexists(source):
            return False
        folder, name = split(target)
        with self.folders.folder(folder) as where:
            path, fd = at(where, native(name))
            os.replace(_typed(source, path), path, dst_dir_fd=fd)
        self._touched.add(folder)
        return True

    def put_all_back(self, changes: Sequence[Change]) -> None:
        """Put back what these changes moved away, and take back what was told of them."""
        for change in changes:
            if change.kept:
                self.put_back(change.target, change.kept)
        self.announce([Change("none", change.target) for change in changes])

    def name_file(self, temporary: str, target: bytes) -> None:
        """Give a temporary file its name. FileExistsError if something stands there."""
        folder, name = split(target)
        with self.folders.folder(folder) as where:
            path, fd = at(where, native(name))
            source = _typed(temporary, path)
            _link_or_rename(source, path, fd, lambda: look(where, name) is not None)
        self._touched.add(folder)

    def make(self, target: bytes, how: Callable[[Where, bytes], None]) -> None:
        """Make something (a folder, a link) under a name. `how` raises FileExistsError if something stands there."""
        folder, name = split(target)
        with self.folders.folder(folder) as where:
            how(where, name)
        self._touched.add(folder)

    def remove(self, target: bytes, *, folder: bool = False) -> None:
        """Remove a name; of a folder only an empty one. Nothing there is no error."""
        above, name = split(target)
        self.folders.forget(target)
        with contextlib.suppress(FileNotFoundError), self.folders.folder(above) as where:
            path, fd = at(where, native(name))
            if folder:
                os.rmdir(path, dir_fd=fd)
            else:
                os.unlink(path, dir_fd=fd)
        self._touched.add(above)

    def settle(self) -> None:
        """Make all changed names durable."""
        with contextlib.suppress(FileNotFoundError):
            fsync_directory(self._area.kept)
        touched, self._touched = self._touched, set()
        for folder in sorted(touched):
            self._settle_folder(folder)

    def _settle_folder(self, folder: bytes) -> None:
        try:
            with self.folders.folder(folder) as where:
                fsync_directory(where)
        except OSError as error:
            if error.errno not in _GONE:
                raise


def _typed(path: str, like: str | bytes) -> str | bytes:
    return os.fsencode(path) if isinstance(like, bytes) else path


def _link_or_rename(source: str | bytes, path: str | bytes, fd: int | None, taken: Callable[[], bool]) -> None:
    """Never over something that stands there, where the file system knows hard links."""
    try:
        os.link(source, path, dst_dir_fd=fd, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if taken():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.rename(source, path, dst_dir_fd=fd)
    else:
        os.unlink(source)
