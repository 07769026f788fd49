"""What killed writers left at a place: temporary files that nobody writes any more."""

from __future__ import annotations

import contextlib

from studio_backup.base.errors import StorageError
from studio_backup.storage.interface import Storage


def remove_leftovers(storage: Storage) -> None:
    """Remove them, each up to a pack in size. What cannot be listed or removed now stays for the next run.

    It walks the whole place, so it is for runs which write there, not for each start.
    """
    with contextlib.suppress(StorageError):
        for leftover in tuple(storage.leftovers()):
            storage.remove_leftover(leftover)
