"""Sizes, ages and times as people read and type them."""

from __future__ import annotations

from datetime import datetime

import pytest

from studio_backup.base.errors import UsageError
from studio_backup.cli import words
from studio_backup.cli.moments import moment_ns, wedding_date

SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (9_949, "9.9 kB"), (9_951, "10 kB"),
     (384_000_000, "384 MB"), (999_600, "1.0 MB"), (4_500_000_000, "4.5 GB"), (10**18, "1000 PB")],
)  # fmt: skip
def test_sizes(count: int, text: str) -> None:
    assert words.size(count) == text


def test_counts_and_lists() -> None:
    assert words.count(1, "file") == "1 file"
    assert words.count(2314, "copy") == "2,314 copies"
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b"]) == "a and b"
    assert words.listed(list("abcde")) == "a, b, c and 2 more"
    assert words.listed([]) == ""


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.44, "0.4 s"), (12, "12 s"), (59.7, "1 min"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_durations(seconds: float, text: str) -> None:
    assert words.duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(3, "just now"), (240, "4 minutes ago"), (3600, "1 hour ago"), (-7200, "in 2 hours"), (7e7, "2 years ago")],
)
def test_ages(seconds: float, text: str) -> None:
    assert words.age(10**18 - int(seconds) * SECOND, 10**18) == text


def test_a_table_is_aligned_without_blanks_at_the_ends() -> None:
    assert words.table([("a", "1"), ("bbb", "22")], right=[1], indent="") == ["a     1", "bbb  22"]
    assert words.table([("a", ""), ("bbb", "")], indent="") == ["a", "bbb"]
    assert words.table([]) == []


def test_instants_are_utc() -> None:
    assert words.instant(1_782_000_000 * SECOND + 5_600_000) == "2026-06-21T00:00:00.005+00:00"
    assert words.instant(0) == ""


def test_dates() -> None:
    assert wedding_date("2026-06-20") == "2026-06-20"
    for wrong in ("2026-6-20", "20.06.2026", "2026-02-30", "", "2026-06-20T10:00", "２０２６-06-20"):
        with pytest.raises(UsageError, match="no date"):
            wedding_date(wrong)


def test_a_moment_is_the_end_of_what_was_typed() -> None:
    local = int(datetime(2026, 6, 20, 21, 10).astimezone().timestamp())
    assert moment_ns("2026-06-20 21:10:04") == (local + 5) * SECOND - 1
    assert moment_ns("2026-06-20T21:10") == (local + 60) * SECOND - 1
    assert moment_ns("2026-06-20") == int(datetime(2026, 6, 21).astimezone().timestamp()) * SECOND - 1
    assert moment_ns("2026-06-20T21:10:04+02:00") == moment_ns("2026-06-20T19:10:04+00:00")
    assert moment_ns("2026-06-20T21:10+02:00") == moment_ns("2026-06-20T21:10:59+02:00")


def test_a_moment_which_is_none() -> None:
    for wrong in ("yesterday", "", "2026-13-01", "9999-12-31"):
        with pytest.raises(UsageError, match="no time"):
            moment_ns(wrong)
