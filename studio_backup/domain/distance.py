"""How far apart two places are, over the ground. Pure.

The great circle on a sphere by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68,
1984, p. 159), with the mean radius of WGS 84 (NIMA TR8350.2, 3rd edition, table 3.5: R1 = 6 371 008.7714 m). The earth
is flatter than that: within half a percent of the way along the ellipsoid, 250 m in 50 km.
"""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from studio_backup.domain.wedding import Spot

RADIUS_KM: Final = 6371.0087714
_DEGREE_KM: Final = radians(1) * RADIUS_KM
"""Of latitude: two places further apart in it than the distance asked for need no more reckoning."""


def distance_km(one: Spot, other: Spot) -> float:
    """Kilometres along the great circle, 0 to about 20,015."""
    up, over = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    flat = cos(radians(one.latitude)) * cos(radians(other.latitude))
    half = sin(up / 2) ** 2 + flat * sin(over / 2) ** 2
    return 2 * RADIUS_KM * asin(sqrt(min(1.0, half)))


@lru_cache(maxsize=16_384)
def is_near(one: Spot, other: Spot, within_km: float) -> bool:
    """Whether they are less than so far apart."""
    if abs(one.latitude - other.latitude) * _DEGREE_KM > within_km:
        return False
    return distance_km(one, other) < within_km
