"""Guests of a bounded room: equal shares, turns, and nobody who waits for ever."""

from __future__ import annotations

import threading

import pytest

from studio_backup.base import room
from studio_backup.base.room import Room, Turns


class Told:
    """A guest that counts how often its share changed."""

    def __init__(self) -> None:
        self.times = 0

    def reshare(self) -> None:
        self.times += 1


def test_shares_are_equal_and_those_who_were_there_are_told() -> None:
    shared, one, two = Room(100), Told(), Told()
    with shared.changed:
        shared.enter(one)
        assert shared.share == 100
        shared.enter(two)
        shared.enter(two)
        assert (shared.share, one.times, two.times) == (50, 1, 0)
        shared.leave(one)
        assert shared.share == 100 and not shared.has(one)


def test_turns_at_once_are_what_the_share_allows() -> None:
    shared = Room(100)
    turns, other = Turns(shared), Told()
    with shared.changed:
        shared.enter(other)
    together, most, lock = 0, 0, threading.Lock()
    pause = threading.Event()

    def work() -> None:
        nonlocal together, most
        with turns.turn(20):
            with lock:
                together += 1
                most = max(most, together)
            pause.wait(0.02)
            with lock:
                together -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == 2
    turns.close()
    assert shared.taken == 0 and shared.share == 100


def test_an_object_larger_than_the_share_gets_its_turn_alone() -> None:
    turns = Turns(Room(100))
    with turns.turn(100):
        pass


def test_one_turn_is_given_though_others_never_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE_S", 0.01)
    shared = Room(100)
    shared.taken = 100  # somebody whose place hangs
    with Turns(shared).turn(30):
        assert shared.taken == 130


def test_without_a_limit_nobody_waits() -> None:
    turns = Turns(Room())
    with turns.turn(1 << 40), turns.turn(1 << 40):
        assert not turns.bounded
