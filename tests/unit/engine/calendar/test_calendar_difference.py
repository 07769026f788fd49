"""What changed between two polls, and when nothing of it is believed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from studio_backup.engine.calendar.difference import Difference, difference
from studio_backup.engine.calendar.values import Event

UTC = ZoneInfo("UTC")
NOW = 1_000


def at(uid: str, start: int = 2_000, **more: object) -> Event:
    return Event(**{"uid": uid, "title": f"Wedding {uid}", "start_ns": start, "end_ns": start + 100, **more})  # type: ignore[arg-type]


def between(before: list[Event], now: list[Event], *, believe: bool = False) -> Difference:
    weddings = frozenset(one.uid for one in before)
    tables = ({one.uid: one for one in events} for events in (before, now))
    return difference(*tables, weddings, NOW, UTC, believe=believe)


def test_nothing() -> None:
    assert between([at("1")], [at("1")]).nothing and between([], []).nothing


def test_gained_moved_changed_cancelled() -> None:
    found = between(
        [at("1"), at("2"), at("3")], [at("1", 3_000), at("2", place="Rose Hall"), at("3", cancelled=True), at("4")]
    )
    assert [one.uid for one in found.gained] == ["4"] and not found.shrunk
    moved, changed, cancelled = found.changed
    assert moved.moved and not moved.fields and changed.fields == ("place",) and not changed.moved
    assert cancelled.cancelled and not cancelled.fields
    assert found.sentence == "1 new, 1 moved, 1 cancelled, 1 edited."


def test_what_is_over_may_go_and_what_comes_is_asked_about() -> None:
    found = between([at("old", 10), at("1"), at("2"), at("3")], [at("2"), at("3")])
    assert [one.uid for one in found.vanished] == ["1"] and [one.uid for one in found.past] == ["old"]


def test_half_of_the_coming_weddings_at_once_is_a_fault_of_the_feed() -> None:
    before = [at(str(number)) for number in range(4)]
    found = between(before, before[:2])
    assert not found.vanished and "2 of 4 coming weddings are gone" in found.shrunk
    assert [one.uid for one in between(before, before[:2], believe=True).vanished] == ["2", "3"]
    assert len(between(before, before[:3]).vanished) == 1


def test_an_empty_feed_is_one() -> None:
    assert "empty" in between([at("1")], []).shrunk
    assert not between([at("old", 10)], []).shrunk, "all of it was over"


def test_what_it_gained_meanwhile_counts_all_the_same() -> None:
    before = [at(str(number)) for number in range(4)]
    assert [one.uid for one in between(before, [at("new")]).gained] == ["new"]
