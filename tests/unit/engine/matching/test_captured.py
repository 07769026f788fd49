"""When a photo was taken, and by which camera, from the heads of camera files."""

from __future__ import annotations

import os
import random
import struct
from collections.abc import Callable

import pytest

from studio_backup.domain.matching import Captured
from studio_backup.engine.matching.captured import is_set, parsed_time, read_captured
from studio_backup.engine.matching.windows import Window
from tests.support import camera_heads as heads

TAKEN = heads.wall("2026-06-20 14:02:11")
NOW = heads.wall("2026-06-22 09:00") * 10**9
SAMPLES = os.environ.get("STUDIO_BACKUP_SAMPLE_PHOTOS", "")


def read(data: bytes) -> Captured | None:
    return read_captured(lambda at, count: data[at : at + count], len(data))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(heads.jpeg(heads.tiff()), id="jpeg"),
        pytest.param(heads.tiff(), id="cr2, nef, arw, dng"),
        pytest.param(heads.tiff(order=">"), id="the other order"),
        pytest.param(heads.tiff(magic=b"IIRO"), id="orf"),
        pytest.param(heads.tiff(magic=b"IIU\0"), id="rw2"),
        pytest.param(heads.raf(heads.tiff()), id="raf"),
        pytest.param(heads.cr3(heads.tiff(make="", model=""), heads.tiff("")), id="cr3"),
        pytest.param(heads.heic(heads.tiff()), id="heic"),
        pytest.param(heads.xmp("2026-06-20T14:02:11"), id="xmp"),
    ],
)
def test_each_kind_tells_its_time_and_camera(data: bytes) -> None:
    assert read(data) == Captured(camera="Canon EOS R5", wall_s=TAKEN)


def test_zone_serial_number_and_maker() -> None:
    told = read(heads.jpeg(heads.tiff(make="SONY", model="ILCE-7M4", serial="0123456", offset="+02:00")))
    assert told == Captured(camera="Sony ILCE-7M4 (0123456)", wall_s=TAKEN, offset_s=7200)


@pytest.mark.parametrize("last", [True, False])
def test_videos(last: bool) -> None:
    assert read(heads.movie(TAKEN, last=last)) == Captured(wall_s=TAKEN)
    told = read(heads.movie(TAKEN - 7200, "2026-06-20T14:02:11+0200", last=last))
    assert told == Captured(camera="Apple", wall_s=TAKEN, offset_s=7200)


@pytest.mark.parametrize("data", [b"", b"PDF-1.7 and so on", b"<html>not a sidecar</html>", heads.jpeg()])
def test_what_tells_nothing(data: bytes) -> None:
    assert read(data) is None


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2026:13:45 10:00:00", "2026:06:20 25:61:00"]
)
def test_a_date_that_cannot_be_is_none_but_the_camera_is_known(text: str) -> None:
    assert read(heads.jpeg(heads.tiff(text))) == Captured(camera="Canon EOS R5")


@pytest.mark.parametrize(
    ("text", "trusted"),
    [
        ("2026-06-20 14:02", True),
        ("2026-06-22 22:00", True),  # ahead of UTC
        ("1970-01-01 00:00", False),
        ("1980-01-01 00:00", False),
        ("2027-06-20 14:02", False),
    ],
)
def test_a_clock_that_was_not_set(text: str, trusted: bool) -> None:
    assert is_set(heads.wall(text), NOW) is trusted


def test_times_as_they_are_written() -> None:
    assert parsed_time("2026:06:20 14:02:11") == (TAKEN, None)
    assert parsed_time("2026-06-20T14:02:11.45Z") == (TAKEN, 0)
    assert parsed_time("2026-06-20T14:02:11-05:30") == (TAKEN, -19800)
    assert parsed_time("2026-06-20") == (heads.wall("2026-06-20 00:00"), None)
    assert parsed_time("yesterday") == (None, None)


def _circle() -> bytes:
    """A directory whose Exif is itself."""
    return b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 0x8769, 4, 1, 8) + bytes(4)


def _greedy() -> bytes:
    """Every field claims two gigabytes."""
    fields = b"".join(struct.pack("<HHII", tag, 2, 2**31, 64) for tag in range(0x9000, 0x9000 + 500))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 500) + fields


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_circle(), id="a circle"),
        pytest.param(_greedy(), id="fields of gigabytes"),
        pytest.param(b"\xff\xd8" + b"\xff\xe0\x00\x02" * 100_000, id="segments without end"),
        pytest.param(heads.box(b"ftyp", b"qt  ") + heads.box(b"free") * 100_000, id="boxes without end"),
        pytest.param(heads.box(b"ftyp", b"qt  ") + b"\0\0\0\1moov" + b"\xff" * 8, id="a box of exabytes"),
        pytest.param(heads.heic(heads.tiff()).replace(b"\0\x44\0", b"\0\xff\xff"), id="numbers of 15 bytes"),
    ],
)
def test_hostile_files_cost_a_few_reads(data: bytes) -> None:
    reads: list[int] = []

    def read_at(at: int, count: int) -> bytes:
        reads.append(count)
        return data[at : at + count]

    read_captured(read_at, len(data))
    assert len(reads) < 100
    assert sum(reads) < 32 << 20


def test_after_some_reads_there_is_nothing_more() -> None:
    reads: list[int] = []
    window = Window(lambda at, count: reads.append(at) or bytes(count))  # type: ignore[func-returns-value]
    given = [len(window(number << 20, 8)) for number in range(1_000)]
    assert given[1:50] == [8] * 49
    assert given[200:] == [0] * 800
    assert len(reads) < 100
    assert window(0, 8) == bytes(8), "the head is always there"
    assert [window(-1, 4), window(1 << 63, 4), window(1 << 30, 1 << 30)] == [b""] * 3


KINDS: list[Callable[[], bytes]] = [
    lambda: heads.jpeg(heads.tiff(offset="+02:00")),
    lambda: heads.tiff(order=">"),
    lambda: heads.cr3(heads.tiff(), heads.tiff("")),
    lambda: heads.heic(heads.tiff()),
    lambda: heads.movie(TAKEN, "2026-06-20T14:02:11+0200", last=False)[:3_000],
    lambda: heads.xmp("2026-06-20T14:02:11"),
]


@pytest.mark.parametrize("kind", range(len(KINDS)))
def test_damaged_files_never_raise(kind: int) -> None:
    dice, whole = random.Random(kind), KINDS[kind]()
    for _ in range(400):
        data = bytearray(whole[: dice.randrange(8, len(whole) + 1)])
        for _ in range(dice.randrange(1, 12)):
            data[dice.randrange(len(data))] = dice.choice([0, 0xFF, dice.randrange(256)])
        told = read(bytes(data))
        assert told is None or told.camera.isprintable()


@pytest.mark.skipif(not SAMPLES, reason="STUDIO_BACKUP_SAMPLE_PHOTOS names no folder of real camera files")
def test_real_camera_files() -> None:
    told: dict[str, Captured | None] = {}
    for folder, _, names in os.walk(SAMPLES):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                told[name] = read(file.read())
    assert (dated := {name for name, one in told.items() if one and one.wall_s and is_set(one.wall_s, NOW)})
    assert {"IMG_3616.HEIC", "_MG_0633.JPG", "GOPR8513.GPR", "IMG_3589.mov"} <= dated
