"""What the newest complete point of a folder lacks although it was there to be read, and which points have it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from studio_backup.base.errors import StudioBackupError
from studio_backup.domain.recovery import older_points
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import CHANGED, INCONSISTENT, UNMOUNTED, WITHOUT_CONTENTS
from studio_backup.engine.restore.ports import PointReader
from studio_backup.engine.restore.walk import entry_at, walk
from studio_backup.engine.service.opened import OpenedVault
from studio_backup.engine.service.versions import brief_at

MOST_PATHS: Final = 2_000
MOST_LOOKS: Final = 50_000
"""Paths looked for, and looks into older points: where there were more it is not known which points have them."""
_NOT_WHOLE: Final = WITHOUT_CONTENTS | {CHANGED, INCONSISTENT, UNMOUNTED}
Kind = Literal["file", "folder"]


@dataclass(frozen=True, slots=True)
class Missing:
    """`lacks`: paths, None where that cannot be told; `gives`: by point those of them which it has whole."""

    lacks: frozenset[str] | None = None
    gives: Mapping[str, frozenset[str]] = field(default_factory=dict)


class MissingFiles:
    """Reads the trees of flagged points. What it found stays true as long as the folder has the same points."""

    def __init__(self, opened: OpenedVault) -> None:
        self._opened = opened
        self._known: dict[tuple[str, frozenset[str]], Missing] = {}

    def of(self, newest: str, line: Iterable[str], collection: str) -> Missing:
        """Of the point `newest` of a folder whose points are `line`. Not known while the vault is locked, or where
        something cannot be read."""
        key = newest, frozenset(line)
        if key in self._known:
            return self._known[key]
        try:
            found = self._look(newest, key[1], collection)
        except StudioBackupError:
            return Missing()
        self._known[key] = found
        return found

    def keep_only(self, lines: Iterable[Iterable[str]]) -> None:
        """Remember nothing of folders whose points were others."""
        there = {frozenset(line) for line in lines}
        self._known = {key: found for key, found in self._known.items() if key[1] in there}

    def _look(self, newest: str, line: frozenset[str], collection: str) -> Missing:
        points = [one for one in self._opened.points([collection]) if one.id in line]
        point = next((one for one in points if one.id == newest), None)
        if point is None or len(points) < len(line):
            return Missing()
        return _Search(self._opened, older_points(points, point)).run(point)


class _Search:
    """One search through the older points of a folder."""

    def __init__(self, opened: OpenedVault, older: Sequence[StoredSnapshot]) -> None:
        self._opened, self._older = opened, older
        self._looks = 0

    def run(self, point: StoredSnapshot) -> Missing:
        """What the point lacks. Of a folder which an older point has, what is not whole there is looked for too."""
        waiting = self._not_whole(point, b"")
        lacks: set[str] = set()
        gives: dict[str, set[str]] = {}
        while waiting:
            path, kind = waiting.popitem()
            lacks.add(os.fsdecode(path))
            holder = self._holder(path, kind)
            if holder is not None:
                gives.setdefault(holder.id, set()).add(os.fsdecode(path))
                more = self._not_whole(holder, path) if kind == "folder" else {}
                waiting |= {below: one for below, one in more.items() if os.fsdecode(below) not in lacks}
            if len(lacks) + len(waiting) > MOST_PATHS or self._looks > MOST_LOOKS:
                return Missing()
        return Missing(frozenset(lacks), {one: frozenset(paths) for one, paths in gives.items()})

    def _holder(self, path: bytes, kind: Kind) -> StoredSnapshot | None:
        """The newest older point which has it whole."""
        for point in self._older:
            self._looks += 1
            entry = brief_at(self._opened, point, path)
            if entry is not None and entry.type == kind and not _NOT_WHOLE.intersection(entry.flags):
                return point
            if self._looks > MOST_LOOKS:
                break
        return None

    def _not_whole(self, point: StoredSnapshot, path: bytes) -> dict[bytes, Kind]:
        root = point.snapshot.root

        def read(reader: PointReader) -> dict[bytes, Kind]:
            entry = entry_at(reader, root, path)
            below = walk(reader, entry, path) if entry is not None else ()
            return {one.path: _kind(one.entry.type) for one in below if _NOT_WHOLE.intersection(one.entry.flags)}

        return self._opened.reading(point.snapshot.collection, read)


def _kind(of: str) -> Kind:
    """A drive's mount point was a folder while the drive was there."""
    return "file" if of == "file" else "folder"
