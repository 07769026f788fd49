"""`studio-backup` and `python -m studio_backup`; in a frozen program its child processes too."""

from __future__ import annotations

import importlib
import sys

from studio_backup.base.program import CHILD

CHILDREN = (
    "studio_backup.cli.demo.bucket",
    "studio_backup.cli.demo.camera_child",
    "studio_backup.cli.demo.camera_child",
    "studio_backup.cli.demo.guard",
    "studio_backup.cli.demo.script",
    "studio_backup.cli.demo.window_child",
    "studio_backup.cli.demo.window_child",
    "studio_backup.engine.backup.database_child",
    "studio_backup.engine.calendar.reading_child",
    "studio_backup.engine.previews.worker",
    "studio_backup.repository.derivation_child",
)
"""Modules which a frozen program may be asked to be (`base.program.child_command`), and no others."""


def main() -> None:
    """The console script: runs one verb and ends with its exit code."""
    if sys.argv[1:2] == [CHILD] and sys.argv[2:3] and sys.argv[2] in CHILDREN:
        _be_child(sys.argv[2])
        return
    try:
        from studio_backup.cli.main import run  # noqa: PLC0415 - Ctrl-C meanwhile ends 130, without a traceback
    except KeyboardInterrupt:
        if "--json" in sys.argv:
            sys.stdout.write('{"error": "Stopped.", "exit": 130, "hint": "Nothing was begun."}\n')
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))


def _be_child(module: str) -> None:
    """A child needs its own module, and nothing of the command line."""
    del sys.argv[1:3]
    importlib.import_module(module).main()


if __name__ == "__main__":
    main()
