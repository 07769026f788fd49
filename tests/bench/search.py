#!/usr/bin/env python3
"""The file search over a large catalog: python tests/bench/search.py [--entries N] [--rounds N]; prints figures.

A studio's years: weddings of 5,000 files, each with two recovery points, the second with some files edited. Whole, it
needs 1 GiB of disk and about two minutes. Ends with 1 if an answer took longer than the promised 50 ms (95 of 100).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from studio_backup.base.clock import SystemClock
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.points import PointRow, PointTable
from studio_backup.catalog.search import FileRow, FileSearch

PROMISED_MS = 50.0
FILES = 5_000
"""Of one wedding."""
DAY_NS = 86_400_000_000_000
NAMES = ("Smith", "Müller", "Ørsted", "García", "O'Brien", "Łukasz", "Nguyễn", "Šimić", "Baker", "D'Angelo")
FOLDERS = ("Getting ready", "Ceremony", "Portraits", "Speeches", "First dance", "Party")


@dataclass(frozen=True)
class Query:
    """What is asked, and what it stands for."""

    about: str
    text: str
    wedding: str = ""
    at_ns: int | None = None


def wedding(number: int) -> str:
    """The name of a wedding."""
    return f"{NAMES[number % 10]} & {NAMES[number // 10 % 10]} {number:04}"


def point(number: int, run: int) -> PointRow:
    """The point of a run; weddings are a day apart, runs an hour."""
    started = (20_000 + number) * DAY_NS + run * DAY_NS // 24
    return PointRow(
        f"{number:060}{run:04}",
        f"{number:032}",
        wedding(number),
        "2026-06-20",
        f"/studio/{number}",
        "d" * 32,
        run + 1,
        started,
        started + 1,
        False,
        FILES,
        FILES * 30_000_000,
        0,
    )


def files(number: int, count: int, run: int, chance: random.Random) -> Iterator[FileRow]:
    """Cards, sidecars and papers of one wedding; in the second run one sidecar of twenty was edited."""
    couple = wedding(number)
    for i in range(count):
        folder, frame = FOLDERS[i * len(FOLDERS) // count], (number * 7_919 + i) % 1_000_000
        end = ("CR3", "CR3", "xmp", "JPG")[i % 4]
        path = f"{2020 + number % 7}/{couple}/{folder}/card {i % 4 + 1}/IMG_{frame:06}.{end}"
        edited = run and end == "xmp" and chance.random() < 0.05
        yield FileRow(path, 30_000_000, number * DAY_NS + i, f"{number:032x}{i + (count if edited else 0):032x}")
    yield FileRow(
        f"{2020 + number % 7}/{couple}/Papers/contract {couple}.pdf", 90_000, number * DAY_NS, f"{number:064x}"
    )


def fill(catalog: Catalog, entries: int) -> tuple[float, list[float]]:
    """Seconds for all first points, and for each second point."""
    search, points, chance = FileSearch(catalog), PointTable(catalog), random.Random(1)
    first, later = 0.0, []
    for number in range(-(-entries // FILES)):
        count = min(FILES, entries - number * FILES) - 1
        for run in range(2):
            points.add(point(number, run))
            started = time.perf_counter()
            search.add_point(point(number, run).id, files(number, count, run, chance))
            took = time.perf_counter() - started
            first, later = (first, [*later, took]) if run else (first + took, later)
    return first, later


def queries(weddings: int) -> list[Query]:
    """Usual questions, and the worst ones that could be thought of."""
    middle = wedding(weddings // 2)
    past = point(weddings // 4, 1).started_ns
    return [
        Query("one frame", "IMG_123456"),
        Query("a frame's number", "012012"),
        Query("three characters, in every path", "IMG"),
        Query("three characters, in none", "qzx"),
        Query("a couple, accents left out", "muller contract"),
        Query("three words", "garcia dance jpg"),
        Query("two words, no path holds both", "cr3 xmp"),
        Query("a kind, many of one folder", "portraits .cr3"),
        Query("metacharacters", '100%_" OR *'),
        Query("two characters", "co"),
        Query("one character", "i"),
        Query("one character, none begins so", "z"),
        Query("a long text, in no path", f"{middle}/first dance/card 9/img_ 999999"),
        Query("everything, of one wedding", "img", wedding=middle),
        Query("everything, of a wedding there is not", "img", wedding="Nobody"),
        Query("everything, at a moment long ago", "img", at_ns=past),
        Query("papers, at a moment long ago", "contract", at_ns=past),
        Query("one frame, of one wedding, long ago", "000123", wedding=wedding(3), at_ns=past),
    ]


def ask(catalog: Catalog, query: Query, rounds: int) -> tuple[list[float], int]:
    """Milliseconds of each round, and how many answers."""
    search, times, found = FileSearch(catalog), [], 0
    for _ in range(rounds):
        started = time.perf_counter()
        found = len(search.search(query.text, 50, query.wedding, query.at_ns))
        times.append((time.perf_counter() - started) * 1000)
    return sorted(times), found


def report(catalog: Catalog, rounds: int, weddings: int) -> bool:
    """Print a row a query; whether all kept the promise."""
    print(f"{'question':44}{'answers':>8}{'p50 ms':>9}{'p95 ms':>9}{'most ms':>9}")
    kept = True
    for query in queries(weddings):
        times, found = ask(catalog, query, rounds)
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        kept = kept and p95 <= PROMISED_MS
        late = "" if p95 <= PROMISED_MS else "  TOO LATE"
        print(f"{query.about:44}{found:8}{statistics.median(times):9.2f}{p95:9.2f}{times[-1]:9.2f}{late}")
    return kept


def run(work: Path, entries: int, rounds: int) -> int:
    """All of it."""
    path = work / "catalog.db"
    catalog = open_catalog(str(path), SystemClock())
    first, later = fill(catalog, entries)
    weddings = len(later)
    print(f"SQLite {sqlite3.sqlite_version}, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print(f"{entries} files of {weddings} weddings entered in {first:.1f} s ({entries / first:.0f}/s)")
    print(f"a second point of {FILES} files: {statistics.median(later) * 1000:.0f} ms, most {max(later) * 1000:.0f} ms")
    catalog.close()
    started = time.perf_counter()
    catalog = open_catalog(str(path), SystemClock())
    opened = (time.perf_counter() - started) * 1000
    print(f"catalog: {path.stat().st_size / 2**20:.0f} MiB, opened in {opened:.0f} ms")
    kept = report(catalog, rounds, weddings)
    catalog.close()
    return 0 if kept else 1


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=1_000_000, help="files in all")
    parser.add_argument("--rounds", type=int, default=40, help="times each question is asked")
    parser.add_argument("--work", type=Path, help="folder for everything it makes (default: a temporary one)")
    chosen = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="studio-backup-search-", dir=chosen.work))
    try:
        return run(work, chosen.entries, chosen.rounds)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
