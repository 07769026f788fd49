"""`demo`: the main job on sample data."""

from __future__ import annotations

import click

from studio_backup.cli.demo.run import Surroundings, run_demo
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
"""


@click.command("demo", epilog=EPILOG)
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--keep", is_flag=True, help="Leave the temporary folder, to look at it.")
@pass_session
def command(session: Session, folder: str | None, keep: bool) -> Answer:
    """Show the whole job on sample data, and prove it.

    Makes a small wedding, backs it up, copies it to a NAS folder and to a real S3 server, lets the background engine
    do the same by itself with new photos (and kills it on the way), damages a copy, finds and heals it, loses laptop,
    vault and source, and gets every byte back. Lives wholly under DIR (default: a new temporary folder, which is
    removed at the end); your own settings, keys and files are not touched.
    """

    def say(text: str) -> None:
        if session.json:
            complain(text)
        else:
            write_lines([text or " "])

    with session.quiet_work(SAFE) as work:
        result = run_demo(folder, keep=keep, around=Surroundings(environment(), say, session.clock, work.cancel))
    return Answer(result, list, DONE if result.held else FAILED)
