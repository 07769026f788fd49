"""`engine`: run, start, stop, status, unlock, lock, autostart."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from dataclasses import dataclass

import click

from studio_backup.api.client import find_engine
from studio_backup.api.requests import UnlockRequest
from studio_backup.api.wire import StateView
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.options import environment
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.engine.process.autostart import Autostart, autostart_state, switch_off, switch_on
from studio_backup.engine.process.login import Login
from studio_backup.engine.process.renewing import Renewal
from studio_backup.engine.process.run import run_engine
from studio_backup.engine.process.starting import (
    EngineState,
    engine_command,
    engine_state,
    start_engine,
    stop_engine,
)
from studio_backup.engine.unlock import read_passphrase
from studio_backup.engine.wiring import open_home


@click.group("engine", no_args_is_help=True)
def command() -> None:
    """The background engine: it watches the sources, backs up, copies and checks by itself."""


@command.command("run", epilog="\b\nExample:\n  studio-backup engine run")
@pass_session
def run(session: Session) -> Answer:
    """Be the engine, in the foreground, until it is stopped (`engine stop`, Ctrl-C, SIGTERM)."""
    login = Login(open_home(session.options), session.options, environment())
    with Renewal() as renewal:
        run_engine(session.options, session.clock, login)
    renewal.go_on()
    return Answer(EngineState(False), lambda: ["The engine has ended. Backups stop until it runs again."])


@command.command("start", epilog="\b\nExample:\n  studio-backup engine start")
@pass_session
def start(session: Session) -> Answer:
    """Start the engine in the background; returns when it answers."""
    state = start_engine(open_home(session.options), session.options, session.clock)
    return Answer(state, lambda: _lines(session, state))


@command.command("stop", epilog="\b\nExample:\n  studio-backup engine stop")
@pass_session
def stop(session: Session) -> Answer:
    """End the engine at its next safe point. Backups stop until it runs again."""
    before = stop_engine(open_home(session.options), session.clock)
    said = f"The engine (process {before.pid}) has ended. Backups stop until it runs again."
    return Answer(EngineState(False), lambda: [said if before.running else "No engine was running."])


@command.command("status", epilog="\b\nExample:\n  studio-backup --json engine status")
@pass_session
def status(session: Session) -> Answer:
    """Whether the engine runs, and whether the vault is unlocked."""
    state = engine_state(open_home(session.options))
    return Answer(state, lambda: _lines(session, state))


def _lines(session: Session, state: EngineState) -> Iterator[str]:
    if not state.running:
        yield "No engine runs: nothing is backed up by itself. `studio-backup engine start` starts it."
        return
    if not state.answers:
        yield f"An engine runs (process {state.pid}) and does not answer."
        return
    yield f"The engine runs (process {state.pid}), started {words.age(state.since_ns, session.clock.now_ns())}."
    if state.vault == "none":
        yield "There is no vault yet: `studio-backup vault create` makes one, `studio-backup vault open` joins one."
    elif not state.unlocked:
        yield "The vault is locked, and nothing is backed up: `studio-backup engine unlock`."


@command.command("unlock", epilog="\b\nExample:\n  studio-backup --passphrase-file pass.txt engine unlock")
@pass_session
def unlock(session: Session) -> Answer:
    """Give the running engine the vault's passphrase. It is kept in memory only as the keys it opens."""
    home = open_home(session.options)
    client = find_engine(home.path)
    if client is None:
        raise NotFoundError("No engine runs.", hint="`studio-backup engine start` starts it.")
    with client:
        done = client.post("/v1/unlock", UnlockRequest(passphrase=_passphrase(session)), StateView)
    return Answer(done, lambda: ["The vault is unlocked: the engine goes on by itself."])


def _passphrase(session: Session) -> str:
    if session.options.passphrase_file:
        return read_passphrase(session.options.passphrase_file)
    if session.options.ask is None:
        raise UsageError("There is no terminal to ask for the passphrase.", hint="Give --passphrase-file FILE.")
    return session.options.ask("Passphrase of the vault")


@command.command("lock", epilog="\b\nExample:\n  studio-backup engine lock")
@pass_session
def lock(session: Session) -> Answer:
    """Let the running engine forget the keys. Backups stop until it is unlocked."""
    client = find_engine(open_home(session.options).path)
    if client is None:
        raise NotFoundError("No engine runs.", hint="`studio-backup engine start` starts it.")
    with client:
        done = client.post("/v1/lock", None, StateView)
    return Answer(done, lambda: ["The vault is locked. Backups stop until it is unlocked."])


@dataclass(frozen=True)
class AutostartState:
    """Whether the engine starts at login, where that is written, and for whom."""

    on: bool
    where: str
    user: str


@command.command("autostart", epilog="\b\nExample:\n  studio-backup engine autostart on")
@click.argument("switch", type=click.Choice(("on", "off", "status")), default="status")
@pass_session
def autostart(session: Session, switch: str) -> Answer:
    """Start the engine at each login, or no more."""
    variables = environment()
    if switch == "on":
        found = switch_on(engine_command(open_home(session.options), session.options), variables)
    else:
        found = switch_off(variables) if switch == "off" else autostart_state(variables)
    return Answer(AutostartState(found.on, found.where, getpass.getuser()), lambda: [_autostart(found)])


def _autostart(found: Autostart) -> str:
    if found.on:
        return f"The engine starts at each login: {display(found.where)}"
    return "The engine does not start at login. `studio-backup engine autostart on` changes that."
