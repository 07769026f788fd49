"""`jobs` lists runs of work; `job` cancels, pauses, resumes one, and shows its log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import click
import msgspec

from studio_backup.api.requests import JobsQuery
from studio_backup.api.wire import JobView
from studio_backup.base.names import display
from studio_backup.base.plain import plain
from studio_backup.cli import words
from studio_backup.cli.door import door
from studio_backup.cli.output import Answer
from studio_backup.cli.reaching import running_engine
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import JobList, shown_job
from studio_backup.cli.told import read_told
from studio_backup.domain.job import JobState


@click.command("jobs", epilog="\b\nExamples:\n  studio-backup jobs\n  studio-backup jobs --state failed --most 20")
@click.option("--state", "states", multiple=True, type=click.Choice(get_args(JobState)), help="Only in this state.")
@click.option("--most", default=50, show_default=True, type=click.IntRange(1, 500), help="How many, newest first.")
@pass_session
def jobs(session: Session, states: tuple[JobState, ...], most: int) -> Answer:
    """What the engine did, does and will do."""
    with door(session) as engine:
        found = engine.service.jobs(JobsQuery(state=states, limit=most)).items
    return Answer(JobList(tuple(map(shown_job, found))), lambda: _listed(session, found))


def _listed(session: Session, found: tuple[JobView, ...]) -> Iterator[str]:
    if not found:
        yield "Nothing was done yet."
    now = session.clock.now_ns()
    rows = [(one.id, one.kind, _state(one), words.age(one.created_ns, now), _subject(one)) for one in found]
    yield from words.table(rows, indent="")


def _state(job: JobView) -> str:
    if job.state == "in progress":
        return f"{job.stage}{_percent(job)}"
    return f"waits for {job.waits_for}" if job.waits_for and job.state == "scheduled" else job.state


def _percent(job: JobView) -> str:
    done, whole = job.progress.bytes, job.progress.bytes_total
    return f" {min(100, 100 * done // whole)} %" if whole else ""


def _subject(job: JobView) -> str:
    where = f" to {display(job.tier)}" if job.tier and job.kind == "replicate" else ""
    return f"{display(job.wedding)}{where}" + (f": {display(job.error)}" if job.error else "")


@click.group("job", no_args_is_help=True)
def job() -> None:
    """One run of work: stop it, hold it, let it go on, look at it. ID is its id as `jobs` lists it."""


@job.command("cancel", epilog="\b\nExample:\n  studio-backup job cancel 1f2e3d4c5b6a7988")
@click.argument("id_", metavar="ID")
@pass_session
def cancel(session: Session, id_: str) -> Answer:
    """Stop it at its next safe point, for good."""
    with running_engine(session) as engine:
        return _about(engine.cancel_job(id_), "It stops at its next safe point; what was acknowledged is safe.")


@job.command("pause", epilog="\b\nExample:\n  studio-backup job pause 1f2e3d4c5b6a7988")
@click.argument("id_", metavar="ID")
@pass_session
def pause(session: Session, id_: str) -> Answer:
    """Hold it where it is until it is resumed."""
    with running_engine(session) as engine:
        return _about(engine.pause_job(id_), "It is held until `job resume`.")


@job.command("resume", epilog="\b\nExample:\n  studio-backup job resume 1f2e3d4c5b6a7988")
@click.argument("id_", metavar="ID")
@pass_session
def resume(session: Session, id_: str) -> Answer:
    """Let it go on."""
    with running_engine(session) as engine:
        return _about(engine.resume_job(id_), "It goes on.")


def _about(found: JobView, said: str) -> Answer:
    return Answer(shown_job(found), lambda: [said])


@job.command("log", epilog="\b\nExample:\n  studio-backup job log 1f2e3d4c5b6a7988")
@click.argument("id_", metavar="ID")
@pass_session
def log(session: Session, id_: str) -> Answer:
    """Everything that is known of it."""
    with door(session) as engine:
        found = engine.service.job(id_)
    return Answer(_log_facts(found), lambda: _log(found))


def _log_facts(found: JobView) -> dict[str, Any]:
    """All of the job; `asked` and `told` are objects, null where it has none."""
    facts: dict[str, Any] = plain(shown_job(found))
    texts = {"asked": found.asked, "told": found.told}
    return facts | {name: msgspec.json.decode(text) if text else None for name, text in texts.items()}


def _log(found: JobView) -> Iterator[str]:
    yield f"{found.kind} {found.id}, level {found.level}: {_state(found)}"
    for text, at_ns in (("queued", found.created_ns), ("begun", found.started_ns), ("ended", found.ended_ns)):
        if at_ns:
            yield f"  {text} {words.moment(at_ns)}"
    used = found.used
    moved = ((used.bytes_read, "read"), (used.bytes_stored, "stored"), (used.bytes_sent, "sent"))
    yield from (f"  {words.size(size)} {what}" for size, what in moved if size)
    yield from (f"  ! {display(warning)}" for warning in found.warnings)
    if found.error:
        yield f"  {display(found.error)} {display(found.hint)}"
    if found.told:
        # Start-up time: only this verb needs what all the others say.
        from studio_backup.cli.verbs.told_lines import lines_of  # noqa: PLC0415

        yield from (f"  {line}" for line in lines_of(found.kind, read_told(found.told)))
