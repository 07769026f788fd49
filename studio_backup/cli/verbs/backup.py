"""`backup`: folders into the vault."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.by_engine import by_engine, wedding_name
from studio_backup.cli.exits import DONE, WARNINGS
from studio_backup.cli.moments import wedding_date
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.told import answered
from studio_backup.domain.collection import UNASSIGNED
from studio_backup.engine.backup.default_excludes import DEFAULT_EXCLUDES
from studio_backup.engine.backup.report import BackupPlan, ExcludedBy, FileWarning
from studio_backup.engine.jobs.backup import BackedUp, Wish, plan, run_backup
from studio_backup.engine.jobs.told_backup import backed_up_of, backup_exit, backup_facts

if TYPE_CHECKING:
    from studio_backup.api.remotes.work import RemoteWork
    from studio_backup.api.wire import JobView

SAFE = "Earlier points are untouched, and what was stored so far is used by the next run."
EXAMPLES = """\b
Examples:
  studio-backup backup ~/Weddings/anna-and-ben --wedding "Anna & Ben" --date 2026-06-20
  studio-backup backup /Volumes/EDIT/anna /Volumes/CARDS/anna --wedding "Anna & Ben"
  studio-backup backup ~/Papers --exclude "*.iso" --dry-run
"""
EXCLUDED = "\b\nLeft out by default, and counted:\n" + "\n".join(
    words.table([(pattern, reason) for pattern, reason in DEFAULT_EXCLUDES])
)


class _WithExcludes(click.Command):
    """The list of what is left out belongs to the help, and is too wide for its paragraphs."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, then the list."""
        super().format_epilog(ctx, formatter)
        formatter.write_paragraph()
        formatter.write(EXCLUDED.removeprefix("\b\n") + "\n")


@click.command("backup", cls=_WithExcludes, epilog=EXAMPLES)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--wedding", metavar="NAME", default="", help="The wedding it belongs to; made when it is new.")
@click.option("--date", metavar="YYYY-MM-DD", default="", help="Its date; needed when it is new.")
@click.option("--exclude", "excludes", metavar="GLOB", multiple=True, help="Leave out too; '!GLOB' keeps (repeatable).")
@click.option("--one-file-system", is_flag=True, help="Do not enter other drives mounted inside.")
@click.option("--accept-empty", is_flag=True, help="A folder which is empty now is meant to be.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@pass_session
def command(
    session: Session,
    paths: tuple[str, ...],
    wedding: str,
    date: str,
    excludes: tuple[str, ...],
    one_file_system: bool,
    accept_empty: bool,
    dry_run: bool,
) -> Answer:
    """Back up folders (or single files): one recovery point each.

    Only what changed is read and stored. What could not be read is listed, and the rest goes on.
    """
    if date and not wedding:
        raise UsageError("--date belongs to a wedding.", hint="Add --wedding NAME.")
    day = wedding_date(date) if date else ""
    wish = Wish(_absolute(paths), wedding, day, excludes, one_file_system, accept_empty)
    if dry_run:  # reads only, and is told at once: nothing for a queue
        with session.work(SAFE) as work, session.studio(work) as studio:
            return _planned(plan(studio, wish, progress=work.progress, cancel=work.cancel))
    told = by_engine(session, lambda engine: _ask(engine, wish), SAFE)
    if told is not None:
        return answered(told, backed_up_of, lines, _warnings)
    with session.work(SAFE) as work, session.studio(work) as studio:
        done = run_backup(studio, wish, progress=work.progress, cancel=work.cancel)
    return Answer(backup_facts(done), lambda: lines(done), backup_exit(done), _warnings(done))


def _ask(engine: RemoteWork, wish: Wish) -> JobView:
    # Start-up time: only where an engine runs.
    from studio_backup.api.paths import to_wire  # noqa: PLC0415
    from studio_backup.api.work import BackupAsked  # noqa: PLC0415

    return engine.backup(
        BackupAsked(
            paths=tuple(map(to_wire, wish.sources)),
            wedding=wedding_name(wish.wedding),
            date=wish.date,
            excludes=tuple(map(to_wire, wish.excludes)),
            one_file_system=wish.one_file_system,
            accept_empty=wish.accept_empty,
        )
    )


def _absolute(paths: Sequence[str]) -> tuple[str, ...]:
    if not all(paths):
        raise UsageError("A path is empty.", hint="Name a folder or file.")
    return tuple(os.path.abspath(path) for path in paths)


def _texts(warnings: Sequence[FileWarning]) -> tuple[str, ...]:
    return tuple(f"{one.path}: {one.text}" for one in warnings)


def _warnings(done: BackedUp) -> tuple[str, ...]:
    return _texts(done.report.warnings)


def lines(done: BackedUp) -> Iterator[str]:
    """What was done, for people."""
    report = done.report
    if done.wedding != UNASSIGNED:
        new = "New wedding" if done.made else "Wedding"
        yield f"{new}: {display(done.wedding)}{f', {done.date}' if done.date else ''}"
    for point in report.points:
        flagged = f", {words.count(point.counts.flagged, 'warning')}" if point.counts.flagged else ""
        amount = f"{words.count(point.counts.files, 'file')}, {words.size(point.counts.bytes)}{flagged}"
        yield f"  {point.id[:12]}  {point.source}: {amount}"
    yield (
        f"{report.read:,} of {words.count(report.files, 'file')} read, {words.size(report.bytes_read)}; "
        f"{report.unchanged:,} unchanged. Stored {words.size(done.stored)} in {words.duration(report.seconds)}."
    )
    yield from _excluded(report.excluded_by)
    yield from (f"  {notice}" for notice in report.notices)


def _excluded(lines: Sequence[ExcludedBy]) -> Iterator[str]:
    if lines:
        yield "Left out on purpose:"
        yield from words.table([(words.count(one.files, "file"), one.pattern, one.reason) for one in lines], right=(0,))


def _planned(planned: BackupPlan) -> Answer:
    warnings = _texts(planned.warnings)
    return Answer(planned, lambda: _plan_lines(planned), WARNINGS if warnings else DONE, warnings)


def _plan_lines(planned: BackupPlan) -> Iterator[str]:
    for one in planned.sources:
        yield (
            f"{one.source}: {words.count(one.files, 'file')}, {words.size(one.bytes)}. "
            f"Would read {words.count(one.files_to_read, 'file')}, {words.size(one.bytes_to_read)}; "
            f"{one.unchanged:,} unchanged."
        )
    yield from _excluded(planned.excluded_by)
    yield from (f"  {notice}" for notice in planned.notices)
    if planned.free is not None:
        fits = "it fits" if planned.fits else "IT MAY NOT FIT"
        yield f"Needs at most {words.size(planned.needed)}, {words.size(planned.free)} are free: {fits}."
