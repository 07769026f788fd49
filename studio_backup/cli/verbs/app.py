"""`app`: the window."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import click

from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.engine.process.starting import start_engine
from studio_backup.engine.wiring import open_home
from studio_backup.ui.app import Opening, run_app

EPILOG = """\b
Examples:
  studio-backup app
  studio-backup app --page today
  studio-backup app --minimized
"""


@dataclass(frozen=True)
class Closed:
    """The window was closed. `home`: whose it was."""

    home: str


@click.command("app", epilog=EPILOG)
@click.option("--minimized", is_flag=True, help="In the tray only, as at login.")
@click.option("--page", default="", metavar="NAME", help="Open this page: today, …")
@click.option("--language", default="", metavar="CODE", help="en or de; else the system's.")
@pass_session
def command(session: Session, minimized: bool, page: str, language: str) -> Answer:
    """Open the window; starts the engine if none runs. One that is open already comes forward."""
    home = open_home(session.options)
    starting = functools.partial(start_engine, home, session.options, session.clock)
    run_app(Opening(home.path, starting, page=page, minimized=minimized, language=language), session.clock)
    return Answer(Closed(home.path), list)
