"""Events: numbered, kept, bounded."""

from __future__ import annotations

import threading

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.engine import bus as module
from studio_backup.engine.bus import PROGRESS, Behind, Bus
from tests.support.fixed_clock import FixedClock


class Thing(msgspec.Struct, frozen=True):
    """Something that happened."""

    number: int


def _numbers(taken: object) -> list[int]:
    assert isinstance(taken, list)
    return [event.seq for event in taken]


def test_events_are_numbered_and_replayed() -> None:
    """From anywhere on, in order, with the time."""
    bus = Bus(FixedClock())
    assert [bus.publish("job", "a", Thing(n)) for n in range(3)] == [1, 2, 3]
    assert _numbers(bus.since(0)) == [1, 2, 3]
    assert _numbers(bus.since(2)) == [3]
    assert bus.since(3) == []
    assert bus.newest == 3
    taken = bus.since(2)
    assert isinstance(taken, list)
    assert (taken[0].at_ns, taken[0].data) == (FixedClock().now, Thing(2))


def test_who_comes_too_late_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exactly when a fact is lost to him, not one event earlier."""
    bus = Bus(FixedClock())
    for number in range(module.KEPT + 2):
        bus.publish("job", "a", Thing(number))
    assert bus.since(1) == Behind(module.KEPT + 2)
    assert len(_numbers(bus.since(2))) == module.KEPT


def test_a_number_of_another_life_is_behind() -> None:
    """A number which was never given."""
    bus = Bus(FixedClock())
    bus.publish("job", "a", Thing(1))
    assert bus.since(2) == Behind(1)
    assert Bus(FixedClock()).life != bus.life


def test_progress_pushes_no_fact_out_and_is_bounded() -> None:
    """The latest of each subject is kept, of so many subjects."""
    bus = Bus(FixedClock())
    bus.publish("job", "a", Thing(0))
    for number in range(20_000):
        bus.publish(PROGRESS, str(number % 2_000), Thing(number))
    taken = bus.since(0)
    assert isinstance(taken, list)
    assert taken[0].kind == "job"
    assert len(taken) == 1 + module.SUBJECTS
    assert taken[-1].data == Thing(19_999)


@given(st.lists(st.tuples(st.sampled_from(["job", PROGRESS]), st.sampled_from("abc")), max_size=40), st.data())
def test_a_reader_sees_each_fact_once_and_the_last_progress(told: list[tuple[str, str]], data: st.DataObject) -> None:
    """However its reading falls between the telling."""
    bus = Bus(FixedClock())
    seen: list[int] = []
    with bus.subscribe(lambda: None, 0) as reader:
        for kind, subject in told:
            bus.publish(kind, subject, Thing(0))
            if data.draw(st.booleans()):
                seen += _numbers(reader.take())
        seen += _numbers(reader.take())
    facts = [number for number, (kind, _) in enumerate(told, 1) if kind == "job"]
    last = {subject: number for number, (kind, subject) in enumerate(told, 1) if kind == PROGRESS}
    assert seen == sorted(set(seen))
    assert set(facts) | set(last.values()) <= set(seen)


def test_a_reader_is_woken_once_after_an_empty_take() -> None:
    """Not at each event: a flood costs one call."""
    bus = Bus(FixedClock())
    woken: list[int] = []
    reader = bus.subscribe(lambda: woken.append(1))
    bus.publish("job", "a", Thing(0))
    assert woken == []
    assert _numbers(reader.take()) == [1]
    bus.publish("job", "a", Thing(0))
    assert woken == []
    assert _numbers(reader.take()) == [2]
    assert reader.take() == []
    for number in range(5):
        bus.publish("job", "a", Thing(number))
    assert woken == [1]
    assert _numbers(reader.take()) == [3, 4, 5, 6, 7]
    reader.close()
    reader.close()
    assert not bus._readers


def test_a_reader_that_fell_behind_goes_on() -> None:
    """From the newest on, and is told once."""
    bus = Bus(FixedClock())
    reader = bus.subscribe(lambda: None)
    for number in range(module.KEPT + 5):
        bus.publish("job", "a", Thing(number))
    assert reader.take() == Behind(module.KEPT + 5)
    bus.publish("job", "a", Thing(0))
    assert _numbers(reader.take()) == [module.KEPT + 6]


def test_many_threads_give_each_number_once() -> None:
    """And a reader misses none of them."""
    bus = Bus(FixedClock())
    given_numbers: list[int] = []

    def tell() -> None:
        given_numbers.extend(bus.publish("job", "a", Thing(0)) for _ in range(500))

    threads = [threading.Thread(target=tell) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given_numbers) == list(range(1, 3_001))
    assert _numbers(bus.since(0)) == list(range(1, 3_001))
