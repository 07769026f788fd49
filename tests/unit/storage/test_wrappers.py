"""Retry, throttle, fallback."""

from __future__ import annotations

import random

import pytest

from studio_backup.base.control import CancelToken
from studio_backup.base.errors import (
    AlreadyThere,
    Cancelled,
    ObjectDamaged,
    ObjectMissing,
    RefusedError,
    ShortRead,
    StorageDenied,
    StorageUnavailable,
)
from studio_backup.storage.bucket import Bucket
from studio_backup.storage.fallback import FallbackStorage
from studio_backup.storage.interface import Storage
from studio_backup.storage.memory import MemoryStorage
from studio_backup.storage.retry import Patience, Retrying, RetryStorage
from studio_backup.storage.throttle import ThrottleStorage
from tests.conformance.case import fresh, pack, sha, snapshot, store
from tests.fault.storage import FaultStorage, call_before, error_after, error_at, short_at
from tests.unit.storage.virtual_clock import VirtualClock


class Setup:
    def __init__(self, seed: int = 7, **patience: float) -> None:
        self.clock = VirtualClock()
        self.memory = MemoryStorage(clock=self.clock)
        self.faulty = FaultStorage(self.memory)
        self.told: list[Retrying] = []
        self.cancel = CancelToken()
        self.storage = RetryStorage(
            self.faulty,
            clock=self.clock,
            chance=random.Random(seed),
            patience=Patience(**patience),  # type: ignore[arg-type]
            tell=self.told.append,
            cancel=self.cancel,
        )


def test_what_can_succeed_later_is_tried_again_and_told() -> None:
    setup = Setup()
    setup.faulty.add(error_at(1).repeat(3))
    store(setup.storage, fresh())
    assert setup.faulty.count == 4
    assert [told.attempt for told in setup.told] == [1, 2, 3]
    assert "Trying again in" in setup.told[0].sentence
    assert sum(setup.clock.slept) == pytest.approx(sum(told.wait_seconds for told in setup.told))


def test_waits_grow_with_full_jitter_and_are_bounded() -> None:
    waits: list[list[float]] = []
    for seed in range(200):
        setup = Setup(seed)
        setup.faulty.add(error_at(1).repeat(1000))
        begun = setup.clock.now
        with pytest.raises(StorageUnavailable):
            store(setup.storage, fresh())
        assert setup.clock.now - begun <= 121
        waits.append([told.wait_seconds for told in setup.told])
    first, fourth = [w[0] for w in waits], [w[3] for w in waits]
    assert 0 < min(first) < 0.1 < 0.4 < max(first) <= 0.5
    assert max(fourth) > 3
    assert all(len(w) <= 12 for w in waits)


def test_a_time_out_after_success_is_a_success() -> None:
    setup = Setup()
    setup.faulty.add(error_after(1))
    data = fresh()
    assert setup.memory.get(store(setup.storage, data)) == data


@pytest.mark.parametrize("error", [AlreadyThere, StorageDenied, ObjectMissing])
def test_what_cannot_succeed_is_raised_at_once(error: type[Exception]) -> None:
    setup = Setup()
    setup.faulty.add(error_at(1, lambda: error("no")))
    with pytest.raises(error):
        store(setup.storage, fresh())
    assert setup.faulty.count == 1
    assert setup.clock.slept == []


def test_an_error_that_says_it_is_not_retryable_is_believed() -> None:
    setup = Setup()
    setup.faulty.add(error_at(1, lambda: StorageUnavailable("gone", retryable=False)))
    with pytest.raises(StorageUnavailable):
        store(setup.storage, fresh())
    assert setup.faulty.count == 1


def test_a_short_object_is_not_waited_for_long() -> None:
    setup = Setup()
    name = store(setup.memory, fresh())
    with pytest.raises(ShortRead):
        setup.storage.get_range(name, 0, 1000)
    assert setup.faulty.count == 3


def test_a_wish_to_stop_ends_the_waiting() -> None:
    setup = Setup(first=60.0, longest=60.0)
    setup.faulty.add(call_before(2, setup.cancel.cancel), error_at(1).repeat(100))
    with pytest.raises(Cancelled):
        store(setup.storage, fresh())
    assert setup.faulty.count == 2


def test_an_interrupted_listing_begins_anew_and_repeats_nothing() -> None:
    setup = Setup()
    names = {store(setup.memory, fresh()) for _ in range(20)}

    class Breaking(MemoryStorage):
        broken = 0

        def list(self, prefix: str = ""):  # type: ignore[no-untyped-def]
            for index, found in enumerate(setup.memory.list(prefix)):
                if index == 7 and self.broken < 2:
                    self.broken += 1
                    raise StorageUnavailable("gone")
                yield found

    storage = RetryStorage(Breaking(clock=setup.clock), clock=setup.clock, chance=random.Random(1))
    found = [one.name for one in storage.list()]
    assert len(found) == 20
    assert set(found) == names


