#!/usr/bin/env python3
"""Matching folders to weddings: python tests/bench/matching.py [--photos N] [--work DIR]; prints figures.

A studio's season: weddings of 2,500 photos by two cameras, RAW of four makers and JPEG, sparse behind their heads. When
each was taken is read from its file as after a backup, then each folder is matched against 2,000 booked weddings; a
second look finds nothing changed. Whole, it needs 1 GiB of disk and about two minutes, most of it to make the files.
Ends with 1 if fewer than the promised 2,000 files a second were read.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from studio_backup.base.control import CancelToken
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.backup.mounts import read_mounts
from studio_backup.engine.backup.own_places import OwnPlaces
from studio_backup.engine.backup.scanner import ScanRules
from studio_backup.engine.backup.selection import Selection
from studio_backup.engine.matching.matching import WeddingIndex
from studio_backup.engine.matching.reading import FolderRead, SourceReader
from studio_backup.engine.matching.shoots import shoots
from tests.support import camera_heads as heads

PROMISED = 2_000
OF_ONE = 2_500
BOOKED = 2_000
SIZE = 24 << 20
FIRST = datetime(2020, 1, 4, 13, tzinfo=UTC)
NAMES = ("Smith", "Müller", "Ørsted", "García", "O'Brien", "Łukasz", "Nguyễn", "Šimić", "Baker", "D'Angelo")


@dataclass(frozen=True)
class Took:
    """Seconds on the wall's clock, and of the processor."""

    wall_s: float
    cpu_s: float


def booked() -> list[BookedWedding]:
    """One each day."""
    found = []
    for number in range(BOOKED):
        start = FIRST + timedelta(days=number)
        name = f"{NAMES[number % 10]} & {NAMES[number // 10 % 10]}"
        begin_ns, day = int(start.timestamp()) * 10**9, start.date().isoformat()
        end_ns = begin_ns + 11 * 3600 * 10**9
        found.append(
            BookedWedding(
                id=f"{number}", name=name, date=day, zone="UTC", start_ns=begin_ns, end_ns=end_ns, venue="Hall"
            )
        )
    return found


def head(number: int, taken: datetime) -> tuple[str, bytes]:
    """The beginning of a photo, and the end of its name."""
    told = heads.tiff(
        taken.strftime("%Y:%m:%d %H:%M:%S"), model=("Canon EOS R5", "Canon EOS R6")[number % 2], serial="0123456789"
    )
    kinds: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("NEF", lambda: told),
        ("JPG", lambda: heads.jpeg(told)),
        ("CR3", lambda: heads.cr3(told, told)),
        ("RAF", lambda: heads.raf(told)),
        ("HEIC", lambda: heads.heic(told)),
    )
    end, made = kinds[number % len(kinds)]
    return end, made()


def make(folder: Path, photos: int) -> None:
    """The season's folders."""
    for number in range(photos):
        wedding, frame = divmod(number, OF_ONE)
        start = FIRST + timedelta(days=7 * wedding)
        below = (
            folder / str(start.year) / f"{start.date().isoformat()} {NAMES[7 * wedding % 10]}" / f"card {frame // 625}"
        )
        if frame % 625 == 0:
            below.mkdir(parents=True)
        end, data = head(number, start + timedelta(seconds=frame * 15))
        with open(below / f"IMG_{frame:04}.{end}", "wb") as file:
            file.write(data)
            file.truncate(SIZE)


def timed_read(reader: SourceReader, folder: Path) -> tuple[list[FolderRead], Took]:
    """All folders, as after a backup."""
    rules = ScanRules(Selection(()), read_mounts(), OwnPlaces(()))
    wall, cpu = time.perf_counter(), time.process_time()
    found = list(reader.folders(str(folder), rules, cancel=CancelToken(), rest=lambda: None))
    return found, Took(time.perf_counter() - wall, time.process_time() - cpu)


def lines(folder: Path, photos: int) -> Iterator[tuple[str, float]]:
    """(sentence, files a second or 0)."""
    reader = SourceReader(time.time_ns)
    found, took = timed_read(reader, folder)
    dated = sum(len(shots.walls_s) for one in found for shots in one.cameras)
    assert dated == photos, f"{dated} of {photos} were read"
    speed = photos / took.wall_s
    yield f"read {photos:,} photos: {took.wall_s:.1f} s ({took.cpu_s:.1f} s CPU), {speed:,.0f} files/s", speed
    _, again = timed_read(reader, folder)
    yield f"looked again, nothing changed: {again.wall_s:.2f} s", 0
    begun, weddings = time.perf_counter(), booked()
    asked = shoots(found, "Pictures")
    index = WeddingIndex(weddings)
    told = [index.matches(one.evidence("Pictures")) for one in asked]
    sure = sum(one[0].certainty == "sure" for one in told)
    seconds = time.perf_counter() - begun
    yield f"matched {len(asked)} folders to {BOOKED:,} weddings: {seconds:.2f} s, {sure} sure", 0
    assert sure == len(asked) == -(-photos // OF_ONE), "a folder was not found for sure"


def main() -> int:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="folder for the photos (default: a temporary one)")
    asked = parser.parse_args()
    work = Path(tempfile.mkdtemp(dir=asked.work))
    try:
        make(work, asked.photos)
        os.sync()
        slowest = min(speed or PROMISED for text, speed in lines(work, asked.photos) if print(text) is None)
    finally:
        shutil.rmtree(work)
    return 0 if slowest >= PROMISED else 1


if __name__ == "__main__":
    raise SystemExit(main())
