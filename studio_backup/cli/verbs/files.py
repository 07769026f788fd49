"""`files`: what is in a recovery point, and where a file was."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import click
from msgspec.structs import asdict, replace

from studio_backup.api.browse import FilesQuery, FileView
from studio_backup.api.paths import from_wire, to_wire
from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.by_asking import by_asking
from studio_backup.cli.exits import DAMAGE, DONE
from studio_backup.cli.moments import moment_ns, wedding_date
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.domain.problem import Problem
from studio_backup.engine.jobs.files import File, FileList, files_of_point, files_of_wedding

if TYPE_CHECKING:
    from studio_backup.api.remote import RemoteService

_PAGE: Final = 5_000

EPILOG = """\b
Examples:
  studio-backup files 3fa9c2d1
  studio-backup files 3fa9c2d1 RAW/day-1
  studio-backup files --wedding "Anna & Ben" --at "2026-06-21 18:00"
  studio-backup files --wedding "Anna & Ben" --search "DSC_41*"
"""


@click.command("files", epilog=EPILOG)
@click.argument("point", required=False)
@click.argument("path", required=False)
@click.option("--wedding", metavar="NAME", default="", help="The newest state of this wedding.")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Its date, where two weddings share the name.")
@click.option("--at", metavar="TIME", help="The state at this moment instead of the newest.")
@click.option("--search", "text", metavar="TEXT", default="", help="Only names or paths with this text, or a glob.")
@pass_session
def command(
    session: Session, point: str | None, path: str | None, wedding: str, date: str, at: str | None, text: str
) -> Answer:
    """List the files of a recovery point, or of a wedding at any moment, or search in them."""
    at_ns = moment_ns(at) if at is not None else None
    _check(point, wedding, date, at, text)
    day = wedding_date(date) if date else ""
    query = FilesQuery(
        point=point or "",
        path=to_wire(path or ""),
        wedding=wedding,
        date=day,
        at_ns=at_ns,
        text=to_wire(text),
        limit=_PAGE,
    )
    found = by_asking(session, lambda engine: _asked(engine, query))
    if found is None:
        with session.work() as work, session.studio(work) as studio:
            if point:
                found = files_of_point(studio, point, os.fsencode(path or ""), cancel=work.cancel)
            else:
                found = files_of_wedding(studio, wedding, day, at_ns, text, cancel=work.cancel)
    warnings = tuple(f"{p.object} is {p.problem}. {p.detail}".strip() for p in found.problems)
    return Answer(found, lambda: _lines(found), DAMAGE if found.problems else DONE, warnings)


def _asked(engine: RemoteService, query: FilesQuery) -> FileList:
    files: list[File] = []
    while True:
        part = engine.browse.files(query)
        files += map(_file, part.items)
        if part.next is None:
            return FileList(tuple(files), tuple(Problem(**asdict(one)) for one in part.problems))
        query = replace(query, after=part.next)


def _file(view: FileView) -> File:
    target = None if view.target is None else os.fsencode(from_wire(view.target))
    path, source = (os.fsencode(from_wire(text)) for text in (view.path, view.source))
    return File(path, view.type, view.size, view.mtime_ns, view.point, source, view.flags, target)


def _check(point: str | None, wedding: str, date: str, at: str | None, text: str) -> None:
    if point and (wedding or date or at or text):
        raise UsageError("Give either a point or a wedding.", hint="files POINT [PATH], or files --wedding NAME.")
    if not (point or wedding or text):
        raise UsageError("Which files?", hint="files POINT [PATH], or files --wedding NAME, or files --search TEXT.")
    if date and not wedding:
        raise UsageError("--date belongs to a wedding.", hint="Add --wedding NAME.")


def _lines(found: FileList) -> Iterator[str]:
    if not found.files:
        yield "No file fits."
        return
    for (point, source), files in itertools.groupby(found.files, key=lambda f: (f.point, f.source)):
        yield f"{display(source)}, point {point[:12]}"
        yield from words.table([_row(file) for file in files], right=(0,))
    sizes = sum(file.size for file in found.files if file.type == "file")
    yield f"{words.count(sum(f.type == 'file' for f in found.files), 'file')}, {words.size(sizes)}."


def _row(file: File) -> tuple[str, ...]:
    name = display(file.path) + ("/" if file.type == "folder" else "")
    if file.target is not None:
        name += f" -> {display(file.target)}"
    size = words.size(file.size) if file.type == "file" else file.type
    return size, words.moment(file.mtime_ns), name, ", ".join(flag.replace("_", " ") for flag in file.flags)
