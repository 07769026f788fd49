"""Which wedding a folder belongs to: what is known of it, how sure that is, and why. Pure values.

Wall-clock seconds (`wall_s`) are what a camera's display showed, counted from 1970-01-01 00:00 of that clock; what a
file says of its time zone stands beside them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Certainty = Literal["sure", "likely", "possible"]
"""sure: the date in its name and nearly all its photos agree on one wedding, and no other comes near. likely: one of
both does, or it holds other days too. possible: several could be meant, or what it tells contradicts itself."""

FolderState = Literal["open", "assigned", "dismissed"]
DecidedBy = Literal["", "person", "itself"]


class Captured(Struct, frozen=True, kw_only=True):
    """What a photo or video tells of its making. `camera`: make, model and serial number as a name, "" for unknown.

    `wall_s`: None where the camera wrote no date that can be. `offset_s`: seconds its zone was ahead of UTC, None where
    the file does not say.
    """

    camera: str = ""
    wall_s: int | None = None
    offset_s: int | None = None


class ClockOffset(Struct, frozen=True, kw_only=True):
    """How far a camera's clock was off in one shoot: add `seconds` to what it shows. `by_person`: somebody said so.

    `certain`: false where it is only a guess, as after a battery change. `why`: in a sentence.
    """

    camera: str
    seconds: int
    certain: bool = True
    by_person: bool = False
    why: str = ""


class CameraShots(Struct, frozen=True, kw_only=True):
    """The photos and videos of one camera in a folder. `walls_s`: of the trusted ones, in ascending order.

    `not_set`: how many show that the camera's clock was not set (1970, the future). `undated`: tell no date at all;
    `footage`: so many of those are surely of a camera: no JPEG without a camera's name, as messengers leave them.
    `offset_s`: the zone they tell, None where they tell none or several.
    """

    camera: str
    walls_s: tuple[int, ...] = ()
    not_set: int = 0
    undated: int = 0
    offset_s: int | None = None
    footage: int = 0


class Evidence(Struct, frozen=True, kw_only=True):
    """All that is known of a folder. `names`: of it and of the folders above it up to its source, the topmost first."""

    names: tuple[str, ...]
    cameras: tuple[CameraShots, ...] = ()
    clocks: tuple[ClockOffset, ...] = ()
    """What a person said of these cameras' clocks."""


class Match(Struct, frozen=True, kw_only=True):
    """A wedding that a folder may belong to: by id, name and date of the booked wedding."""

    wedding: str
    name: str
    date: str
    certainty: Certainty
    why: str


class Covered(Struct, frozen=True, kw_only=True):
    """What lay in a folder and below it when a person dismissed it: what comes later is asked for again.

    `times`: from when to when its photos were taken (wall-clock seconds), ascending. `undatable`: photos and videos of
    cameras that tell no time that can be. `unread`: files that could not be read; `files`: those and all media.
    """

    times: tuple[tuple[int, int], ...] = ()
    undatable: int = 0
    unread: int = 0
    files: int = 0


class Decision(Struct, frozen=True, kw_only=True):
    """What was decided of a folder, by a person or, where it was sure, by the program itself.

    `path`: absolute, undecodable bytes as surrogates. `source`: the watched source in which it lay; `made`: the source
    that was made for it, "" where the whole source was assigned. `loose`: only what lies directly in it, without the
    folders below. `clocks`: what a person said of cameras. `covered`: what a dismissal is of. `was_wedding`,
    `was_date`: whose it was before it was assigned, "" for nobody's. `why`: of one that is open, what brought it back.
    `settled_ns`: when the wedding's first complete point of it was there, 0 until then; `version` counts decisions.
    """

    path: str
    state: FolderState
    by: DecidedBy = ""
    wedding: str = ""
    date: str = ""
    source: str = ""
    made: str = ""
    why: str = ""
    clocks: tuple[ClockOffset, ...] = ()
    at_ns: int = 0
    settled_ns: int = 0
    loose: bool = False
    covered: Covered | None = None
    was_wedding: str = ""
    was_date: str = ""
    version: int = 1


class FoundFolder(Struct, frozen=True, kw_only=True):
    """A folder with photos or videos which no wedding has yet, as it was found last.

    `path`: absolute, undecodable bytes as surrogates; `source`: id of the watched source in which it lies. `loose`:
    only what lies directly in it, without the folders below. `media`: photos and videos; `unread`: files that could not
    be read, which may be some; `others`: what else lies there. `newest_ns`: newest change; `found_ns`: when it
    came, 0 for what was there before the source was looked at.
    """

    path: str
    source: str
    loose: bool = False
    media: int = 0
    bytes: int = 0
    unread: int = 0
    others: int = 0
    newest_ns: int = 0
    cameras: tuple[CameraShots, ...] = ()
    found_ns: int = 0
