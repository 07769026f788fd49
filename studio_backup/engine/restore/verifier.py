"""Restored files read again, after they have their names, and compared with the point's digests."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from studio_backup.base.temporary import Where, at
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.contents import compare
from studio_backup.engine.restore.folders import TargetFolders, native, split
from studio_backup.engine.restore.metadata import OWNER_READS, is_root, mode_of
from studio_backup.engine.restore.outcome import Outcome
from studio_backup.engine.restore.plan import Item


class Verifier:
    """Reads files again. Safe for many threads. `wrong`: files whose bytes are not right, by item number."""

    def __init__(self, items: Sequence[Item], folders: TargetFolders, outcome: Outcome) -> None:
        self._items, self._folders, self._outcome = items, folders, outcome
        self.wrong: list[int] = []

    def verify(self, number: int) -> None:
        """Compare one file with its entry; a difference is a failure of that file."""
        entry = self._items[number].entry
        folder, name = split(self._outcome.targets[number])
        try:
            with self._folders.folder(folder) as where:
                compared = compare(where, name, entry)
                _late_mode(where, name, entry)
        except OSError as error:
            self._outcome.fail(number, f"It could not be read again: {error.strerror}.")
            return
        if compared.equal:
            self._outcome.verify(number, compared.how)
        else:
            self.wrong.append(number)
            self._outcome.fail(number, "Read again after it was written, it has other bytes: check this disk.")


def _late_mode(where: Where, name: bytes, entry: Entry) -> None:
    """A mode that forbids its owner to read waited until now."""
    if sys.platform != "win32" and not is_root() and not entry.mode & OWNER_READS:
        path, folder = at(where, native(name))
        os.chmod(path, mode_of(entry), dir_fd=folder)
