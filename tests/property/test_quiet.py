"""When full scrubs and maintenance are silent."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.schedule.quiet import QuietSpan, quiet_for
from tests.support.weddings import DAY_NS, STUDIO

ZONES = st.sampled_from(["UTC", "Europe/London", "Pacific/Auckland", "America/Santiago", "Africa/Cairo"])
DAYS = st.dates(date(2026, 1, 1), date(2028, 1, 1))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
QUICK = settings(deadline=None)


def quiet(now: datetime, days: list[date], zone: str) -> QuietSpan | None:
    """With weddings of which only the days are known."""
    weddings = [
        BookedWedding(id=str(day), name="Rose Hall", date=str(day), zone=zone, start_ns=0, end_ns=0) for day in days
    ]
    return quiet_for(weddings, STUDIO, _ns(now))


def _ns(moment: datetime) -> int:
    return int(moment.timestamp()) * 10**9


@QUICK
@given(MOMENTS, st.lists(DAYS, max_size=5), ZONES)
def test_quiet_by_the_rule_itself(now: datetime, days: list[date], zone: str) -> None:
    """Told in another way: a day of one's own, or a weekend which a wedding touches."""
    wall = now.astimezone(ZoneInfo(zone))
    in_weekend = (wall.weekday(), wall.time()) >= (4, time(18)) and (wall.weekday(), wall.time()) < (6, time(6))
    friday = wall.date() - timedelta(days=(wall.weekday() - 4) % 7)
    touched = any(timedelta() <= day - friday <= timedelta(days=2) for day in days)
    found = quiet(now, days, zone)
    assert (found is not None) == (wall.date() in days or (in_weekend and touched))
    assert found is None or found.begin_ns <= _ns(now) < found.until_ns


@QUICK
@given(MOMENTS, st.lists(DAYS, min_size=1, max_size=5), ZONES)
def test_it_ends_by_itself_and_more_weddings_never_make_it_louder(now: datetime, days: list[date], zone: str) -> None:
    found = quiet(now, days, zone)
    if found is None:
        assert quiet(now, days[1:], zone) is None
    else:
        assert found.until_ns - _ns(now) <= DAY_NS * 37 // 24
