"""Distances over the ground, against published ones."""

from __future__ import annotations

import pytest

from studio_backup.domain.distance import RADIUS_KM, distance_km, is_near
from studio_backup.domain.wedding import Spot


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (90, 0), 10_007.557),  # a quarter of the circumference
        ((0, 0), (0, 180), 20_015.115),
        ((90, 12), (90, -170), 0),  # the pole, by whatever meridian
        ((36.12, -86.67), (33.94, -118.40), 2_886.444),  # Nashville to Los Angeles, the usual example of the formula
        ((51.5074, -0.1278), (48.8566, 2.3522), 343.556),  # London to Paris
        ((0, 179.9), (0, -179.9), 22.239),  # over the date line
    ],
)
def test_great_circle(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    here, there = (Spot(latitude=at[0], longitude=at[1]) for at in (one, other))
    assert distance_km(here, there) == pytest.approx(km, abs=0.02)
    assert distance_km(there, here) == distance_km(here, there)


def test_near_is_less_than_so_far() -> None:
    here, there = Spot(latitude=10, longitude=10), Spot(latitude=10, longitude=10.4)
    far = distance_km(here, there)
    assert far == pytest.approx(43.8, abs=0.1)
    assert is_near(here, there, far + 0.001)
    assert not is_near(here, there, far)
    assert not is_near(here, Spot(latitude=10.4497, longitude=10), 49.9)
    assert pytest.approx(6371.009, abs=0.001) == RADIUS_KM
