"""The moment for which a priority is asked, and places on the map, as they are typed."""

from __future__ import annotations

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.cli.spots import spot_of
from studio_backup.cli.verbs.priority import exact_ns
from studio_backup.domain.wedding import Spot
from tests.support.weddings import at


def test_a_moment_is_the_very_moment() -> None:
    assert exact_ns("2026-06-13T13:00+01:00") == at("2026-06-13 13:00")
    assert exact_ns("2026-06-13T12:00Z") == at("2026-06-13 13:00")
    assert exact_ns("2026-06-13T12:00:00.000001+00:00") == at("2026-06-13 13:00") + 1_000


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-06-13", "2026-06-13T13:00", "1969-12-31T23:59Z", "9999-01-01T00:00Z"]
)
def test_what_is_no_moment_is_said(text: str) -> None:
    with pytest.raises(UsageError) as found:
        exact_ns(text)
    assert "offset" in found.value.hint


def test_a_place_on_the_map() -> None:
    assert spot_of("48.21, -16.37") == Spot(latitude=48.21, longitude=-16.37)
    for text in ("", "48.21", "north,east", "91,0", "0,181", "nan,0"):
        with pytest.raises(UsageError):
            spot_of(text)
