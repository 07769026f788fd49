"""Compression where it pays, and unpacking what a hostile writer packed."""

from __future__ import annotations

import os

import pytest
import zstandard

from studio_backup.base.errors import Forged
from studio_backup.repository.compression import NONE, ZSTD, compress, decompress_into


def test_text_is_packed_and_noise_is_not() -> None:
    how, packed = compress(memoryview(b"one line of text\n" * 10_000))
    assert how == ZSTD
    assert len(packed) < 10_000
    noise = memoryview(os.urandom(500_000))
    assert compress(noise) == (NONE, noise)
    assert compress(memoryview(b"x")) == (NONE, memoryview(b"x"))
    assert compress(memoryview(b"")) == (NONE, memoryview(b""))


def test_the_middle_decides() -> None:
    raw_picture = bytes(64 << 10) + os.urandom(1 << 20)
    assert compress(memoryview(raw_picture))[0] == NONE
    assert compress(memoryview(os.urandom(64 << 10) + bytes(1 << 20)))[0] == ZSTD


@pytest.mark.parametrize("size", [0, 1, 100, 1 << 20, 3_000_001])
def test_back_again(size: int) -> None:
    data = (os.urandom(100) + bytes(400)) * (size // 500 + 1)
    packed = zstandard.ZstdCompressor(level=1).compress(data[:size])
    out = bytearray(size)
    decompress_into(packed, memoryview(out))
    assert out == data[:size]


def without_size(data: bytes) -> bytes:
    return zstandard.ZstdCompressor(write_content_size=False).compress(data)


@pytest.mark.parametrize(
    "packed",
    [
        zstandard.ZstdCompressor().compress(bytes(100 << 20)),
        without_size(bytes(100 << 20)),
        zstandard.ZstdCompressor().compress(bytes(999)),
        without_size(bytes(1001)),
        zstandard.ZstdCompressor().compress(bytes(1000))[:-1],
        zstandard.ZstdCompressor().compress(bytes(1000)) + b"more",
        zstandard.ZstdCompressor().compress(bytes(1000)) + zstandard.ZstdCompressor().compress(bytes(5)),
        b"no zstd at all",
        b"",
    ],
    ids=["bomb", "bomb without size", "short", "long", "torn", "tail", "second frame", "foreign", "empty"],
)
def test_other_than_promised(packed: bytes) -> None:
    with pytest.raises(Forged):
        decompress_into(packed, memoryview(bytearray(1000)))
