"""`alerts`: list, acknowledge, snooze, decide."""

from __future__ import annotations

import getpass
from collections.abc import Iterator

import click

from studio_backup.api.requests import AcknowledgeRequest, AlertsQuery, DecideRequest, SnoozeRequest
from studio_backup.api.wire import AlertView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import all_pages, door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import AlertList, shown_alert

_SIGN = {"critical": "!!", "warning": "! ", "notice": "- "}
_HOUR_NS = 3600 * 10**9


EPILOG = """\b
Examples:
  studio-backup alerts
  studio-backup alerts ack 1f2e3d4c5b6a7988
"""


@click.group("alerts", invoke_without_command=True, epilog=EPILOG)
@click.option("--history", is_flag=True, help="Also those whose cause is gone.")
@click.pass_context
def command(ctx: click.Context, history: bool) -> Answer | None:
    """What needs a person: one cause, one alert, with what mends it."""
    if ctx.invoked_subcommand is not None:
        return None
    session = ctx.find_object(Session)
    assert session is not None
    with door(session) as engine:
        found = all_pages(lambda after: engine.service.alerts(AlertsQuery(history=history, limit=500, after=after)))
    return Answer(AlertList(tuple(map(shown_alert, found))), lambda: _listed(session, found))


def _listed(session: Session, found: tuple[AlertView, ...]) -> Iterator[str]:
    if not found:
        yield "No alerts."
    now = session.clock.now_ns()
    for one in found:
        gone = f", gone {words.age(one.cleared_ns, now)}" if one.cleared_ns else ""
        seen = ", seen" if one.acknowledged_ns else ""
        yield f"{_SIGN[one.severity]} {display(one.message)}"
        yield f"   since {words.age(one.since_ns, now)}{gone}{seen}   [{one.id}]"
        if one.mend and not one.cleared_ns:
            yield f"   What mends it: {display(one.mend)}"


@command.command("ack", epilog="\b\nExample:\n  studio-backup alerts ack 1f2e3d4c5b6a7988")
@click.argument("id_", metavar="ID")
@pass_session
def acknowledge(session: Session, id_: str) -> Answer:
    """Say that you have seen it. It stays listed until its cause is gone."""
    with door(session) as engine:
        found = engine.service.acknowledge_alert(id_, AcknowledgeRequest(by=getpass.getuser()))
    return Answer(shown_alert(found), lambda: ["Noted. It stays listed until its cause is gone."])


@command.command("snooze", epilog="\b\nExample:\n  studio-backup alerts snooze 1f2e3d4c5b6a7988 --hours 8")
@click.argument("id_", metavar="ID")
@click.option("--hours", default=8.0, show_default=True, type=click.FloatRange(0.1, 24 * 30), help="For how long.")
@pass_session
def snooze(session: Session, id_: str, hours: float) -> Answer:
    """Say nothing of it for a while."""
    until = session.clock.now_ns() + int(hours * _HOUR_NS)
    with door(session) as engine:
        found = engine.service.snooze_alert(id_, SnoozeRequest(until_ns=until))
    return Answer(shown_alert(found), lambda: [f"Silent until {words.moment(until)}."])


@command.command("decide", epilog='\b\nExample:\n  studio-backup alerts decide 1f2e3d4c5b6a7988 "I did that"')
@click.argument("id_", metavar="ID")
@click.argument("decision")
@pass_session
def decide(session: Session, id_: str, decision: str) -> Answer:
    """Answer an alert that asks, for example a sudden loss: "I did that". It is written down with your name."""
    with door(session) as engine:
        found = engine.service.decide_alert(id_, DecideRequest(decision=decision, by=getpass.getuser()))
    return Answer(shown_alert(found), lambda: ["Written down."])
