"""What a folder held over time: how often each of its files changed, and which files went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from studio_backup.domain.brief import Brief
from studio_backup.domain.recovery import by_age
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import WITHOUT_CONTENTS
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.versions import brief_at

MOST_ENTRIES: Final = 200_000
"""Entries looked at in all; a stored folder that did not change between two points counts once."""


@dataclass(slots=True)
class FolderHistory:
    """`versions`: name -> how many different contents one after the other. `gone`: name -> (the newest older point that
    has it, what it has). `complete`: whether all points were looked at."""

    versions: dict[bytes, int] = field(default_factory=dict)
    gone: dict[bytes, tuple[StoredSnapshot, Brief]] = field(default_factory=dict)
    complete: bool = True


def folder_history(
    opened: OpenedVault, points: Iterable[StoredSnapshot], now: StoredSnapshot, path: bytes, most: int = MOST_ENTRIES
) -> FolderHistory:
    """Of the folder at `path` of these points of one source, as seen from the point `now`; the newest first where there
    is more than `most` entries to look at."""
    found = FolderHistory()
    prints: dict[bytes, tuple[int, str]] = {}
    there = {one.raw_name for one in _files(opened, now, path)}
    before = ""
    for point in sorted(points, key=by_age, reverse=True):
        folder = brief_at(opened, point, path)
        tree = folder.tree if folder is not None else ""
        if not tree or tree == before:
            continue
        before = tree
        if most <= 0:
            found.complete = False
            break
        older = by_age(point) < by_age(now)
        for one in _files(opened, point, path):
            most -= 1
            name = one.raw_name
            if WITHOUT_CONTENTS.intersection(one.flags):
                continue
            if prints.get(name) != (one.size, one.digest):
                prints[name] = one.size, one.digest
                found.versions[name] = found.versions.get(name, 0) + 1
            if older and name not in there:
                found.gone.setdefault(name, (point, one))
    return found


def _files(opened: OpenedVault, point: StoredSnapshot, path: bytes) -> Iterable[Brief]:
    folder = brief_at(opened, point, path)
    if folder is None or not folder.tree:
        return ()
    load = opened.loader(point.snapshot.collection)
    return (one for one in opened.pages.entries(load, folder.tree) if one.type == "file")
