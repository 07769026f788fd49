"""What a person types of a wedding, as the engine takes it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from studio_backup.domain.wedding import Expected, Spot

_EXPECTED: Final = re.compile(r"(?P<name>.*?)[\s:]*(?P<photos>\d[\d,.' ]*)?", re.DOTALL)
_NUMBER: Final = r"[-+]?\d{1,3}(?:\.\d+)?"
_SPOT: Final = re.compile(rf"(?P<latitude>{_NUMBER})\s*[,;\s]\s*(?P<longitude>{_NUMBER})")


def names_typed(text: str) -> tuple[str, ...]:
    """Names, separated by commas or lines."""
    return tuple(filter(None, (one.strip() for one in re.split(r"[,\n;]", text))))


def expected_typed(text: str) -> tuple[Expected, ...]:
    """Who is expected to bring how many photos, one in each line: "Anna 1200", "drone"."""
    found = []
    for line in filter(None, (one.strip() for one in re.split(r"[\n;]", text))):
        match = _EXPECTED.fullmatch(line)
        name = match["name"].strip() if match else line
        digits = re.sub(r"\D", "", match["photos"] or "") if match else ""
        found.append(Expected(name=name or line, photos=int(digits[:9] or 0) if name else 0))
    return tuple(found)


def expected_text(expected: Iterable[Expected]) -> str:
    """The other way round."""
    return "\n".join(f"{one.name} {one.photos}" if one.photos else one.name for one in expected)


def spot_typed(text: str) -> Spot | None:
    """Latitude and longitude in degrees, "51.48, -0.61". None where nothing stands there; ValueError for nonsense."""
    if not text.strip():
        return None
    match = _SPOT.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    latitude, longitude = float(match["latitude"]), float(match["longitude"])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(text)
    return Spot(latitude=latitude, longitude=longitude)


def spot_text(spot: Spot | None) -> str:
    """The other way round."""
    return f"{spot.latitude:g}, {spot.longitude:g}" if spot else ""
