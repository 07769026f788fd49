"""One suite for every kind of storage and every wrapper: studio_backup/storage/interface.py, sentence by sentence."""

from __future__ import annotations

import mmap
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio_backup.base.errors import AlreadyThere, ObjectMissing, ShortRead, StudioBackupError
from tests.conformance.case import COLLECTION, Case, fresh, pack, sha, snapshot, store

SIZES = [0, 1, 4095, 4096, 4097, (1 << 20) - 1, 1 << 20, (2 << 20) + 4096, (5 << 20) + 17]


@pytest.mark.parametrize("size", SIZES)
def test_what_is_put_comes_back(case: Case, size: int) -> None:
    data = fresh(size)
    name = store(case.storage, data, pack(data))
    assert case.storage.get(name) == data
    found = case.storage.stat(name)
    assert (found.name, found.size) == (name, size)
    assert found.modified_ns > 0


@pytest.mark.parametrize("kind", ["bytes", "bytearray", "memoryview", "pages", "unaligned pages"])
def test_every_kind_of_buffer_is_taken(case: Case, kind: str) -> None:
    data = fresh((3 << 20) + 5)
    pages = mmap.mmap(-1, len(data) + 1)
    start = 1 if kind == "unaligned pages" else 0
    pages[start : start + len(data)] = data
    buffers = {"bytes": data, "bytearray": bytearray(data), "memoryview": memoryview(data)}
    buffer = buffers.get(kind, memoryview(pages)[start : start + len(data)])
    case.storage.put(pack(data), buffer, sha256=sha(data))
    assert case.storage.get(pack(data)) == data


def test_the_same_put_twice_succeeds_and_writes_nothing(case: Case) -> None:
    data = fresh()
    name = store(case.storage, data)
    before = case.storage.stat(name)
    store(case.storage, data)
    assert case.storage.stat(name) == before


@pytest.mark.parametrize("other", [b"other", b""])
def test_a_put_never_replaces(case: Case, other: bytes) -> None:
    data = fresh()
    name = store(case.storage, data)
    for wrong in (other, bytes(len(data))):
        with pytest.raises(AlreadyThere):
            case.storage.put(name, wrong, sha256=sha(wrong))
    assert case.storage.get(name) == data


def test_a_put_whose_digest_is_wrong_is_refused_where_the_place_can(case: Case) -> None:
    data = fresh()
    if not case.checks_digest:
        return  # the caller reads back: needs_readback, or the durable write of a local folder
    with pytest.raises(StudioBackupError):
        case.storage.put(snapshot(data), data, sha256=bytes(32))
    with pytest.raises(ObjectMissing):
        case.storage.get(snapshot(data))


def test_a_missing_name_is_said_by_every_reader(case: Case) -> None:
    name = snapshot(fresh())
    storage = case.storage
    calls = (
        lambda: storage.get(name),
        lambda: storage.get_range(name, 0, 1),
        lambda: storage.get_into(name, memoryview(bytearray(9))),
        lambda: list(storage.read_medium(name)),
        lambda: storage.stat(name),
    )
    for call in calls:
        with pytest.raises(ObjectMissing):
            call()


def test_ranges(case: Case) -> None:
    data = fresh(10_000)
    name = store(case.storage, data)
    for offset, length in ((0, 1), (0, 10_000), (9_999, 1), (4_090, 5_000)):
        assert case.storage.get_range(name, offset, length) == data[offset : offset + length]
    for offset, length in ((0, 10_001), (9_999, 2), (10_000, 1), (20_000, 5)):
        with pytest.raises(ShortRead):
            case.storage.get_range(name, offset, length)


def test_reading_into_a_buffer(case: Case) -> None:
    data = fresh(5_000)
    name = store(case.storage, data)
    buffer = bytearray(b"\xaa" * 6_000)
    assert case.storage.get_into(name, memoryview(buffer)) == 5_000
    assert buffer[:5_000] == data
    assert buffer[5_000:] == b"\xaa" * 1_000
    with pytest.raises(ValueError, match="buffer"):
        case.storage.get_into(name, memoryview(bytearray(4_999)))


@pytest.mark.parametrize("size", [1, 4096, 100_000, (1 << 20) + 1])
def test_reading_the_medium(case: Case, size: int) -> None:
    data = fresh(size)
    name = store(case.storage, data)
    parts = [bytes(part) for part in case.storage.read_medium(name, block=65_536)]
    assert b"".join(parts) == data
    assert max(map(len, parts)) <= 65_536
    assert case.storage.reads_medium in ("direct", "dropped", "remote", "cache")


def test_listing(case: Case) -> None:
    other = "fedcba9876543210"
    names = {store(case.storage, data, pack(data)) for data in (fresh() for _ in range(5))}
    data = fresh()
    names |= {store(case.storage, data), store(case.storage, data, snapshot(data, other))}
    names |= {store(case.storage, data, f"config-{sha(data).hex()}")}
    names |= {store(case.storage, data, f"keys/c/{other}/{other}-{sha(data).hex()}")}
    there = {found.name: found.size for found in case.storage.list()}
    assert set(there) - {"tier"} == names
    assert all(there[name] == 100 for name in names)
    whole = f"config-{sha(data).hex()}"
    for prefix in ("c/", f"c/{COLLECTION}/", f"c/{COLLECTION}/packs/", "keys/", "config-", "devices/", whole):
        expected = sorted(name for name in names if name.startswith(prefix))
        assert sorted(found.name for found in case.storage.list(prefix)) == expected


