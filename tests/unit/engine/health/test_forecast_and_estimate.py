"""When a place is full, and how long a run will take."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.engine.health.estimate import PastRun, estimate, how_far_off
from studio_backup.engine.health.forecast import days_until_full, growth_per_day

GB = 10**9


def test_steady_growth() -> None:
    series = [(day, 100 * GB + day * GB) for day in range(30)]
    assert growth_per_day(series) == GB
    assert days_until_full(series, 14 * GB) == 14
    assert days_until_full(series, 14 * GB, season=2.5) == pytest.approx(5.6)
    assert days_until_full(reversed(series), 14 * GB) == 14


def test_nothing_is_foretold_from_too_little() -> None:
    assert days_until_full([], 1) is None
    assert days_until_full([(1, 5), (2, 50)], 1) is None
    assert days_until_full([(1, 5), (1, 6), (1, 7)], 1) is None  # one day, measured three times
    assert days_until_full([(1, 5), (2, 5), (3, 5)], 1) is None
    assert days_until_full([(1, 7), (2, 6), (3, 5)], 1) is None
    assert days_until_full([(day, day) for day in range(9)], 10**9) is None  # in more than ten years


def test_one_large_import_or_prune_does_not_bend_it() -> None:
    dice = random.Random(1)
    steady = [(day, day * GB + dice.randrange(GB // 10)) for day in range(40)]
    imported = [(day, used + (500 * GB if day >= 37 else 0)) for day, used in steady]
    pruned = [(day, used - (30 * GB if day >= 36 else 0)) for day, used in steady]
    for series in (imported, pruned):
        growth = growth_per_day(series)
        assert growth is not None and 0.9 * GB < growth < 1.6 * GB


def test_last_season_is_forgotten() -> None:
    series = [(day, day * 10 * GB) for day in range(100)] + [(100 + day, 1000 * GB + day * GB) for day in range(60)]
    assert growth_per_day(series) == GB


def test_a_full_place_is_full_now() -> None:
    assert days_until_full([(day, day) for day in range(9)], 0) == 0
    assert days_until_full([(day, day) for day in range(9)], -5) == 0


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10**12)), min_size=3, unique_by=lambda one: one[0]),
    st.integers(0, 10**12),
)
def test_more_room_lasts_longer(series: list[tuple[int, int]], free: int) -> None:
    less, more = days_until_full(series, free), days_until_full(series, 2 * free)
    assert less is None or less >= 0
    if less is not None and more is not None:
        assert more >= less


def run(seconds: float, files: int, size: int, **more: float) -> PastRun:
    """A past run, the newest if its `ended_ns` is not given."""
    given = {"ended_ns": 10**9, "stored_bytes": size // 2} | more
    return PastRun(seconds=seconds, new_files=files, new_bytes=size, **given)  # type: ignore[arg-type]


def test_without_history_it_says_so() -> None:
    found = estimate(1_000, 60 * GB, [])
    assert (found.runs, found.off_percent, found.bytes_stored) == (0, None, 60 * GB)
    assert 15 < found.minutes < 20
    assert estimate(0, 0, []).seconds == 1


def test_it_learns_this_studio_s_speed() -> None:
    past = [run(100, 1_000, 10 * GB), run(10, 100, GB), run(0.25, 0, 0)]
    found = estimate(2_000, 20 * GB, past)
    assert found.seconds == pytest.approx(200, rel=0.05)
    assert found.bytes_stored == 10 * GB
    assert estimate(0, 0, past).seconds == pytest.approx(0.25)
    assert estimate(1, GB, [run(1, 1, 10, stored_bytes=11)]).bytes_stored == GB  # never more than is read


def test_many_small_files_take_longer_than_their_bytes() -> None:
    past = [run(10, 10, GB)]
    assert estimate(10_000, GB, past).seconds > 1.5 * estimate(10, GB, past).seconds


def test_only_the_newest_runs_count() -> None:
    slow = [run(1_000, 10, GB, ended_ns=n) for n in range(20)]
    fast = [run(10, 10, GB, ended_ns=100 + n) for n in range(12)]
    assert estimate(10, GB, [*fast, *slow]).seconds < 20


def test_how_far_off_earlier_ones_were() -> None:
    past = [run(100, 1, 1, estimated_s=80.0), run(100, 1, 1, estimated_s=130.0), run(100, 1, 1)]
    assert how_far_off(past) == 25.0
    assert estimate(1, 1, past).off_percent == 25.0
    assert how_far_off([]) is None


@given(st.lists(st.builds(run, st.floats(0, 1e5), st.integers(0, 10**6), st.integers(0, 10**13)), max_size=20))
def test_every_history_gives_a_number(past: list[PastRun]) -> None:
    found = estimate(100, GB, past)
    assert found.seconds >= 0 and 0 <= found.bytes_stored <= GB
    assert estimate(200, 2 * GB, past).seconds >= found.seconds
