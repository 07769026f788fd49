"""`restore`: bring files back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

import click
import msgspec

from studio_backup.api.restores import NewRestore, PlanRestore, RestoreDone, RestorePlanView
from studio_backup.base.errors import UsageError
from studio_backup.base.plain import plain
from studio_backup.cli import words
from studio_backup.cli.by_asking import by_asking
from studio_backup.cli.by_engine import by_engine
from studio_backup.cli.moments import moment_ns, wedding_date
from studio_backup.cli.output import Answer, write_lines
from studio_backup.cli.session import Session, Work, pass_session
from studio_backup.cli.told import answered
from studio_backup.cli.verbs.restore_lines import asked_of, done_lines, plan_lines, warnings_of
from studio_backup.engine.jobs.restore import Prepared, Wish, carry_out, prepare
from studio_backup.engine.jobs.restore_plan import plan_view
from studio_backup.engine.jobs.told_restore import done as done_view
from studio_backup.engine.restore.plan import OnConflict
from studio_backup.engine.restore.ports import Ask, Decision
from studio_backup.engine.studio import Studio

if TYPE_CHECKING:
    from studio_backup.api.client import EngineClient
    from studio_backup.api.wire import JobView

SAFE = "What came back so far is whole. Run the same restore again: it goes on where it was."
EPILOG = """\b
Examples:
  studio-backup restore --wedding "Anna & Ben" --to ~/Desktop/back
  studio-backup restore 3fa9c2d1 --to ~/Desktop/back --files "*.xmp" --files "Papers/**"
  studio-backup restore --wedding "Anna & Ben" --at "2026-06-21 18:00" --to ~/back --tier nas
  studio-backup restore --wedding "Anna & Ben" --to ~/Pictures --on-conflict replace --dry-run
"""
_ALL: Final = 100_000
"""So many entries of each list of a plan: JSON has all."""


@click.command("restore", epilog=EPILOG)
@click.argument("point", required=False)
@click.option("--wedding", metavar="NAME", default="", help="Everything of this wedding, of every folder and laptop.")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Its date, where two weddings share the name.")
@click.option("--at", metavar="TIME", help="As it was at this moment, instead of the newest.")
@click.option("--to", metavar="DIR", required=True, help="Folder to restore into; each source comes back as DIR/NAME.")
@click.option("--files", metavar="GLOB", multiple=True, help="Only these (repeatable): *.xmp, day-1/*.arw")
@click.option(
    "--on-conflict",
    type=click.Choice(["keep-both", "replace", "skip", "ask"]),
    default="keep-both",
    show_default=True,
    help="What to do where another file stands. Equal ones are always skipped.",
)
@click.option("--tier", metavar="NAME", default="", help='Read from this tier first ("local" is the vault).')
@click.option("--source", metavar="ROOT", default="", help="Only this source folder: its path or the end of it.")
@click.option("--streams", type=click.IntRange(1, 10), default=4, show_default=True, help="Packs fetched at once.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@pass_session
def command(
    session: Session,
    point: str | None,
    wedding: str,
    date: str,
    at: str | None,
    to: str,
    files: tuple[str, ...],
    on_conflict: OnConflict,
    tier: str,
    source: str,
    streams: int,
    dry_run: bool,
) -> Answer:
    """Bring a recovery point, or the newest complete state of a wedding, back into a folder.

    Nothing is overwritten unless you say so, and what `--on-conflict replace` replaced is kept for 30 days: see undo.
    """
    _check(point, wedding, date, at)
    moment = moment_ns(at) if at is not None else None
    day = wedding_date(date) if date else ""
    wish = Wish(to, point or "", wedding, day, moment, files, on_conflict, tier, source, streams)
    if dry_run:
        view = _planned(session, wish)
        return Answer(view.planned, lambda: plan_lines(view, wish), view.exit)
    if on_conflict != "ask":
        told = by_engine(session, lambda work: _begun(session, work.client, wish), SAFE)
        if told is not None:
            return answered(told, _done_of, lambda done: done_lines(done, wish), lambda done: warnings_of(done, wish))
    done = _done_here(session, wish)
    value = {name: one for name, one in plain(done).items() if name not in ("exit", "left_out")}
    return Answer(value, lambda: done_lines(done, wish), done.exit, tuple(warnings_of(done, wish)))


def _planned(session: Session, wish: Wish) -> RestorePlanView:
    """The plan, by the engine or here; nobody is asked about conflicts by the engine."""
    if wish.on_conflict != "ask":
        view = by_asking(session, lambda engine: engine.restores.plan(asked_of(wish, PlanRestore, most=_ALL)))
        if view is not None:
            return view
    with session.work(SAFE) as work, session.studio(work) as studio:
        return plan_view(_prepared(session, studio, wish, work), wish, {}, _ALL)


def _done_here(session: Session, wish: Wish) -> RestoreDone:
    with session.work(SAFE) as work, session.studio(work) as studio:
        prepared = _prepared(session, studio, wish, work)
        if not session.json:
            write_lines(plan_lines(plan_view(prepared, wish, {}, _ALL), wish))
        report = carry_out(studio, prepared, progress=work.progress, cancel=work.cancel)
    return done_view(prepared, report, wish)


def _prepared(session: Session, studio: Studio, wish: Wish, work: Work) -> Prepared:
    return prepare(studio, wish, ask=_ask(session, wish.on_conflict), progress=work.progress, cancel=work.cancel)


def _begun(session: Session, client: EngineClient, wish: Wish) -> JobView:
    """Queue it at the engine; a person sees the plan first."""
    # Start-up time: this is loaded where an engine runs already.
    from studio_backup.api.remotes.restores import RemoteRestores  # noqa: PLC0415

    engine = RemoteRestores(client)
    if not session.json:
        write_lines(plan_lines(engine.plan(asked_of(wish, PlanRestore, most=_ALL)), wish))
    return engine.run(asked_of(wish, NewRestore))


def _done_of(facts: dict[str, Any]) -> RestoreDone:
    return msgspec.convert(facts | {"exit": 0}, RestoreDone)


def _check(point: str | None, wedding: str, date: str, at: str | None) -> None:
    if bool(point) == bool(wedding):
        raise UsageError("Restore what?", hint="Give either a POINT or --wedding NAME. `points` lists them.")
    if point and (at or date):
        raise UsageError("--at and --date belong to a wedding.", hint="A point is one moment already.")


def _ask(session: Session, on_conflict: OnConflict) -> Ask | None:
    if on_conflict != "ask":
        return None
    if not (sys.stdin and sys.stdin.isatty()):
        raise UsageError("--on-conflict ask needs a terminal.", hint="Give keep-both, replace or skip.")

    def ask(path: str, size: int) -> Decision:
        text = f"{path} ({words.size(size)} in the vault) is different there"
        with session.asking():
            answer: Decision = click.prompt(text, type=click.Choice(["keep-both", "replace", "skip"]), err=True)
        return answer

    return ask
