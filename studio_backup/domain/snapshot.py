"""Snapshots: immutable records of one source's tree at one moment. Source: docs/format.md, "Snapshots"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec

from studio_backup.domain.tree import Entry, raw

Platform = Literal["posix", "windows"]


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a snapshot's root lay: an absolute path on the device that made it."""

    path: str = ""
    path64: str = ""
    platform: Platform = "posix"

    @property
    def raw_path(self) -> bytes:
        """The path's bytes (Windows: WTF-8)."""
        return raw(self.path, self.path64)


class Counts(msgspec.Struct, frozen=True):
    """What a snapshot holds. `bytes`: sum of file sizes. `flagged`: entries with a flag, shown as warnings."""

    files: int = 0
    folders: int = 0
    links: int = 0
    specials: int = 0
    bytes: int = 0
    excluded: int = 0
    flagged: int = 0


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The signed record. Times in ns UTC."""

    format: int
    repository: str
    collection: str
    device: str
    number: int
    previous: str
    started_ns: int
    ended_ns: int
    source: Source
    root: Entry
    partial: bool
    counts: Counts
    merged: tuple[str, ...] = ()
    program: str = ""


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A snapshot with the hex SHA-256 of its object: the recovery point's id."""

    id: str
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class SnapshotNeeds:
    """What must be on a place before this snapshot may be: handed to sync, which knows no contents.

    `objects`: names of packs and index segments. `complete`: False if some chunk lies in no known pack; the snapshot is
    then withheld. `missing_files`: up to 100 display paths that need an unknown chunk.
    """

    snapshot: str
    collection: str
    objects: frozenset[str]
    complete: bool = True
    missing_files: tuple[str, ...] = ()
