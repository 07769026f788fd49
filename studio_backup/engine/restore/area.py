"""The restore's own folder inside the target: temporary files, and what `undo` may put back.

`.studio-backup-restore-<id>/` (0700) holds `new/` (temporary files, removed at the end) and `kept/` (what was replaced
or set aside, under names of the journal). It lies on the target's file system: keeping and putting back are renames.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat

from studio_backup.base.files import fsync_directory

PREFIX = ".studio-backup-restore-"


def area_path(to: str, restore: str) -> str:
    """The folder of one restore."""
    return os.path.join(to, PREFIX + restore)


class Area:
    """Makes, measures and removes the folder. Paths are short: they hang directly below the target."""

    def __init__(self, to: str, restore: str) -> None:
        self.path = area_path(to, restore)
        self.new = os.path.join(self.path, "new")
        self.kept = os.path.join(self.path, "kept")

    def make(self) -> None:
        """Make it, or empty the temporary files of a stopped run."""
        with contextlib.suppress(FileExistsError):
            os.mkdir(self.path, 0o700)
        self._check()
        remove_tree(self.new)
        os.mkdir(self.new, 0o700)
        with contextlib.suppress(FileExistsError):
            os.mkdir(self.kept, 0o700)
        fsync_directory(self.path)

    def _check(self) -> None:
        found = os.lstat(self.path)
        mine = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
        if not stat.S_ISDIR(found.st_mode) or not mine:
            raise OSError(0, f"{self.path} is not this program's folder")

    def kept_bytes(self) -> int:
        """What the kept things take, in bytes."""
        return sum(
            os.lstat(os.path.join(folder, name)).st_size
            for folder, _, names in os.walk(os.fsencode(self.kept))
            for name in names
        )

    def finish(self) -> None:
        """Remove the temporary files, and all of the folder if nothing is kept."""
        remove_tree(self.new)
        with contextlib.suppress(OSError):
            os.rmdir(self.kept)
        with contextlib.suppress(OSError):
            os.rmdir(self.path)

    def remove(self) -> None:
        """Remove the folder with all that was kept."""
        remove_tree(self.path)


def remove_tree(path: str) -> None:
    """Remove a folder and all below it, if it is there; links are removed, not followed."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(path)
