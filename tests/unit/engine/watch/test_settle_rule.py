"""When changes are taken, on a clock of our own."""

from __future__ import annotations

import pytest

from studio_backup.engine.watch.settle import DAILY_S, LONGEST_S, MOST_PATHS, RETRY_S, Moment, SettleRule

NS = 1_700_000_000 * 10**9


def at(seconds: float, *, wall: float = 0.0) -> Moment:
    return Moment(NS + int((seconds + wall) * 1e9), seconds)


@pytest.fixture
def rule() -> SettleRule:
    return SettleRule(10.0, at(0))


def test_nothing_changed_nothing_is_due(rule: SettleRule) -> None:
    assert rule.due(at(1000)) is None
    assert rule.next_due(at(1000)) is None
    assert (rule.waiting_files, rule.waiting_since_ns, rule.at_least) == (0, 0, False)


def test_due_after_rest_and_told_once(rule: SettleRule) -> None:
    rule.changed(at(5), ["a"])
    rule.changed(at(8), ["a", "b"])
    assert rule.next_due(at(9)) == 18
    assert rule.due(at(17.9)) is None
    assert rule.due(at(18)) == "changed"
    assert rule.due(at(19)) is None
    assert (rule.waiting_files, rule.waiting_since_ns) == (2, at(5).ns)


def test_what_nobody_took_up_is_asked_for_again(rule: SettleRule) -> None:
    rule.changed(at(0), ["a"])
    assert rule.due(at(10)) == "changed"
    rule.changed(at(20), ["a"])
    assert rule.due(at(9 + LONGEST_S)) is None
    assert rule.due(at(10 + LONGEST_S)) == "changed"


def test_a_first_look_that_nobody_took_up_is_asked_for_again(rule: SettleRule) -> None:
    rule.rescan(at(0), "start")
    assert rule.due(at(0)) == "start"
    assert rule.due(at(LONGEST_S)) == "retry"


def test_waits_until_it_is_in_the_vault(rule: SettleRule) -> None:
    rule.changed(at(0), ["a"])
    rule.due(at(10))
    rule.taken(at(11), 11)
    assert (rule.waiting_files, rule.waiting_since_ns) == (1, at(0).ns)
    rule.changed(at(12), ["a", "b"])
    assert (rule.waiting_files, rule.waiting_since_ns) == (2, at(0).ns)
    assert rule.due(at(100)) is None, "while one runs, no second is asked for"
    rule.settled(at(101), ok=True)
    assert (rule.waiting_files, rule.waiting_since_ns) == (2, at(12).ns)
    assert rule.due(at(101)) == "changed"


def test_a_change_after_the_start_is_not_taken_though_told_before(rule: SettleRule) -> None:
    rule.changed(at(1), ["a"])
    rule.changed(at(5), ["b"])
    rule.taken(at(6), 3)
    rule.settled(at(7), ok=True)
    assert rule.waiting_files == 1
    assert rule.waiting_since_ns == at(3).ns


def test_a_failed_backup_gives_back_what_it_took(rule: SettleRule) -> None:
    rule.changed(at(0), ["a"])
    rule.due(at(10))
    rule.taken(at(10), 10)
    rule.changed(at(11), ["b"])
    rule.settled(at(20), ok=False)
    assert (rule.waiting_files, rule.waiting_since_ns) == (2, at(0).ns)
    assert rule.next_due(at(20)) == 20 + RETRY_S
    assert rule.due(at(19 + RETRY_S)) is None
    assert rule.due(at(20 + RETRY_S)) == "retry"


def test_a_rescan_waits_for_no_rest_but_for_the_backup_that_runs(rule: SettleRule) -> None:
    rule.taken(at(0), 0)
    rule.rescan(at(1), "overflow", unknown=True)
    assert rule.due(at(2)) is None
    assert (rule.at_least, rule.waiting_since_ns) == (True, at(1).ns)
    rule.settled(at(3), ok=True)
    assert rule.due(at(3)) == "overflow"


def test_known_paths_are_bounded(rule: SettleRule) -> None:
    rule.changed(at(0), (str(n) for n in range(MOST_PATHS + 5)))
    assert (rule.waiting_files, rule.at_least) == (MOST_PATHS, True)
    rule.taken(at(1), 1)
    rule.settled(at(2), ok=True)
    assert (rule.waiting_files, rule.at_least) == (0, False)


def test_daily(rule: SettleRule) -> None:
    assert rule.wake(at(1)) == DAILY_S
    assert rule.due(at(DAILY_S - 1)) is None
    assert rule.due(at(DAILY_S)) == "daily"
    assert rule.waiting_since_ns == 0


def test_the_clock_of_the_wall_decides_nothing(rule: SettleRule) -> None:
    rule.changed(at(0), ["a"])
    assert rule.due(at(9, wall=3e7)) is None
    assert rule.due(at(10, wall=-3e7)) == "changed"


def test_photos_and_papers_wait_each_since_its_own_moment(rule: SettleRule) -> None:
    rule.changed(at(1), ["guests.txt"])
    rule.changed(at(5), ["DSC_1.CR2"])
    rule.changed(at(6))
    assert (rule.waiting_papers_since_ns, rule.waiting_media_since_ns) == (at(1).ns, at(5).ns)
    rule.taken(at(7), 7.0)
    rule.changed(at(8), ["seating.pdf"])
    assert (rule.waiting_papers_since_ns, rule.waiting_media_since_ns) == (at(1).ns, at(5).ns)
    rule.settled(at(9), ok=False)
    assert (rule.waiting_papers_since_ns, rule.waiting_media_since_ns) == (at(1).ns, at(5).ns)
    rule.taken(at(10), 10.0)
    rule.settled(at(11), ok=True)
    assert (rule.waiting_papers_since_ns, rule.waiting_media_since_ns) == (0, 0)


def test_what_came_after_a_backup_began_waits_by_its_name(rule: SettleRule) -> None:
    rule.changed(at(1), ["DSC_1.CR2"])
    rule.changed(at(5), ["guests.txt"])
    rule.taken(at(6), 3.0)
    rule.settled(at(7), ok=True)
    assert (rule.waiting_papers_since_ns, rule.waiting_media_since_ns) == (at(3).ns, 0)


def test_photos_and_videos_are_taken_after_a_third_of_the_rest() -> None:
    rule = SettleRule(9.0, at(0))
    rule.changed(at(1), ["timeline.txt"])
    assert rule.next_due(at(1)) == 10.0
    rule.changed(at(2), ["DSC_0001.ARW"])
    assert rule.next_due(at(2)) == 5.0
