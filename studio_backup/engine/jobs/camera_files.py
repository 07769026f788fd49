"""Camera files that changed between two points: what a camera wrote once, nothing should ever write again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from studio_backup.base.control import CancelToken
from studio_backup.domain.file_kinds import file_kind
from studio_backup.domain.recovery import older_points
from studio_backup.domain.tree import Entry
from studio_backup.engine.jobs.loss import differences
from studio_backup.engine.restore.points import find_point, load_points
from studio_backup.engine.studio import Studio

_REWRITTEN: Final = frozenset({b"dng", b"gpr"})
"""Programs put their edits into these on purpose."""
EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class ChangedOriginals:
    """RAW files with other contents than in the point before. `paths`: some of them, below the source. `before`: the
    point that holds them as they were."""

    point: str
    before: str
    files: int
    paths: tuple[bytes, ...]


def changed_originals(studio: Studio, point: str, collection: str, *, cancel: CancelToken) -> ChangedOriginals | None:
    """What a complete point holds anew at the paths of RAW files; None where that is nothing, or for a first point.

    Raises NotFoundError, DamageError, StorageError, Cancelled.
    """
    points = load_points(studio.repository, [collection]).points
    newer = find_point(points, point)
    older = next((one for one in older_points(points, newer) if not one.snapshot.partial), None)
    if older is None or newer.snapshot.partial:
        return None
    found: list[bytes] = []
    for path, old, new in differences(studio.repository.reader(collection), older.snapshot.root, newer.snapshot.root):
        cancel.check()
        if old is not None and new is not None and is_original(path) and _differ(old, new):
            found.append(path)
    found.sort()
    return ChangedOriginals(point, older.id, len(found), tuple(found[:EXAMPLES])) if found else None


def is_original(path: bytes) -> bool:
    """Whether a file of this name is a camera's RAW which no program should write to."""
    return file_kind(path) == "raw" and path.rpartition(b".")[2].lower() not in _REWRITTEN


def _differ(old: Entry, new: Entry) -> bool:
    return old.has_contents and new.has_contents and old.size > 0 and old.digest != new.digest
