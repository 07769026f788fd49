"""Bandwidth: never over the limit in any span of time, whatever is asked, over midnight and over summer time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from studio_backup.domain.bandwidth import DAY_MINUTES, Bandwidth, Window, minute_of_day
from studio_backup.storage.bucket import LEAST_S, SAVED_S, STEP_S, Bucket
from tests.unit.storage.virtual_clock import VirtualClock

MINUTES = st.integers(0, DAY_MINUTES - 1)
RATES = st.integers(1_000, 50_000_000)
WINDOWS = st.builds(Window, begins=MINUTES, ends=MINUTES, rate=RATES)
BANDWIDTHS = st.builds(
    Bandwidth, windows=st.lists(WINDOWS, max_size=5).map(tuple), otherwise=st.none() | RATES, urgent_free=st.booleans()
)
BERLIN = ZoneInfo("Europe/Berlin")


@given(BANDWIDTHS, MINUTES)
def test_the_least_of_the_windows_which_hold_counts(bandwidth: Bandwidth, minute: int) -> None:
    """Against the plainest reading of the words: each window's minutes, one by one."""
    rates = [one.rate for one in bandwidth.windows if minute in _minutes(one)]
    assert bandwidth.rate_at(minute) == (min(rates) if rates else bandwidth.otherwise)
    assert bandwidth.rate_for("normal", minute) == bandwidth.rate_at(minute)
    free = bandwidth.rate_for("emergency", minute)
    assert free == (None if bandwidth.urgent_free else bandwidth.rate_at(minute))


def _minutes(window: Window) -> set[int]:
    length = (window.ends - window.begins) % DAY_MINUTES or DAY_MINUTES
    return {(window.begins + step) % DAY_MINUTES for step in range(length)}


@given(
    st.datetimes(datetime(2026, 3, 28), datetime(2026, 3, 30))
    | st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 26))
)
def test_the_wall_clock_counts_when_summer_time_begins_and_ends(at: datetime) -> None:
    """No minute of the two days is without its limit, and none has another than the clock on the wall tells."""
    moment = at.replace(tzinfo=UTC)
    minute = minute_of_day(int(moment.timestamp()) * 10**9, BERLIN)
    wall = moment.astimezone(BERLIN)
    assert (minute // 60, minute % 60) == (wall.hour, wall.minute)
    night = Window(begins=22 * 60, ends=6 * 60, rate=1_000)
    assert night.holds(minute) == (wall.hour >= 22 or wall.hour < 6)


def test_the_hour_which_is_there_twice_is_limited_twice() -> None:
    """02:00 to 03:00 on the last Sunday in October lasts two hours; in March it never comes."""
    window = Window(begins=120, ends=180, rate=1_000)

    def held(day: datetime) -> int:
        begin = day.replace(tzinfo=UTC) - timedelta(hours=6)
        minutes = (begin + timedelta(minutes=step) for step in range(1_440))
        return sum(window.holds(minute_of_day(int(one.timestamp()) * 10**9, BERLIN)) for one in minutes)

    assert (held(datetime(2026, 10, 25)), held(datetime(2026, 3, 29)), held(datetime(2026, 6, 1))) == (120, 0, 60)


SIZES = st.lists(st.tuples(st.integers(1, 200_000), st.floats(0, 5)), min_size=1, max_size=30)


@given(SIZES, st.integers(1_000, 100_000))
def test_in_no_span_of_time_more_passes_than_the_limit(pieces: list[tuple[int, float]], rate: int) -> None:
    """Whatever is asked and whenever: its length times the rate, and what was saved up or one piece."""
    clock = VirtualClock()
    bucket = Bucket(lambda: float(rate), clock=clock)
    passed: list[tuple[float, int]] = []
    for size, pause in pieces:
        clock.now += pause
        bucket.take(size)
        passed.append((clock.now, size))
    for first in range(len(passed)):
        for last in range(first, len(passed)):
            span = passed[last][0] - passed[first][0]
            total = sum(size for _, size in passed[first : last + 1])
            assert total <= rate * (span + LEAST_S) + max(SAVED_S * rate, passed[first][1]) + 1


@given(SIZES, st.lists(st.integers(1_000, 100_000), min_size=2, max_size=4), st.floats(1, 20))
def test_a_limit_that_changes_counts_from_the_next_step(
    pieces: list[tuple[int, float]], rates: list[int], each_s: float
) -> None:
    """Never more than the present limits allow together, but for one step at each change."""
    clock = VirtualClock()
    begun = clock.now

    def rate() -> float:
        return rates[min(int((clock.now - begun) / each_s), len(rates) - 1)]

    bucket = Bucket(rate, clock=clock)
    total = 0
    for size, _ in pieces:
        bucket.take(size)
        total += size
    allowed = sum(_overlap(clock.now - begun, number, each_s, len(rates)) * one for number, one in enumerate(rates))
    assert total <= allowed + SAVED_S * max(rates) + len(rates) * STEP_S * max(rates) + 1


def _overlap(end: float, number: int, each_s: float, count: int) -> float:
    begins = number * each_s
    ends = end if number == count - 1 else begins + each_s
    return max(0.0, min(end, ends) - begins)


def test_what_waits_goes_on_at_once_when_the_limit_is_taken_away() -> None:
    """Eight hours of waiting end with the window."""
    clock = VirtualClock()
    limits = {"rate": 1_000.0}

    def rate() -> float | None:
        return limits["rate"] if clock.now < 1_000_010 else None

    bucket = Bucket(rate, clock=clock)
    bucket.take(10_000_000)
    assert 10 <= clock.now - 1_000_000 < 10 + 2 * STEP_S
    bucket.take(10_000_000)
    assert clock.now - 1_000_000 < 10 + 2 * STEP_S
