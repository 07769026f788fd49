"""`wedding assign`: gives a folder to a wedding."""

from __future__ import annotations

import os

import click

from studio_backup.api.matches import AssignFolder
from studio_backup.api.paths import to_wire
from studio_backup.cli.door import door
from studio_backup.cli.output import Answer
from studio_backup.cli.session import Session, pass_session
from studio_backup.cli.shown_matches import folder_lines


@click.command(
    "assign",
    epilog="""\b
Examples:
  studio-backup wedding assign ~/Pictures/2026/card-3 "Smith & Jones"
  studio-backup wedding assign ~/Pictures/second-shooter "Smith & Jones" --date 2026-06-20
""",
)
@click.argument("folder", type=click.Path())
@click.argument("wedding")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The day, where the name alone is not enough or is new.")
@pass_session
def command(session: Session, folder: str, wedding: str, date: str) -> Answer:
    """Give a folder to a wedding: from now on it is watched and backed up as one of its folders.

    No stored byte is moved. Until its first complete backup there, what was stored before keeps its level.
    """
    with door(session) as engine:
        request = AssignFolder(path=to_wire(os.path.abspath(folder)), wedding=wedding, date=date)
        given = engine.service.matches.assign(request)
    return Answer(given, lambda: folder_lines(given))
