"""Modes, owners, attributes and times, put on what was made."""

from __future__ import annotations

import base64
import contextlib
import os
import sys
from collections.abc import Mapping

from studio_backup.base.temporary import Name, Where, at
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.folders import native

OWNER_READS = 0o400
_SET_IDS = 0o6000


def is_root() -> bool:
    """Whether owners can be given back."""
    return sys.platform != "win32" and os.geteuid() == 0


def mode_of(entry: Entry) -> int:
    """The mode to set; set-id bits only where the owner is the one they were given for."""
    owned = is_root() or (sys.platform != "win32" and entry.uid == os.geteuid())
    return entry.mode if owned else entry.mode & ~_SET_IDS


def apply_to_file(fd: int, path: Name, entry: Entry, *, with_mode: bool = True) -> tuple[str, ...]:
    """All of a file's metadata by its descriptor (on Windows by its path). Returns what the target refused."""
    refused: list[str] = []
    if sys.platform != "win32":
        if is_root():
            os.fchown(fd, entry.uid, entry.gid)
        refused += _attributes(fd, entry.xattrs)
        if with_mode:
            os.fchmod(fd, mode_of(entry))
        if os.utime in os.supports_fd:
            os.utime(fd, ns=(entry.mtime_ns, entry.mtime_ns))
    else:
        os.utime(path, ns=(entry.mtime_ns, entry.mtime_ns))
    return tuple(refused)


def _attributes(fd: int, xattrs: Mapping[str, str]) -> list[str]:
    if sys.platform != "linux":
        return [f"the attribute {name}" for name in xattrs]
    refused = []
    for name, value in xattrs.items():
        try:
            os.setxattr(fd, name, base64.b64decode(value))
        except (OSError, ValueError):
            refused.append(f"the attribute {name}")
    return refused


def apply_to_folder(where: Where, entry: Entry) -> tuple[str, ...]:
    """A folder's metadata, after all in it is done."""
    if isinstance(where, int):
        return apply_to_file(where, b"", entry)
    os.utime(where, ns=(entry.mtime_ns, entry.mtime_ns))
    return ()


def apply_to_link(where: Where, name: bytes, entry: Entry) -> None:
    """Owner and time of a symbolic link, or of a FIFO, itself."""
    path, folder = at(where, native(name))
    if sys.platform != "win32":
        if is_root():
            os.chown(path, entry.uid, entry.gid, dir_fd=folder, follow_symlinks=False)
        if entry.type == "fifo":
            os.chmod(path, mode_of(entry), dir_fd=folder)
    if os.utime in os.supports_follow_symlinks:
        with contextlib.suppress(OSError):
            os.utime(path, ns=(entry.mtime_ns, entry.mtime_ns), dir_fd=folder, follow_symlinks=False)
