"""When work that can wait is silent: by the clock at each venue, and by the hours of the event."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.schedule.quiet import QuietSpan, quiet_for
from tests.support.weddings import HOUR_NS, STUDIO, at, booked

THURSDAY = booked("2026-06-18 20:00", "2026-06-19 02:00")


def quiet(now: str, *weddings: BookedWedding, zone: str = "Europe/London") -> QuietSpan | None:
    return quiet_for(weddings, STUDIO, at(now, zone))


@pytest.mark.parametrize(
    ("moment", "is_quiet"),
    [
        ("2026-06-19 17:59", False),
        ("2026-06-19 18:00", True),
        ("2026-06-20 13:00", True),
        ("2026-06-21 05:59", True),
        ("2026-06-21 06:00", False),
        ("2026-06-26 18:00", False),
    ],
)
def test_the_window_of_a_saturday_wedding(moment: str, is_quiet: bool) -> None:
    assert (quiet(moment, booked()) is not None) == is_quiet


@pytest.mark.parametrize(
    ("moment", "is_quiet"),
    [
        ("2026-06-17 23:59", False),
        ("2026-06-18 00:00", True),
        ("2026-06-19 17:00", True),
        ("2026-06-20 00:00", True),
    ],
)
def test_the_days_of_an_event_are_quiet_to_their_midnight(moment: str, is_quiet: bool) -> None:
    """It ends on Friday at two in the morning: Friday is one of its days, and does not touch the window."""
    found = quiet(moment, THURSDAY)
    assert (found is not None) == (is_quiet and moment < "2026-06-20")


def test_by_the_clock_at_the_venue() -> None:
    away = booked(zone="Pacific/Auckland")
    begin = at("2026-06-19 18:00", "Pacific/Auckland")
    assert quiet_for([away], STUDIO, begin - 1) is None
    assert quiet_for([away], STUDIO, begin) == QuietSpan(
        begin, at("2026-06-21 06:00", "Pacific/Auckland"), "the end of the Saturday window"
    )


def test_over_a_clock_change_it_is_an_hour_longer() -> None:
    found = quiet("2026-10-24 12:00", booked("2026-10-24 13:00", "2026-10-24 23:59"))
    assert found is not None
    assert found.until_ns - found.begin_ns == 37 * HOUR_NS


def test_a_cancelled_wedding_keeps_nothing_quiet_and_one_without_hours_its_day() -> None:
    assert quiet("2026-06-20 12:00", booked(cancelled=True)) is None
    dated = replace(booked(), start_ns=0, end_ns=0, date="2026-06-17")
    assert quiet("2026-06-17 00:00", dated) == QuietSpan(
        at("2026-06-17 00:00"), at("2026-06-18 00:00"), "the end of a wedding's day"
    )
    assert quiet("2026-06-17 12:00", replace(dated, date="")) is None


def test_what_lasts_longest_is_named() -> None:
    found = quiet("2026-06-19 19:00", THURSDAY, booked())
    assert found is not None
    assert found.reason == "the end of the Saturday window"
    assert quiet("2026-06-19 19:00") is None
