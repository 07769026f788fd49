"""`wedding`: list, show, add, edit, deliver, cancel, hold, release-cards, decide, remove; and assign."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click
import msgspec

from studio_backup.api.requests import Request
from studio_backup.api.weddings import (
    BookingView,
    DecideWedding,
    HoldRequest,
    NewWedding,
    ReleaseCards,
    WeddingPatch,
    WeddingsQuery,
)
from studio_backup.base.errors import RefusedError, UsageError
from studio_backup.base.names import display
from studio_backup.cli.door import Door, door
from studio_backup.cli.moments import wedding_date
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown_weddings import RemovedWedding, WeddingList, list_lines, wedding_lines
from studio_backup.cli.verbs.assign import command as assign
from studio_backup.cli.wedding_names import all_weddings, wedding_named
from studio_backup.cli.wedding_options import wedding_options

R = TypeVar("R", bound=Request)
_ONLY: Final = {
    "at-risk": "at risk",
    "coming": "coming",
    "undelivered": "undelivered",
    "delivered": "delivered",
    "cancelled": "cancelled",
}


def _day(_context: click.Context, _option: click.Parameter, value: str) -> str:
    return wedding_date(value) if value else ""


which = click.option(
    "--date", default="", metavar="YYYY-MM-DD", callback=_day, help="Its day, where several bear the name."
)


@click.group("wedding", no_args_is_help=True)
def command() -> None:
    """Who marries where and when: by that it is decided what is protected first."""


command.add_command(assign)


@command.command("list", epilog="\b\nExample:\n  studio-backup wedding list --only coming")
@click.option("--text", default="", help="Only those with this in name, couple or venue.")
@click.option("--only", type=click.Choice(list(_ONLY)), help="Only these.")
@click.option("--month", default="", metavar="YYYY-MM", help="Only those in this month.")
@pass_session
def list_(session: Session, text: str, only: str | None, month: str) -> Answer:
    """List the weddings: those at risk first, then by date."""
    query = _request(WeddingsQuery, {"text": text, "only": _ONLY.get(only or "", ""), "month": month})
    with door(session) as engine:
        found = all_weddings(engine, query)
    nothing = ["No wedding is known. `wedding add` adds one, `calendar add` follows a calendar."]
    return Answer(WeddingList(found), lambda: list_lines(found) if found else nothing)


@command.command("show", epilog='\b\nExample:\n  studio-backup wedding show "Smith & Jones"')
@click.argument("name")
@which
@pass_session
def show(session: Session, name: str, date: str) -> Answer:
    """Show a wedding: what is known of it, and how it stands. NAME is its name, or its id."""
    with door(session) as engine:
        found = wedding_named(engine, name, date)
    return Answer(found, lambda: wedding_lines(found))


@command.command(
    "add",
    epilog="""\b
Examples:
  studio-backup wedding add "Smith & Jones" --start 2026-06-20T13:00 --end 2026-06-20T23:59 --zone Europe/London
  studio-backup wedding add "Rossi" --start 2026-09-12 --venue "Villa Rosa, Firenze" --guests 120
