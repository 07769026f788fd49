"""Media that changed between two points and should not have: a camera's own files, and what changed without a trace."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final, Literal

from studio_backup.base.control import CancelToken
from studio_backup.domain.file_kinds import file_kind
from studio_backup.domain.recovery import older_points
from studio_backup.domain.tree import Entry
from studio_backup.engine.jobs.loss import differences
from studio_backup.engine.previews.kinds import is_picture
from studio_backup.engine.restore.points import find_point, load_points
from studio_backup.engine.studio import Studio

_REWRITTEN: Final = frozenset({b"dng", b"gpr"})
"""Programs put their edits into these on purpose."""
EXAMPLES: Final = 3
How = Literal["silent", "original"]
"""silent: size and time are the same. original: a RAW, which nothing but its camera should ever write."""


@dataclass(frozen=True, slots=True)
class ChangedMedia:
    """Files with other contents than in the point before. `paths`: some of them, below the source, in their order.
    `before`: the point that holds them as they were."""

    how: How
    before: str
    files: int
    paths: tuple[bytes, ...]


def changed_media(
    studio: Studio, point: str, collection: str, *, elsewhere: Container[bytes], cancel: CancelToken
) -> tuple[ChangedMedia, ...]:
    """What a complete point holds of media that changed and should not have; of a first point nothing.

    `elsewhere`: paths below the source that another source tells of.

    Raises NotFoundError, DamageError, StorageError, Cancelled.
    """
    points = load_points(studio.repository, [collection]).points
    newer = find_point(points, point)
    older = next((one for one in older_points(points, newer) if not one.snapshot.partial), None)
    if older is None or newer.snapshot.partial:
        return ()
    found: dict[How, list[bytes]] = {}
    for path, old, new in differences(studio.repository.reader(collection), older.snapshot.root, newer.snapshot.root):
        cancel.check()
        how = how_changed(path, old, new) if old is not None and new is not None else None
        if how is not None and path not in elsewhere:
            found.setdefault(how, []).append(path)
    return tuple(
        ChangedMedia(how, older.id, len(paths), tuple(sorted(paths)[:EXAMPLES])) for how, paths in sorted(found.items())
    )


def how_changed(path: bytes, old: Entry, new: Entry) -> How | None:
    """In which way the contents of a file changed that should not; None for all others."""
    if not (old.has_contents and new.has_contents and old.size) or old.digest == new.digest:
        return None
    if is_media(path) and (old.size, old.mtime_ns) == (new.size, new.mtime_ns):
        return "silent"
    return "original" if is_original(path) else None


def is_media(path: bytes) -> bool:
    """Whether a file of this name is a photo or a video."""
    return is_picture(path) or file_kind(path) in ("raw", "video")


def is_original(path: bytes) -> bool:
    """Whether a file of this name is a camera's RAW which no program should write to."""
    return file_kind(path) == "raw" and path.rpartition(b".")[2].lower() not in _REWRITTEN
