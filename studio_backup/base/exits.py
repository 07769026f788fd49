"""Exit codes, and which error ends with which: the command line ends with them, and a job's outcome names one."""

from __future__ import annotations

from studio_backup.base.errors import Cancelled, DamageError, StudioBackupError, UsageError

DONE = 0
FAILED = 1  # nothing half done
USAGE = 2  # the request is wrong or ambiguous; nothing was begun
WARNINGS = 3  # done, and a person should look at something
DAMAGE = 4  # damage found and not healed, or data withheld
INTERRUPTED = 130


def exit_of(error: StudioBackupError) -> int:
    """The exit code an error ends with."""
    if isinstance(error, Cancelled):
        return INTERRUPTED
    if isinstance(error, UsageError):
        return USAGE
    return DAMAGE if isinstance(error, DamageError) else FAILED
