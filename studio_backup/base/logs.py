"""The engine's log: one JSON object a line, in files that are rotated, without secrets.

No layer logs keys, passphrases or kits; what looks like one all the same (a token, a password in an address, groups of
a recovery kit) is struck out here, as a second net.
"""

from __future__ import annotations

import json
import logging
import os
import re
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler

from studio_backup.base.names import display

LOGGER = "studio_backup"
FILE_BYTES = 4 << 20
FILES_KEPT = 5
_SECRETS = (
    (re.compile(r"(?i)(bearer\s+|(?:token|passphrase|password|secret)[\"'=: ]+)[^\s\"',}]+"), r"\1***"),
    (re.compile(r"(\w+://)[^/\s@]+@"), r"\1***@"),
    (re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{5}[- ]){3,}[0-9A-HJKMNP-TV-Z]{5}\b"), "***"),
)


class JsonLines(logging.Formatter):
    """`time` (UTC), `level`, `from`, `text` and, for a fault, `fault`: all escaped, secrets struck out."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name.removeprefix(f"{LOGGER}."),
            "text": redacted(display(record.getMessage())),
        }
        if record.exc_info:
            line["fault"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line)


def redacted(text: str) -> str:
    """The text without what looks like a secret."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def log_to(path: str, *, level: int = logging.INFO) -> logging.Handler:
    """Write this program's log into the file `path`, readable by its owner only; returns the handler, to be closed."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    handler = RotatingFileHandler(path, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(JsonLines())
    logger = logging.getLogger(LOGGER)
    logger.addHandler(handler)
    logger.setLevel(level)
    return handler
