"""The order in which packs are needed, and packs in memory."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.base.errors import DamageError, ObjectDamaged, StorageUnavailable
from studio_backup.engine.restore import shelf as shelf_module
from studio_backup.engine.restore.route import Segment, cut, pack_order, route
from studio_backup.engine.restore.shelf import PackNeed, Shelf, Shelves

MIB = 1 << 20


@given(st.lists(st.integers(0, 50), max_size=30), st.integers(1, 100))
def test_segments_cover_a_file_once(lengths: list[int], limit: int) -> None:
    found = cut(3, lengths, [n % 4 for n in range(len(lengths))], limit)
    assert [n for s in found for n in range(s.first, s.first + s.count)] == list(range(len(lengths)))
    at = 0
    for segment in found:
        assert segment.offset == at
        assert segment.length == sum(lengths[segment.first : segment.first + segment.count])
        assert segment.length <= limit or segment.count == 1
        at += segment.length


@given(st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=4), max_size=40))
def test_a_route_holds_every_segment_once(packs: list[list[int]]) -> None:
    segments = [Segment(n, 0, 1, 0, 1, tuple(dict.fromkeys(p))) for n, p in enumerate(packs)]
    ordered = route(segments)
    assert sorted(s.item for s in ordered) == list(range(len(packs)))
    assert set(pack_order(ordered)) == {p for s in segments for p in s.packs}


def test_packs_filled_two_at_a_time_are_needed_for_a_short_while() -> None:
    """As a backup writes them: chunks go into one of two open packs at random; the files come in another order."""
    seeded = random.Random(3)
    open_packs, next_pack, left = [0, 1], 2, [60, 60]
    segments = []
    for item in range(400):
        used = []
        for _ in range(10):
            which = seeded.randrange(2)
            used.append(open_packs[which])
            left[which] -= 1
            if not left[which]:
                open_packs[which], left[which] = next_pack, 60
                next_pack += 1
        segments.append(Segment(item, 0, 10, 0, 10, tuple(dict.fromkeys(used))))
    seeded.shuffle(segments)
    ordered = route(segments)
    last = {pack: n for n, s in enumerate(ordered) for pack in s.packs}
    begun: set[int] = set()
    most = 0
    for number, segment in enumerate(ordered):
        begun |= set(segment.packs)
        most = max(most, sum(last[pack] >= number for pack in begun))
    assert most <= 6


@dataclass
class FakePacks:
    """Packs whose chunk `n` is the byte n, repeated; `bad`: packs whose bytes are damaged."""

    bad: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    fetched: list[str] = field(default_factory=list)
    parts: int = 0
    others: tuple[Any, ...] = ()

    def fetch(self, name: str, buffer: memoryview) -> tuple[int, str]:
        self.fetched.append(name)
        buffer[:4] = b"evil" if name in self.bad else b"good"
        return 4, "a"

    def fetch_sound(self, name: str, buffer: memoryview) -> tuple[int, str]:
        if name in self.lost:
            raise ObjectDamaged("nobody has it")
        buffer[:4] = b"good"
        return 4, "b"

    def fetch_part(self, name: str, offset: int, length: int) -> bytes:
        raise AssertionError


@dataclass
class FakePlace:
    pack: str
    plain: int = 1
    stored: int = 17


class FakeReader:
    """Opens fake packs."""

    def open_pack(self, name: str, data: memoryview) -> Any:
        good = bytes(data[:4]) == b"good"

        class Opened:
            def read_into(self, at: FakePlace, out: memoryview) -> int:
                if not good:
                    raise DamageError("tag")
                out[:1] = b"x"
                return 1

        return Opened()

    def read_chunk(self, chunk: str) -> bytes:
        raise DamageError("no")


class FakeParts:
    """Counts single reads."""

    def __init__(self) -> None:
        self.read = 0

    def read_into(self, at: FakePlace, out: memoryview) -> int:
        self.read += 1
        out[:1] = b"x"
        return 1


def read_everything(packs: FakePacks, order: list[str], threads: int, streams: int = 4) -> FakeParts:
    parts = FakeParts()
    of = Shelves(FakeReader(), parts)  # type: ignore[arg-type]
    uses = {name: order.count(name) for name in order}
    needs = [PackNeed(n, of.reader, uses[n], 32 * MIB) for n in dict.fromkeys(order)]
    feed, lock, errors = iter(order), threading.Lock(), []

    def work() -> None:
        out = memoryview(bytearray(1))
        while True:
            with lock:
                name = next(feed, None)
            if name is None:
                return
            try:
                assert shelf.read_into(of, "c", FakePlace(name), out) == 1  # type: ignore[arg-type]
                assert bytes(out) == b"x"
            except Exception as error:
                errors.append(error)
                return

    with Shelf(packs, needs, streams) as shelf:
        workers = [threading.Thread(target=work) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(30)
            assert not worker.is_alive()
    if errors:
        raise errors[0]
    return parts


@pytest.mark.parametrize("threads", [1, 4])
def test_each_pack_is_fetched_once_in_a_good_order(threads: int) -> None:
    order = [f"p{n // 10}" for n in range(200)]
    packs = FakePacks()
    parts = read_everything(packs, order, threads)
    assert sorted(packs.fetched) == sorted(set(order))
    assert parts.read == 0


@pytest.mark.parametrize("seed", range(6))
def test_any_order_ends_and_no_pack_is_fetched_twice(seed: int) -> None:
    seeded = random.Random(seed)
    order = [f"p{seeded.randrange(30)}" for _ in range(600)]
    packs = FakePacks()
    read_everything(packs, order, threads=4, streams=1 + seed % 4)
    assert len(packs.fetched) == len(set(packs.fetched))


def test_a_pack_of_which_little_is_needed_is_read_by_parts() -> None:
    packs, parts = FakePacks(), FakeParts()
    of = Shelves(FakeReader(), parts)  # type: ignore[arg-type]
    out = memoryview(bytearray(1))
    with Shelf(packs, [PackNeed("small", of.reader, 1, shelf_module.WHOLE_FROM - 1)], 4) as shelf:
        shelf.read_into(of, "c", FakePlace("small"), out)  # type: ignore[arg-type]
    assert (packs.fetched, parts.read) == ([], 1)


def test_a_damaged_pack_is_taken_sound_from_elsewhere() -> None:
    packs = FakePacks(bad={"p1"})
    read_everything(packs, ["p0", "p1", "p1", "p2"], threads=2)


def test_a_pack_that_nobody_has_is_an_error() -> None:
    with pytest.raises(ObjectDamaged):
        read_everything(FakePacks(bad={"p1"}, lost={"p1"}), ["p0", "p1"], threads=1)


@pytest.mark.parametrize("error", [StorageUnavailable("away"), OSError(5, "input/output"), RuntimeError("bug")])
def test_a_failing_place_lets_nobody_wait_for_ever(error: Exception) -> None:
    class Failing(FakePacks):
        def fetch(self, name: str, buffer: memoryview) -> tuple[int, str]:
            raise error

    with pytest.raises(Exception, match=r"away|could not be read"):
        read_everything(Failing(), ["p0", "p0", "p1"], threads=2)
