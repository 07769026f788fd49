"""What must be read back when: the rule under a clock of its own."""

from dataclasses import replace

import pytest

from studio_backup.domain.job import LEVELS
from studio_backup.engine.schedule.reading_back import (
    AGAIN,
    BETWEEN,
    DAY,
    HOUR,
    LEAST_RESERVE,
    PORTION,
    READ_WITHIN,
    RESERVE,
    SECOND,
    SETTLED,
    Piece,
    Shelf,
    look_again,
    next_reading,
)

NOW = 1_800_000_000 * SECOND
MB = 1 << 20
GB = 1 << 30


def shelf(*pieces, place="nas", level="normal", asked_ns=0):
    return Shelf(place, "Anna & Ben", "2026-06-20", level, pieces, asked_ns)


def test_what_is_read_within_its_time_needs_nothing():
    assert next_reading([shelf(Piece(MB, 1, NOW - DAY))], NOW) is None
    assert next_reading([shelf()], NOW) is None
    assert next_reading([], NOW) is None


def test_new_data_is_read_whole_as_soon_as_nothing_more_comes():
    old, new, index = Piece(30 * MB, 1, NOW - DAY), Piece(10 * MB, NOW - SECOND), Piece(9, NOW - SECOND, is_pack=False)
    assert next_reading([shelf(old, new, index)], NOW) is None
    found = next_reading([shelf(old, new, index)], NOW + SETTLED)
    assert found is not None
    assert (found.place, found.wedding, found.date) == ("nas", "Anna & Ben", "2026-06-20")
    assert (found.size, found.sample) == (10 * MB, 25.0)


