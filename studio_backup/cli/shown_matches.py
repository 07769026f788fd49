"""Folders without a wedding as they are printed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from studio_backup.api.matches import CameraView, FolderView
from studio_backup.api.paths import from_wire
from studio_backup.base.names import display
from studio_backup.cli import words

NONE_WAITS = "Every folder of photos has its wedding, or needs none."


class FolderList(msgspec.Struct, frozen=True):
    """Several of them. `waiting`: how many wait for a person."""

    folders: tuple[FolderView, ...]
    waiting: int


def folder_path(view: FolderView) -> str:
    """Its path, safe to print."""
    return display(from_wire(view.path))


def folder_lines(view: FolderView) -> Iterator[str]:
    """What is known of a folder, and what to do."""
    where = " (without the folders in it)" if view.loose else ""
    unread = f", {words.count(view.unread, 'file')} that could not be read" if view.unread else ""
    holds = f": {words.count(view.media, 'photo')}, {words.size(view.bytes)}{unread}" if view.media or unread else ""
    yield f"{folder_path(view)}{where}{holds}"
    if view.state == "dismissed":
        yield "  Needs no wedding: you said so."
    elif view.state == "assigned":
        yield from _assigned(view)
    else:
        yield from _waiting(view)
    yield from (f"  {line}" for line in _cameras(view))


def _assigned(view: FolderView) -> Iterator[str]:
    by = "by itself" if view.by == "itself" else "by you"
    why = f" {display(view.why)}" if view.by == "itself" else ""
    wedding = ", ".join(filter(None, (display(view.wedding), view.date)))
    yield f"  Given to {wedding}, {by}.{why}"
    if not view.settled:
        yield "  Its first backup there is not complete yet: until then what was stored before keeps its level."
    if view.by == "itself":
        yield f"  Not so? studio-backup unassigned undo '{folder_path(view)}'"


def _waiting(view: FolderView) -> Iterator[str]:
    if view.why:
        yield f"  {display(view.why)}"
    for one in view.matches:
        yield f"  {one.certainty}: {display(one.name)}, {one.date}. {display(one.why)}"
    if not view.looked:
        yield "  Not looked through yet: the engine does that after its next backup."
    elif not view.media and not view.unread:
        yield "  It waits again, and is looked through by the engine."
    elif not view.matches:
        yield f"  {_no_match(view)}"


def _no_match(view: FolderView) -> str:
    """Why no wedding is named."""
    if any(one.dated for one in view.cameras):
        days = min(one.first for one in view.cameras if one.first)[:10], max(one.last for one in view.cameras)[:10]
        when = f"on {days[0]}" if days[0] == days[1] else f"from {days[0]} to {days[1]}"
        return f"It was taken {when}: no wedding that is known was on then, and its name tells none."
    return "Nothing in it tells when it was taken, and its name tells no wedding that is known."


def camera_lines(view: FolderView) -> Iterator[str]:
    """Which cameras took it, and when by their own clocks."""
    for one in view.cameras:
        when = f", {one.first.replace('T', ' ')} to {one.last.replace('T', ' ')} by its clock" if one.first else ""
        yield f"  {_name(one)}: {words.count(one.dated + one.not_set + one.undated, 'photo')}{when}"


def _cameras(view: FolderView) -> Iterator[str]:
    off = {one.camera: one for one in view.clocks}
    for one in view.cameras:
        if one.not_set:
            yield f"{_name(one)}: the camera clock was not set in {words.count(one.not_set, 'photo')}"
        clock = off.get(one.camera)
        if clock is not None and clock.seconds:
            yield f"{_name(one)}: {clock_words(clock.seconds)}. {display(clock.why)}".rstrip()


def _name(one: CameraView) -> str:
    return display(one.camera) or "A camera that does not tell its name"


def clock_words(seconds: int) -> str:
    """How far a clock was off, for a person."""
    late = "behind" if seconds > 0 else "ahead"
    return f"clock {words.duration(abs(seconds))} {late}"
