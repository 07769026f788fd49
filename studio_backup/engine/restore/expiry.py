"""What a restore replaced is kept for 30 days; after that the next restore or undo removes it, and says so."""

from __future__ import annotations

import contextlib
import os

from studio_backup.base.errors import RefusedError
from studio_backup.engine.restore.area import Area, area_path
from studio_backup.engine.restore.journal import Journal, Recorded, all_journals

KEPT_DAYS = 30
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
