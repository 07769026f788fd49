"""Cutting a stream in any blocks gives the cuts of the whole; an insert changes little."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_backup.repository.chunker import Cutter
from studio_backup.repository.config import ChunkSizes

SIZES = ChunkSizes(256, 1_024, 4_096)


def contents(seed: int, size: int) -> bytes:
    rng = random.Random(seed)
    return b"".join(rng.randbytes(rng.randrange(1, 3_000)) + bytes(rng.randrange(6_000)) for _ in range(size))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(0, 15), blocks=st.lists(st.integers(4_096, 20_000), min_size=1))
def test_blocks_do_not_matter(seed: int, size: int, blocks: list[int]) -> None:
    data = memoryview(contents(seed, size))
    whole = Cutter(SIZES).cut(data, True)
    assert sum(whole) == len(data)
    assert all(length <= SIZES.maximum for length in whole)
    cutter, found, start, turn = Cutter(SIZES), [], 0, 0
    while start < len(data):
        end = min(len(data), start + blocks[turn % len(blocks)])
        turn += 1
        lengths = cutter.cut(data[start:end], end == len(data))
        assert lengths
        found += lengths
        start += sum(lengths)
    assert found == whole


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), at=st.floats(0, 1), length=st.integers(1, 5_000))
def test_an_insert_changes_chunks_near_it_only(seed: int, at: float, length: int) -> None:
    data = random.Random(seed).randbytes(200_000)
    spot = int(at * len(data))
    changed = data[:spot] + random.Random(seed + 1).randbytes(length) + data[spot:]
    assert sum(map(len, pieces(changed) - pieces(data))) <= length + 16 * SIZES.maximum


def pieces(data: bytes) -> set[bytes]:
    found, start = set(), 0
    for length in Cutter(SIZES).cut(memoryview(data), True):
        found.add(data[start : start + length])
        start += length
    return found
