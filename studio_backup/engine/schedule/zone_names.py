"""Names of time zones, as people write them."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from studio_backup.base.errors import UsageError

_SHOWN: Final = 3
_ALIKE: Final = 0.6


def zone_of(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None where this machine knows none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_named(text: str) -> str:
    """The IANA name that is meant, in its own spelling. UsageError for a zone that is unknown here, naming close
    ones."""
    told = text.strip().replace(" ", "_")
    found = _known().get(told.casefold())
    if found is not None:
        return found
    close = close_zones(told)
    hint = f"Did you mean {_or(close)}?" if close else 'Zones are written like "Europe/London" or "America/New_York".'
    raise UsageError(f"{text.strip()[:64]!a} is no time zone that is known here.", hint=hint)


def close_zones(text: str) -> tuple[str, ...]:
    """Zones that are written like this, or whose city is; the likeliest first."""
    told, known = text.casefold(), _known()
    city = told.rsplit("/", 1)[-1]
    same_city = [name for key, name in known.items() if key.rsplit("/", 1)[-1] == city]
    alike = difflib.get_close_matches(told, known, n=_SHOWN, cutoff=_ALIKE)
    cities = {key.rsplit("/", 1)[-1]: name for key, name in known.items()}
    alike_cities = difflib.get_close_matches(city, cities, n=_SHOWN, cutoff=_ALIKE)
    found = [*same_city, *(known[key] for key in alike), *(cities[key] for key in alike_cities)]
    return tuple(dict.fromkeys(found))[:_SHOWN]


@functools.cache
def _known() -> Mapping[str, str]:
    """Every zone by its name in small letters; those of cities and countries before the historic ones."""
    names = sorted(available_timezones(), key=lambda name: ("/" not in name, name))
    return {name.casefold(): name for name in names}


def _or(names: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
