"""`token`: let other programs ask the engine; add, list, revoke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from studio_backup.api.requests import PageQuery
from studio_backup.api.tokens import NewToken, TokenView
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.door import Door, all_pages, door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown import when

_LONGEST = 60


@dataclass(frozen=True)
class ShownToken:
    """A client that may come in."""

    id: str
    name: str
    added: str | None


@dataclass(frozen=True)
class TokenList:
    """All of them."""

    tokens: tuple[ShownToken, ...]


@dataclass(frozen=True)
class MadeToken:
    """A fresh token, told this once."""

    id: str
    name: str
    token: str


@dataclass(frozen=True)
class RevokedToken:
    """Whose token counts no more."""

    revoked: ShownToken


@click.group("token")
def command() -> None:
    """Let other programs ask the engine.

    They may start at most 5 backups, 2 restores and 3 other jobs within an hour each, and never unlock the vault or
    end the engine.
    """


@command.command("add", epilog='\b\nExample:\n  studio-backup token add "Lightroom plugin"')
@click.argument("name")
@pass_session
def add(session: Session, name: str) -> Answer:
    """Let a program in. Its token is printed this once, and kept nowhere but where you put it."""
    name = name.strip()
    if not 0 < len(name) <= _LONGEST:
        raise UsageError(f"A client's name has 1 to {_LONGEST} characters.", hint="Give it a short name.")
    with door(session) as engine:
        made = engine.service.tokens.add(NewToken(name=name))
    lines = [made.token, "Keep it now: it is not shown again. `studio-backup token revoke` makes it worthless."]
    return Answer(MadeToken(made.id, made.name, made.token), lambda: lines)


@command.command("list", epilog="\b\nExample:\n  studio-backup token list")
@pass_session
def list_(session: Session) -> Answer:
    """The programs that may come in."""
    with door(session) as engine:
        found = _all(engine)
    return Answer(TokenList(tuple(map(_shown, found))), lambda: _lines(session, found))


def _lines(session: Session, found: tuple[TokenView, ...]) -> Iterator[str]:
    if not found:
        yield "No other program may ask the engine. `studio-backup token add NAME` lets one in."
    for one in found:
        yield f"{display(one.name)}, let in {words.age(one.added_ns, session.clock.now_ns())}   [{one.id}]"


@command.command("revoke", epilog='\b\nExample:\n  studio-backup token revoke "Lightroom plugin"')
@click.argument("name")
@pass_session
def revoke(session: Session, name: str) -> Answer:
    """Let a program in no more, from this moment on. NAME is its name or its id."""
    with door(session) as engine:
        found = next((one for one in _all(engine) if name in (one.id, one.name)), None)
        if found is None:
            raise NotFoundError(f"No program {display(name)} may come in.", hint="`token list` lists them.")
        engine.service.tokens.revoke(found.id)
    return Answer(RevokedToken(_shown(found)), lambda: [f"{display(found.name)} may come in no more."])


def _all(engine: Door) -> tuple[TokenView, ...]:
    return all_pages(lambda after: engine.service.tokens.list(PageQuery(limit=500, after=after)))


def _shown(one: TokenView) -> ShownToken:
    return ShownToken(one.id, one.name, when(one.added_ns))
