"""The buffers of one run: used again, never more than its share, and given back to those who come."""

from __future__ import annotations

from studio_backup.base.room import Room
from studio_backup.repository.buffers import FEWEST, MOST, BufferPool

SIZE, LEAST = 128 << 10, 80 << 10


def pool(room: Room, closed: list[str] | None = None) -> BufferPool:
    made = BufferPool(room, SIZE, LEAST, lambda: closed.append("packs") if closed is not None else None)
    made.enter()
    return made


def taken(of: BufferPool, count: int) -> list[memoryview]:
    buffers = [of.take() for _ in range(count)]
    assert None not in buffers
    return [one for one in buffers if one is not None]


def test_buffers_are_used_again_and_bounded() -> None:
    room = Room()
    with room.changed:
        run = pool(room)
        buffers = taken(run, MOST)
        assert run.take() is None
        run.give(buffers[2])
        run.give(buffers[0])
        assert run.take() is buffers[0]
        assert run.take() is buffers[2]
        assert {len(one) for one in buffers} == {SIZE}


def test_two_runs_have_smaller_packs_and_never_more_than_the_limit() -> None:
    closed: list[str] = []
    room = Room(4 * SIZE)
    with room.changed:
        first = pool(room, closed)
        assert first.wide
        buffers = taken(first, 4)
        second = pool(room)
        assert closed == ["packs"] and not first.wide
        assert second.take() is None, "first holds all of it"
        while buffers:
            first.give(buffers.pop())
        assert {len(one) for one in taken(first, 2) + taken(second, 2)} == {LEAST}
        assert room.taken <= room.limit


def test_who_rests_leaves_all_to_the_others() -> None:
    room = Room(3 * SIZE)
    with room.changed:
        first, second = pool(room), pool(room)
        (out,) = taken(first, 1)
        first.leave()
        assert len(taken(second, 2)[0]) == SIZE
        before = room.taken
        first.give(out)
        assert room.taken == before - LEAST


def test_the_fewest_are_given_in_the_end_whatever_others_hold() -> None:
    room = Room(2 * LEAST)
    with room.changed:
        room.taken = room.limit  # somebody's place hangs
        run = pool(room)
        assert run.take() is None
        assert [run.take(beyond=True) is None for _ in range(FEWEST + 1)] == [False] * FEWEST + [True]
