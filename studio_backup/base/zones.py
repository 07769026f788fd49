"""The time zone of this machine, with its clock changes: a fixed offset would be wrong in half of the year."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfoNotFoundError

import tzlocal


def local_zone() -> tzinfo:
    """The zone as it is set now: a laptop travels. UTC where the machine tells none that is known."""
    try:
        return tzlocal.reload_localzone()
    except (ZoneInfoNotFoundError, OSError, ValueError, UserWarning):
        return UTC
