"""What the command line ends with."""

from __future__ import annotations

from studio_backup.base.exits import DAMAGE, DONE, FAILED, INTERRUPTED, USAGE, WARNINGS, exit_of

__all__ = ["DAMAGE", "DONE", "FAILED", "INTERRUPTED", "USAGE", "WARNINGS", "exit_of"]
