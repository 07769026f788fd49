"""The order of jobs, and who begins and who waits at the gate."""

from __future__ import annotations

from itertools import pairwise

import pytest

from studio_backup.domain.job import Job
from studio_backup.engine.runner.order import Lanes, choose, in_order
from tests.unit.engine.runner.stage import HOUR, START, job

MINUTE = HOUR // 60
TWO = Lanes(slots=2)


def first(*jobs: Job, now_ns: int = START) -> str:
    """Whose turn it is, whichever way they stand."""
    names = {in_order(some, now_ns)[0].id for some in (jobs, jobs[::-1])}
    assert len(names) == 1
    return names.pop()


def test_the_level_comes_before_everything_else() -> None:
    urgent = {"deadline_ns": START + 1, "size": 1}
    levels = ["low", "normal", "high", "critical", "emergency"]
    for lower, higher in pairwise(levels):
        calm = job("b", level=higher, deadline_ns=START + 900 * HOUR, size=10**12)
        assert first(job("a", level=lower, **urgent), calm) == "b"


def test_within_a_level_the_nearer_deadline_goes_first() -> None:
    assert (
        first(job("far", deadline_ns=START + 9 * HOUR), job("near", deadline_ns=START + 8 * HOUR, size=10**9)) == "near"
    )


def test_without_a_deadline_its_level_gives_one() -> None:
    assert first(job("a", level="high"), job("b", level="high", deadline_ns=START + 23 * HOUR)) == "b"
    assert first(job("a", level="high"), job("b", level="high", deadline_ns=START + 25 * HOUR)) == "a"


def test_papers_go_before_media_and_among_media_the_newest_capture() -> None:
    due = START + 8 * HOUR
    papers = job("papers", deadline_ns=due, size=10**9)
    old = job("old", deadline_ns=due, captured_ns=START - 5 * HOUR, size=1)
    new = job("new", deadline_ns=due, captured_ns=START - 1 * HOUR, size=10**9)
    assert [one.id for one in in_order([old, new, papers], START)] == ["papers", "new", "old"]


def test_papers_go_before_the_media_of_their_own_wedding_and_not_before_newer_media_of_another() -> None:
    due = START + 8 * HOUR
    rose, barn = {"wedding": "Rose Hall", "deadline_ns": due}, {"wedding": "Lakeside Barn", "deadline_ns": due}
    old_rose = job("old rose", captured_ns=START - 5 * HOUR, **rose)
    new_rose = job("new rose", captured_ns=START - 3 * HOUR, **rose)
    barn_media = job("barn", captured_ns=START - 4 * HOUR, **barn)
    newest = job("newest", wedding="Mill", deadline_ns=due, captured_ns=START - HOUR)
    papers = job("papers of rose", size=10**12, **rose)
    ordered = [one.id for one in in_order([old_rose, barn_media, papers, newest, new_rose], START)]
    assert ordered == ["newest", "papers of rose", "new rose", "barn", "old rose"]


def test_of_papers_alike_those_of_the_nearer_wedding_go_first() -> None:
    due = START + 4 * HOUR
    thursday = job("thursday", wedding="Mill", date="2026-06-18", deadline_ns=due, size=10**9)
    saturday = job("saturday", wedding="Rose Hall", date="2026-06-20", deadline_ns=due, size=1)
    undated = job("undated", deadline_ns=due)
    assert [one.id for one in in_order([undated, saturday, thursday], START)] == ["thursday", "saturday", "undated"]


def test_small_goes_before_large_only_within_a_quarter_of_an_hour() -> None:
    due = START + 8 * HOUR
    small, large = {"size": 10}, {"size": 10**12}
    assert first(job("a", deadline_ns=due, **large), job("b", deadline_ns=due + 14 * MINUTE, **small)) == "b"
    assert first(job("a", deadline_ns=due, **large), job("b", deadline_ns=due + 15 * MINUTE, **small)) == "a"
    shot = {"deadline_ns": due}
    earlier = job("a", captured_ns=START - 14 * MINUTE, **small, **shot)
    assert first(earlier, job("b", captured_ns=START - 1, **large, **shot)) == "a"
    assert first(earlier, job("b", captured_ns=START, **large, **shot)) == "b"


def test_each_hour_of_waiting_brings_a_job_one_quarter_forward_and_never_into_another_level() -> None:
    due = START + 20 * HOUR
    waiting = job("waiting", deadline_ns=due)
    nearer = job("nearer", deadline_ns=due - 30 * MINUTE, created_ns=START + HOUR)
    assert first(waiting, nearer, now_ns=START + 2 * HOUR - 1) == "nearer"
    assert first(waiting, nearer, now_ns=START + 2 * HOUR) == "nearer"  # both have waited: two hours, and one
    new = job("new", deadline_ns=due - 30 * MINUTE, created_ns=START + 2 * HOUR)
    assert first(waiting, new, now_ns=START + 2 * HOUR) == "waiting"
    late = START + 700 * HOUR
    assert first(job("low", level="low"), job("normal", created_ns=late), now_ns=late) == "normal"


