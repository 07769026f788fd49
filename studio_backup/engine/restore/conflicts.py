"""What stands at the target already, and what is done about it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.base.temporary import Where, at
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.contents import compare
from studio_backup.engine.restore.folders import TargetFolders, native, split
from studio_backup.engine.restore.names import Rules, numbered
from studio_backup.engine.restore.plan import OnConflict
from studio_backup.engine.restore.ports import Ask, Decision
from studio_backup.engine.restore.walk import child_path


def is_same(folders: TargetFolders, target: bytes, entry: Entry, there: os.stat_result) -> bool:
    """Whether what stands at `target` is what the entry would make: equal bytes, an equal link. Reads if it must."""
    if entry.type == "folder":
        return stat.S_ISDIR(there.st_mode)
    if entry.type == "fifo":
        return stat.S_ISFIFO(there.st_mode)
    folder, name = split(target)
    with folders.folder(folder) as where:
        if entry.type == "link":
            return stat.S_ISLNK(there.st_mode) and link_target(where, name) == entry.raw_target
        if not stat.S_ISREG(there.st_mode) or there.st_size != entry.size:
            return False
        try:
            return compare(where, name, entry).equal
        except OSError:
            return False  # unreadable for us: surely nothing to rely on


def link_target(where: Where, name: bytes) -> bytes:
    """Where a symbolic link leads, in raw bytes."""
    path, folder = at(where, native(name))
    if isinstance(path, bytes):
        return os.readlink(path, dir_fd=folder)
    return os.readlink(path).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Resolver:
    """Decides conflicts in the way a person chose. `started_ns` dates the names of `keep-both`."""

    folders: TargetFolders
    rules: Rules
    mode: OnConflict
    started_ns: int
    ask: Ask | None = None

    def decide(self, path: bytes, entry: Entry) -> Decision:
        """What is done about one conflict. Raises UsageError if a person would have to be asked and none is there."""
        if self.mode != "ask":
            return self.mode
        if self.ask is None:
            raise UsageError(
                "There is nobody to ask about conflicts.", hint="Use --on-conflict keep-both, replace or skip."
            )
        return self.ask(display(path), entry.size)

    def beside(self, target: bytes, entry: Entry) -> tuple[bytes, bool]:
        """(a name beside `target` that is free, or holds this very entry already; whether it does)."""
        folder, name = split(target)
        day = datetime.fromtimestamp(self.started_ns / 1e9, UTC).astimezone().date().isoformat()
        number = 1
        while True:
            other = child_path(folder, numbered(name, f"restored {day}", number, self.rules))
            there = self.folders.look(other)
            if there is None:
                return other, False
            if entry.type != "folder" and is_same(self.folders, other, entry, there):
                return other, True
            number += 1
