"""Places on the map, as they are typed: "48.21,16.37"."""

from __future__ import annotations

import msgspec

from studio_backup.base.errors import UsageError
from studio_backup.base.names import display
from studio_backup.domain.wedding import Spot


def spot_of(text: str) -> Spot:
    """Latitude and longitude in degrees. UsageError for what is none."""
    latitude, comma, longitude = text.replace(" ", "").partition(",")
    try:
        if not comma:
            raise ValueError(text)
        return msgspec.convert({"latitude": float(latitude), "longitude": float(longitude)}, Spot)
    except (ValueError, msgspec.ValidationError):
        raise UsageError(
            f"{display(text)} is no place on the map.", hint="Give latitude and longitude in degrees: 48.21,16.37"
        ) from None
