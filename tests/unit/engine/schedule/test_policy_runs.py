"""When a schedule is due: at clock changes, in the season, at borders; and in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_backup.domain.policy import WEEKDAYS, Daily, Interval, Watched, Weekly
from studio_backup.engine.schedule.policy_runs import longest_gap_ns, never_runs, next_run, next_runs
from studio_backup.engine.schedule.policy_words import sentence, span

OFTEN = "as often from May to October."
LONDON = ZoneInfo("Europe/London")
HOUR = 3600 * 10**9


def _ns(text):
    return int(datetime.fromisoformat(text).timestamp()) * 10**9


def _told(schedule, after, zone=LONDON, count=5):
    found = next_runs(schedule, _ns(after), zone, count)
    return [datetime.fromtimestamp(one / 1e9, tz=zone).strftime("%a %m-%d %H:%M %z") for one in found]


def test_daily_on_some_days():
    office = Daily(times=("22:30", "01:00"), weekdays=("friday", "monday"))
    assert _told(office, "2026-11-21T07:00+00:00", count=3) == [
        "Mon 11-23 01:00 +0000",
        "Mon 11-23 22:30 +0000",
        "Fri 11-27 01:00 +0000",
    ]


def test_a_moment_that_is_a_run_is_followed_by_the_next():
    assert next_run(Weekly(weekday="sunday", time="03:00"), _ns("2026-11-22T03:00+00:00"), LONDON) == _ns(
        "2026-11-29T03:00+00:00"
    )


def test_a_skipped_hour_is_taken_later_and_a_doubled_one_once():
    night = Daily(times=("01:30",))
    assert _told(night, "2026-03-28T12:00+00:00", count=2) == ["Sun 03-29 02:30 +0100", "Mon 03-30 01:30 +0100"]
    assert _told(night, "2026-10-24T12:00+00:00", count=2) == ["Sun 10-25 01:30 +0100", "Mon 10-26 01:30 +0000"]


def test_two_times_that_a_clock_change_makes_one_are_one():
    assert _told(Daily(times=("01:30", "02:30")), "2026-03-28T12:00+00:00", count=3) == [
        "Sun 03-29 02:30 +0100",
        "Mon 03-30 01:30 +0100",
        "Mon 03-30 02:30 +0100",
    ]


def test_a_day_that_a_zone_skipped():
    apia = ZoneInfo("Pacific/Apia")  # had no 30 December 2011
    found = _told(Daily(times=("10:00",)), "2011-12-28T21:00+00:00", apia, 3)
    assert found == ["Thu 12-29 10:00 -1000", "Sat 12-31 10:00 +1400", "Sun 01-01 10:00 +1400"]


def test_a_skipped_day_is_not_run_twice_from_wherever_one_looks():
    apia = ZoneInfo("Pacific/Apia")
    for before in range(1, 30):
        found = next_runs(Daily(times=("10:00",)), _ns("2011-12-30T21:00+00:00") - before * 24 * HOUR, apia, 40)
        assert len(set(found)) == 40 and sorted(found) == list(found)


def test_five_times_as_often_in_the_season_and_not_on_other_days():
    night = Daily(times=("00:00",), season=5)
    assert _told(night, "2026-04-29T12:00+00:00", UTC, 7) == [
        "Thu 04-30 00:00 +0000",
        "Fri 05-01 00:00 +0000",
        "Fri 05-01 04:48 +0000",
        "Fri 05-01 09:36 +0000",
        "Fri 05-01 14:24 +0000",
        "Fri 05-01 19:12 +0000",
        "Sat 05-02 00:00 +0000",
    ]
    worked = Daily(times=("12:00",), weekdays=WEEKDAYS[:5], season=2)
    assert _told(worked, "2026-06-05T11:00+00:00", UTC, 3) == [
        "Fri 06-05 12:00 +0000",
        "Mon 06-08 12:00 +0000",
        "Tue 06-09 00:00 +0000",
    ]


def test_the_season_ends_with_october_on_the_wall():
    found = next_runs(Interval(minutes=60, season=4), _ns("2026-10-31T22:50+00:00"), ZoneInfo("America/New_York"), 2)
    assert [found[0] - _ns("2026-10-31T22:50+00:00"), found[1] - found[0]] == [HOUR // 4, HOUR // 4]
    late = next_runs(Interval(minutes=60, season=4), _ns("2026-11-01T04:00+00:00"), ZoneInfo("America/New_York"), 1)
    assert late == (_ns("2026-11-01T05:00+00:00"),)


@pytest.mark.parametrize("schedule", [Daily(times=()), Daily(times=("10:00",), weekdays=())])
def test_what_can_never_run(schedule):
    assert "can never run" in never_runs(schedule) and sentence(schedule) == never_runs(schedule)
    assert next_run(schedule, 0, UTC) == longest_gap_ns(schedule) == 0


def test_what_goes_by_changes_has_no_times():
    assert next_runs(Watched(), 0, UTC, 5) == () and longest_gap_ns(Watched()) == 0 and never_runs(Watched()) == ""


@pytest.mark.parametrize(
    "schedule, hours",
    [
        (Interval(minutes=90), 1.5),
        (Weekly(weekday="friday", time="18:00"), 168),
        (Daily(times=("12:00", "13:00")), 23),
        (Daily(times=("12:00",), weekdays=("monday", "tuesday")), 144),
    ],
)
def test_the_longest_gap(schedule, hours):
    assert longest_gap_ns(schedule) == hours * HOUR


@pytest.mark.parametrize(
    "schedule, said",
    [
        (Watched(), "As soon as something changes."),
        (Interval(minutes=15), "Every 15 minutes."),
        (Interval(minutes=60, season=2), "Every hour, twice as often from May to October."),
        (Interval(minutes=2880), "Every 2 days."),
        (Weekly(weekday="sunday", time="03:00", season=9), f"Every Sunday at 03:00, 9 times {OFTEN}"),
        (Daily(times=("13:00", "01:00", "13:00")), "Every day at 01:00 and 13:00."),
        (Daily(times=("01:00",), weekdays=WEEKDAYS[:5]), "From Monday to Friday at 01:00."),
        (
            Daily(times=("01:00",), weekdays=("friday", "monday", "sunday"), season=5),
            "Every Monday, Friday and Sunday at 01:00, five times as often from May to October.",
        ),
    ],
)  # fmt: skip
def test_in_words(schedule, said):
    assert sentence(schedule) == said


def test_lengths_in_words():
    assert [span(15), span(60), span(4_470), span(10_080)] == ["15 minutes", "1 hour", "3 days and 2 hours", "7 days"]
