"""The demo's folder: everything lies below it, and only what carries its mark is ever deleted."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from studio_backup.base.errors import RefusedError, StudioBackupError
from studio_backup.base.names import display

MARK = ".studio-backup-demo"
_TEXT = b"This folder was made by `studio-backup demo`, which may delete the folders named here:\n"
AWAY = "travel-drive-away"
"""What the travel drive's folder is called while it is not there."""
_COPIES = ("from-nas", "from-cloud", "restored", "rescued")
_STUDIO = ("weddings", "office-drive", "travel-drive", AWAY, "spare-drive", "first-run")
PARTS = ("source", "safe", "laptop", "vault", "nas", "cloud", "new-laptop", *_COPIES, *_STUDIO, "temporary")
"""The folders the demo makes, and the only ones it deletes."""


class DemoFolder:
    """Made new, or found with the demo's mark in it. Raises RefusedError for a folder that holds something else."""

    def __init__(self, path: str | None) -> None:
        self.temporary = path is None
        self.path = os.path.realpath(path or tempfile.mkdtemp(prefix="studio-backup-demo-"))
        with _told(self.path):
            self._claim()

    def _claim(self) -> None:
        os.makedirs(self.path, mode=0o700, exist_ok=True)
        if os.path.exists(self.at(MARK)):
            self._check_mark()
            self._remove_parts()
        elif os.listdir(self.path):
            raise RefusedError(
                f"{display(self.path)} holds something already, and not from an earlier demo.",
                hint="Name a new or an empty folder; nothing was touched.",
            )
        with open(self.at(MARK), "wb") as file:
            file.write(_TEXT + "\n".join(PARTS).encode() + b"\n")

    def _check_mark(self) -> None:
        with open(self.at(MARK), "rb") as file:
            if not file.read(len(_TEXT)) == _TEXT:
                raise RefusedError(f"{display(self.at(MARK))} is not the mark of a demo.", hint="Name another folder.")

    def at(self, *parts: str) -> str:
        """A path below the folder."""
        return os.path.join(self.path, *parts)

    def make(self, part: str) -> str:
        """Make one of the demo's folders."""
        with _told(self.at(part)):
            os.mkdir(self.at(_known(part)), 0o700)
        return self.at(part)

    def lose(self, part: str) -> None:
        """Delete one of the demo's folders with everything in it."""
        self._check_mark()
        if os.path.isdir(self.at(_known(part))):
            shutil.rmtree(self.at(part), onerror=_make_writable)

    def _remove_parts(self) -> None:
        for part in PARTS:
            self.lose(part)

    def remove(self) -> None:
        """Delete what the demo made, and the folder itself if nothing else lies in it."""
        with _told(self.path):
            self._remove_parts()
            os.unlink(self.at(MARK))
            with contextlib.suppress(OSError):
                os.rmdir(self.path)


def _known(part: str) -> str:
    if part not in PARTS:
        raise ValueError(part)
    return part


def _make_writable(function: Callable[[str], Any], path: str, _error: Any) -> None:
    """Some objects are read-only on purpose."""
    with contextlib.suppress(OSError):
        os.chmod(os.path.dirname(path), stat.S_IRWXU)
        os.chmod(path, stat.S_IRWXU)
    function(path)


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    """Failures of the file system in words."""
    try:
        yield
    except OSError as error:
        raise StudioBackupError(
            f"The demo cannot use {display(path)}: {error.strerror}.", hint="Name another folder: demo DIR."
        ) from error
