"""Cutting, and which files count as camera media."""

from __future__ import annotations

import random

import pytest

from studio_backup.repository.chunker import Cutter, chunker_report, is_camera_media, is_slow, sizes_for
from studio_backup.repository.config import Chunking

CHUNKING = Chunking()
MIB = 1 << 20


def in_blocks(data: bytes, block: int) -> list[int]:
    """Cut as a stream: what is not certain is carried over to the next block."""
    cutter, lengths, start, end = Cutter(CHUNKING.other), [], 0, 0
    while start < len(data):
        end = min(len(data), start + block)
        found = cutter.cut(memoryview(data)[start:end], end == len(data))
        lengths += found
        start += sum(found)
    return lengths


def test_a_stream_is_cut_as_the_whole() -> None:
    data = random.Random(3).randbytes(9 * MIB)
    whole = in_blocks(data, len(data))
    assert sum(whole) == len(data)
    assert all(length <= CHUNKING.other.maximum for length in whole)
    assert all(length >= CHUNKING.other.minimum for length in whole[:-1])
    for block in (2 * MIB, 3 * MIB + 17, 5 * MIB):
        assert in_blocks(data, block) == whole


def test_the_last_cut_waits_for_more_unless_it_is_the_maximum() -> None:
    cutter = Cutter(CHUNKING.other)
    assert cutter.cut(memoryview(bytes(100)), False) == []
    assert cutter.cut(memoryview(bytes(100)), True) == [100]
    assert cutter.cut(memoryview(bytes(MIB)), False) == [MIB]
    assert cutter.cut(memoryview(b""), True) == []


def test_an_insert_changes_few_chunks() -> None:
    data = random.Random(5).randbytes(24 * MIB)
    changed = data[: 9 * MIB] + random.Random(6).randbytes(MIB) + data[9 * MIB :]
    before = pieces(data)
    new = sum(len(piece) for piece in pieces(changed) - before)
    assert new <= 4 * MIB


def pieces(data: bytes) -> set[bytes]:
    found, at = set(), 0
    for length in Cutter(CHUNKING.other).cut(memoryview(data), True):
        found.add(data[at : at + length])
        at += length
    return found


MEDIA = {
    "mp4": b"\0\0\0\x20ftypisom",
    "mov": b"\0\0\0\x14ftypqt  ",
    "cr3": b"\0\0\0\x18ftypcrx ",
    "old mov": b"\0\0\0\x08wide\0\0\0\0mdat",
    "braw": b"\0\0\0\x08wide\0\0\0\0mdat",
    "avi": b"RIFF\0\0\0\0AVI LIST",
    "mkv": b"\x1a\x45\xdf\xa3\x01",
    "mxf": b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01",
    "mts": b"".join(bytes(4) + b"\x47" + bytes(187) for _ in range(4)),
    "m2t": b"".join(b"\x47" + bytes(187) for _ in range(4)),
    "r3d": b"\0\0\0\xf8RED2",
    "nef": b"II*\0\x08\0\0\0",
    "raf": b"FUJIFILMCCD-RAW 0201",
    "rw2": b"IIU\0",
}
OTHERS = {
    "jpeg": b"\xff\xd8\xff\xe1",
    "wav": b"RIFF\0\0\0\0WAVEfmt ",
    "sqlite": b"SQLite format 3\0",
    "zip": b"PK\x03\x04",
    "empty": b"",
    "psd": b"8BPS",
}


@pytest.mark.parametrize("head", MEDIA.values(), ids=MEDIA.keys())
def test_camera_media(head: bytes) -> None:
    assert is_camera_media(head)
    assert sizes_for(head, 64 * MIB, CHUNKING) is CHUNKING.media
    assert sizes_for(head, 64 * MIB - 1, CHUNKING) is CHUNKING.other


@pytest.mark.parametrize("head", OTHERS.values(), ids=OTHERS.keys())
def test_other_files(head: bytes) -> None:
    assert not is_camera_media(head)
    assert sizes_for(memoryview(head), 1 << 40, CHUNKING) is CHUNKING.other


def test_the_report_tells_a_slow_cutter() -> None:
    assert ("pure Python" in chunker_report()) == is_slow()
