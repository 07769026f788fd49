"""Folders without a wedding over the wire: which they may belong to, how surely and why, and what was decided."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from studio_backup.api.requests import Date, Label, PageQuery, PathText, Request
from studio_backup.api.wire import Answer
from studio_backup.domain.job import Level
from studio_backup.domain.matching import Certainty, ClockOffset, DecidedBy, FolderState

DAYS = 20_000 * 86_400
"""A camera's clock may be off by so many seconds: from 1970 to now, and some more."""


class MatchView(Answer, frozen=True, kw_only=True):
    """A wedding the folder may belong to; `wedding`: its id. See `domain.matching.Match`."""

    wedding: str
    name: str
    date: str
    certainty: Certainty
    why: str


class CameraView(Answer, frozen=True, kw_only=True):
    """The photos and videos of one camera: `camera` is "" where they do not tell. `first`, `last`: by its own clock,
    "2026-06-20T14:02", "" if none is dated. `not_set`: how many show that its clock was not set."""

    camera: str
    dated: int = 0
    not_set: int = 0
    undated: int = 0
    first: str = ""
    last: str = ""


class FolderView(Answer, frozen=True, kw_only=True):
    """A folder of photos that has no wedding, or was given one, or needs none.

    `source`, `source_path`: the watched folder in which it lies. `loose`: only what lies directly in it is meant.
    `media`: photos and videos; `unread`: files that could not be read and may be some; `others`: what else there is.
    `level`: how urgent it is while nobody decided. `matches`: the best first. `by`: who decided; `wedding`, `date`,
    `why`: for what, and the reason; of one that waits again, what brought it back. `settled`: a complete point of it is
    in that wedding; until then what was stored before keeps its level. `looked`: false for a watched folder of which
    nobody knows yet what lies in it: it is looked through after its first backup. `clocks`: how far cameras were off,
    as a person said or, once it is assigned, as it seems.
    """

    path: str
    source: str = ""
    source_path: str = ""
    loose: bool = False
    state: FolderState = "open"
    media: int = 0
    bytes: int = 0
    unread: int = 0
    others: int = 0
    newest_ns: int = 0
    level: Level = "normal"
    cameras: tuple[CameraView, ...] = ()
    clocks: tuple[ClockOffset, ...] = ()
    matches: tuple[MatchView, ...] = ()
    by: DecidedBy = ""
    wedding: str = ""
    date: str = ""
    why: str = ""
    at_ns: int = 0
    settled: bool = False
    looked: bool = True


class FoldersQuery(PageQuery, frozen=True, kw_only=True):
    """Which folders: those that wait for a person, or what was decided. `wedding`, `date`: instead all that hold photos
    of that wedding, to see its cameras."""

    state: Literal["", "open", "assigned", "dismissed"] = "open"
    wedding: Label = ""
    date: Date = ""


class AssignFolder(Request, frozen=True, kw_only=True):
    """A folder, and the wedding it belongs to. `date` where the name alone is not enough."""

    path: PathText
    wedding: Annotated[str, Meta(min_length=1, max_length=200)]
    date: Date = ""


class FolderRequest(Request, frozen=True, kw_only=True):
    """A folder of the list."""

    path: PathText


class SetClock(Request, frozen=True, kw_only=True):
    """How far a camera's clock was off in a folder: seconds to add to what it showed; None: as it seems."""

    path: PathText
    camera: Label = ""
    seconds: Annotated[int, Meta(ge=-DAYS, le=DAYS)] | None = None
