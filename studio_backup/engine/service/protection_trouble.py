"""A wedding that cannot be reckoned is in trouble, and said to be; all others go on."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from typing import Final

from studio_backup.base.errors import StudioBackupError
from studio_backup.base.names import display
from studio_backup.domain.wedding import BookedWedding

TRIED_AGAIN_NS: Final = 300 * 10**9
"""What could not be reckoned is tried again so often, though nothing changed."""
_LOG = logging.getLogger("studio_backup.engine")


class Troubled:
    """Remembers what could not be reckoned, so that the log tells each trouble once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, str] = {}

    def met(self, key: Hashable, name: str, error: Exception) -> str:
        """It could not be reckoned; returns why, in a sentence."""
        text = trouble_of(error)
        if self._known.get(key) != text:
            _LOG.error("Wedding %s: %s", display(name), text, exc_info=error)
        self._known[key] = text
        return text

    def over(self, key: Hashable) -> str:
        """It was reckoned; returns why it could not be before, "" if it could."""
        return self._known.pop(key, "")


def trouble_of(error: Exception) -> str:
    """Why nobody can tell how a wedding stands."""
    fault = f"a fault of the program, {type(error).__name__}"
    why = display(error.message) if isinstance(error, StudioBackupError) else fault
    return f"How it is protected cannot be told: {why.rstrip('.')}."


def without_event(booked: BookedWedding, trouble: str) -> BookedWedding:
    """The wedding by its name and date alone, with what is wrong."""
    return BookedWedding(
        id=booked.id,
        name=booked.name,
        date=booked.date,
        zone="",
        start_ns=0,
        end_ns=0,
        emergency=booked.emergency,
        hold=booked.hold,
        trouble=trouble,
        added_ns=booked.added_ns,
        version=booked.version,
    )
