"""Opens the window on the demo's studio, as a child process: it ends when the window is closed."""

from __future__ import annotations

import functools
import sys

from studio_backup.base.clock import SystemClock
from studio_backup.engine.process.starting import start_engine
from studio_backup.engine.unlock import Options
from studio_backup.engine.wiring import open_home
from studio_backup.ui.app import Opening, run_app


def main() -> None:
    """Show it. The arguments: home, passphrase file, language ("" for the system's)."""
    home_folder, passphrase_file, language = sys.argv[1:4]
    options, clock = Options(home=home_folder, passphrase_file=passphrase_file), SystemClock()
    home = open_home(options)
    starting = functools.partial(start_engine, home, options, clock)
    run_app(Opening(home.path, starting, page="today", language=language, alone=True), clock)
