"""Moving a file away which cannot be used as the catalog: nothing is ever deleted."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.files import fsync_directory
from studio_backup.base.os_errors import translated

_DAMAGED: Final = "-damaged"
_WITH_IT: Final = ("-wal", "-shm", "-journal", _DAMAGED)
"""What belongs to the file; a log left behind would be played into the new one."""


def set_aside(path: str, clock: Clock) -> str:
    """Move the file and what belongs to it to a free name beside it. The path it has now ("" if there was none)."""
    if not any(os.path.lexists(path + end) for end in ("", *_WITH_IT)):
        return ""
    with translated("The catalog's folder", "renaming"):
        aside = _free(f"{path}.set-aside-{_stamp(clock)}")
        for end in ("", *_WITH_IT):
            if os.path.lexists(path + end):
                os.replace(path + end, aside + end)
        fsync_directory(os.path.dirname(os.path.abspath(path)))
    return aside


def mark_damaged(path: str) -> None:
    """Leave a note that SQLite found the file damaged: the next start sets it aside."""
    with open(path + _DAMAGED, "wb"):
        pass


def is_marked_damaged(path: str) -> bool:
    """Whether the note is there."""
    return os.path.lexists(path + _DAMAGED)


def _stamp(clock: Clock) -> str:
    return datetime.fromtimestamp(clock.now_ns() // 1_000_000_000, UTC).strftime("%Y%m%d-%H%M%S")


def _free(wanted: str) -> str:
    name, count = wanted, 1
    while any(os.path.lexists(name + end) for end in ("", *_WITH_IT)):
        count += 1
        name = f"{wanted}-{count}"
    return name
