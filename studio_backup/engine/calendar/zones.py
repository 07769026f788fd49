"""Time zones as calendars name them: by IANA's names, Windows' names, or either behind a maker's prefix."""

from __future__ import annotations

import functools
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_NO_PLACE: Final = frozenset({"utc", "z", "gmt", "etc/utc", "etc/gmt", "zulu", "etc/zulu", "universal", "etc/uct"})


@functools.cache
def _known() -> dict[str, str]:
    names = {name.casefold(): name for name in available_timezones()}
    return {name.casefold(): olson for name, olson in WINDOWS_TO_OLSON.items()} | names


@functools.lru_cache(4_096)
def iana(name: str) -> str | None:
    """The zone's IANA name; "UTC" for what names no place; None for one that is unknown here."""
    wanted = name.strip().strip("/").casefold()
    if wanted in _NO_PLACE:
        return "UTC"
    parts = wanted.split("/")
    candidates = ("/".join(parts[first:]) for first in range(min(len(parts), 8)))
    return next((_known()[one] for one in candidates if one in _known()), None)


@functools.lru_cache(1_024)
def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name that `iana` gave."""
    return ZoneInfo(name)