def test_a_prefix_which_is_a_whole_name_finds_that_name_only(case: Case) -> None:
    data = fresh()
    name = store(case.storage, data, f"config-{sha(data).hex()}")
    assert [found.name for found in case.storage.list(name)] == [name]
    assert list(case.storage.list(name[:-1])) == []


def test_more_than_one_page_is_listed(case: Case) -> None:
    names = {store(case.storage, data) for data in (fresh() for _ in range(12))}
    assert {found.name for found in case.storage.list("c/")} == names


def test_foreign_files_are_not_objects(case: Case) -> None:
    data = fresh()
    name = store(case.storage, data)
    for foreign in ("Thumbs.db", f"{name}.bak", f"c/{COLLECTION}/notes.txt", "c/@eaDir/x", "lost+found/y"):
        case.plant(foreign, b"not ours")
    assert {found.name for found in case.storage.list()} - {"tier"} == {name}


def test_deleting(case: Case) -> None:
    data = fresh()
    name = store(case.storage, data)
    case.storage.delete(name)
    case.storage.delete(name)
    with pytest.raises(ObjectMissing):
        case.storage.stat(name)
    assert list(case.storage.list("c/")) == []
    store(case.storage, data)
    assert case.storage.get(name) == data


def test_quarantine_makes_room_for_healing(case: Case) -> None:
    data = fresh()
    name = snapshot(data)
    case.storage.quarantine(name)  # a missing name is no error
    damaged = b"?" * len(data)
    case.storage.put(name, damaged, sha256=sha(damaged))
    case.storage.quarantine(name)
    with pytest.raises(ObjectMissing):
        case.storage.get(name)
    assert list(case.storage.list("c/")) == []
    store(case.storage, data)
    assert case.storage.get(name) == data
    assert [found.name for found in case.storage.list("c/")] == [name]
    assert list(case.storage.leftovers()) == []


BAD = ["", "/", "a//b", "../x", "c/../x", "./x", "c/./x", "/abs", "c/", "c\\x", "c/é", "c/a\0b", "c/" + "x" * 256, ".x"]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_name_is_a_bug_of_the_caller(case: Case, name: str) -> None:
    storage = case.storage
    calls = (
        lambda: storage.put(name, b"x", sha256=sha(b"x")),
        lambda: storage.get(name),
        lambda: storage.get_range(name, 0, 1),
        lambda: storage.get_into(name, memoryview(bytearray(9))),
        lambda: list(storage.read_medium(name)),
        lambda: storage.stat(name),
        lambda: storage.delete(name),
        lambda: storage.quarantine(name),
    )
    for call in calls:
        with pytest.raises(ValueError, match="name"):
            call()


def test_many_threads_put_one_name(case: Case) -> None:
    data = fresh(300_000)
    with ThreadPoolExecutor(8) as threads:
        for done in [threads.submit(store, case.storage, data) for _ in range(8)]:
            done.result()
    assert case.storage.get(snapshot(data)) == data
    assert len(list(case.storage.list("c/"))) == 1


def test_many_threads_put_many_names(case: Case) -> None:
    datas = [fresh(50_000) for _ in range(24)]
    with ThreadPoolExecutor(8) as threads:
        names = set(threads.map(lambda data: store(case.storage, data, pack(data)), datas))
    assert {found.name for found in case.storage.list("c/")} == names
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda data: case.storage.get(pack(data)), datas)) == datas


def test_of_two_writers_with_other_bytes_one_wins(case: Case) -> None:
    one, two = fresh(100_000), fresh(100_000)
    name = snapshot(one)
    start = threading.Barrier(2)

    def write(data: bytes) -> bool:
        start.wait()
        try:
            case.storage.put(name, data, sha256=sha(data))
        except AlreadyThere:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        won = list(threads.map(write, (one, two)))
    assert sorted(won) == [False, True]
    assert case.storage.get(name) == (one if won[0] else two)


def test_a_reader_never_sees_a_part(case: Case) -> None:
    data = fresh(2 << 20)
    name = pack(data)
    stop = threading.Event()
    seen: list[int] = []

    def read() -> None:
        while not stop.is_set():
            try:
                seen.append(len(case.storage.get(name)))
            except ObjectMissing:
                seen.append(-1)
            seen.extend(found.size for found in case.storage.list("c/"))

    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(read)
        for _ in range(4):
            store(case.storage, data, name)
            case.storage.delete(name)
        stop.set()
        reading.result()
    assert set(seen) <= {-1, len(data)}


def test_what_a_place_says_of_itself(case: Case) -> None:
    assert case.storage.label
    assert "secret" not in case.storage.label
    assert case.storage.needs_readback in (True, False)
    free = case.storage.free_space()
    assert free is None or free > 0
    assert list(case.storage.leftovers()) == []


def test_closing_twice_is_fine(case: Case) -> None:
    store(case.storage, fresh())
    case.storage.close()
    case.storage.close()
