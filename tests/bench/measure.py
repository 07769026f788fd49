"""Running one command and measuring it: seconds, CPU seconds, peak memory of each of its processes."""

from __future__ import annotations

import mmap
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

POLL = 0.01  # seconds between two looks at /proc
QUIET, QUIET_MOST = 0.5, 30.0  # seconds: without writing, and waited for that at most
BLOCK = 8 << 20
DROP = Path("/proc/sys/vm/drop_caches")
DERIVATION = "derivation_child"  # the short-lived process of the key derivation, named by its module


class BenchError(Exception):
    """A command of a contender failed: the benchmark ends."""


@dataclass(frozen=True)
class Run:
    """What one command took. `peak`: bytes of its largest process, the key derivation's not counted."""

    seconds: float
    cpu: float
    peak: int
    output: str


def run(command: Sequence[str], environment: Mapping[str, str], *, folder: Path | None = None, ok=(0,)) -> Run:
    """Run and measure; raises BenchError unless the exit code is one of `ok`."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, env=dict(environment), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    watch = _Watch(process.pid)
    output: list[str] = []
    reader = threading.Thread(target=lambda: output.append(process.stderr.read() if process.stderr else ""))
    reader.start()
    text = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    reader.join()
    _close(process)
    if process.returncode not in ok:
        raise BenchError(f"{' '.join(command)} ended {process.returncode}:\n{text[-2000:]}{output[0][-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, watch.stop(), text)


def _close(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()


class _Watch:
    """Looks at the memory of a process and its descendants while they live (Linux; elsewhere 0)."""

    def __init__(self, pid: int) -> None:
        self._root, self._peaks = pid, {0: 0}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        if sys.platform == "linux":
            self._thread.start()

    def _look(self) -> None:
        while not self._stop.wait(POLL):
            for pid in _descendants(self._root):
                if peak := _peak(pid):
                    self._peaks[pid] = max(self._peaks.get(pid, 0), peak)

    def stop(self) -> int:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        return max(self._peaks.values())


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for one in found:  # grows while it is walked
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                found += map(int, Path(f"/proc/{one}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def _peak(pid: int) -> int:
    try:
        if DERIVATION in Path(f"/proc/{pid}/cmdline").read_text():
            return 0
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(line.split()[1]) * 1024


def quiet() -> None:
    """Wait until the disks have nothing left to write, so that nobody pays for what another left behind."""
    os.sync()
    ends, before = time.perf_counter() + QUIET_MOST, -1
    while (now := _sectors_written()) != before and time.perf_counter() < ends:
        before = now
        time.sleep(QUIET)


def _sectors_written() -> int:
    try:
        return sum(int(line.split()[9]) for line in Path("/proc/diskstats").read_text().splitlines())
    except OSError:
        return -1  # not Linux: the sync must do


def forget_cached() -> bool:
    """Drop the page cache, so that whoever reads next reads the disk. False where one may not."""
    os.sync()
    try:
        DROP.write_text("3")
    except OSError:
        return False
    return True


def warm(root: Path) -> None:
    """Read a whole tree, so that whoever reads it next finds it in the page cache."""
    buffer = bytearray(1 << 20)
    for folder, _, names in os.walk(root):
        for name in names:
            with (Path(folder) / name).open("rb", buffering=0) as file:
                while file.readinto(buffer):
                    pass


def read_medium(root: Path) -> float:
    """Seconds to read every file of a tree from the medium itself, in four threads, with nothing done to the bytes: the
    floor of whatever reads it past the page cache."""
    files = [Path(folder) / name for folder, _, names in os.walk(root) for name in names]
    with ThreadPoolExecutor(4) as readers:
        return timed(lambda: list(readers.map(_read_past_cache, files)))


def _read_past_cache(path: Path) -> None:
    with mmap.mmap(-1, BLOCK) as buffer:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECT", 0))
        try:
            while os.readv(file, [buffer]) == BLOCK:
                pass
        finally:
            os.close(file)


def emptied(root: Path) -> None:
    """Free what a tree holds and leave its files, empty, where they are.

    ext4 avoids the inodes of files deleted within the last minutes, and looks at each of them for every file it makes:
    after `rm -r` of 3,000 files the next to make 3,000 would pay seconds for it.
    """
    for folder, _, names in os.walk(root):
        for name in names:
            os.truncate(Path(folder) / name, 0)


def timed(work) -> float:
    """Seconds of a call, the disk's queue empty before."""
    quiet()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
