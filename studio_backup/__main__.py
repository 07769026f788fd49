"""`studio-backup` and `python -m studio_backup`."""

from __future__ import annotations

import sys


def main() -> None:
    """The console script: runs one verb and ends with its exit code."""
    try:
        from studio_backup.cli.main import run  # noqa: PLC0415 - Ctrl-C meanwhile ends 130, without a traceback
    except KeyboardInterrupt:
        if "--json" in sys.argv:
            sys.stdout.write('{"error": "Stopped.", "exit": 130, "hint": "Nothing was begun."}\n')
        sys.exit(130)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
