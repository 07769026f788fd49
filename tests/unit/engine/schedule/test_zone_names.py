"""Time zones as people write them."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.engine.schedule.zone_names import close_zones, zone_named, zone_of


@pytest.mark.parametrize(
    "typed, zone",
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        (" America/New York ", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_found_however_it_is_written(typed: str, zone: str) -> None:
    assert zone_named(typed) == zone
    assert zone_of(zone) is not None


@pytest.mark.parametrize(
    "typed, close", [("Europe/Londn", "Europe/London"), ("London", "Europe/London"), ("Auckland", "Pacific/Auckland")]
)
def test_an_unknown_one_names_close_ones(typed: str, close: str) -> None:
    with pytest.raises(UsageError) as caught:
        zone_named(typed)
    assert close in caught.value.hint and typed in caught.value.message
    assert close_zones(typed)[0] == close


@pytest.mark.parametrize("typed", ["../../etc/passwd", "/etc/localtime", "zzzz", "\udcff\n", "x" * 500, "Europe", ""])
def test_nothing_else_is_one(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        zone_named(typed)
    assert caught.value.hint and caught.value.message.isprintable()
    assert zone_of(typed) is None
