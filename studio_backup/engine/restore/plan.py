"""The frozen plan of a restore, which `--dry-run` prints, and the report of what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from studio_backup.domain.recovery import SourceRoot
from studio_backup.domain.snapshot import StoredSnapshot
from studio_backup.domain.tree import Entry
from studio_backup.engine.restore.names import Rules

Decision = Literal["keep-both", "replace", "skip"]
OnConflict = Literal["keep-both", "replace", "skip", "ask"]
Act = Literal["folder", "enter", "file", "link", "hardlink", "fifo", "same", "done", "skip"]
"""What is done with one entry: make a folder, use one that is there, write a file, make a symbolic or hard link or a
FIFO; nothing, because the target has it already, because this restore made it before it was stopped, or because a
person's file stands there."""


@dataclass(frozen=True, slots=True, order=True)
class Pick:
    """One thing a person chose: the full id of a point, and a path below its root, raw bytes (b"": all of it)."""

    point: str
    path: bytes = b""


@dataclass(frozen=True, slots=True)
class RestoreRequest:
    """What a person asked for.

    `points`: what comes back. `history`: older points, for entries whose contents were not stored. `to`: the folder.
    `files`: globs, all if empty. `picks`: if any, only these of the points, and a folder brings all that is in it.
    `streams`: packs fetched at once, 1..10. `device_names`: device id → its name. `wedding`, `date`, `job`: as they
    are remembered with the restore.
    """

    points: tuple[StoredSnapshot, ...]
    history: tuple[StoredSnapshot, ...]
    to: str
    files: tuple[str, ...] = ()
    on_conflict: OnConflict = "keep-both"
    streams: int = 4
    only_partial: tuple[SourceRoot, ...] = ()
    device_names: tuple[tuple[str, str], ...] = ()
    picks: tuple[Pick, ...] = ()
    wedding: str = ""
    date: str = ""
    job: str = ""


@dataclass(frozen=True, slots=True)
class PlannedRoot:
    """One source root that comes back as `name`, raw bytes below the target folder."""

    point: StoredSnapshot
    name: bytes


@dataclass(frozen=True, slots=True)
class EqualRoot:
    """A root that does not come back because another with equal contents does, as `name`."""

    source: SourceRoot
    name: bytes


@dataclass(frozen=True, slots=True)
class Item:
    """One entry to bring back.

    `path`: as stored, beginning with the root's name. `target`: below the target folder, in names it can hold.
    `chunks`: raw ids, 32 bytes each, of a file to write (then not in `entry`). `link_to`: of a hard link, the number of
    the item it is a link of. `older_ns`: moment of the older point the contents come from, else 0. `replaces`: what
    stands at `target` is kept for undo first.
    """

    path: bytes
    target: bytes
    entry: Entry
    act: Act
    collection: str
    chunks: bytes = b""
    link_to: int = -1
    older_ns: int = 0
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something else stands where an entry should go."""

    path: bytes
    target: bytes
    decision: Decision


@dataclass(frozen=True, slots=True)
class Failure:
    """An entry that does not come back, and why."""

    path: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class OlderVersion:
    """An entry that comes from an older point, because the chosen one has no contents of it."""

    path: bytes
    moment_ns: int
    reason: str


@dataclass(frozen=True, slots=True)
class MappedName:
    """A name which the target cannot hold: the stored path, and the path it got."""

    path: bytes
    target: bytes


@dataclass(frozen=True, slots=True)
class OtherTier:
    """A pack which another tier than the asked one had to give."""

    object: str
    asked: str
    used: str
    problem: str


Raw: TypeAlias = bytes  # a path, for classes which call a number of bytes `bytes`


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """All that will happen. Sizes in bytes. `resumed`: goes on with a restore that was stopped.

    `fetch_bytes` counts whole packs where most of them is needed, else the parts. `free_bytes`: None if unknown.
    `pack_bytes`: what is needed of each pack, by object name.
    `rules`: what names the target holds. `specials`: sockets and devices, which are listed and not made again.
    """

    id: str
    request: RestoreRequest
    started_ns: int
    resumed: bool
    roots: tuple[PlannedRoot, ...]
    items: tuple[Item, ...]
    rules: Rules
    files: int
    bytes: int
    same: int
    packs: int
    fetch_bytes: int
    free_bytes: int | None
    conflicts: tuple[Conflict, ...] = ()
    mapped: tuple[MappedName, ...] = ()
    older_versions: tuple[OlderVersion, ...] = ()
    failed: tuple[Failure, ...] = ()
    specials: tuple[Raw, ...] = ()
    equal_roots: tuple[EqualRoot, ...] = ()
    pack_bytes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What was done. `verified` counts files read again after their rename and found equal to the point's digest.

    `medium`: how they were read, "direct", "dropped" or "cache" (the weakest of all). `set_aside`: old side files of
    databases, moved where `undo` finds them. `kept_bytes` lie in `kept_folder` until undo or the 30 days are over.
    `expired`: ids of restores whose kept files were removed now because those days were over.
    """

    id: str
    restored: int
    verified: int
    skipped: int
    bytes: int
    seconds: float
    medium: str
    failed: tuple[Failure, ...] = ()
    older_versions: tuple[OlderVersion, ...] = ()
    mapped: tuple[MappedName, ...] = ()
    other_tier: tuple[OtherTier, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    specials: tuple[Raw, ...] = ()
    equal_roots: tuple[EqualRoot, ...] = ()
    only_partial: tuple[SourceRoot, ...] = ()
    set_aside: tuple[Raw, ...] = ()
    notes: tuple[str, ...] = ()
    kept_bytes: int = 0
    kept_folder: str = ""
    expired: tuple[str, ...] = ()
    packs_read: int = 0
    resumed: bool = False
