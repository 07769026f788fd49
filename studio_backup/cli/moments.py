"""Times and dates as people type them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from studio_backup.base.errors import UsageError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SECOND = timedelta(seconds=1)


def wedding_date(text: str) -> str:
    """A wedding's date, checked. Raises UsageError."""
    try:
        if not _DAY.match(text):
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise UsageError(f"{text!r} is no date.", hint="Write it as YYYY-MM-DD, for example 2026-06-20.") from None


def moment_ns(text: str) -> int:
    """The last nanosecond a person means by "2026-06-20", "2026-06-20 21:10" or "2026-06-20T21:10:04+02:00".

    Without an offset it is this machine's time. Raises UsageError.
    """
    try:
        end = datetime.fromisoformat(text.strip()) + _span(text.strip())
        return int(end.astimezone().timestamp()) * 1_000_000_000 - 1
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"{text!r} is no time.", hint='Write it as "2026-06-20 21:10", or as 2026-06-20 for the end of that day.'
        ) from None


def _span(text: str) -> timedelta:
    """How long the moment lasts which was typed: a day, a minute or a second."""
    if _DAY.match(text):
        return timedelta(days=1)
    clock = re.split(r"[T ]", text, maxsplit=1)[-1]
    return _SECOND if clock.count(":") > 1 and not re.match(r"\d\d:\d\d[+-]", clock) else timedelta(minutes=1)
