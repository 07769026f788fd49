"""`restore`: bring files back."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import click

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.base.plain import plain
from studio_backup.cli import words
from studio_backup.cli.exits import DAMAGE, DONE, WARNINGS
from studio_backup.cli.moments import moment_ns, wedding_date
from studio_backup.cli.output import Answer, write_lines
from studio_backup.cli.session import Session, pass_session
from studio_backup.engine.jobs.restore import Prepared, Wish, carry_out, prepare
from studio_backup.engine.restore.plan import OnConflict, RestorePlan, RestoreReport
from studio_backup.engine.restore.ports import Ask, Decision

SAFE = "What came back so far is whole. Run the same restore again: it goes on where it was."
EPILOG = """\b
Examples:
  studio-backup restore --wedding "Anna & Ben" --to ~/Desktop/back
  studio-backup restore 3fa9c2d1 --to ~/Desktop/back --files "*.xmp" --files "Papers/**"
  studio-backup restore --wedding "Anna & Ben" --at "2026-06-21 18:00" --to ~/back --tier nas
  studio-backup restore --wedding "Anna & Ben" --to ~/Pictures --on-conflict replace --dry-run
"""
_MOST = 20  # of each kind are listed for people; JSON has all


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
    with session.work(SAFE) as work, session.studio(work) as studio:
        prepared = prepare(studio, wish, ask=_ask(session, on_conflict), progress=work.progress, cancel=work.cancel)
        if dry_run:
            return Answer(_plan_json(prepared, wish), lambda: _plan_lines(prepared, wish), _plan_exit(prepared))
        if not session.json:
            write_lines(_plan_lines(prepared, wish))
        report = carry_out(studio, prepared, progress=work.progress, cancel=work.cancel)
    value = _plan_json(prepared, wish) | plain(report)
    warnings = tuple(_warnings(prepared, report, wish))
    return Answer(value, lambda: _lines(report, wish), _exit(prepared, report, wish), warnings)


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


def _plan_exit(prepared: Prepared) -> int:
    return DAMAGE if prepared.plan.failed else WARNINGS if prepared.plan.older_versions else DONE


def _exit(prepared: Prepared, report: RestoreReport, wish: Wish) -> int:
    if report.failed or prepared.problems:
        return DAMAGE
    other = report.other_tier or (wish.tier and wish.tier in prepared.silent)
    return WARNINGS if other or report.older_versions or report.only_partial else DONE


def _plan_json(prepared: Prepared, wish: Wish) -> dict[str, object]:
    plan = prepared.plan
    return {
        "id": plan.id,
        "to": os.path.abspath(wish.to),
        "roots": [root.name for root in plan.roots],
        "plan": {
            "files": plan.files,
            "bytes": plan.bytes,
            "same": plan.same,
            "packs": plan.packs,
            "fetch_bytes": plan.fetch_bytes,
            "free_bytes": plan.free_bytes,
        },
        "tiers": prepared.tiers,
        "unreachable": prepared.silent,
        "failed": plan.failed,
        "older_versions": plan.older_versions,
        "conflicts": plan.conflicts,
        "mapped": plan.mapped,
        "specials": plan.specials,
        "equal_roots": plan.equal_roots,
        "only_partial": plan.request.only_partial,
        "problems": prepared.problems,
    }


def _plan_lines(prepared: Prepared, wish: Wish) -> Iterator[str]:
    plan = prepared.plan
    free = f", {words.size(plan.free_bytes)} free there" if plan.free_bytes is not None else ""
    resumed = " (going on with a restore that was stopped)" if plan.resumed else ""
    what = f"{words.count(plan.files, 'file')}, {words.size(plan.bytes)}"
    yield f"Restoring {what}, into {display(wish.to)}{free}{resumed}"
    if plan.packs:
        yield f"  from {prepared.tiers[0]}: {words.count(plan.packs, 'pack')}, {words.size(plan.fetch_bytes)} to read"
    for root in plan.roots:
        snapshot = root.point.snapshot
        when = f"{words.moment(snapshot.started_ns)}, point {root.point.id[:12]}"
        yield f"  {display(root.name)}: {display(snapshot.source.raw_path)}, {when}"
    for equal in plan.equal_roots:
        yield f"  {display(equal.source.path)} holds the same and comes back once, as {display(equal.name)}"
    if plan.same:
        yield f"  {words.count(plan.same, 'file')} {'is' if plan.same == 1 else 'are'} there already, equal"
    yield from _conflicts(plan)


def _conflicts(plan: RestorePlan) -> Iterator[str]:
    for decision in ("keep-both", "replace", "skip"):
        paths = [display(one.target) for one in plan.conflicts if one.decision == decision]
        if paths:
            yield f"  {_DECIDED[decision]}: {words.listed(paths)}"


_DECIDED = {
    "keep-both": "other files stand there, both are kept",
    "replace": "will be replaced, and kept for undo",
    "skip": "other files stand there and stay",
}


def _warnings(prepared: Prepared, report: RestoreReport, wish: Wish) -> Iterator[str]:
    if wish.tier and wish.tier in prepared.silent:
        yield f"{wish.tier} did not answer, so other places were used: {prepared.silent[wish.tier]}"
    yield from (f"{one.object} is {one.problem}. {one.detail}".strip() for one in prepared.problems)
    for older in report.older_versions[:_MOST]:
        yield f"{display(older.path)} {older.reason}; its version of {words.moment(older.moment_ns)} came back."
    for other in report.other_tier[:_MOST]:
        yield f"{other.object} came from {other.used}, not from {other.asked}: {other.problem}"
    for failure in report.failed[:_MOST]:
        yield f"{display(failure.path)} did not come back: {failure.reason}"
    for root in report.only_partial:
        yield f"Of {display(root.path)} there are only partial points; restore one by its id."


def _lines(report: RestoreReport, wish: Wish) -> Iterator[str]:
    how = "read back" if report.medium == "cache" else "read back from the disk"
    skipped = f", {report.skipped:,} skipped" if report.skipped else ""
    yield (
        f"{report.restored:,} restored, {report.verified:,} verified ({how}){skipped}, {len(report.failed):,} failed. "
        f"{words.size(report.bytes)} in {words.duration(report.seconds)}."
    )
    for mapped in report.mapped[:_MOST]:
        yield f"  {display(mapped.path)} is called {display(mapped.target)} here: this disk cannot hold its name"
    for special in report.specials[:_MOST]:
        yield f"  {display(special)} is a socket or device, which is not made again"
    for aside in report.set_aside[:_MOST]:
        yield f"  {display(aside)} belonged to the old database and was set aside"
    yield from (f"  {note}" for note in report.notes)
    if report.kept_bytes:
        yield f"  What was replaced is kept for 30 days: {display(report.kept_folder)}, {words.size(report.kept_bytes)}"
    yield f"Show it: {display(os.path.abspath(wish.to))}. Take it back: studio-backup undo {report.id}"
