"""`watch`: a live view of what the engine does."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click
from rich.console import Console
from rich.live import Live
from rich.text import Text

from studio_backup.api.remote import RemoteService
from studio_backup.api.wire import JobView, StatusView
from studio_backup.base.clock import Clock
from studio_backup.base.control import CancelToken
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.output import Answer
from studio_backup.cli.reaching import running_engine
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import shown_status
from studio_backup.cli.verbs.status import source_line, tier_line

EPILOG = """\b
Examples:
  studio-backup watch
  studio-backup watch --seconds 30
"""
_STEP_S = 0.5
_SIGN = {
    "protected": "● protected",
    "working": "◐ working",
    "attention": "▲ needs attention",
    "failed": "✖ FAILED",
    "paused": "‖ paused",
    "locked": "⚿ locked",
}


@click.command("watch", epilog=EPILOG)
@click.option("--seconds", type=click.FloatRange(min=0), help="End after so long; without it, with Ctrl-C.")
@pass_session
def command(session: Session, seconds: float | None) -> Answer:
    """Show what the engine does, as it does it. Ctrl-C ends the view; the engine goes on."""
    with running_engine(session) as engine, session.quiet_work("The engine goes on.") as work:
        end = None if seconds is None else session.clock.monotonic() + seconds
        if session.json or not sys.stdout.isatty():
            last = _until(end, session.clock, work.cancel, engine)
        else:
            with Live(console=Console(), refresh_per_second=4, transient=True) as live:
                last = _until(end, session.clock, work.cancel, engine, live)
    return Answer(shown_status(last, engine=True), lambda: view(last, session.clock.now_ns()))


def _until(
    end: float | None, clock: Clock, cancel: CancelToken, engine: RemoteService, live: Live | None = None
) -> StatusView:
    """Look again and again; returns what was seen last."""
    while True:
        seen = engine.status()
        if live is not None:
            live.update(Text("\n".join(view(seen, clock.now_ns()))))
        if cancel.cancelled or (end is not None and clock.monotonic() >= end):
            return seen
        clock.sleep(_STEP_S)


def view(seen: StatusView, now: int) -> Iterator[str]:
    """The state, what runs, what waits, alerts: in lines."""
    yield _SIGN[seen.state]
    yield from (f"  - {display(reason)}" for reason in seen.reasons)
    yield from words.table([_running(job) for job in seen.running])
    if seen.queued:
        yield f"  {words.count(seen.queued, 'job')} more in the queue"
    yield from words.table([source_line(one, now) for one in seen.sources])
    yield from words.table([tier_line(one, now) for one in seen.tiers])
    yield from (f"! {display(alert.message)}" for alert in seen.alerts)


def _running(job: JobView) -> tuple[str, ...]:
    done, whole = job.progress.bytes, job.progress.bytes_total
    percent = f"{min(100, 100 * done // whole)} %" if whole else ""
    size = f"{words.size(done)} of {words.size(whole)}" if whole else words.size(done)
    where = f"to {display(job.tier)}" if job.tier else display(job.wedding)
    return job.kind, where, job.stage, percent, size
