"""Sense or noise, by the first bytes."""

from __future__ import annotations

import base64
import json
import random
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.engine.health.looks import HEAD_BYTES, look_of

DICE = random.Random(4)
SENSE = {
    "text": "Gästeliste: Zoë, Łukasz, 写真".encode() * 5,
    "a short line": b"14:00 Vows",
    "text cut inside a letter": ("写真" * 20).encode()[:-1],
    "base64": base64.b64encode(DICE.randbytes(3_000)),
    "json": json.dumps({"seats": list(range(300))}).encode(),
    "zip": b"PK\x03\x04" + DICE.randbytes(4_000),
    "png": b"\x89PNG\r\n\x1a\n" + DICE.randbytes(4_000),
    "sqlite": b"SQLite format 3\0" + DICE.randbytes(4_000),
    "numbers": struct.pack("<500I", *range(500)),
    "utf-16": "seating plan ".encode("utf-16") * 40,
    "empty": b"",
}


@pytest.mark.parametrize("name", SENSE)
def test_sense(name: str) -> None:
    assert look_of(SENSE[name], camera_work=False) == "sense"


@given(st.integers(0, 2**32), st.integers(128, HEAD_BYTES))
def test_noise(seed: int, size: int) -> None:
    head = b"\x80" + random.Random(seed).randbytes(size)  # no magic begins so, nor does text
    assert look_of(head, camera_work=False) == "noise"
    assert look_of(head, camera_work=True) == "sense"


def test_packed_without_magic_is_noise_and_very_short_is_not_told() -> None:
    packed = zlib.compress(json.dumps([DICE.random() for _ in range(4_000)]).encode())[2:]
    assert look_of(packed, camera_work=False) == "noise"
    assert look_of(b"\x80\x01\xff\xfe" * 4, camera_work=False) == ""
