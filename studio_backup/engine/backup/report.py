"""What a backup tells when it is done, and what it plans before."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_backup.domain.file_kinds import FileKind
from studio_backup.domain.snapshot import Counts

MOST_WARNINGS = 10_000
"""Warnings kept with their paths; `Counts.flagged` counts all."""


@dataclass(frozen=True, slots=True)
class FileWarning:
    """Something a person should know of one entry. `path`: safe to print, with its source. `flag`: as stored, or
    "excluded" where a default line leaves out what looks like camera work. `text`: what it is, and what to do.
    """

    path: str
    flag: str
    text: str


@dataclass(frozen=True, slots=True)
class ExcludedBy:
    """What one line left out. `folders`: whole folders, whose files are counted too. `bytes`: of single files only."""

    pattern: str
    reason: str
    files: int
    folders: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Point:
    """A committed recovery point. `source`: its root, safe to print."""

    id: str
    collection: str
    source: str
    number: int
    partial: bool
    counts: Counts
    started_ns: int
    ended_ns: int


@dataclass(frozen=True, slots=True)
class StoredOf:
    """What was read of one kind of files, in bytes: `new`: of that not known to the vault; `stored`: taken for that."""

    kind: FileKind
    files: int
    bytes_read: int
    bytes_new: int
    bytes_stored: int


@dataclass(frozen=True, slots=True)
class AsBefore:
    """A source that was looked at, wholly and without a warning, and is just as its newest point has it.

    `point`: the id of that one; `at_ns`: when the look began.
    """

    source: str
    point: str
    at_ns: int


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was done. `files`: all files of the points; `read`: those which were read; `unchanged`: which were not.

    `points`: complete ones, one a source; `partial_points`: those written on the way. `notices`: what was left out on
    purpose and is said anyway; no warning. `as_before`: sources of which no point was made, see `BackupRequest`.
    `by_kind`: what was read. Sizes in bytes, `seconds` by the clock given.
    """

    points: tuple[Point, ...]
    partial_points: tuple[Point, ...]
    files: int
    read: int
    unchanged: int
    bytes_read: int
    bytes_stored: int
    excluded: int
    excluded_by: tuple[ExcludedBy, ...]
    warnings: tuple[FileWarning, ...]
    notices: tuple[str, ...]
    seconds: float
    as_before: tuple[AsBefore, ...] = ()
    by_kind: tuple[StoredOf, ...] = ()


@dataclass(frozen=True, slots=True)
class SourcePlan:
    """What a backup of one source would do. `bytes_to_read`: sizes of new and changed files."""

    source: str
    files: int
    folders: int
    bytes: int
    unchanged: int
    files_to_read: int
    bytes_to_read: int


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """`free`: bytes left where the vault lies, None where it does not say; `needed`: the most that may be stored."""

    sources: tuple[SourcePlan, ...]
    excluded: int
    excluded_by: tuple[ExcludedBy, ...]
    warnings: tuple[FileWarning, ...]
    notices: tuple[str, ...] = ()
    needed: int = 0
    free: int | None = None
    fits: bool = field(default=True)
