#!/usr/bin/env python3
"""The engine at work, measured on the real process: tests/bench/engine.py [--files N] [--idle SECONDS] [--work DIR].

Prints memory and CPU while nothing changes, answers of the door at rest and under a running backup, how soon a job
begins, and how soon an edit is in the vault. Nothing is asserted here.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery, NewJob, PageQuery

SECRET = "correct horse battery staple velvet 71"


class Studio:
    """A vault with one folder tier and one source, below `work`."""

    def __init__(self, work: Path) -> None:
        self.work, self.home, self.source = work, work / "home", work / "source"
        (work / "passphrase").write_text(SECRET + "\n")

    def call(self, *words: object) -> dict[str, object]:
        """One verb of the program."""
        program = [sys.executable, "-m", "studio_backup", "--json", "--home", str(self.home)]
        factor = ["--passphrase-file", str(self.work / "passphrase")]
        done = subprocess.run([*program, *factor, *map(str, words)], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    def make(self, files: int) -> None:
        """Vault, tier, and a source of small files."""
        self.call("vault", "create", self.work / "vault", "--studio", "Bench", "--kit", self.work / "kit.pdf")
        (self.work / "nas").mkdir()
        self.call("tier", "add", "nas", self.work / "nas", "--role", "nas")
        for number in range(files):
            folder = self.source / f"{number // 500:05}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"IMG_{number:07}.xmp").write_text(f"<x:xmpmeta rating='{number}'/>" * 8)


def safe(service: RemoteService) -> bool:
    """Whether nothing waits anywhere."""
    now = service.status()
    waits = any(one.waiting_since_ns or not one.last_backup_ns for one in now.sources)
    return not waits and not now.running and not now.queued and not any(one.waiting_files for one in now.tiers)


def wait_until_safe(service: RemoteService) -> float:
    """Seconds until then."""
    started = time.perf_counter()
    while not safe(service):
        time.sleep(0.05)
    return time.perf_counter() - started


def idle(pid: int, seconds: float) -> tuple[float, float]:
    """Percent of one core and MiB while nothing changes."""
    process = psutil.Process(pid)
    before = sum(process.cpu_times()[:2])
    time.sleep(seconds)
    used = sum(process.cpu_times()[:2]) - before
    return 100 * used / seconds, process.memory_info().rss / (1 << 20)


def answers(ask, count: int) -> str:
    """p50 and p95 in ms, and requests a second on one connection."""
    times = []
    for _ in range(count):
        started = time.perf_counter()
        ask()
        times.append(time.perf_counter() - started)
    cuts = statistics.quantiles(times, n=20)
    return f"p50 {statistics.median(times) * 1e3:.2f} ms, p95 {cuts[18] * 1e3:.2f} ms, {count / sum(times):.0f}/s"


def clients(home: Path, count: int, each: int) -> float:
    """Requests a second of so many clients at once, each a process of its own."""
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        pool.starmap(_client, [(str(home), 1)] * count)  # loaded and known
        started = time.perf_counter()
        pool.starmap(_client, [(str(home), each)] * count, chunksize=1)
        return count * each / (time.perf_counter() - started)


def _client(home: str, requests: int) -> None:
    with find_engine(home) as client:
        service = RemoteService(client)
        for _ in range(requests):
            service.sources(PageQuery())


def begins(service: RemoteService, source: str) -> float:
    """Seconds from the request for a backup to its beginning."""
    started = time.perf_counter()
    job = service.start_job(NewJob(kind="backup", source=source))
    while service.job(job.id).started_ns == 0:
        time.sleep(0.002)
    return time.perf_counter() - started


def noise(path: Path, mib: int) -> None:
    """A file that takes a while."""
    dice = random.Random(1)
    with path.open("wb") as file:
        for _ in range(mib // 16):
            file.write(dice.randbytes(16 << 20))


def measured(studio: Studio, files: int, idle_s: float) -> None:
    """All rows, printed as they come."""
    studio.make(files)
    pid = int(str(studio.call("engine", "start")["pid"]))
    try:
        client = find_engine(str(studio.home))
        assert client is not None
        with client:
            _rows(studio, RemoteService(client), pid, idle_s)
    finally:
        studio.call("engine", "stop")


def _rows(studio: Studio, service: RemoteService, pid: int, idle_s: float) -> None:
    added = studio.call("source", "add", studio.source, "--wedding", "Bench", "--date", "2026-06-20", "--settle", "2")
    print(f"first backup and copy: {wait_until_safe(service):.1f} s")
    cpu, memory = idle(pid, idle_s)
    print(f"idle: {cpu:.2f} % of a core, {memory:.0f} MiB over {idle_s:.0f} s")
    print(f"status at rest: {answers(service.status, 300)}")
    print(f"sources at rest: {answers(lambda: service.sources(PageQuery()), 300)}")
    print(f"jobs at rest: {answers(lambda: service.jobs(JobsQuery()), 300)}")
    print(f"three clients at once, at rest: {clients(studio.home, 3, 1_000):.0f}/s")
    print(f"a job begins after {begins(service, str(added['id'])) * 1e3:.0f} ms")
    wait_until_safe(service)
    edited = time.perf_counter()
    (studio.source / "edited.xmp").write_text("<x/>")
    points = len(service.jobs(JobsQuery(limit=500)).items)
    while len(service.jobs(JobsQuery(limit=500)).items) == points or not safe(service):
        time.sleep(0.1)
    print(f"an edit is in the vault and on the tier after {time.perf_counter() - edited:.1f} s (settle 2 s)")
    noise(studio.source / "large.mp4", 2048)
    while not any(one.kind == "backup" for one in service.status().running):
        time.sleep(0.05)
    print(f"status under a backup: {answers(service.status, 300)}")
    print(f"sources under a backup: {answers(lambda: service.sources(PageQuery()), 300)}")
    print(f"peak memory of the engine: {psutil.Process(pid).memory_info().rss / (1 << 20):.0f} MiB now")
    wait_until_safe(service)
    print(f"memory after it: {idle(pid, 5)[1]:.0f} MiB")


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=5_000, help="in the source")
    parser.add_argument("--idle", type=float, default=60.0, help="seconds to look at the idle engine")
    parser.add_argument("--work", type=Path, help="folder for everything it makes")
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {chosen.files} files")
    work = Path(tempfile.mkdtemp(prefix="studio-backup-engine-", dir=chosen.work))
    try:
        measured(Studio(work), chosen.files, chosen.idle)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
