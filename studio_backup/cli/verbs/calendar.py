"""`calendar`: add, list, preview, choose, poll, edit, remove."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click
import msgspec

from studio_backup.api.calendars import (
    CalendarPatch,
    CalendarView,
    ChooseEvent,
    NewCalendar,
    PollCalendar,
    WeddingRules,
)
from studio_backup.api.requests import PageQuery, Request
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.cli.calendar_addresses import first_line, given_address, is_address
from studio_backup.cli.door import Door, all_pages, door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown_calendars import (
    CalendarList,
    RemovedCalendar,
    calendar_lines,
    calendar_rows,
    preview_lines,
    shown_calendar,
)

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R", bound=Request)
CHOICES: Final = {"wedding": "wedding", "none": "none", "rules": ""}
_ADDRESS_FILE = click.option(
    "--address-file", metavar="FILE", help='The address on a line of this file; "-": paste it. It stays a secret.'
)


def _access(verb: F) -> F:
    """Options for a server that asks who comes."""
    verb = click.option("--password-file", metavar="FILE", help='The password on a line of this file; "-": type it.')(
        verb
    )
    return click.option("--user", default="", help="Who asks, at a CalDAV server.")(verb)


def _rules(verb: F) -> F:
    """Options that say which events are weddings."""
    words = (
        ("--word", "words", "With this word in title, place or notes: a wedding."),
        ("--not-word", "not_words", "With this word: none, whatever else is said."),
        ("--category", "categories", "Of this category or colour: a wedding."),
    )
    verb = click.option("--every-event", is_flag=True, default=None, help="All events are weddings.")(verb)
    for name, field, told in reversed(words):
        verb = click.option(name, field, multiple=True, metavar="TEXT", help=told)(verb)
    return verb


@click.group("calendar", no_args_is_help=True)
def command() -> None:
    """The calendars that say who marries when: files, feeds (https, webcal), CalDAV."""


@command.command(
    "add",
    epilog="""\b
Examples:
  studio-backup calendar add ~/Weddings/weddings.ics
  studio-backup calendar add --address-file - --name "Studio" --zone Europe/London
  studio-backup calendar add https://cloud.example/dav/ --user anna --password-file password.txt
