"""Where a venue is, by its text."""

from __future__ import annotations

import pytest

from studio_backup.engine.schedule.venue_places import known_places
from studio_backup.engine.schedule.zone_names import zone_of

PLACES = known_places()


@pytest.mark.parametrize(
    "text, near, zone, latitude",
    [
        ("Rose Hall, York", "", "Europe/London", 53.96),
        ("Rose Hall York YO1 7HH", "", "Europe/London", 53.96),
        ("New York", "", "America/New_York", 40.71),
        ("The Plaza, New York, NY 10019, USA", "", "America/New_York", 40.71),
        ("Seattle, Washington", "", "America/Los_Angeles", 47.61),
        ("Rose Hall, Washington", "", "America/New_York", 38.91),
        ("Paris", "", "Europe/Paris", 48.86),
        ("Paris, Texas", "", "America/Chicago", 33.66),
        ("Lincoln, Nebraska, USA", "Europe/London", "America/Chicago", 40.81),
        ("London, Ontario", "Europe/London", "America/Toronto", 42.98),
        ("York Hall, London", "", "Europe/London", 51.51),
        ("The Hall, London", "America/Toronto", "America/Toronto", 42.98),
        ("Perth", "", "Australia/Perth", -31.95),
        ("Perth", "Europe/London", "Europe/London", 56.40),
        ("Perth, Scotland", "", "Europe/London", 56.40),
        ("Villa Bath, Via Roma 3, 50100 Firenze FI", "", "Europe/Rome", 43.77),
        ("Schloss, 80331 MÜNCHEN", "", "Europe/Berlin", 48.14),
        ("10115 Berlin DE", "", "Europe/Berlin", 52.52),
        ("St. John’s, NL", "", "America/St_Johns", 47.56),
        ("Stratford upon Avon", "", "Europe/London", 52.19),
        ("Melbourne, Victoria, Australia", "", "Australia/Melbourne", -37.81),
        ("Bath Abbey", "Europe/London", "Europe/London", 51.38),
    ],
)
def test_found_by_whole_words(text: str, near: str, zone: str, latitude: float) -> None:
    found = PLACES.find(text, near)
    assert found is not None and (found.zone, found.spot.latitude) == (zone, latitude)


@pytest.mark.parametrize(
    "text, near",
    [
        ("", ""),
        ("Yorkshire Barn", "Europe/London"),
        ("Athens, Greece", ""),
        ("Paris, Tennessee", ""),
        ("San José, Costa Rica", ""),
        ("The Nice Barn, Devon", "Europe/London"),
        ("Bath Abbey", "America/New_York"),
        ("12 34, 5", ""),
        ("\udcff\x00", ""),
    ],
)
def test_what_is_not_named_is_not_guessed(text: str, near: str) -> None:
    assert PLACES.find(text, near) is None


def test_the_list_itself() -> None:
    """Zones that are known, places on the map where their country is, no place twice."""
    towns = {id(one): one for found in PLACES.towns.values() for one in found}.values()
    assert len(towns) > 300
    assert all(zone_of(one.zone) for one in towns)
    assert {one.country for one in towns} == {"GB", "IE", "DE", "FR", "IT", "ES", "US", "CA", "AU", "NZ"}
    assert len({(one.name, one.country, one.region) for one in towns}) == len(towns)
    south = {one.country for one in towns if one.spot.latitude < 0}
    assert south == {"AU", "NZ"}
    assert all(one.spot.longitude < -50 for one in towns if one.country in ("US", "CA"))
    assert all(one.spot.longitude > 100 for one in towns if one.country in ("AU", "NZ"))


def test_a_long_text_costs_nothing() -> None:
    assert PLACES.find("wedding " * 100_000) is None
