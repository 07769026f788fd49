"""`pause`, `resume`, `emergency`: verbs on all the engine's work."""

from __future__ import annotations

import click

from studio_backup.api.requests import EmergencyRequest, PauseRequest
from studio_backup.api.wire import StateView
from studio_backup.base.errors import UsageError
from studio_backup.cli import words
from studio_backup.cli.output import Answer
from studio_backup.cli.reaching import running_engine
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import JobList, shown_job

_HOUR_NS = 3600 * 10**9


@click.command("pause", epilog="\b\nExamples:\n  studio-backup pause --hours 1\n  studio-backup pause")
@click.option("--hours", type=click.FloatRange(min=0, min_open=True), help="For how long; without it, until resumed.")
@pass_session
def pause(session: Session, hours: float | None) -> Answer:
    """Pause all the engine's work. What is running stops at its next safe point and goes on later."""
    until = None if hours is None else session.clock.now_ns() + int(hours * _HOUR_NS)
    with running_engine(session) as engine:
        state = engine.pause(PauseRequest(until_ns=until))
    said = "until `studio-backup resume`" if until is None else f"until {words.moment(until)}"
    return Answer(state, lambda: [f"Paused {said}: nothing is backed up meanwhile."])


@click.command("resume", epilog="\b\nExample:\n  studio-backup resume")
@pass_session
def resume(session: Session) -> Answer:
    """Go on with all work."""
    with running_engine(session) as engine:
        state: StateView = engine.resume()
    return Answer(state, lambda: ["The engine goes on."])


@click.command("emergency", epilog='\b\nExample:\n  studio-backup emergency "Anna & Ben"')
@click.argument("wedding")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="Which one, where two share a name.")
@pass_session
def emergency(session: Session, wedding: str, date: str) -> Answer:
    """Back up and copy one wedding now, before everything else, to every place there is."""
    if not wedding.strip():
        raise UsageError("Which wedding?", hint="`studio-backup status` lists them.")
    with running_engine(session) as engine:
        started = engine.emergency(EmergencyRequest(wedding=wedding, date=date))
    shown = JobList(tuple(map(shown_job, started.jobs)))
    return Answer(shown, lambda: [f"{words.count(len(started.jobs), 'job')} begun, before all else. See `jobs`."])