""",
)
@click.argument("name")
@wedding_options(new=True)
@pass_session
def add(session: Session, name: str, told: dict[str, Any]) -> Answer:
    """Add a wedding. Its name and the day it begins on are what it is known by from then on."""
    if not name.strip():
        raise UsageError("A wedding needs a name.", hint='Give it one, like "Smith & Jones".')
    request = _request(NewWedding, told | {"name": name})
    with door(session) as engine:
        made = engine.service.weddings.add(request)
    return Answer(made, lambda: wedding_lines(made))


@command.command("edit", epilog='\b\nExample:\n  studio-backup wedding edit "Smith & Jones" --start 2026-06-20T14:00')
@click.argument("name")
@which
@click.option("--name", "new_name", help="Weddings keep their names; this says why, and what to do.")
@click.option("--nothing-to-come/--more-to-come", default=None, help="Whether more photos of it are expected.")
@wedding_options(new=False)
@pass_session
def edit(
    session: Session, name: str, date: str, new_name: str | None, nothing_to_come: bool | None, told: dict[str, Any]
) -> Answer:
    """Edit a wedding. What is typed wins over its calendar; what is emptied ("") follows the calendar again."""
    if new_name is not None:
        raise RefusedError(
            "A wedding keeps its name: its folders and recovery points bear it.",
            hint="Type who marries with --couple; if nothing of it is stored yet, remove it and add it anew.",
        )
    if nothing_to_come is not None:
        told |= {"nothing_to_come": nothing_to_come}
    if not told:
        raise UsageError("Nothing to change was named.", hint="See `wedding edit --help`.")
    return _patched(session, name, date, told)


@command.command("deliver", epilog='\b\nExample:\n  studio-backup wedding deliver "Smith & Jones" --on 2026-08-01')
@click.argument("name")
@which
@click.option("--on", metavar="YYYY-MM-DD", callback=_day, help="The day of delivery.")
@click.option("--undo", is_flag=True, help="It was not delivered yet.")
@pass_session
def deliver(session: Session, name: str, date: str, on: str, undo: bool) -> Answer:
    """Say that the gallery was delivered: from then on its media is as urgent as anything else of the studio."""
    if bool(on) == undo:
        raise UsageError("On which day was it delivered?", hint="Say --on YYYY-MM-DD, or --undo.")
    return _patched(session, name, date, {"delivered": on})


@command.command("cancel", epilog='\b\nExample:\n  studio-backup wedding cancel "Smith & Jones"')
@click.argument("name")
@which
@click.option("--undo", is_flag=True, help="It takes place all the same.")
@pass_session
def cancel(session: Session, name: str, date: str, undo: bool) -> Answer:
    """Say that it was cancelled. Nothing that is stored is removed by that."""
    return _patched(session, name, date, {"cancelled": not undo})


@command.command("hold", epilog='\b\nExample:\n  studio-backup wedding hold "Smith & Jones" --reason "insurance claim"')
@click.argument("name")
@which
@click.option("--reason", default="", help="Why nothing of it may be removed.")
@click.option("--end", is_flag=True, help="End the hold.")
@pass_session
def hold(session: Session, name: str, date: str, reason: str, end: bool) -> Answer:
    """Remove nothing of it, whatever its age, until the hold is ended."""
    if bool(reason.strip()) == end:
        raise UsageError("A hold needs a reason.", hint="Say --reason TEXT, or --end to end it.")
    request = _request(HoldRequest, {"reason": reason})
    return _acted(session, name, date, lambda engine, one: engine.service.weddings.hold(one.id, request))


@command.command("release-cards", epilog='\b\nExample:\n  studio-backup wedding release-cards "Smith & Jones"')
@click.argument("name")
@which
@click.option("--anyway", is_flag=True, help="Although copies of its media are missing or were not read back.")
@pass_session
def release_cards(session: Session, name: str, date: str, anyway: bool) -> Answer:
    """Say that its cards may be formatted. Refused while its media is not on all demanded copies and read back."""
    request = ReleaseCards(anyway=anyway)
    return _acted(session, name, date, lambda engine, one: engine.service.weddings.release_cards(one.id, request))


@command.command("decide", epilog='\b\nExample:\n  studio-backup wedding decide "Smith & Jones" keep')
@click.argument("name")
@click.argument("decision", type=click.Choice(["keep", "cancelled"]))
@which
@pass_session
def decide(session: Session, name: str, decision: str, date: str) -> Answer:
    """Say of a wedding that its calendar shows no more: it takes place all the same (keep), or was cancelled."""
    request = _request(DecideWedding, {"decision": decision})
    return _acted(session, name, date, lambda engine, one: engine.service.weddings.decide(one.id, request))


@command.command("remove", epilog='\b\nExample:\n  studio-backup wedding remove "Smith & Jones"')
@click.argument("name")
@which
@pass_session
def remove(session: Session, name: str, date: str) -> Answer:
    """Forget a wedding of which nothing is stored and nothing is watched."""
    with door(session) as engine:
        found = wedding_named(engine, name, date)
        engine.service.weddings.remove(found.id, found.version)
    return Answer(RemovedWedding(found), lambda: [f"Removed: {display(found.name)}, {found.date}."])


def _patched(session: Session, name: str, date: str, told: dict[str, Any]) -> Answer:
    patch = _request(WeddingPatch, told)
    return _acted(session, name, date, lambda engine, one: engine.service.weddings.edit(one.id, patch, one.version))


def _acted(session: Session, name: str, date: str, act: Callable[[Door, BookingView], BookingView]) -> Answer:
    with door(session) as engine:
        done = act(engine, wedding_named(engine, name, date))
    return Answer(done, lambda: wedding_lines(done))


def _request(kind: type[R], told: dict[str, Any]) -> R:
    """The request, checked as the door would: also where no engine runs."""
    try:
        return msgspec.json.decode(msgspec.json.encode(told), type=kind)
    except msgspec.ValidationError as error:
        raise UsageError(f"This cannot be: {error}.", hint="See --help.") from None
    except UnicodeEncodeError:
        raise UsageError("Something of this is no text at all.", hint="Type it anew.") from None