def test_nothing_starves_where_nearer_ones_keep_coming() -> None:
    """One slot, each job ten minutes, and every ten minutes a new one due in four hours: the one due in a day runs."""
    patient = job("patient", level="high", deadline_ns=START + 24 * HOUR)
    waiting, now = [patient], START
    while waiting[0] is patient:
        now += 10 * MINUTE
        waiting.append(job(f"new {now}", level="high", created_ns=now, deadline_ns=now + 4 * HOUR))
        waiting = [one for one in waiting if one is not in_order(waiting, now)[0]]
        if not waiting or patient not in waiting:
            break
    assert (now - START) / HOUR <= 16.5  # twenty without the hours it has waited


def test_slots_are_filled_in_order() -> None:
    ready = [job("c", level="low"), job("a", level="high"), job("b")]
    assert choose(ready, [], TWO, START).begin == ("a", "b")


def test_a_higher_level_takes_the_slot_of_the_lowest_and_the_next_best_goes_on() -> None:
    running = [job("low", level="low"), job("high", level="high")]
    choice = choose([job("critical", level="critical")], running, TWO, START)
    assert (choice.begin, choice.hold) == (("critical",), {"low"})


def test_an_equal_level_takes_no_slot_however_near_its_deadline() -> None:
    running = [job("a"), job("b")]
    choice = choose([job("c", deadline_ns=START)], running, TWO, START)
    assert (choice.begin, choice.hold) == ((), frozenset())


def test_a_lower_one_goes_on_where_a_slot_is_free() -> None:
    assert choose([], [job("a", level="critical"), job("b", level="low")], TWO, START).hold == frozenset()


def test_one_that_was_held_goes_on_before_another_of_its_level_begins() -> None:
    begun = [job("a"), job("b", deadline_ns=START + 800 * HOUR)]
    assert choose([job("c", deadline_ns=START)], begun, TWO, START).begin == ()


def test_an_emergency_waits_for_no_slot_and_everything_else_waits_for_it() -> None:
    running = [job("a", level="critical"), job("b", level="critical")]
    choice = choose([job("e", level="emergency"), job("c", level="critical")], running, TWO, START)
    assert (choice.begin, choice.hold) == (("e",), {"a", "b"})


def test_emergencies_have_a_lane_beside_the_slots() -> None:
    ready = [job(f"e{n}", level="emergency", created_ns=START + n * HOUR) for n in range(5)]
    assert choose(ready, [], TWO, START).begin == ("e0", "e1", "e2")


def test_no_more_than_the_lanes_allow_have_begun_unless_it_is_an_emergency() -> None:
    ready = [job("a"), job("e", level="emergency")]
    assert choose(ready[:1], [], Lanes(started=3), START, resting=3).begin == ()
    assert choose(ready[:1], [], Lanes(started=3), START, resting=2).begin == ("a",)
    assert choose(ready[1:], [], Lanes(started=3), START, resting=3).begin == ("e",)


def _copy(id: str, level: str, tier: str = "nas", kind: str = "replicate") -> Job:
    return job(id, kind=kind, level=level, tier=tier, wedding=id)


@pytest.mark.parametrize(
    ("other", "held"),
    [
        (_copy("archive", "low"), True),
        (_copy("archive", "low", ""), True),
        (_copy("reading", "low", kind="verify"), True),
        (_copy("archive", "low", "cloud"), False),
        (_copy("another", "critical"), False),
        (job("backup", level="low"), False),
    ],
)
def test_what_is_sent_to_a_place_gives_its_line_to_a_more_urgent_copy(other: Job, held: bool) -> None:
    """Also where a slot is free: beside it the urgent one would get half of the line."""
    choice = choose([_copy("new", "critical")], [other], TWO, START)
    assert (choice.begin, choice.hold) == (("new",), {other.id} if held else frozenset())
    assert other.id not in choose([other], [_copy("new", "critical")], TWO, START).begin or not held


def test_the_slot_of_a_copy_that_gave_way_is_for_other_work() -> None:
    ready = [_copy("archive", "normal"), job("backup", level="low")]
    assert choose(ready, [_copy("new", "critical")], TWO, START).begin == ("backup",)


def test_reading_back_leaves_the_line_only_to_what_is_critical() -> None:
    reading = _copy("reading", "low", kind="verify")
    assert choose([_copy("new", "high")], [reading], TWO, START).hold == frozenset()