def test_an_interrupted_reading_goes_on_where_it_was() -> None:
    setup = Setup()
    data = fresh(10_000)
    name = store(setup.memory, data)

    class Breaking(MemoryStorage):
        broken = 0

        def read_medium(self, name: str, *, block: int = 1 << 20, into: memoryview | None = None):  # type: ignore[no-untyped-def]
            for index, part in enumerate(setup.memory.read_medium(name, block=block)):
                if index == 3 and self.broken < 2:
                    self.broken += 1
                    raise ShortRead("torn")
                yield part

    storage = RetryStorage(Breaking(clock=setup.clock), clock=setup.clock, chance=random.Random(1))
    assert b"".join(bytes(part) for part in storage.read_medium(name, block=999)) == data


@pytest.mark.parametrize("seed", range(40))
def test_many_random_faults_lose_nothing(seed: int) -> None:
    chance = random.Random(seed)
    setup = Setup(seed)
    for number in range(1, 2000):
        if chance.random() < 0.1:
            setup.faulty.add(error_after(number) if chance.random() < 0.5 else error_at(number))
    datas = [fresh(50) for _ in range(60)]
    for data in datas:
        store(setup.storage, data)
    assert [setup.storage.get(snapshot(data)) for data in datas] == datas
    assert len(list(setup.memory.list())) == 60


def test_the_throttle_keeps_to_its_rate() -> None:
    clock = VirtualClock()
    memory = MemoryStorage(clock=clock)
    storage = ThrottleStorage(memory, puts=Bucket(1000, clock=clock), gets=Bucket(500, clock=clock))
    begun = clock.now
    names = [store(storage, fresh(1000)) for _ in range(11)]
    assert clock.now - begun == pytest.approx(10, abs=0.3)  # one second's worth was saved up
    begun = clock.now
    for name in names:
        storage.get(name)
    assert clock.now - begun == pytest.approx(21, abs=0.5)


def test_the_throttle_hears_a_wish_to_stop() -> None:
    clock = VirtualClock()
    cancel = CancelToken()
    bucket = Bucket(1, clock=clock, cancel=cancel)
    cancel.cancel()
    with pytest.raises(Cancelled):
        bucket.take(1000)


def places(count: int = 3) -> tuple[list[MemoryStorage], FallbackStorage]:
    clock = VirtualClock()
    made = [MemoryStorage(clock=clock, label=f"place {index}") for index in range(count)]
    return made, FallbackStorage(made)


def test_the_first_place_with_right_bytes_serves() -> None:
    (one, two, three), fallback = places()
    data = fresh()
    name = snapshot(data)
    for place in (two, three):
        store(place, data)
    two.damage(name, b"?" * 100)
    served = fallback.get_verified(name)
    assert (served.data, served.label) == (data, "place 2")
    assert [(label, type(error)) for label, error in served.failed] == [
        ("place 0", ObjectMissing),
        ("place 1", ObjectDamaged),
    ]
    assert fallback.served_by() == (("place 0", 0), ("place 1", 0), ("place 2", 1))
    assert fallback.get(name) == data
    assert b"".join(bytes(part) for part in fallback.read_medium(name, block=7)) == data
    assert one.label == "place 0"


def test_when_none_can_serve_damage_is_said_first() -> None:
    (one, two, _), fallback = places()
    data = fresh()
    name = store(two, data)
    two.damage(name, b"")
    with pytest.raises(ObjectDamaged):
        fallback.get(name)
    with pytest.raises(ObjectMissing):
        fallback.get(snapshot(b"never"))
    assert list(one.list()) == []


def test_a_silent_place_is_passed_over() -> None:
    clock = VirtualClock()
    silent, good = FaultStorage(MemoryStorage(clock=clock), error_at(1).repeat(99)), MemoryStorage(clock=clock)
    data = fresh()
    name = store(good, data, pack(data))
    fallback = FallbackStorage([silent, good])
    assert fallback.get(name) == data
    assert fallback.get_range(name, 1, 5) == data[1:6]
    assert fallback.stat(name).size == 100
    assert [found.name for found in fallback.list()] == [name]


def test_a_wish_to_stop_is_not_taken_for_a_silent_place() -> None:
    clock = VirtualClock()
    stopping: Storage = FaultStorage(MemoryStorage(clock=clock), error_at(1, lambda: Cancelled("stop")))
    with pytest.raises(Cancelled):
        FallbackStorage([stopping, MemoryStorage(clock=clock)]).get(snapshot(b"x"))


def test_a_fallback_writes_nothing() -> None:
    _, fallback = places()
    for call in (
        lambda: fallback.put("tier", b"x", sha256=sha(b"x")),
        lambda: fallback.delete("tier"),
        lambda: fallback.quarantine("tier"),
    ):
        with pytest.raises(RefusedError):
            call()


def test_the_faults_themselves() -> None:
    memory = MemoryStorage(clock=VirtualClock())
    faulty = FaultStorage(memory, error_at(2).repeat(2).on("put"), short_at(5, 3))
    data = fresh()
    name = store(faulty, data)
    assert faulty.get(name) == data  # call 2 is no put
    with pytest.raises(StorageUnavailable):
        store(faulty, fresh())
    assert len(list(faulty.list())) == 1
    assert faulty.get(name) == data[:-3]
    assert [call.kind for call in faulty.calls] == ["put", "get", "put", "list", "get"]
