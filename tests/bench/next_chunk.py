#!/usr/bin/env python3
"""How soon new camera data leaves while a long queue of archive is sent: tests/bench/next_chunk.py [--archive MIB]
[--rate BYTES] [--rounds N] [--work DIR].

A real engine copies an archive to a place whose line is limited, so that it takes minutes; then a RAW file arrives in
the folder of a wedding. Prints the seconds from its arrival until it is backed up, and until its first pack lies at
that place, and how much of the archive was there by then. The target is 10 s. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.engine import Studio

RAW_BYTES = 40 << 20
FILE_BYTES = 16 << 20


def noise(path: Path, size: int, seed: int) -> None:
    """A file which nothing compresses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(random.Random(seed).randbytes(size))


def packs(place: Path) -> set[Path]:
    """All of them, whole ones only."""
    return {path for path in place.glob("c/*/packs/**/*") if path.is_file() and not path.name.startswith(".")}


def until(look: Callable[[], object], patience_s: float = 600.0) -> float:
    """Seconds until it is so."""
    begun = time.perf_counter()
    while not look():
        if time.perf_counter() - begun > patience_s:
            raise SystemExit("It did not happen.")
        time.sleep(0.02)
    return time.perf_counter() - begun


def media_packs(place: Path) -> set[Path]:
    """Those which hold more than some names, by their path below the place."""
    return {path.relative_to(place) for path in packs(place) if path.stat().st_size > 1 << 20}


def measured(studio: Studio, archive_mib: int, rate: int, rounds: int) -> None:
    """All rows, printed as they come."""
    nas, vault = studio.work / "nas", studio.work / "vault"
    for number in range(archive_mib * (1 << 20) // FILE_BYTES):
        noise(studio.source / f"backup-{number:05}.dat", FILE_BYTES, number)
    studio.call("engine", "start")
    try:
        studio.call("tier", "limit", "nas", "--rate", str(rate))
        studio.call("source", "add", studio.source, "--level", "low")
        until(lambda: len(packs(nas)) > 1)
        print(f"archive: {archive_mib} MiB, {rate / 1e6:.1f} MB/s: {len(packs(vault))} packs")
        waited = [_arrival(studio, number, nas, vault) for number in range(rounds)]
        print(
            f"first pack at the place, median of {rounds}: {statistics.median(waited):.1f} s, most {max(waited):.1f} s"
        )
    finally:
        studio.call("engine", "stop")


def _arrival(studio: Studio, number: int, nas: Path, vault: Path) -> float:
    """One new wedding."""
    folder = studio.work / f"wedding-{number}"
    folder.mkdir()
    told = ("--wedding", f"New {number}", "--date", time.strftime("%Y-%m-%d"))
    studio.call("source", "add", folder, *told)
    until(lambda: _is_looked_at(studio, folder))
    known, before = media_packs(vault), len(packs(nas))
    noise(folder / "DSC_0001.ARW", RAW_BYTES, 1_000 + number)
    stored = until(lambda: media_packs(vault) - known)
    left = stored + until(lambda: (media_packs(vault) - known) & media_packs(nas))
    sent = len(packs(nas)) - before
    print(f"in the vault after {stored:.1f} s, at the place after {left:.1f} s; {sent} packs came there meanwhile")
    return left


def _is_looked_at(studio: Studio, folder: Path) -> bool:
    """Whether its first, empty look is over."""
    found = studio.call("status")["sources"]
    assert isinstance(found, list)
    return any(one["path"] == str(folder) and one["last_backup"] for one in found)


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", type=int, default=512, metavar="MIB")
    parser.add_argument("--rate", type=int, default=1_000_000, metavar="BYTES", help="a second")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, help="folder for everything it makes")
    chosen = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="studio-backup-chunk-", dir=chosen.work))
    try:
        studio = Studio(work)
        studio.make(0)
        measured(studio, chosen.archive, chosen.rate, chosen.rounds)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
