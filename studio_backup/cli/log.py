"""The log of -v: what happened, on stderr. Secrets never reach it: no layer logs keys, passphrases or kits."""

from __future__ import annotations

import logging
import sys

from studio_backup.base.names import display

_OURS = "studio_backup"
_FORMAT = "%(asctime)s %(name)s: %(message)s"


class _Escaped(logging.Formatter):
    """Names in a line may hold control characters: they are shown, not obeyed."""

    def format(self, record: logging.LogRecord) -> str:
        """One record, escaped line by line."""
        return "\n".join(display(line) for line in super().format(record).split("\n"))


def begin() -> None:
    """Log to stderr from here on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Escaped(_FORMAT))
    logger = logging.getLogger(_OURS)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)


def write_exception(error: Exception) -> None:
    """An unexpected fault with its place in the code."""
    logging.getLogger(_OURS).error("unexpected fault", exc_info=error)