def test_a_stream_of_new_data_is_not_waited_out():
    pieces = [Piece(MB, NOW - age * SECOND) for age in range(0, BETWEEN // SECOND, 20)]
    assert next_reading([shelf(*pieces)], NOW) is None
    assert next_reading([shelf(Piece(MB, NOW - BETWEEN), *pieces)], NOW) is not None


def test_new_data_follows_a_reading_not_at_once():
    read, new = Piece(MB, 1, NOW - BETWEEN + 1), Piece(MB, NOW - SETTLED)
    assert next_reading([shelf(read, new)], NOW) is None
    assert next_reading([shelf(read, new)], NOW + 1) is not None


def test_a_large_first_copy_is_read_in_portions_one_after_the_other():
    read, new = Piece(PORTION, NOW - HOUR, NOW), [Piece(GB, NOW - HOUR)] * 5
    found = next_reading([shelf(read, *new)], NOW)
    assert found is not None
    assert found.size == PORTION
    assert found.sample == pytest.approx(100 * 4 / 9)


def test_small_objects_alone_are_read_too():
    found = next_reading([shelf(Piece(100 * MB, 1, NOW - DAY), Piece(9, NOW - HOUR, is_pack=False))], NOW)
    assert found is not None
    assert 0 < found.sample < 0.001
    alone = next_reading([shelf(Piece(9, NOW - HOUR, is_pack=False))], NOW)
    assert alone is not None
    assert alone.sample == 100.0


def test_what_a_reading_passed_by_is_asked_for_seldom():
    gone, read = Piece(MB, NOW - 3 * DAY), Piece(MB, NOW - 3 * DAY, NOW - DAY)
    assert next_reading([shelf(gone, read)], NOW) is None
    assert next_reading([shelf(gone, read)], NOW + 3 * DAY) is not None


def test_known_damage_is_not_read_again_and_again():
    assert next_reading([shelf(Piece(MB, NOW - HOUR, is_damaged=True), Piece(MB, 1, NOW - HOUR))], NOW) is None
    was_good = Piece(MB, 1, NOW - 100 * DAY, is_damaged=True)  # read back before it broke: waiting makes it no better
    assert next_reading([shelf(was_good, Piece(MB, 1, NOW - HOUR))], NOW) is None


def test_damage_that_was_never_read_takes_no_room_from_what_is_new():
    # the reading takes the longest unread first: the damaged one is among them, so the share covers both
    found = next_reading([shelf(Piece(MB, NOW - HOUR, is_damaged=True), Piece(MB, NOW - HOUR))], NOW)
    assert found is not None
    assert found.sample == 100.0


def test_a_reading_that_came_to_nothing_waits_an_hour():
    new = Piece(MB, NOW - HOUR)
    assert next_reading([shelf(new, asked_ns=NOW - AGAIN + 1)], NOW) is None
    assert next_reading([shelf(new, asked_ns=NOW - AGAIN)], NOW) is not None
    assert next_reading([shelf(new, Piece(MB, 1, NOW - BETWEEN), asked_ns=NOW - AGAIN)], NOW) is not None


def test_a_clock_that_was_set_back_holds_nothing_up():
    assert next_reading([shelf(Piece(MB, NOW + DAY), asked_ns=NOW + DAY)], NOW) is not None


@pytest.mark.parametrize("level", LEVELS)
def test_towards_the_end_of_its_period_it_is_read_again(level):
    period = READ_WITHIN[level]
    again = period - max(period // RESERVE, LEAST_RESERVE)
    piece = Piece(MB, 1, NOW)
    assert next_reading([shelf(piece, level=level)], NOW + again - 1) is None
    assert next_reading([shelf(piece, level=level)], NOW + again) is not None


def test_of_a_short_period_half_is_reserve():
    often = replace(shelf(Piece(MB, 1, NOW)), within_ns=HOUR)
    assert next_reading([often], NOW + HOUR // 2 - 1) is None
    assert next_reading([often], NOW + HOUR // 2) is not None


def test_a_studio_may_have_it_read_more_often():
    piece = Piece(MB, 1, NOW)
    often = replace(shelf(piece), within_ns=2 * DAY)
    again = NOW + 2 * DAY - LEAST_RESERVE
    assert look_again(often, NOW) == again
    assert next_reading([often], again - 1) is None
    assert next_reading([often], again) is not None


def test_new_before_old_and_the_higher_level_before_the_lower():
    old = replace(shelf(Piece(MB, 1, NOW - 29 * DAY)), place="old")
    older = replace(shelf(Piece(MB, 1, NOW - 31 * DAY)), place="older")
    new, urgent = shelf(Piece(MB, NOW - HOUR), place="new"), shelf(Piece(MB, NOW - HOUR), place="urgent", level="high")
    order = []
    waiting = [old, new, older, urgent]
    while waiting:
        found = next_reading(waiting, NOW)
        assert found is not None
        order.append(found.place)
        waiting = [one for one in waiting if one.place != found.place]
    assert order == ["urgent", "new", "older", "old"]


@pytest.mark.parametrize(("level", "count", "asleep"), [("critical", 40, 0.0), ("normal", 60, 0.4), ("low", 25, 0.4)])
def test_over_a_year_everything_is_read_within_its_period(level, count, asleep):
    """A place of `count` GiB, read as the scrub reads; the engine looks now and then, and sleeps for part of it."""
    period = READ_WITHIN[level]
    read = [NOW] * count
    step, now, oldest, portions = max(period // 500, 60 * SECOND), NOW, 0, 0
    for tick in range(4 * 500):
        now += step
        if (tick % 50) / 50 < asleep:
            continue
        found = next_reading([shelf(*(Piece(GB, 1, when) for when in read), level=level)], now)
        if found is not None:
            portions += 1
            left = found.sample / 100 * count * GB
            for at in sorted(range(count), key=read.__getitem__):
                if left <= 0:
                    break
                read[at], left = now, left - GB
        oldest = max(oldest, now - min(read))
    assert oldest <= period
    assert period // 2 <= oldest
    assert portions <= 10 * (count * GB // PORTION + 1)  # not more often than half periods ask for


def test_while_it_is_quiet_only_what_is_new_or_critical_is_read():
    aged, new = Piece(MB, 1, NOW - 28 * DAY), Piece(MB, NOW - HOUR)
    assert next_reading([shelf(aged)], NOW) is not None
    assert next_reading([shelf(aged)], NOW, quiet=True) is None
    assert next_reading([shelf(aged, level="critical")], NOW, quiet=True) is not None
    assert next_reading([shelf(aged, new)], NOW, quiet=True) is not None


def test_nothing_is_looked_at_again_before_something_may_be_due():
    """Never later than the first moment at which there is something to read."""
    pieces = [Piece(MB, 1, NOW - age * DAY) for age in (1, 3, 9)]
    again = look_again(shelf(*pieces), NOW)
    assert again == NOW + 30 * DAY * 3 // 4 - 9 * DAY
    assert next_reading([shelf(*pieces)], again - 1) is None
    assert next_reading([shelf(*pieces)], again + DAY) is not None
    assert look_again(shelf(*pieces, Piece(MB, NOW)), NOW) == NOW
    assert look_again(shelf(Piece(MB, 1, is_damaged=True), *pieces), NOW) == again
