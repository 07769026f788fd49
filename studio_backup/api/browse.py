"""Looking into recovery points over the wire: folders, versions of a path, the moments of a wedding.

A path is below the root of its point, "/" between its parts, "" for the root itself; spelled as `api.paths` says.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from studio_backup.api.requests import Count, Date, Label, PageQuery, Request
from studio_backup.api.wire import Answer
from studio_backup.domain.problem import ProblemKind
from studio_backup.domain.tree import EntryType

PointId = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", max_length=64)]
InnerPath = Annotated[str, Meta(max_length=32_768)]


class TreeQuery(PageQuery, frozen=True, kw_only=True):
    """Which folder of a point."""

    path: InnerPath = ""


class WeddingTreeQuery(PageQuery, frozen=True, kw_only=True):
    """Which folder of a wedding as it was at a moment (None: now): `path` begins with the name of a root."""

    wedding: Annotated[str, Meta(min_length=1, max_length=200)]
    date: Date = ""
    at_ns: Count | None = None
    path: InnerPath = ""


class VersionsQuery(PageQuery, frozen=True, kw_only=True):
    """Which path: of the source root that `point` is of, or of any root of a wedding."""

    point: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$", max_length=64)] = ""
    wedding: Label = ""
    date: Date = ""
    path: InnerPath


class MomentsQuery(Request, frozen=True, kw_only=True):
    """Which wedding."""

    wedding: Annotated[str, Meta(min_length=1, max_length=200)]
    date: Date = ""


class EntryView(Answer, frozen=True, kw_only=True):
    """One thing in a folder. `point` and `path` say where it lies, and are what a restore is asked with.

    `size` in bytes, of a file; `files` and `bytes`: what is in a folder and all below it, None where that is not known
    yet (asked again, it may be). `digest`: equal for equal contents, "" where there are none. `flags`: why its contents
    are missing or doubtful, and `problem` in words. `lacking`: why it cannot be given now, "" if it can. `target`:
    where a link leads. Of a root also `source`, `device` and `at_ns`, the moment it stands for.
    """

    name: str
    kind: EntryType
    point: str
    path: str
    size: int = 0
    mtime_ns: int = 0
    digest: str = ""
    flags: tuple[str, ...] = ()
    problem: str = ""
    lacking: str = ""
    target: str = ""
    files: int | None = None
    bytes: int | None = None
    source: str = ""
    device: str = ""
    at_ns: int = 0


class TreeView(Answer, frozen=True, kw_only=True):
    """A part of a folder: folders first, then by name. `total`: entries in all, `folders` of them at the beginning.

    `next`: pass it as `after` for the part behind this one; None at the end. `point`: "" where roots are listed.
    `only_partial`: source folders of which no backup was completed by then; they are not among the roots.
    """

    path: str
    total: int
    items: tuple[EntryView, ...]
    folders: int = 0
    point: str = ""
    next: str | None = None
    only_partial: tuple[str, ...] = ()


class HistoryQuery(Request, frozen=True, kw_only=True):
    """Which folder of a point."""

    path: InnerPath = ""


class FolderHistoryView(Answer, frozen=True, kw_only=True):
    """What a folder held over time. `versions`: of files that changed, how many contents they had, by name. `gone`:
    files which older points have and this one has not, from the newest that has them; `gone_count` of them in all.
    `complete`: whether all points were looked at.
    """

    versions: dict[str, int]
    gone: tuple[EntryView, ...] = ()
    gone_count: int = 0
    complete: bool = True


class VersionView(Answer, frozen=True, kw_only=True):
    """One version of a path, newest first: `points` recovery points have it, the first `first_ns`, the last `last_ns`.

    `point`: the newest of them. `changed`: its contents differ from the version before it; the oldest one's do not.
    `held`: names of the places which are known to hold it. Others as in EntryView.
    """

    point: str
    path: str
    source: str
    first_ns: int
    last_ns: int
    points: int
    size: int
    mtime_ns: int
    digest: str = ""
    changed: bool = False
    held: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    lacking: str = ""


class MomentView(Answer, frozen=True, kw_only=True):
    """One recovery point of a wedding. `partial`: it holds only what was read until the backup was stopped."""

    at_ns: int
    ended_ns: int
    point: str
    source: str
    partial: bool = False


class MomentsView(Answer, frozen=True, kw_only=True):
    """All recovery points of a wedding, oldest first."""

    wedding: str
    date: str
    moments: tuple[MomentView, ...]


class HeldQuery(Request, frozen=True, kw_only=True):
    """Whose points ("" for all), and only those begun at or before a moment."""

    wedding: Label = ""
    date: Date = ""
    at_ns: Count | None = None


class TroubleView(Answer, frozen=True, kw_only=True):
    """A stored object that is not as it should be."""

    object: str
    problem: ProblemKind
    detail: str = ""


class HeldPointView(Answer, frozen=True, kw_only=True):
    """A recovery point with `held`, the places which are known to have it: as `points` lists it."""

    id: str
    wedding: str
    date: str
    started_ns: int
    ended_ns: int
    device: str
    source: str
    files: int
    bytes: int
    flagged: int
    excluded: int
    partial: bool
    held: tuple[str, ...]


class HeldView(Answer, frozen=True, kw_only=True):
    """Recovery points, oldest first, and what of the vault cannot be read."""

    points: tuple[HeldPointView, ...]
    problems: tuple[TroubleView, ...] = ()


class FilesQuery(Request, frozen=True, kw_only=True):
    """Everything in a point (the first digits of its id) below a path, or in a wedding as it was at a moment, or, with
    a text or glob, in all weddings."""

    point: Label = ""
    path: InnerPath = ""
    wedding: Label = ""
    date: Date = ""
    at_ns: Count | None = None
    text: Annotated[str, Meta(max_length=1_000)] = ""
    limit: Annotated[int, Meta(ge=1, le=5_000)] = 1_000
    after: Annotated[str, Meta(max_length=65_536)] = ""


class FileView(Answer, frozen=True, kw_only=True):
    """One entry, as `files` lists it. `source`: the folder that was backed up."""

    path: str
    type: EntryType
    size: int
    mtime_ns: int
    point: str
    source: str
    flags: tuple[str, ...] = ()
    target: str | None = None


class FilesView(Answer, frozen=True, kw_only=True):
    """A part of the entries. `next`: pass it as `after`; None at the end."""

    items: tuple[FileView, ...]
    problems: tuple[TroubleView, ...] = ()
    next: str | None = None
