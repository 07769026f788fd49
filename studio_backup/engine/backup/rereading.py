"""Reads a file at its source again, and compares it with what was stored of it: has it changed without a trace?"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.domain.tree import Entry
from studio_backup.engine.backup.descriptors import OpenFolders
from studio_backup.engine.backup.mounts import MountTable
from studio_backup.engine.backup.opening import SourceFile, SourceReadError, open_file
from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.placeholders import is_online_only
from studio_backup.repository.crypto import ContentDigest

Outcome = Literal["same", "changed", "edited", "gone", "unreadable", "stopped"]
"""changed: other contents, though size and time are the same. edited: size or time is another: a backup takes it."""

PIECE: Final = 4 << 20
"""Bytes read at once, and between two looks whether to go on."""

GoingOn = Callable[[int], bool]
"""Called after each piece with its bytes; may wait; False: stop."""


@dataclass(frozen=True, slots=True)
class Reread:
    """`digest`: of the contents as they are now, where they were read to their end."""

    outcome: Outcome
    digest: str = ""


class Rereader:
    """For the files of one source. A context: it holds folders open."""

    def __init__(self, root: str, mounts: MountTable, going_on: GoingOn) -> None:
        self._folders, self._mounts, self._going_on = OpenFolders(root), mounts, going_on

    def __enter__(self) -> Rereader:
        return self

    def __exit__(self, *_: object) -> None:
        self._folders.close()

    def read(self, path: bytes, stored: Entry) -> Reread:
        """One file, by its path below the source. What differs is read twice: a reading may go wrong, too."""
        first = self._read(path, stored)
        if first.outcome != "changed":
            return first
        second = self._read(path, stored)
        return second if second.digest == first.digest or second.outcome != "changed" else Reread("unreadable")

    def _read(self, path: bytes, stored: Entry) -> Reread:
        *above, name = os.fsdecode(path).split("/")
        place = Place(None, "")
        for part in above:
            place = Place(place, part)
        try:
            with self._folders.at(place) as where, open_file(where, name) as file:
                if _is_edited(file.found, stored):
                    return Reread("edited")
                if is_online_only(name, file.found, self._mounts):
                    return Reread("unreadable")
                return self._compared(file, stored)
        except FileNotFoundError:
            return Reread("gone")
        except (OSError, SourceReadError):
            return Reread("unreadable")

    def _compared(self, file: SourceFile, stored: Entry) -> Reread:
        _let_go_of_pages(file.fd)  # what is in memory says nothing of what is on the disk
        digest = ContentDigest()
        for offset, length in stored.extents if stored.extents is not None else ((0, stored.size),):
            if not self._digest(file, offset, offset + length, digest):
                return Reread("stopped")
        now = digest.hexdigest()
        if now == stored.digest:
            return Reread("same", now)
        return Reread("edited") if _is_edited(file.look(), stored) else Reread("changed", now)

    def _digest(self, file: SourceFile, offset: int, end: int, digest: ContentDigest) -> bool:
        buffer = memoryview(bytearray(min(PIECE, max(1, end - offset))))
        while offset < end:
            count = file.read_at(offset, buffer[: min(len(buffer), end - offset)])
            if not count:
                return True  # it became shorter just now: its size tells that
            digest.update(buffer[:count])
            offset += count
            if not self._going_on(count):
                return False
        return True


def _is_edited(found: os.stat_result, stored: Entry) -> bool:
    return (found.st_size, found.st_mtime_ns) != (stored.size, stored.mtime_ns)


def _let_go_of_pages(fd: int) -> None:
    if sys.platform == "linux":
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