""",
)
@click.argument("address", required=False)
@_ADDRESS_FILE
@click.option("--name", default="", help="Call it so (else as it calls itself).")
@click.option("--zone", default="", help="Time zone of events that bear none, such as Europe/London.")
@_access
@_rules
@click.option("--dry-run", is_flag=True, help="Only show what it holds.")
@pass_session
def add(session: Session, /, address: str | None, address_file: str | None, dry_run: bool, **told: Any) -> Answer:
    """Follow a calendar, once it was read well. ADDRESS is a file's path or a public address.

    An address with a key in it is a secret: give it by --address-file.
    """
    request = _request(NewCalendar, _wanted(given_address(address, address_file), told))
    with door(session) as engine:
        if dry_run:
            found = engine.service.calendars.preview(request)
            return Answer(found, lambda: preview_lines(found, every=False))
        made = engine.service.calendars.add(request)
        found = engine.service.calendars.events(made.id)
    lines = [*calendar_lines(made, session.clock.now_ns()), *list(preview_lines(found, every=False))[1:]]
    return Answer(shown_calendar(made), lambda: lines)


def _wanted(address: str, told: dict[str, Any]) -> dict[str, Any]:
    names = ("words", "not_words", "categories")
    rules = {name: told.pop(name) for name in names} | {"every_event": bool(told.pop("every_event"))}
    path = told.pop("password_file")
    password = first_line(path, "the password") if path else ""
    return {**told, "address": address, "password": password, "rules": rules}


@command.command("list", epilog="\b\nExample:\n  studio-backup calendar list")
@pass_session
def list_(session: Session) -> Answer:
    """List the calendars, and how their last polls went."""
    with door(session) as engine:
        found = _all(engine)
    lines = list(calendar_rows(found, session.clock.now_ns())) or ["No calendar is followed yet: `calendar add`."]
    return Answer(CalendarList(tuple(map(shown_calendar, found))), lambda: lines)


@command.command("preview", epilog="\b\nExample:\n  studio-backup calendar preview Studio --all")
@click.argument("calendar", required=False)
@_ADDRESS_FILE
@click.option("--zone", default="", help="Time zone of events that bear none, of one not followed yet.")
@_access
@_rules
@click.option("--all", "every", is_flag=True, help="Show the events too that are no weddings.")
@pass_session
def preview(session: Session, /, calendar: str | None, address_file: str | None, every: bool, **told: Any) -> Answer:
    """Show which of its events are weddings, and why. CALENDAR is a name or an id, or as ADDRESS of `calendar add`."""
    with door(session) as engine:
        if calendar is not None and address_file is None and not is_address(calendar):
            found = engine.service.calendars.events(_named(engine, calendar).id)
        else:
            wanted = _wanted(given_address(calendar, address_file), told)
            found = engine.service.calendars.preview(_request(NewCalendar, wanted))
    return Answer(found, lambda: preview_lines(found, every=every))


@command.command("choose", epilog="\b\nExample:\n  studio-backup calendar choose Studio 5f2c@example none")
@click.argument("calendar")
@click.argument("event")
@click.argument("choice", type=click.Choice(tuple(CHOICES)))
@pass_session
def choose(session: Session, calendar: str, event: str, choice: str) -> Answer:
    """Say of an event that it is a wedding, or none; `rules` lets the rules decide again.

    EVENT is its id, which `calendar preview --all` shows.
    """
    with door(session) as engine:
        request = _request(ChooseEvent, {"event": event, "choice": CHOICES[choice]})
        found = engine.service.calendars.choose(_named(engine, calendar).id, request)
    said = "a wedding" if found.is_wedding else "no wedding"
    return Answer(found, lambda: [f"{display(found.title)}: {said}. {found.why}"])


@command.command("poll", epilog="\b\nExample:\n  studio-backup calendar poll Studio")
@click.argument("calendar")
@click.option("--believe", is_flag=True, help="It shrank all of a sudden, and is right: ask about what it lost.")
@pass_session
def poll(session: Session, calendar: str, believe: bool) -> Answer:
    """Ask for it now; the engine does so every 15 minutes."""
    with door(session) as engine:
        found = engine.service.calendars.poll(_named(engine, calendar).id, PollCalendar(believe=believe))
    lines = list(calendar_lines(found, session.clock.now_ns()))
    return Answer(shown_calendar(found), lambda: lines)


@command.command("edit", epilog="\b\nExample:\n  studio-backup calendar edit Studio --word boda --word Hochzeit")
@click.argument("calendar")
@click.option("--name", help="Call it so.")
@click.option("--zone", help="Time zone of events that bear none.")
@_ADDRESS_FILE
@_access
@_rules
@click.option("--trade-words", is_flag=True, help="Take back all words and categories: the words of the trade count.")
@pass_session
def edit(session: Session, /, calendar: str, trade_words: bool, address_file: str | None, **told: Any) -> Answer:
    """Change what is named; the rest stays. A new address is read before it is kept."""
    with door(session) as engine:
        before = _named(engine, calendar)
        patch = {name: told[name] for name in ("name", "zone") if told[name] is not None}
        if address_file is not None:
            path = told["password_file"]
            patch["address"] = given_address(None, address_file)
            patch |= {"user": told["user"], "password": first_line(path, "the password") if path else ""}
        rules = WeddingRules() if trade_words else _edited(before.rules, told)
        if rules != before.rules:
            patch["rules"] = rules
        if not patch:
            raise UsageError("Nothing to change was named.", hint="See `calendar edit --help`.")
        made = engine.service.calendars.edit(before.id, _request(CalendarPatch, patch), before.version)
    lines = list(calendar_lines(made, session.clock.now_ns()))
    return Answer(shown_calendar(made), lambda: lines)


def _edited(before: WeddingRules, told: dict[str, Any]) -> WeddingRules:
    named = {name: told[name] for name in ("words", "not_words", "categories") if told[name]}
    every = {} if told["every_event"] is None else {"every_event": told["every_event"]}
    return msgspec.structs.replace(before, **named, **every)


@command.command("remove", epilog="\b\nExample:\n  studio-backup calendar remove Studio")
@click.argument("calendar")
@pass_session
def remove(session: Session, calendar: str) -> Answer:
    """Follow it no more. Its weddings stay as they are."""
    with door(session) as engine:
        found = _named(engine, calendar)
        engine.service.calendars.remove(found.id, found.version)
    lines = [f"Followed no more: {display(found.name)}. Its weddings stay."]
    return Answer(RemovedCalendar(shown_calendar(found)), lambda: lines)


def _all(engine: Door) -> tuple[CalendarView, ...]:
    return all_pages(lambda after: engine.service.calendars.list(PageQuery(limit=500, after=after)))


def _named(engine: Door, named: str) -> CalendarView:
    """The calendar of this id, or of this name in any case. NotFoundError if there is none, UsageError for several."""
    found = [one for one in _all(engine) if named == one.id or named.casefold() == one.name.casefold()]
    if not found:
        raise NotFoundError(f"No calendar is called {display(named)}.", hint="`calendar list` lists them.")
    if len(found) > 1:
        raise UsageError(f"Several calendars are called {display(named)}.", hint="Give its id: `calendar list`.")
    return found[0]


def _request(kind: type[R], told: dict[str, Any]) -> R:
    """The request, checked as the door would: also where no engine runs. Never repeats what was given."""
    try:
        return msgspec.convert(msgspec.to_builtins(told), type=kind)
    except msgspec.ValidationError as error:
        raise UsageError(f"This cannot be a calendar: {error}.", hint="See --help.") from None
