"""`demo`: the main job on sample data."""

from __future__ import annotations

import os
from typing import Any

import click

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.cli.demo.pictures_wanted import Order, Wanted
from studio_backup.cli.demo.run import Surroundings, run_demo
from studio_backup.cli.demo.windowed import Showing, run_windowed
from studio_backup.cli.desktop import demand_screen, load_window
from studio_backup.cli.exits import DONE, FAILED
from studio_backup.cli.options import environment
from studio_backup.cli.output import Answer, complain, write_lines
from studio_backup.cli.session import Session, pass_session

SAFE = "The demo only touched its own folder."
EPILOG = """\b
Examples:
  studio-backup demo
  studio-backup demo ~/Desktop/demo
  studio-backup demo --keep
  studio-backup demo --window
  studio-backup demo --screenshots ~/Desktop/pictures --dark --size 1024x640
"""


@click.command("demo", epilog=EPILOG)
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--keep", is_flag=True, help="Leave the demo's folder, to look at it.")
@click.option("--window", is_flag=True, help="Fill a studio instead, and open the window on it until it is closed.")
@click.option("--screenshots", metavar="DIR", help="Instead of the window: a PNG of every page and state.")
@click.option("--scene", "scenes", metavar="NAME", multiple=True, help="Only this picture (repeatable).")
@click.option("--dark", is_flag=True, help="Pictures in dark colours.")
@click.option("--size", metavar="WxH", default="1440x900", show_default=True, help="Of the window in pictures.")
@click.option("--scale", type=click.IntRange(100, 200), default=100, show_default=True, help="Of pictures, percent.")
@click.option("--language", default="", metavar="CODE", help="Of the window: en or de; else the system's.")
@pass_session
def command(session: Session, /, folder: str | None, keep: bool, window: bool, **pictures: Any) -> Answer:
    """Show the whole job on sample data, and prove it.

    Makes a small wedding, backs it up, copies it to a NAS folder and to a real S3 server, lets the background engine
    do the same by itself with new photos (and kills it on the way), damages a copy, finds and heals it, loses laptop,
    vault and source, and gets every byte back. Lives wholly under DIR (default: a new temporary folder, which is
    removed at the end); your own settings, keys and files are not touched.

    With --window a whole studio is made instead, with weddings, places, history and troubles, and the window opens on
    it; when it is closed everything is removed.
    """

    def say(text: str) -> None:
        if session.json:
            complain(text)
        else:
            write_lines([text or " "])

    asked = _asked(**pictures)
    with session.quiet_work(SAFE) as work:
        around = Surroundings(environment(), say, session.clock, work.cancel)
        if window or asked:
            return _window(folder, Showing(keep, pictures["language"], asked), around)
        result = run_demo(folder, keep=keep, around=around)
    return Answer(result, list, DONE if result.held else FAILED)


def _window(folder: str | None, showing: Showing, around: Surroundings) -> Answer:
    if showing.wanted is None:
        demand_screen(around.variables)
    load_window()
    return Answer(run_windowed(folder, showing, around), list)


def _asked(
    screenshots: str | None, scenes: tuple[str, ...], dark: bool, size: str, scale: int, language: str
) -> Wanted | None:
    """The pictures that were asked for. Raises UsageError."""
    if screenshots is None:
        return None
    width, height = _size(size)
    folder = os.path.abspath(screenshots)
    os.makedirs(folder, exist_ok=True)
    order = Order(folder=folder, dark=dark, width=width, height=height, scale=scale, language=language or "en")
    return Wanted(order, scenes)


def _size(text: str) -> tuple[int, int]:
    width, by, height = text.lower().partition("x")
    if not (by and width.isdecimal() and height.isdecimal() and 0 < int(width) < 10_000 and 0 < int(height) < 10_000):
        raise UsageError(f"--size {display(text)} is no size.", hint="Say it as 1440x900.")
    return int(width), int(height)
