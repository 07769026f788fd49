"""Reading back: what was read less, and what is more urgent, never has a later turn; nothing is passed by for ever."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from studio_backup.domain.job import LEVELS, Level, rank
from studio_backup.engine.schedule.reading_back import (
    DAY,
    HOUR,
    PORTION,
    READ_WITHIN,
    SECOND,
    SETTLED,
    Piece,
    Shelf,
    look_again,
    next_reading,
)

NOW = 1_800_000_000 * SECOND
QUICK = settings(max_examples=120, deadline=None)

levels = some.sampled_from(LEVELS)
ages = some.integers(0, 100 * 24).map(lambda hours: hours * HOUR)
pieces = some.lists(
    some.builds(
        Piece,
        size=some.integers(1, 3 * PORTION),
        stored_ns=some.just(NOW - 101 * DAY),
        read_ns=ages.map(lambda age: NOW - age),
        is_pack=some.booleans(),
        is_damaged=some.integers(0, 9).map(lambda one: one == 9),
    ),
    min_size=1,
    max_size=12,
)


def _shelf(place: str, level: Level, found: list[Piece]) -> Shelf:
    return Shelf(place, "Anna & Ben", "2026-06-20", level, found)


@QUICK
@given(pieces, levels, some.data())
def test_what_was_read_longer_ago_never_has_a_later_turn(
    found: list[Piece], level: Level, data: some.DataObject
) -> None:
    longer = [replace(one, read_ns=one.read_ns - data.draw(ages)) for one in found]
    first = next_reading([_shelf("longer ago", level, longer), _shelf("lately", level, found)], NOW)
    assert first is None or first.place == "longer ago"


@QUICK
@given(pieces, levels)
def test_what_was_never_read_goes_before_all_that_was(found: list[Piece], level: Level) -> None:
    new = [replace(one, read_ns=0, is_damaged=False, stored_ns=NOW - SETTLED) for one in found]
    first = next_reading([_shelf("read", "critical", found), _shelf("never", level, new)], NOW)
    assert first is not None and first.place == "never"


@QUICK
@given(pieces, levels, levels)
def test_what_is_more_urgent_never_has_a_later_turn(found: list[Piece], one: Level, other: Level) -> None:
    lower, higher = sorted((one, other), key=rank)
    first = next_reading([_shelf("higher", higher, found), _shelf("lower", lower, found)], NOW)
    assert first is None or first.place == "higher"


@QUICK
@given(pieces, levels)
def test_nothing_is_due_before_it_has_to_be_looked_at_again(found: list[Piece], level: Level) -> None:
    shelf = _shelf("nas", level, found)
    again = look_again(shelf, NOW)
    if again > NOW:
        assert next_reading([shelf], NOW) is None
        assert next_reading([shelf], again - 1) is None


@settings(max_examples=25, deadline=None)
@given(pieces, levels, some.integers(0, 3))
def test_all_is_read_once_in_its_period_and_not_much_more_often(found: list[Piece], level: Level, asleep: int) -> None:
    """Over three periods of an engine that sleeps for up to three tenths of each."""
    good = [replace(one, is_damaged=False, is_pack=True, read_ns=NOW - one.read_ns % HOUR) for one in found]
    period = READ_WITHIN[level]
    step, total = period // 300, sum(one.size for one in good)
    read = longest = 0
    for number in range(900):
        now = NOW + number * step
        if number % 30 < 3 * asleep:
            continue
        reading = next_reading([_shelf("nas", level, good)], now)
        if reading is not None:
            left = reading.size
            for at in sorted(range(len(good)), key=lambda one: good[one].read_ns):
                if left <= 0:
                    break
                left, read = left - good[at].size, read + good[at].size
                good[at] = replace(good[at], read_ns=now)
        longest = max(longest, now - min(one.read_ns for one in good))
    assert longest <= period
    turns = 3 * period // _shelf("nas", level, good).again_ns + 1
    assert read <= turns * total, "as often as something becomes due in three periods, and its beginning"
