"""What an undo would do, looked at without changing anything."""

from __future__ import annotations

import os
from dataclasses import dataclass

from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, StorageDenied
from studio_backup.base.names import display
from studio_backup.engine.restore.area import Area
from studio_backup.engine.restore.folders import TargetFolders
from studio_backup.engine.restore.journal import Change, find_journal
from studio_backup.engine.restore.os_errors import explained
from studio_backup.engine.restore.undo import edited_since, merged


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """`remove`: entries that would be removed; `put_back`: files that would come back in their places; `gone`: restored
    entries which are not there any more. `edited`: what forbids it. Paths below `to`."""

    id: str
    to: str
    remove: int
    put_back: int
    gone: int
    kept_bytes: int
    edited: tuple[bytes, ...]


def plan_undo(wanted: str, *, restores: str, cancel: CancelToken) -> UndoPlan:
    """Look at everything the restore made. Raises NotFoundError where it cannot be undone, StorageDenied."""
    one = find_journal(restores, wanted)
    if one.last in ("undone", "dropped"):
        raise NotFoundError("This restore can no longer be undone: that was done, or its kept files are gone.")
    to = one.begun.to
    if not os.path.isdir(to):
        raise StorageDenied(f"{display(to)} is not there.", hint="Connect the drive it lay on.")
    area = Area(to, one.begun.id)
    folders = TargetFolders(to)
    try:
        with explained(to):
            changes = merged(one.changes, area)
            edited = edited_since(changes, folders, NoProgress(), cancel, again=one.last == "undoing")
            made = [change for change in changes if change.kind != "aside"]
            there = [change for change in made if folders.look(change.target) is not None]
            return UndoPlan(
                id=one.begun.id,
                to=to,
                remove=sum(not _is_kept(change, area) for change in there),
                put_back=sum(_is_kept(change, area) for change in changes),
                gone=len(made) - len(there),
                kept_bytes=area.kept_bytes(),
                edited=edited,
            )
    finally:
        folders.close()


def _is_kept(change: Change, area: Area) -> bool:
    return bool(change.kept) and os.path.lexists(os.path.join(area.kept, change.kept))
