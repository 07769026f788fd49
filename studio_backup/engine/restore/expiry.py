"""What a restore replaced is kept for 30 days; after that the next restore or undo removes it, and says so."""

from __future__ import annotations

import contextlib
import os
import re

from studio_backup.base.errors import RefusedError
from studio_backup.engine.restore.area import PREFIX, Area, area_path
from studio_backup.engine.restore.journal import Journal, Recorded, all_journals

KEPT_DAYS = 30
_ID = re.compile(r"[0-9a-f]{16}")
_DAY_NS = 86_400 * 1_000_000_000


def drop_expired(restores: str, now_ns: int, *, spared: str = "") -> tuple[str, ...]:
    """Remove what restores older than 30 days kept; returns their ids. `spared`: the one being worked on."""
    dropped = []
    for one in all_journals(restores):
        old = now_ns - one.begun.started_ns > KEPT_DAYS * _DAY_NS
        if old and one.begun.id != spared and os.path.isdir(area_path(one.begun.to, one.begun.id)):
            with contextlib.suppress(OSError, RefusedError):
                drop(one)
                dropped.append(one.begun.id)
    return tuple(dropped)


def tidy(to: str, restores: str, now_ns: int, *, spared: str) -> tuple[str, ...]:
    """Look after what other restores left in this target; returns the ids of those whose kept files were removed.

    Of one that was stopped and never went on, the temporary files go. Of one that no home knows any more, all goes
    after the same 30 days, by the age of its folder.
    """
    known = {one.begun.id: one for one in all_journals(restores)}
    dropped = []
    for name in os.listdir(to):
        id_ = name[len(PREFIX) :]
        if not name.startswith(PREFIX) or not _ID.fullmatch(id_) or id_ == spared:
            continue
        with contextlib.suppress(OSError, RefusedError):
            if id_ in known:
                _finish(known[id_])
            elif now_ns - os.lstat(area_path(to, id_)).st_mtime_ns > KEPT_DAYS * _DAY_NS:
                Area(to, id_).remove()
                dropped.append(id_)
    return tuple(dropped)


def _finish(one: Recorded) -> None:
    """Remove the temporary files of a restore that nobody works on."""
    journal = Journal(one.folder)
    try:
        Area(one.begun.to, one.begun.id).finish()
    finally:
        journal.close()


def drop(one: Recorded) -> int:
    """Remove what a restore kept, for good; returns its bytes."""
    area = Area(one.begun.to, one.begun.id)
    journal = Journal(one.folder)
    try:
        kept = area.kept_bytes()
        area.remove()
        journal.mark("dropped")
    finally:
        journal.close()
    return kept
