"""When full scrubs and maintenance are silent."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.engine.schedule.quiet import quiet_at, saturday_window

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1))
SATURDAY = date(2026, 6, 20)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-06-19 17:59", False),
        ("2026-06-19 18:00", True),
        ("2026-06-20 13:00", True),
        ("2026-06-21 05:59", True),
        ("2026-06-21 06:00", False),
        ("2026-06-26 18:00", False),
    ],
)
def test_the_window_of_a_saturday_wedding(moment: str, quiet: bool) -> None:
    assert (quiet_at(datetime.fromisoformat(moment), [SATURDAY]) is not None) == quiet


@pytest.mark.parametrize("day", [date(2026, 6, 19), SATURDAY, date(2026, 6, 21)])
def test_a_wedding_on_friday_or_sunday_touches_it_too(day: date) -> None:
    assert quiet_at(datetime(2026, 6, 20, 12), [day]) is not None


@given(MOMENTS, st.lists(DAYS, max_size=5))
def test_quiet_by_the_rule_itself(now: datetime, weddings: list[date]) -> None:
    """Told in another way: a day of one's own, or a weekend which a wedding touches."""
    in_weekend = (now.weekday(), now.time()) >= (4, time(18)) and (now.weekday(), now.time()) < (6, time(6))
    friday = now.date() - timedelta(days=(now.weekday() - 4) % 7)
    touched = any(timedelta() <= day - friday <= timedelta(days=2) for day in weddings)
    found = quiet_at(now, weddings)
    assert (found is not None) == (now.date() in weddings or (in_weekend and touched))
    assert found is None or found.begin <= now < found.until


@given(MOMENTS, st.lists(DAYS, min_size=1, max_size=5))
def test_it_ends_by_itself_and_more_weddings_never_make_it_louder(now: datetime, weddings: list[date]) -> None:
    found = quiet_at(now, weddings)
    if found is None:
        assert quiet_at(now, weddings[1:]) is None
    else:
        assert found.until - now < timedelta(hours=36, seconds=1)


@given(DAYS)
def test_a_window_is_thirty_six_hours_of_the_walls_clock(day: date) -> None:
    window = saturday_window(day)
    assert (window is None) == (day.weekday() < 4)
    if window:
        assert window[1] - window[0] == timedelta(hours=36)
        assert window[0].date() <= day <= window[1].date()
