"""200,000 files watched: memory and CPU of a process that does nothing else, and how soon a change is told.

`python tests/bench/watching.py [--files N] [--folders N] [--how events|polling|watchdog] [--seconds S]`
makes the files in a temporary folder, and prints one line of JSON. "watchdog" measures that library alone, on the same
files, for comparison.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable

from studio_backup.base.clock import SystemClock
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.watch import lookout
from studio_backup.engine.watch.report import BlindError
from studio_backup.engine.watch.values import Due, SourceState
from studio_backup.engine.watch.watcher import Watcher

WRITES = 20


def make_files(root: str, files: int, folders: int) -> None:
    """That many empty files, spread evenly."""
    for number in range(folders):
        folder = os.path.join(root, f"{number // 200:03}", f"wedding-{number:05}")
        os.makedirs(folder)
        for name in range(files // folders):
            os.close(os.open(os.path.join(folder, f"IMG_{name:05}.CR3"), os.O_CREAT | os.O_WRONLY, 0o600))


def resident_bytes() -> int:
    """Memory this process holds now."""
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmRSS"))


def events_by_watchdog(root: str, told: threading.Event) -> tuple[Callable[[], object], Callable[[], None]]:
    """(begin, end) of watchdog alone."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            told.set()

    observer = Observer()

    def begin() -> None:
        observer.schedule(Handler(), root, recursive=True)
        observer.start()

    def end() -> None:
        observer.stop()
        observer.join()

    return begin, end


def ours(root: str, told: threading.Event, ready: threading.Event) -> tuple[Callable[[], None], Callable[[], None]]:
    """(begin, end) of the watcher."""
    waiting = 0

    def on_state(state: SourceState) -> None:
        nonlocal waiting
        if state.waiting_files > waiting:
            waiting = state.waiting_files
            told.set()

    def on_due(due: Due) -> None:
        if due.reason == "added":
            watcher.taken("s", time.time_ns())
            watcher.settled("s", True)
        ready.set()

    watcher = Watcher(SystemClock(), on_due, on_state)

    def begin() -> None:
        watcher.add(WatchedSource(id="s", path=root, settle_s=3600))
        watcher.start()
        assert ready.wait(600)

    return begin, watcher.stop


def measure(root: str, how: str, seconds: float) -> dict[str, object]:
    """The figures of this process."""
    told, ready = threading.Event(), threading.Event()
    before = resident_bytes()
    if how == "polling":
        lookout.event_eyes = lambda _: _Blind()  # type: ignore[assignment, return-value]
    begin, end = events_by_watchdog(root, told) if how == "watchdog" else ours(root, told, ready)
    start = time.monotonic()
    begin()
    opened = time.monotonic() - start
    time.sleep(1.0)
    cpu, wall = time.process_time(), time.monotonic()
    time.sleep(seconds)
    idle = (time.process_time() - cpu) / (time.monotonic() - wall)
    delays = [delay(root, number, told) for number in range(WRITES if how != "polling" else 1)]
    figures: dict[str, object] = {
        "how": how,
        "resident_mib": round(resident_bytes() / 2**20, 1),
        "before_mib": round(before / 2**20, 1),
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "open_s": round(opened, 2),
        "idle_cpu_percent": round(100 * idle, 3),
        "median_delay_s": round(statistics.median(delays), 3),
        "longest_delay_s": round(max(delays), 3),
    }
    end()
    return figures


class _Blind:
    how = "events"

    def open(self) -> None:
        raise BlindError("No events, as asked")

    def close(self) -> None:
        pass


def delay(root: str, number: int, told: threading.Event) -> float:
    """Seconds from a write until it is told."""
    time.sleep(0.7)
    told.clear()
    start = time.monotonic()
    with open(os.path.join(root, "000", "wedding-00000", f"new-{number}"), "w") as file:
        file.write("x")
    assert told.wait(700)
    return time.monotonic() - start


def main() -> None:
    """See the module."""
    logging.basicConfig()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200_000)
    parser.add_argument("--folders", type=int, default=400)
    parser.add_argument("--how", default="events", choices=["events", "polling", "watchdog"])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--root", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.root:
        print(json.dumps(measure(given.root, given.how, given.seconds)))
        return
    with tempfile.TemporaryDirectory() as root:
        make_files(root, given.files, given.folders)
        command = [sys.executable, __file__, "--how", given.how, "--seconds", str(given.seconds), "--root", root]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(json.dumps({"files": given.files, "folders": given.folders, **json.loads(done.stdout)}))


if __name__ == "__main__":
    main()
