"""`unassigned`: list, accept, dismiss, undo, clock."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final, Literal

import click

from studio_backup.api.matches import AssignFolder, FolderRequest, FoldersQuery, FolderView, SetClock
from studio_backup.api.paths import to_wire
from studio_backup.api.wire import Page
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli.door import Door, all_pages, door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown_matches import NONE_WAITS, FolderList, camera_lines, folder_lines
from studio_backup.cli.wedding_names import wedding_named

_OFFSET: Final = re.compile(r"([+-]?)(?:(\d{1,5})d)?(\d{1,3})?(?::([0-5]\d)(?::([0-5]\d))?)?")


@click.group("unassigned", no_args_is_help=True)
def command() -> None:
    """Folders of photos which no wedding has yet: each is asked for once, here."""


@command.command(
    "list",
    epilog="""\b
Examples:
  studio-backup unassigned list
  studio-backup unassigned list --all
  studio-backup unassigned list --wedding "Smith & Jones"
""",
)
@click.option("--all", "with_decided", is_flag=True, help="Also those that were given to a wedding, or need none.")
@click.option("--wedding", default="", metavar="NAME", help="Instead the folders with photos of it, by camera.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="Its day, where several bear the name.")
@pass_session
def list_(session: Session, with_decided: bool, wedding: str, date: str) -> Answer:
    """List them, with the weddings each may belong to, how sure that is, and why."""
    with door(session) as engine:
        if wedding:
            booked = wedding_named(engine, wedding, date)
            found = _all(engine, "", booked.name, booked.date)
            return Answer(FolderList(found, 0), lambda: _of_wedding(found))
        found = _all(engine, "" if with_decided else "open")
    waiting = sum(one.state == "open" for one in found)
    return Answer(FolderList(found, waiting), lambda: _listed(found, waiting))


def _all(engine: Door, state: Literal["", "open"], wedding: str = "", date: str = "") -> tuple[FolderView, ...]:
    def page(after: str) -> Page[FolderView]:
        query = FoldersQuery(limit=500, after=after, state=state, wedding=wedding, date=date)
        return engine.service.matches.list(query)

    return all_pages(page)


def _of_wedding(found: tuple[FolderView, ...]) -> Iterator[str]:
    for one in found:
        yield from folder_lines(one)
        yield from camera_lines(one)
    if not found:
        yield "No photo of it is known here: it is looked for after the backup of a folder of it."


def _listed(found: tuple[FolderView, ...], waiting: int) -> Iterator[str]:
    for one in found:
        yield from folder_lines(one)
    if not waiting:
        yield NONE_WAITS
        return
    yield 'Say whose they are: studio-backup wedding assign FOLDER "NAME"'
    if any(one.state == "open" and one.matches and one.matches[0].certainty == "sure" for one in found):
        yield "Or take all that are sure: studio-backup unassigned accept"
    yield "Not of a wedding: studio-backup unassigned dismiss FOLDER"


@command.command("accept", epilog="\b\nExample:\n  studio-backup unassigned accept")
@pass_session
def accept(session: Session) -> Answer:
    """Give every folder that is surely of one wedding to it."""
    given: list[FolderView] = []
    with door(session) as engine:
        for one in _all(engine, "open"):
            best = one.matches[0] if one.matches else None
            if best is not None and best.certainty == "sure" and not one.loose:
                request = AssignFolder(path=one.path, wedding=best.name, date=best.date)
                given.append(engine.service.matches.assign(request))
        waiting = len(_all(engine, "open"))
    told = FolderList(tuple(given), waiting)
    lines = [line for one in given for line in folder_lines(one)] or ["None of them is sure."]
    return Answer(told, lambda: lines)


@command.command("dismiss", epilog="\b\nExample:\n  studio-backup unassigned dismiss ~/Pictures/Holidays")
@click.argument("folder", type=click.Path())
@pass_session
def dismiss(session: Session, folder: str) -> Answer:
    """Say that a folder is of no wedding. It is backed up as before, and asked for no more."""
    with door(session) as engine:
        told = engine.service.matches.dismiss(FolderRequest(path=_wire(folder)))
    return Answer(told, lambda: folder_lines(told))


@command.command("undo", epilog="\b\nExample:\n  studio-backup unassigned undo ~/Pictures/2026/card-3")
@click.argument("folder", type=click.Path())
@pass_session
def undo(session: Session, folder: str) -> Answer:
    """Take back what was decided of a folder. What is stored of it stays stored."""
    with door(session) as engine:
        told = engine.service.matches.undo(FolderRequest(path=_wire(folder)))
    return Answer(told, lambda: folder_lines(told))


@command.command(
    "clock",
    epilog="""\b
Examples:
  studio-backup unassigned clock ~/Pictures/card-3 --camera "Canon EOS R5" --add 1:00
  studio-backup unassigned clock ~/Pictures/card-3 --camera "Canon EOS R5" --add -2d3:30
""",
)
@click.argument("folder", type=click.Path())
@click.option("--camera", default="", help="As `unassigned list --json` names it; nothing where it has no name.")
@click.option("--add", "offset", metavar="[-][DAYSd]H:MM", help="To what it showed; without it: as it seems again.")
@pass_session
def clock(session: Session, folder: str, camera: str, offset: str | None) -> Answer:
    """Say how far a camera's clock was off in a folder."""
    seconds = None if offset is None else _seconds(offset)
    with door(session) as engine:
        told = engine.service.matches.set_clock(SetClock(path=_wire(folder), camera=camera, seconds=seconds))
    return Answer(told, lambda: folder_lines(told))


def _seconds(text: str) -> int:
    found = _OFFSET.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise UsageError(f"{display(text)} is no time to add.", hint="Give hours and minutes, like 1:00 or -2d3:30.")
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return -total if found[1] == "-" else total


def _wire(folder: str) -> str:
    return to_wire(os.path.abspath(folder))
