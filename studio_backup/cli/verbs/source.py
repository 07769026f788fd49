"""`source`: add, edit, list, remove, preview."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from studio_backup.api.requests import NewSource, PageQuery, PreviewRequest, SourcePatch
from studio_backup.api.wire import PreviewView, SourceView
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import Door, all_pages, door
from studio_backup.cli.output import Answer
from studio_backup.cli.policy_names import policy_id
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import Removed, SourceList
from studio_backup.domain.job import LEVELS, Level


@click.group("source", no_args_is_help=True)
def command() -> None:
    """The folders which the engine watches and backs up by itself."""


@command.command(
    "add",
    epilog="""\b
Examples:
  studio-backup source add ~/Weddings/anna-and-ben --wedding "Anna & Ben" --date 2026-06-20
  studio-backup source add ~/Office --exclude '*.tmp' --settle 60
""",
)
@click.argument("path", type=click.Path())
@click.option("--wedding", default="", help="Whose pictures and papers these are.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The day of a new wedding.")
@click.option("--exclude", "excludes", multiple=True, metavar="GLOB", help="Leave out what fits; may be repeated.")
@click.option("--settle", default=10.0, show_default=True, metavar="SECONDS", help="Take a change after so much rest.")
@click.option("--policy", default="", metavar="POLICY", help="When it is backed up, and whereto: its name or id.")
@click.option("--level", type=click.Choice(LEVELS), help="How urgent it is, whatever its policy says.")
@pass_session
def add(
    session: Session,
    path: str,
    wedding: str,
    date: str,
    excludes: tuple[str, ...],
    settle: float,
    policy: str,
    level: Level | None,
) -> Answer:
    """Watch a folder: what changes in it is backed up and copied by itself, as its policy says."""
    new = NewSource(
        path=os.path.abspath(path), wedding=wedding, date=date, excludes=excludes, settle_s=settle, level=level or ""
    )
    with door(session) as engine:
        made = engine.service.add_source(msgspec.structs.replace(new, policy=policy_id(engine, policy)))
        runs = engine.runs
    return Answer(made, lambda: _added(made, runs))


def _added(made: SourceView, runs: bool) -> Iterator[str]:
    yield f"Watched from now on: {display(made.path)}{_of(made)}"
    if not runs:
        yield "No engine runs yet: `studio-backup engine start` begins."


def _of(source: SourceView) -> str:
    return f", of {display(source.wedding)} ({source.date})" if source.wedding else ""


@command.command(
    "edit",
    epilog="""\b
Examples:
  studio-backup source edit ~/Office --policy "Office at night"
  studio-backup source edit ~/Weddings/anna-and-ben --level critical
""",
)
@click.argument("source")
@click.option("--wedding", help="Whose pictures and papers these are.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of a new wedding.")
@click.option("--exclude", "excludes", multiple=True, metavar="GLOB", help="Leave out what fits, and nothing else.")
@click.option("--settle", "settle_s", type=float, metavar="SECONDS", help="Take a change after so much rest.")
@click.option("--policy", metavar="POLICY", help='A policy\'s name or id; "" for the default one.')
@click.option("--level", type=click.Choice([*LEVELS, "policy"]), help="How urgent it is; policy: as its policy says.")
@pass_session
def edit(
    session: Session,
    source: str,
    wedding: str | None,
    date: str | None,
    excludes: tuple[str, ...],
    settle_s: float | None,
    policy: str | None,
    level: str | None,
) -> Answer:
    """Edit a watched folder: what is not named stays. SOURCE is its path or its id."""
    told = {"wedding": wedding, "date": date, "excludes": excludes, "settle_s": settle_s, "policy": policy}
    wanted: dict[str, Any] = {name: one for name, one in (told | {"level": level}).items() if one not in (None, ())}
    if not wanted:
        raise UsageError("Nothing to change was named.", hint="See `source edit --help`.")
    if wanted.get("level") == "policy":
        wanted["level"] = ""
    with door(session) as engine:
        found = _named(engine, source)
        if "policy" in wanted:
            wanted["policy"] = policy_id(engine, wanted["policy"])
        made = engine.service.edit_source(found.id, SourcePatch(**wanted), found.version)
    return Answer(made, lambda: [f"Changed: {display(made.path)}{_of(made)}, level {made.level}."])


@command.command("list", epilog="\b\nExample:\n  studio-backup source list")
@pass_session
def list_(session: Session) -> Answer:
    """List the watched folders."""
    with door(session) as engine:
        found = _all(engine)
    return Answer(SourceList(found), lambda: _listed(found))


def _all(engine: Door) -> tuple[SourceView, ...]:
    return all_pages(lambda after: engine.service.sources(PageQuery(limit=500, after=after)))


def _listed(found: tuple[SourceView, ...]) -> Iterator[str]:
    if not found:
        yield 'No folder is watched yet: studio-backup source add PATH --wedding "NAME" --date YYYY-MM-DD'
        return
    yield from words.table([(one.id, display(one.path), display(one.wedding), one.date) for one in found], indent="")


@command.command("remove", epilog="\b\nExample:\n  studio-backup source remove ~/Weddings/old")
@click.argument("source")
@pass_session
def remove(session: Session, source: str) -> Answer:
    """Watch a folder no more. SOURCE is its path or its id. What was backed up of it is kept."""
    with door(session) as engine:
        found = _named(engine, source)
        engine.service.remove_source(found.id, found.version)
    said = f"Not watched any more: {display(found.path)}. Its recovery points are kept."
    return Answer(Removed(found), lambda: [said])


def _named(engine: Door, source: str) -> SourceView:
    path = os.path.abspath(source)
    found = [one for one in _all(engine) if source == one.id or path == one.path]
    if not found:
        raise NotFoundError(f"No watched folder is {display(source)}.", hint="`source list` lists them.")
    if len(found) > 1:
        raise UsageError(f"{display(source)} is watched {len(found)} times.", hint="Name it by its id: `source list`.")
    return found[0]


@command.command("preview", epilog="\b\nExample:\n  studio-backup source preview ~/Weddings/anna-and-ben")
@click.argument("path", type=click.Path())
@click.option("--exclude", "excludes", multiple=True, metavar="GLOB", help="Leave out what fits; may be repeated.")
@pass_session
def preview(session: Session, path: str, excludes: tuple[str, ...]) -> Answer:
    """Show what a backup of a folder would take, what it would leave out, and why. Writes nothing."""
    with door(session) as engine:
        found = engine.service.preview(PreviewRequest(path=os.path.abspath(path), excludes=excludes))
    return Answer(found, lambda: _previewed(found))


def _previewed(found: PreviewView) -> Iterator[str]:
    yield f"{display(found.path)}: {words.count(found.files, 'file')}, {words.size(found.bytes)}"
    told = (
        f"as {words.count(found.told_from, 'earlier backup')} went" if found.told_from else "a guess: none was made yet"
    )
    yield f"A first backup takes about {words.duration(60 * found.minutes)} ({told})."
    if found.left_out_count:
        yield f"Left out: {words.count(found.left_out_count, 'entry')}"
    yield from words.table([(display(one.path), one.why) for one in found.left_out])
    yield from (f"! {display(problem)}" for problem in found.problems)
