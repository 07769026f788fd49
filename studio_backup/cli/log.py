"""The log of -v: what happened, on stderr. Secrets never reach it: no layer logs keys, passphrases or kits."""

from __future__ import annotations

import logging
import sys

from studio_backup.base.names import display
from studio_backup.cli.progress import PlainProgress, TerminalProgress

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


class LoggedProgress:
    """Progress which is written into the log as well. `inner` is shown to people as ever."""

    def __init__(self, inner: PlainProgress | TerminalProgress) -> None:
        self._inner = inner
        self._logger = logging.getLogger(_OURS)

    def stage(self, name: str, *, files: int | None = None, total_bytes: int | None = None) -> None:
        """See base.control.Progress."""
        self._logger.debug("%s (files: %s, bytes: %s)", name, files, total_bytes)
        self._inner.stage(name, files=files, total_bytes=total_bytes)

    def item(self, name: str) -> None:
        """See base.control.Progress."""
        self._logger.debug("at %s", name)
        self._inner.item(name)

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        """See base.control.Progress."""
        self._inner.advance(files=files, size=size)

    def warn(self, text: str) -> None:
        """See base.control.Progress."""
        self._inner.warn(text)


def write_exception(error: Exception) -> None:
    """An unexpected fault with its place in the code."""
    logging.getLogger(_OURS).error("unexpected fault", exc_info=error)
