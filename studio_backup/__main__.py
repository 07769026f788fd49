"""`studio-backup` and `python -m studio_backup`."""

from __future__ import annotations

import sys

from studio_backup.cli.main import run


def main() -> None:
    """The console script: runs one verb and ends with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
