"""`app`: the window."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import click

from studio_backup.cli.desktop import demand_screen, load_window
from studio_backup.cli.options import environment
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.engine.process.renewing import BEHIND_THE_ENGINE_S, Renewal
from studio_backup.engine.process.starting import start_engine
from studio_backup.engine.wiring import open_home

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
@click.option("--page", default="", metavar="NAME", help="Open this page, for example today.")
@click.option("--language", default="", metavar="CODE", help="en or de; else the system's.")
@pass_session
def command(session: Session, minimized: bool, page: str, language: str) -> Answer:
    """Open the window; one that is open already comes forward. The engine is started if none runs."""
    demand_screen(environment())
    load_window()
    from studio_backup.ui.app import Opening, run_app  # noqa: PLC0415  only the window pays for Qt

    home = open_home(session.options)
    starting = functools.partial(start_engine, home, session.options, session.clock)
    with Renewal(behind_s=BEHIND_THE_ENGINE_S) as renewal:
        run_app(Opening(home.path, starting, page=page, minimized=minimized, language=language), session.clock)
    renewal.go_on()
    return Answer(Closed(home.path), list)
