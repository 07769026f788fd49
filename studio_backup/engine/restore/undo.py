"""Undo: what a restore made is removed, what it replaced or set aside is put back.

First everything is looked at. If a person has edited a restored file since, nothing at all is undone, and those files
are named. A file that is gone already is no hindrance; a folder that holds other files stays.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace

from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken, Progress
from studio_backup.base.errors import NotFoundError, RefusedError, StorageDenied
from studio_backup.base.names import display
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.area import Area
from studio_backup.engine.restore.contents import compare
from studio_backup.engine.restore.expiry import drop, drop_expired
from studio_backup.engine.restore.folders import TargetFolders, split
from studio_backup.engine.restore.journal import Change, Journal, Recorded, find_journal
from studio_backup.engine.restore.os_errors import explained
from studio_backup.engine.restore.placing import Places

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What undo did. `left`: folders which stay because other things are in them. `freed`: bytes, with `forget`."""

    id: str
    removed: int = 0
    put_back: int = 0
    left: tuple[bytes, ...] = ()
    freed: int = 0
    expired: tuple[str, ...] = ()


class EditedSince(RefusedError):
    """Somebody edited restored files; `edited` names them all, below the target."""

    def __init__(self, edited: tuple[bytes, ...]) -> None:
        shown = ", ".join(display(path) for path in edited[:_SHOWN])
        more = f" and {len(edited) - _SHOWN} more" if len(edited) > _SHOWN else ""
        super().__init__(
            f"Edited since they were restored: {shown}{more}. Nothing was undone.",
            hint="Move these files away and undo again, or keep all as it is with --forget.",
        )
        self.edited = edited


def undo(
    wanted: str, *, restores: str, forget: bool = False, clock: Clock, progress: Progress, cancel: CancelToken
) -> UndoReport:
    """Undo the restore whose id begins with `wanted`; `forget`: drop what it kept instead. Raises EditedSince."""
    one = find_journal(restores, wanted)
    expired = drop_expired(restores, clock.now_ns())
    if one.last in ("undone", "dropped") or one.begun.id in expired:
        raise NotFoundError("This restore can no longer be undone: that was done, or its kept files are gone.")
    if forget:
        with explained(one.begun.to):
            return UndoReport(one.begun.id, freed=drop(one), expired=expired)
    if not os.path.isdir(one.begun.to):
        raise StorageDenied(f"{display(one.begun.to)} is not there.", hint="Connect the drive it lay on.")
    with explained(one.begun.to):
        return replace(_undone(one, progress, cancel), expired=expired)


def _undone(one: Recorded, progress: Progress, cancel: CancelToken) -> UndoReport:
    area = Area(one.begun.to, one.begun.id)
    journal = Journal(one.folder)
    folders = TargetFolders(one.begun.to)
    try:
        changes = merged(one.changes, area)
        progress.stage("checking", files=len(changes))
        edited = edited_since(changes, folders, progress, cancel, again=one.last == "undoing")
        if edited:
            raise EditedSince(edited)
        journal.mark("undoing")
        report = _take_back(one.begun.id, changes, Places(folders, area, journal))
        area.remove()
        journal.mark("undone")
        return report
    finally:
        folders.close()
        journal.close()


def merged(changes: Iterable[Change], area: Area) -> list[Change]:
    """One change for each path; of several (the restore was resumed) the last, with what really was kept."""
    last: dict[bytes, Change] = {}
    for change in changes:
        before = last.get(change.target)
        if before and before.kept and os.path.lexists(os.path.join(area.kept, before.kept)):
            change = replace(change, kept=before.kept)
        last[change.target] = change
    return [change for change in last.values() if change.kind != "none"]


def edited_since(
    changes: Iterable[Change], folders: TargetFolders, progress: Progress, cancel: CancelToken, *, again: bool
) -> tuple[bytes, ...]:
    """Targets at which something else stands than what was restored. `again`: an undo was stopped before."""
    found = []
    for change in changes:
        cancel.check()
        progress.advance(files=1)
        there = folders.look(change.target)
        if there is not None and not _as_made(change, folders, there):
            found.append(change)
    if again:  # an undo that was stopped has put some of them back already
        found = [change for change in found if not change.kept]
    return tuple(change.target for change in found)


def _as_made(change: Change, folders: TargetFolders, there: os.stat_result) -> bool:
    if change.kind == "aside":
        return False  # moved away by the restore, yet something stands there again
    if change.kind == "folder":
        return stat.S_ISDIR(there.st_mode)
    if change.kind != "file":
        return not stat.S_ISREG(there.st_mode) and not stat.S_ISDIR(there.st_mode)
    if not stat.S_ISREG(there.st_mode) or (there.st_size, there.st_mtime_ns) != (change.size, change.mtime_ns):
        return False
    if not change.digest:
        return True
    folder, name = split(change.target)
    entry = Entry(type="file", size=change.size, digest=change.digest, extents=change.extents)
    with folders.folder(folder) as where:
        return compare(where, name, entry).equal


def _take_back(id_: str, changes: list[Change], places: Places) -> UndoReport:
    """Files and links first, then folders from the depth upwards, then what was kept in their places."""
    removed = put_back = 0
    left: list[bytes] = []
    for change in sorted(changes, key=lambda c: (c.kind == "folder", -c.target.count(b"/"))):
        if change.kind == "folder":
            if not _removed_folder(change.target, places):
                left.append(change.target)
                continue
        elif change.kept and places.put_back(change.target, change.kept):
            put_back += 1
            continue
        elif change.kind != "aside" and not change.kept:
            removed += places.folders.look(change.target) is not None
            places.remove(change.target)
        if change.kept and places.put_back(change.target, change.kept):
            put_back += 1
    places.settle()
    return UndoReport(id_, removed, put_back, tuple(left))


def _removed_folder(target: bytes, places: Places) -> bool:
    with contextlib.suppress(FileNotFoundError):
        try:
            places.remove(target, folder=True)
        except OSError:
            return False
    return True
