"""Times as the clock at the venue shows them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.engine.schedule.wall_time import begin_ns, day_of, end_ns, read_day, read_wall, wall_of

LONDON = ZoneInfo("Europe/London")
HOUR_NS = 3600 * 10**9


def _ns(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 10**9


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("2026-06-20T13:00", "2026-06-20T13:00"),
        (" 2026-06-20 13:00:00 ", "2026-06-20T13:00"),
        ("2026-06-20T13:00:05", "2026-06-20T13:00:05"),
        ("2026-06-20", "2026-06-20"),
        ("1971-01-01", "1971-01-01"),
        ("2199-12-31T00:00", "2199-12-31T00:00"),
    ],
)
def test_what_can_be_typed(typed: str, kept: str) -> None:
    assert read_wall(typed).text == kept
    assert read_wall(kept) == read_wall(typed)


@pytest.mark.parametrize(
    "typed, said",
    [
        ("2026-06-20T13:00+02:00", "offset"),
        ("2026-06-20T13:00Z", "offset"),
        ("2026-02-30", "no day"),
        ("2026-06-20T25:00", "no day"),
        ("20260620", "no day"),
        ("2026-6-2", "no day"),
        ("0001-01-01", "year 1"),
        ("9999-12-31", "year 9999"),
        ("", "no day"),
        ("\udcff\n", "no day"),
        ("٢٠٢٦-٠٦-٢٠", "no day"),
    ],
)
def test_what_cannot_is_refused_in_a_sentence(typed: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        read_wall(typed)
    assert caught.value.hint and caught.value.message.isprintable()


def test_a_day_alone() -> None:
    assert read_day("2026-08-01") == "2026-08-01"
    with pytest.raises(UsageError, match="a day is asked for"):
        read_day("2026-08-01T10:00")


def test_moments_at_the_venue() -> None:
    assert begin_ns(read_wall("2026-06-20T13:00"), LONDON) == _ns("2026-06-20T12:00:00+00:00")
    assert begin_ns(read_wall("2026-06-20"), LONDON) == _ns("2026-06-19T23:00:00+00:00")
    assert end_ns(read_wall("2026-06-20"), LONDON) == _ns("2026-06-20T23:00:00+00:00")
    assert end_ns(read_wall("2026-06-20T00:00"), LONDON) == _ns("2026-06-19T23:00:00+00:00")
    auckland = ZoneInfo("Pacific/Auckland")
    assert begin_ns(read_wall("2026-06-20"), auckland) == _ns("2026-06-19T12:00:00+00:00")


def test_an_hour_the_clock_skips_makes_the_wedding_longer() -> None:
    """29 March 2026, 01:00 to 02:00 does not exist in London."""
    skipped = read_wall("2026-03-29T01:30")
    assert begin_ns(skipped, LONDON) == _ns("2026-03-29T00:30:00+00:00")
    assert end_ns(skipped, LONDON) == _ns("2026-03-29T01:30:00+00:00")


def test_an_hour_the_clock_repeats_makes_the_wedding_longer() -> None:
    """25 October 2026, 01:00 to 02:00 comes twice in London."""
    repeated = read_wall("2026-10-25T01:30")
    assert begin_ns(repeated, LONDON) == _ns("2026-10-25T00:30:00+00:00")
    assert end_ns(repeated, LONDON) == _ns("2026-10-25T01:30:00+00:00")
    assert end_ns(read_wall("2026-10-25"), LONDON) - begin_ns(read_wall("2026-10-25"), LONDON) == 25 * HOUR_NS


def test_shown_again() -> None:
    assert wall_of(_ns("2026-06-20T12:00:00+00:00") + 999, LONDON).text == "2026-06-20T13:00"
    assert day_of(_ns("2026-06-19T23:00:00+00:00"), LONDON) == "2026-06-20"
    assert day_of(-1, UTC) == "1969-12-31"
