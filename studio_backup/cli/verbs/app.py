"""`app`: the window."""

from __future__ import annotations

import functools
import sys
from dataclasses import dataclass

import click

from studio_backup.base.errors import NotFoundError
from studio_backup.cli.options import environment
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.engine.process.starting import start_engine
from studio_backup.engine.wiring import open_home

EPILOG = """\b
Examples:
  studio-backup app
  studio-backup app --page today
  studio-backup app --minimized
"""
_LIBRARIES = (
    "libgl1 libegl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0"
    " libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xkb1"
)


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
    _demand_screen()
    try:
        # Qt costs half a second and 60 MiB, and may not be there: only the window pays for it.
        from studio_backup.ui.app import Opening, run_app  # noqa: PLC0415
    except ImportError as error:
        raise NotFoundError(
            f"The window cannot be shown, a library of the system is missing: {error}",
            hint=f"On Debian: apt-get install {_LIBRARIES}",
        ) from error
    home = open_home(session.options)
    starting = functools.partial(start_engine, home, session.options, session.clock)
    run_app(Opening(home.path, starting, page=page, minimized=minimized, language=language), session.clock)
    return Answer(Closed(home.path), list)


def _demand_screen() -> None:
    """Qt ends the process where there is none."""
    variables = environment()
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(variables.get(name) for name in named):
        raise NotFoundError(
            "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            hint="Run it on the desktop, or use the other verbs: studio-backup --help.",
        )
