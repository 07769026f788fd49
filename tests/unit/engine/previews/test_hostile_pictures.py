"""Three hundred mutated images cost the engine nothing: cut, bit-flipped, of giant dimensions, and bombs."""

from __future__ import annotations

import io
import os
import random
import struct
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from PIL import Image

from studio_backup.base.clock import SystemClock
from studio_backup.engine.previews.process import Worker
from studio_backup.engine.previews.reasons import Reason
from tests.support.picture_files import CONTAINERS, halves, jpeg, oriented, saved

SEED, COUNT = 20261121, 300
SAMPLES = os.environ.get("STUDIO_BACKUP_SAMPLE_PHOTOS", "")
_SMALL = (240, 160)


def _originals() -> list[bytes]:
    small = halves(*_SMALL)
    plain = [saved(small, kind) for kind in ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "AVIF")]
    packed = [saved(small, "TIFF", compression=name) for name in ("tiff_lzw", "tiff_adobe_deflate", "jpeg")]
    return [
        *plain,
        *packed,
        saved(small, "JPEG", progressive=True),
        oriented(6),
        *(make() for make in CONTAINERS.values()),
    ]


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def _flipped(data: bytes, dice: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(dice.choice((1, 5, 60))):
        made[dice.randrange(len(made))] ^= 1 << dice.randrange(8)
    return bytes(made)


def _head_flipped(data: bytes, dice: random.Random) -> bytes:
    """Where offsets, counts and dimensions are."""
    return _flipped(data[:400], dice) + data[400:]


def _inserted(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(dice.randrange(1, 500)) + data[at:]


def _filled(data: bytes, dice: random.Random) -> bytes:
    """A field of four bytes becomes the largest number, the smallest, or a turning point."""
    at = dice.randrange(max(1, min(len(data) - 4, 600)))
    return data[:at] + dice.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\0\0\0\x80")) + data[at + 4 :]


def giants(dice: random.Random) -> list[bytes]:
    """Dimensions that no memory holds."""
    found = []
    for width, height in ((65_500, 65_500), (60_000, 400), (30_000, 30_000), (1, 65_000)):
        made = bytearray(jpeg(*_SMALL))
        at = made.index(b"\xff\xc0") + 5
        struct.pack_into(">HH", made, at, height, width)
        found.append(bytes(made))
        png = bytearray(saved(halves(*_SMALL), "PNG"))
        struct.pack_into(">II", png, 16, width * dice.randrange(1, 30_000), height)
        struct.pack_into(">I", png, 29, zlib.crc32(png[12:29]))
        found.append(bytes(png))
    return found


def bombs() -> list[bytes]:
    """Small files that unpack to very much."""
    found = []
    for side in (11_000, 30_000):
        head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
        rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
        parts = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
        body = b"".join(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
                        for name, data in parts)  # fmt: skip
        found.append(b"\x89PNG\r\n\x1a\n" + body)
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "TIFF", compression="group4")
    found.append(made.getvalue())
    text = zlib.compress(bytes(200 << 20), 9)
    chunk = b"iCCP" + b"x\0\0" + text
    png = saved(halves(*_SMALL), "PNG")
    found.append(png[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[33:])
    return found


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _flipped, _head_flipped, _inserted, _filled)


def _mutated() -> list[bytes]:
    dice = random.Random(SEED)
    originals = _originals()
    made = [*giants(dice), *bombs()]
    while len(made) < COUNT:
        made.append(dice.choice(MUTATIONS)(dice.choice(originals), dice))
    return made


def test_three_hundred_mutated_images_cost_the_engine_nothing() -> None:
    """Each ends with sound pictures or a reason; the worker may die of them, this process neither dies nor grows."""
    files = _mutated()
    own = psutil.Process()
    worker = Worker(SystemClock(), picture_s=5.0)
    outcomes: Counter[str] = Counter()
    peaks = []
    try:
        worker.pictures(1, lambda _, count: bytes(count))
        before = own.memory_info().rss
        for data in files:
            made = worker.pictures(len(data), lambda at, count, data=data: data[at : at + count])  # type: ignore[misc]
            outcomes[made.name if isinstance(made, Reason) else "picture"] += 1
            peaks.append(own.memory_info().rss - before)
        print(dict(outcomes), f"this process grew by at most {max(peaks) / 2**20:.1f} MiB")
        assert len(files) == COUNT == sum(outcomes.values())
        assert max(peaks) < 48 << 20
        good = jpeg()
        assert not isinstance(worker.pictures(len(good), lambda at, count: good[at : at + count]), Reason)
    finally:
        worker.close()
    assert outcomes["picture"] > 20 and outcomes["DAMAGED"] > 20, "the mutations tested one way only"


@pytest.mark.skipif(not SAMPLES, reason="STUDIO_BACKUP_SAMPLE_PHOTOS names no folder of real camera files")
def test_mutated_heic() -> None:
    """No library here writes HEIC, so these are real ones."""
    dice, worker = random.Random(SEED), Worker(SystemClock(), picture_s=5.0)
    originals = [path.read_bytes() for path in sorted(Path(SAMPLES).rglob("*.HEIC"))]
    try:
        for _ in range(12):
            data = dice.choice(MUTATIONS)(dice.choice(originals), dice)
            made = worker.pictures(len(data), lambda at, count, data=data: data[at : at + count])  # type: ignore[misc]
            assert isinstance(made, Reason | tuple)
    finally:
        worker.close()
