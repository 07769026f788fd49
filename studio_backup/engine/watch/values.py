"""What the watch tells: that a source is due, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio_backup.engine.watch.settle import Reason

Presence = Literal["unknown", "present", "missing", "other"]
How = Literal["events", "polling"]


@dataclass(frozen=True, slots=True)
class Due:
    """A source is to be backed up now. `path`: where it lies at present."""

    id: str
    reason: Reason
    path: str
    at_ns: int


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a watched source stands. Times in ns UTC, 0 for "none".

    `present`: "missing": not there, or its drive is not mounted; "other": something else lies there; "unknown": not
    looked at yet. `reason`: a sentence on why it is not present, or why it is polled. `waiting_files`: changed and not
    yet in the vault, `at_least` so many; `waiting_media_since_ns`: the oldest of them that is a photo or a video,
    `waiting_papers_since_ns`: that is neither.
    `identity`: of its folder, to be given back to `Watcher.add` after a restart.
    `found_at`: the path at which it lies instead of its own (a drive mounted elsewhere), "" for its own, or nowhere; a
    source that is present there is watched and backed up from there.
    """

    id: str
    present: Presence = "unknown"
    how: How = "events"
    waiting_files: int = 0
    at_least: bool = False
    waiting_since_ns: int = 0
    waiting_media_since_ns: int = 0
    waiting_papers_since_ns: int = 0
    next_due_ns: int = 0
    reason: str = ""
    identity: str = ""
    found_at: str = ""
