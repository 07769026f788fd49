"""Entries without contents: the newest older version of that path stands in for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from studio_backup.domain.recovery import moment_of, older_points
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import UNMOUNTED, WITHOUT_CONTENTS, Entry
from studio_backup.engine.restore.ports import PointReader
from studio_backup.engine.restore.walk import entry_at

_WHY = {
    "unreadable": "could not be read",
    "online_only": "was only in the cloud, not on the disk",
    "vanished": "vanished while it was read",
    UNMOUNTED: "was not mounted",
}


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as an older point has it."""

    entry: Entry
    collection: str
    moment_ns: int


def lacks_contents(entry: Entry) -> bool:
    """Whether the point knows of this file or folder, but not what is in it."""
    if entry.type == "file":
        return not entry.has_contents
    if UNMOUNTED in entry.flags:  # the empty folder where a drive is usually mounted, or its mount point
        return entry.type in ("folder", "mount")
    return entry.type == "folder" and not entry.tree and bool(WITHOUT_CONTENTS.intersection(entry.flags))


def why(entry: Entry) -> str:
    """What the backup said about it, for people."""
    said = next((_WHY[flag] for flag in entry.flags if flag in _WHY), "has no stored contents")
    return f"{said}: {entry.problem}" if entry.problem else said


class OlderVersions:
    """Finds versions of paths in the points before one point, partial ones included."""

    def __init__(
        self, point: StoredSnapshot, history: Sequence[StoredSnapshot], readers: Callable[[str], PointReader]
    ) -> None:
        self._points = older_points(history, point)
        self._readers = readers

    def newest(self, path: bytes, lacking: Entry) -> Version | None:
        """The newest older version of `path` with contents, of the same kind (a mount point was a folder)."""
        kind = "file" if lacking.type == "file" else "folder"
        for point in self._points:
            reader = self._readers(point.snapshot.collection)
            entry = entry_at(reader, point.snapshot.root, path)
            if entry is not None and entry.type == kind and not lacks_contents(entry):
                return Version(entry, point.snapshot.collection, moment_of(point))
        return None
