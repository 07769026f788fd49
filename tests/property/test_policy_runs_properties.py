"""Next runs: always later than the one before, on the wall's own times, none left out, in every zone."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from studio_backup.domain.policy import SEASON, WEEKDAYS, Daily, Interval, Weekly
from studio_backup.engine.schedule.policy_runs import next_run, next_runs

ZONES = ("UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca")
zones = some.sampled_from(ZONES).map(ZoneInfo)
moments = some.integers(1_300_000_000, 1_900_000_000).map(lambda seconds: seconds * 10**9)
times = some.builds("{:02}:{:02}".format, some.integers(0, 23), some.integers(0, 59))
factors = some.integers(1, 24)
dailies = some.builds(
    Daily,
    times=some.lists(times, min_size=1, max_size=4).map(tuple),
    weekdays=some.sets(some.sampled_from(WEEKDAYS), min_size=1).map(tuple),
    season=factors,
)
weeklies = some.builds(Weekly, weekday=some.sampled_from(WEEKDAYS), time=times, season=factors)
intervals = some.builds(Interval, minutes=some.integers(1, 44_640), season=factors)


def _local(moment, zone):
    return datetime.fromtimestamp(moment // 10**9, tz=UTC).astimezone(zone)


@settings(max_examples=150, deadline=None)
@given(some.one_of(dailies, weeklies, intervals), moments, zones)
def test_each_is_later_than_the_one_before(schedule, after, zone):
    found = (after, *next_runs(schedule, after, zone, 30))
    assert len(found) == 31
    assert all(one < later for one, later in pairwise(found))


@settings(max_examples=100, deadline=None)
@given(some.one_of(dailies, weeklies), moments, zones, some.integers(1, 10**15))
def test_from_wherever_one_looks_the_next_is_the_same(schedule, after, zone, earlier):
    """So that a run is neither lost nor doubled by when somebody asks."""
    upcoming = next_run(schedule, after, zone)
    between = max(after, upcoming - earlier)
    assert next_run(schedule, between, zone) == upcoming
    assert next_run(schedule, upcoming - 1, zone) == upcoming


@settings(max_examples=150, deadline=None)
@given(dailies, moments, zones)
def test_daily_keeps_to_its_days_and_times(schedule, after, zone):
    for moment in next_runs(schedule, after, zone, 20):
        there = _local(moment, zone)
        if f"{there:%H:%M}" in schedule.times and WEEKDAYS[there.weekday()] in schedule.weekdays:
            continue
        in_season = schedule.season > 1 and _local(moment - 7 * 86_400 * 10**9, zone).month - 1 in range(3, 11)
        changed = _local(moment - 86_400 * 10**9, zone).utcoffset() != there.utcoffset()
        assert in_season or changed, there


@settings(max_examples=100, deadline=None)
@given(dailies, moments, zones)
def test_no_day_of_a_daily_one_is_left_out(schedule, after, zone):
    found = next_runs(schedule, after, zone, 40)
    told = {_local(one, zone).strftime("%Y-%m-%d %H:%M") for one in found}
    day = _local(after, zone).date() + timedelta(days=1)
    while datetime(day.year, day.month, day.day, 23, 59, tzinfo=zone).timestamp() < found[-1] / 1e9:
        for time in schedule.times:
            there = datetime.fromisoformat(f"{day} {time}").replace(tzinfo=zone)
            exists = there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == there.replace(tzinfo=None)
            if exists and WEEKDAYS[day.weekday()] in schedule.weekdays:
                assert there.strftime("%Y-%m-%d %H:%M") in told
        day += timedelta(days=1)


@settings(max_examples=100, deadline=None)
@given(weeklies, moments, zones)
def test_in_the_season_it_comes_so_much_more_often(schedule, after, zone):
    assume(all(_local(after + days * 86_400 * 10**9, zone).month in SEASON for days in (-8, 0, 15)))
    found = next_runs(schedule, after, zone, 2 * schedule.season)
    assert found[-1] - after <= (14 * 24 + 2) * 3600 * 10**9
