"""The index in memory, and index segments."""

from __future__ import annotations

import os
import struct
import threading
import tracemalloc

import pytest

from studio_backup.base.errors import DamageError, Forged, ObjectDamaged
from studio_backup.repository import format as layout
from studio_backup.repository import segments
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.pack import DATA, ENTRY, ENTRY_BYTES
from studio_backup.repository.segments import PackDirectory
from tests.support.repositories import new_epochs

COLLECTION = "c0" * 8


def directory(ids: list[bytes]) -> bytes:
    return b"".join(ENTRY.pack(DATA, 0, 0, 100, 116, 0, 112 + 116 * i, chunk) for i, chunk in enumerate(ids))


def some_ids(count: int) -> list[bytes]:
    return [os.urandom(32) for _ in range(count)]


def test_every_chunk_is_found_where_it_lies() -> None:
    index = ChunkIndex(COLLECTION)
    packs = [(os.urandom(32), some_ids(count)) for count in (1, 0, 700, 3_000)]
    for sha, ids in packs:
        index.add(sha, 1 << 20, directory(ids))
    for sha, ids in packs:
        for ordinal, chunk in enumerate(ids):
            at = index.location(index.find(chunk))
            assert at.pack == f"c/{COLLECTION}/packs/{sha.hex()[:2]}/{sha.hex()}"
            assert (at.ordinal, at.offset, at.id) == (ordinal, 112 + 116 * ordinal, chunk)
    assert index.find(os.urandom(32)) == -1
    assert len(index) == 3_701
    assert index.chunks_of(2) == packs[2][1]


def test_a_pack_is_added_once() -> None:
    index = ChunkIndex(COLLECTION)
    ids = some_ids(3)
    assert index.add(b"p" * 32, 10, directory(ids)) == index.add(b"p" * 32, 10, directory(ids)) == 0
    assert len(index) == 3


def test_usable_packs_come_first() -> None:
    index = ChunkIndex(COLLECTION)
    (chunk,) = some_ids(1)
    lost = index.add(b"a" * 32, 1, directory([chunk]), usable=False)
    assert index.find_usable(chunk) == -1
    assert index.pack_of(index.find(chunk)) == lost
    good = index.add(b"b" * 32, 1, directory([chunk]))
    assert index.find_usable(chunk) == index.pack_of(index.find(chunk)) == good
    assert [at.pack[-64:] for at in index.locations(chunk)] == [(b"b" * 32).hex(), (b"a" * 32).hex()]
    index.distrust([b"b" * 32, b"unknown" * 4])
    assert index.find_usable(chunk) == -1
    assert not index.usable(good)


def test_a_chunk_costs_less_than_a_hundred_bytes() -> None:
    directories = [(os.urandom(32), directory(some_ids(5_000))) for _ in range(20)]
    tracemalloc.start()
    index = ChunkIndex(COLLECTION, expected=100_000)
    for sha, entries in directories:
        index.add(sha, 1 << 20, entries)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used / len(index) <= 100


def test_look_ups_while_packs_are_added() -> None:
    index = ChunkIndex(COLLECTION)
    first = some_ids(200)
    index.add(b"first" + bytes(27), 1, directory(first))
    lost: list[bytes] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            lost.extend(chunk for chunk in first if index.find_usable(chunk) != 0)

    thread = threading.Thread(target=look)
    thread.start()
    for _ in range(100):
        index.add(os.urandom(32), 1, directory(some_ids(200)))
    done.set()
    thread.join()
    assert not lost


# --- segments ---


def test_a_segment_comes_back() -> None:
    epochs = new_epochs()
    packs = [PackDirectory(os.urandom(32), 1 << 20, directory(some_ids(count))) for count in (3, 0, 50)]
    data = segments.seal(epochs, packs)
    name = f"c/{epochs.collection}/index/" + layout.crypto.sha256(data).hex()
    found = segments.unseal(epochs, name, data)
    assert [(p.sha256, p.size, bytes(p.entries)) for p in found] == [(p.sha256, p.size, p.entries) for p in packs]
    payload = segments.encode(packs)
    assert len(payload) == layout.padme(len(payload))
    with pytest.raises(ObjectDamaged):
        segments.unseal(epochs, name, data[:-1])


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"\1\0\0",
        struct.pack("<I", 0xFFFFFFFF),
        struct.pack("<I", 1),
        struct.pack("<I32sQI", 1, bytes(32), 1 << 20, 0xFFFFFFFF),
        struct.pack("<I32sQI", 1, bytes(32), 1 << 20, 1) + bytes(ENTRY_BYTES - 1),
        struct.pack("<I32sQI", 1, bytes(32), 1 << 60, 0),
        struct.pack("<I32sQI", 2, bytes(32), 1 << 20, 0) + bytes(44),
    ],
    ids=range(8),
)
def test_absurd_counts_are_refused(payload: bytes) -> None:
    if len(payload) == 92:
        assert len(segments.decode(payload)) == 2  # a pack without entries: odd, but within bounds
        return
    with pytest.raises(Forged):
        segments.decode(payload)


def test_a_segment_of_another_role_is_refused() -> None:
    epochs = new_epochs()
    data = epochs.seal(layout.Type.SNAPSHOT, b"snapshot", b"{}")
    with pytest.raises(DamageError):
        segments.unseal(epochs, layout.crypto.sha256(data).hex(), data)
