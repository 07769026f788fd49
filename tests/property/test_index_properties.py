"""The index agrees with a dictionary; segments come back, and noise is never more than refused."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.base.errors import DamageError
from studio_backup.repository import segments
from studio_backup.repository.index import ChunkIndex
from studio_backup.repository.pack import DATA, ENTRY
from studio_backup.repository.segments import PackDirectory

# Few distinct ids whose first eight bytes collide: the worst the table can meet.
ids = st.integers(0, 40).map(lambda n: bytes([n % 3]) * 8 + n.to_bytes(24, "big"))
packs = st.lists(st.tuples(st.lists(ids, max_size=30), st.booleans()), max_size=12)


def directory(chunks: list[bytes]) -> bytes:
    return b"".join(ENTRY.pack(DATA, 0, 0, i, i + 16, 0, 112, chunk) for i, chunk in enumerate(chunks))


@settings(max_examples=150, deadline=None)
@given(packs=packs, expected=st.integers(0, 500))
def test_the_index_agrees_with_a_dictionary(packs: list[tuple[list[bytes], bool]], expected: int) -> None:
    index = ChunkIndex("c0" * 8, expected=expected)
    model: dict[bytes, list[tuple[int, int]]] = {}
    usable = set()
    for number, (chunks, good) in enumerate(packs):
        assert index.add(number.to_bytes(32, "big"), 1, directory(chunks), usable=good) == number
        usable |= {number} if good else set()
        for i, chunk in enumerate(chunks):
            model.setdefault(chunk, []).append((number, i))
    for n in range(42):
        chunk = bytes([n % 3]) * 8 + n.to_bytes(24, "big")
        places = model.get(chunk, [])
        found = [(index.ordinal(bytes.fromhex(at.pack[-64:])), at.ordinal) for at in index.locations(chunk)]
        assert sorted(found) == sorted(places)
        holders = {pack for pack, _ in places}
        assert (index.find_usable(chunk) in holders & usable) == bool(holders & usable)
        assert (index.find(chunk) >= 0) == bool(places)


@settings(max_examples=80, deadline=None)
@given(packs=packs)
def test_segments_come_back(packs: list[tuple[list[bytes], bool]]) -> None:
    made = [PackDirectory(bytes(32), i, directory(chunks)) for i, (chunks, _) in enumerate(packs)]
    found = segments.decode(segments.encode(made))
    assert [(one.size, bytes(one.entries)) for one in found] == [(one.size, one.entries) for one in made]


@settings(max_examples=200, deadline=None)
@given(noise=st.binary(max_size=400))
def test_noise_is_read_within_bounds_or_refused(noise: bytes) -> None:
    with contextlib.suppress(DamageError):
        assert sum(len(one.entries) for one in segments.decode(noise)) <= len(noise)
