"""Ranges of stored files: exactly the bytes, of exactly the chunks that are needed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from studio_backup.base.errors import ObjectMissing
from studio_backup.domain.tree import Entry
from studio_backup.engine.previews.contents import StoredFile


@dataclass(frozen=True)
class _Place:
    plain: int


class _Chunks:
    """Chunks in memory; notes which were read."""

    def __init__(self, parts: list[bytes]) -> None:
        self.parts, self.read = parts, []

    def chunk_ids(self, entry: Entry) -> Iterator[str]:
        return iter(entry.chunks)

    def locate(self, chunk_id: str) -> _Place | None:
        number = int(chunk_id)
        return _Place(len(self.parts[number])) if number < len(self.parts) else None

    def read_chunk(self, chunk_id: str) -> bytes:
        self.read.append(int(chunk_id))
        return self.parts[int(chunk_id)]


def _file(data: bytes, dice: random.Random, **more: object) -> tuple[StoredFile, _Chunks]:
    cuts = sorted(dice.randrange(len(data)) for _ in range(6))
    parts = [data[low:high] for low, high in zip([0, *cuts], [*cuts, len(data)], strict=True) if low < high]
    chunks = _Chunks(parts)
    ids = tuple(str(number) for number in range(len(parts)))
    return StoredFile(chunks, Entry(type="file", size=more.pop("size", len(data)), chunks=ids, **more)), chunks  # type: ignore[arg-type]


def test_any_range() -> None:
    dice = random.Random(5)
    data = dice.randbytes(5_000)
    file, _ = _file(data, dice)
    for _ in range(500):
        at = dice.randrange(len(data))
        count = dice.randrange(len(data) - at + 1)
        assert file.read(at, count) == data[at : at + count]


def test_only_the_chunks_that_are_needed_are_read_and_once() -> None:
    dice = random.Random(6)
    data = dice.randbytes(5_000)
    file, chunks = _file(data, dice)
    file.read(0, 10)
    file.read(5, 3)
    assert chunks.read == [0]
    file.read(len(data) - 1, 1)
    assert chunks.read == [0, len(chunks.parts) - 1]


def test_holes_are_zeros() -> None:
    dice = random.Random(7)
    stored = dice.randbytes(3_000)
    whole = bytes(1_000) + stored[:1_000] + bytes(2_000) + stored[1_000:] + bytes(500)
    file, _ = _file(stored, dice, size=len(whole), extents=((1_000, 1_000), (4_000, 2_000)))
    for _ in range(300):
        at = dice.randrange(len(whole))
        count = dice.randrange(len(whole) - at + 1)
        assert file.read(at, count) == whole[at : at + count]


def test_what_is_missing_is_said() -> None:
    with pytest.raises(ObjectMissing):
        StoredFile(_Chunks([]), Entry(type="file", size=5, chunks=("0",)))
    short = StoredFile(_Chunks([b"abc"]), Entry(type="file", size=5, chunks=("0",)))
    with pytest.raises(ObjectMissing):
        short.read(0, 5)
