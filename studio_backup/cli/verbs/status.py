"""`status`: how all stands: sources, places, alerts, and each wedding, worst first."""

from __future__ import annotations

from collections.abc import Iterator

import click

from studio_backup.api.paths import from_wire
from studio_backup.api.wire import AlertView, AtRiskView, CopyView, SourceStateView, StatusView, TierView, WeddingView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.exits import DAMAGE, DONE
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import shown_status
from studio_backup.domain.collection import UNASSIGNED

EPILOG = """\b
Examples:
  studio-backup status
  studio-backup --json status
"""
_SIGN = {"damaged": "!! DAMAGED", "stale": "!  needs attention", "good": "ok"}
_SOON_NS = 60 * 10**9
_HEAD = {
    "protected": "Protected: everything is backed up, copied and read back.",
    "working": "Working: nothing is wrong, and something is on its way.",
    "attention": "Needs attention.",
    "failed": "FAILED: something could not be done, or is damaged.",
    "paused": "Paused: nothing is backed up until `studio-backup resume`.",
    "locked": "Locked: nothing is backed up until `studio-backup engine unlock`.",
}


@click.command("status", epilog=EPILOG)
@pass_session
def command(session: Session) -> Answer:
    """How all stands: watched folders, places, alerts, and each wedding's copies. What needs attention first."""
    found, runs = _found(session)
    damaged = found.problems or any(one.state == "damaged" for one in found.weddings)
    return Answer(shown_status(found, engine=runs), lambda: _lines(session, found, runs), DAMAGE if damaged else DONE)


def _found(session: Session) -> tuple[StatusView, bool]:
    # The engine's rooms cost 0.3 s to import: with an engine running they are not needed here.
    from studio_backup.cli.reaching import remote_engine  # noqa: PLC0415

    with remote_engine(session) as engine:
        if engine is not None:
            return engine.status(), True
    from studio_backup.engine.process.offline import status_without_engine  # noqa: PLC0415

    return status_without_engine(session.options, session.clock), False


def _at_risk(one: AtRiskView, now_ns: int) -> str:
    where = " or ".join(map(display, one.places)) or "a place away from this machine"
    since = words.age(one.since_ns, now_ns)
    why = f" {display(one.why)}" if one.why else ""
    waits = "waits" if one.files == 1 else "wait"
    files = words.count(one.files, "file")
    return f"Most at risk: {display(one.wedding)}: {files} {waits} for {where} since {since}.{why}"


def _lines(session: Session, found: StatusView, runs: bool) -> Iterator[str]:
    now = session.clock.now_ns()
    yield from _engine(found, runs)
    yield from (f"!! {display(one)}" for one in found.problems)
    yield from words.table([_alert(one, now) for one in found.alerts])
    if found.at_risk is not None:
        yield _at_risk(found.at_risk, now)
    if found.sources:
        yield "Watched folders"
        yield from words.table([source_line(one, now) for one in found.sources])
    if found.tiers:
        yield "Places"
        yield from words.table([tier_line(one, now) for one in found.tiers])
    if not found.weddings:
        yield 'Nothing is backed up yet: studio-backup backup PATH --wedding "NAME" --date YYYY-MM-DD'
    for one in found.weddings:
        yield from _wedding(one, now)
    if found.weddings and not found.tiers:
        yield "Add a second place: studio-backup tier add nas /mnt/nas/studio --role nas"


def _engine(found: StatusView, runs: bool) -> Iterator[str]:
    if runs:
        yield _HEAD[found.state]
        yield from (f"  - {display(reason)}" for reason in found.reasons)
    elif found.sources:
        yield "No engine runs: nothing is backed up by itself. `studio-backup engine start` starts it."


def _alert(one: AlertView, now: int) -> tuple[str, ...]:
    sign = {"critical": "!!", "warning": "!", "notice": "-"}[one.severity]
    return sign, display(one.message), words.age(one.since_ns, now)


def source_line(one: SourceStateView, now: int) -> tuple[str, ...]:
    """A watched folder in the columns of a table."""
    more = " at least" if one.waiting_more else ""
    waits = f"{words.count(one.waiting_files, 'file')}{more} waiting since {words.age(one.waiting_since_ns, now)}"
    last = f"backed up {words.age(one.last_backup_ns, now)}" if one.last_backup_ns else "no backup yet"
    last = f"looked at {words.age(one.looked_ns, now)}, nothing changed" if one.looked_ns else last
    waiting = waits if one.waiting_since_ns else display(one.reason)
    upcoming = f"next {words.age(one.next_due_ns, now)}" if one.next_due_ns - now > _SOON_NS else ""
    return display(from_wire(one.path)), one.state, last, ", ".join(filter(None, (waiting, upcoming)))


def tier_line(one: TierView, now: int) -> tuple[str, ...]:
    """A place in the columns of a table."""
    waits = f"{words.count(one.waiting_files, 'file')} ({words.size(one.waiting_bytes)}) waiting"
    since = f" since {words.age(one.waiting_since_ns, now)}" if one.waiting_since_ns else ""
    seen = f"reached {words.age(one.last_contact_ns, now)}" if one.last_contact_ns else ""
    return display(one.name), one.state, waits + since if one.waiting_since_ns else "", seen, display(one.why)


def _wedding(one: WeddingView, now: int) -> Iterator[str]:
    name = "Without a wedding" if one.wedding == UNASSIGNED else display(one.wedding)
    yield f"{', '.join(filter(None, (name, one.date)))}   [{_SIGN[one.state]}]"
    if one.newest_ns:
        files = f"{words.count(one.newest_files, 'file')}, {words.size(one.newest_bytes)}"
        warned = f", {words.count(one.newest_flagged, 'warning')}" if one.newest_flagged else ""
        yield f"  newest point {words.age(one.newest_ns, now)}: {files}{warned}"
    yield from words.table([_copy(copy, now) for copy in one.copies])
    yield from (f"  - {display(reason)}" for reason in one.reasons)


def _copy(copy: CopyView, now: int) -> tuple[str, ...]:
    if not copy.demanded and not copy.points:
        return display(copy.place), "not copied there: its policy names other places", "", ""
    waiting = f", {copy.waiting} waiting" if copy.waiting else ""
    read = f"{copy.read_percent:.0f} % read back"
    when = f", all since {words.age(copy.oldest_read_ns, now)}" if copy.oldest_read_ns else ""
    return display(copy.place), f"{words.count(copy.points, 'point')}{waiting}", words.size(copy.bytes), f"{read}{when}"
