"""What the operating system says about a source, in words which say what to do."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass

from studio_backup.domain.tree import UNREADABLE, VANISHED

_SHARING_VIOLATION = 32
_LOCK_VIOLATION = 33
_GONE = frozenset({errno.ENOENT, errno.ESTALE, errno.ENOTDIR, errno.ELOOP})

CHANGING = (
    "It changed while it was read, twice: what is stored mixes two moments. Back up again when its program rests."
)
ONLINE_ONLY_TEXT = (
    "It is online only: its contents are in the cloud, not on this computer. Make it available offline "
    '("Always keep on this device") to have it backed up.'
)
SPECIAL_TEXT = "It is a pipe, socket or device: there are no contents to store."
UNMOUNTED_TEXT = (
    "Another drive is usually mounted here, and it is not mounted now. Connect it and back up again; "
    "earlier points still hold its files."
)

_FULL_DISK_ACCESS = (
    "macOS does not let this program read it. Open System Settings, Privacy & Security, Full Disk Access, "
    "and switch it on for the program that runs the backup."
)
_NO_PERMISSION = "You have no permission to read it. Change its permissions, or run the backup as its owner."
_BY_ERRNO = {
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EIO: "The drive cannot read it (input/output error) and may be failing. Copy what you can to another drive.",
}


def is_held(error: OSError) -> bool:
    """Whether another program holds the file (Windows)."""
    return getattr(error, "winerror", None) in (_SHARING_VIOLATION, _LOCK_VIOLATION)


@dataclass(frozen=True, slots=True)
class Problem:
    """A flag of docs/format.md and the sentence that goes with it."""

    flag: str
    text: str


def problem_of(error: OSError, *, platform: str = sys.platform, held_by: str = "") -> Problem:
    """The flag and sentence for an entry that could not be read. `held_by`: names of the programs that hold it."""
    if is_held(error):
        program = held_by or "Another program"
        return Problem(UNREADABLE, f"{program} holds it open. Close that program, then back up again.")
    if error.errno in _GONE:
        return Problem(VANISHED, "It was removed or replaced while the backup ran. The next backup sees what is there.")
    if error.errno == errno.EPERM and platform == "darwin":
        return Problem(UNREADABLE, _FULL_DISK_ACCESS)
    why = error.strerror or type(error).__name__
    return Problem(UNREADABLE, _BY_ERRNO.get(error.errno or 0) or f"It cannot be read: {why}. Check the drive.")
