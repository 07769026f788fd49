"""Compression of chunks: zstd level 1, and only where a sample from the middle pays."""

from __future__ import annotations

import threading
from typing import Final

import zstandard

from studio_backup.base.errors import Forged
from studio_backup.repository.crypto import Buffer

NONE: Final = 0
ZSTD: Final = 1
_SAMPLE = 64 << 10
_WORTH = 0.95
"""Only what shrinks below this share of its length is stored compressed."""
_WINDOW = 1 << 25


class _Local(threading.local):
    """One compressor and one decompressor a thread: zstd's contexts are not safe to share."""

    def __init__(self) -> None:
        self.compressor = zstandard.ZstdCompressor(level=1)
        self.decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)


_local = _Local()


def compress(data: memoryview) -> tuple[int, Buffer]:
    """(how, bytes to store): the data itself where compression does not pay.

    The sample comes from the middle: the head of a camera's raw picture is a header, and misleads.
    """
    size = len(data)
    if size > 2 * _SAMPLE:
        start = (size - _SAMPLE) // 2
        sample = data[start : start + _SAMPLE]
        if len(_local.compressor.compress(sample)) > _WORTH * _SAMPLE:
            return NONE, data
    packed = _local.compressor.compress(data)
    return (ZSTD, packed) if len(packed) < _WORTH * size else (NONE, data)


def decompress_into(packed: Buffer, out: memoryview) -> None:
    """Fill `out` exactly. Raises Forged if the data holds more or less; never allocates what the data claims."""
    try:
        with _local.decompressor.stream_reader(packed) as stream:
            done = stream.readinto(out) if len(out) else 0
            while 0 < done < len(out) and (more := stream.readinto(out[done:])):
                done += more
            surplus = stream.read(1)
    except zstandard.ZstdError:
        raise _torn() from None
    if done != len(out) or surplus:
        raise _torn()


def _torn() -> Forged:
    return Forged(
        "A stored piece does not unpack to the length it promises.",
        hint="Verify this place against another, and keep the copy.",
    )
