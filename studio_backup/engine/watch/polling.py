"""Eyes for where no events come from: looks at everything again and again, and compares.

Of each file sixteen bytes are kept (its name and its stamps, each as a number), not its stat: 200,000 files take 3 MiB.
"""

from __future__ import annotations

import os
import threading
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from studio_backup.engine.backup.place import Place
from studio_backup.engine.backup.scanner import Listing
from studio_backup.engine.watch.report import View
from studio_backup.engine.watch.taking import Walk, base_of
from studio_backup.engine.watch.values import How

_BITS = (1 << 64) - 1
Stamped = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Pace:
    """How often everything is looked at. `share`: the pause is so many times as long as the look before it."""

    shortest_s: float = 20.0
    longest_s: float = 600.0
    share: float = 30.0

    def pause(self, took: float) -> float:
        """Seconds to the next look, while nothing changes."""
        return min(max(self.shortest_s, self.share * took), self.longest_s)

    def soon(self, took: float, settle_s: float) -> float:
        """The same, while something changes: whether it rests now shows only at the next look."""
        return min(max(0.8 * settle_s, 2 * took, 1.0), self.pause(took))


class Fingerprints:
    """What was seen of each folder: numbers of names and of stamps, in turn. The numbers mean nothing elsewhere."""

    def __init__(self) -> None:
        self._now: dict[str, array[int]] = {}
        self._before: dict[str, array[int]] = {}
        self._failed: list[str] = []

    def begin(self) -> None:
        """A new look at everything."""
        self._before, self._now, self._failed = self._now, {}, []

    def compare(self, listing: Listing, *, stable_inodes: bool) -> list[str]:
        """Names in this folder which differ from the last look; of a vanished one its number, after a NUL."""
        path = listing.place.path()
        before = self._before.pop(path, None)
        if listing.error is not None:
            self._failed.append(path)
            if before is not None:
                self._now[path] = before
            return []
        entries = sorted(_entries(listing, stable_inodes))
        after = array("Q", (number for name, stamp in entries for number in (hash(name) & _BITS, stamp)))
        self._now[path] = after
        return [] if before == after else _differing(entries, before or array("Q"))

    def finish(self) -> list[str]:
        """Folders that are gone. Those below one that could not be listed are still believed in."""
        kept = [path for path in self._before if any(_below(path, failed) for failed in self._failed)]
        for path in kept:
            self._now[path] = self._before.pop(path)
        gone, self._before = list(self._before), {}
        return gone

    def abandon(self) -> None:
        """The look was broken off: what was not reached stays as it was."""
        self._now = {**self._before, **self._now}
        self._before = {}


def _below(path: str, folder: str) -> bool:
    return not folder or path.startswith(folder + "/")


def _differing(entries: list[Stamped], before: array[int]) -> list[str]:
    stamps = dict(zip(before[::2], before[1::2], strict=True))
    names = [name for name, stamp in entries if stamps.pop(hash(name) & _BITS, None) != stamp]
    return names + [f"\0{number:x}" for number in stamps]


def _entries(listing: Listing, stable_inodes: bool) -> Iterable[Stamped]:
    """Names with their stamps; a folder's with "/" at its end. Write-ahead logs count for their databases."""
    files = {name: found for name, found in listing.files}
    for name, found in files.items():
        if base_of(name) in files and (name.endswith("-shm") or not found.st_size):
            continue
        yield name, _stamp(found, stable_inodes)
    for name, found, _ in listing.links:
        yield name, _stamp(found, stable_inodes)
    for name, found in listing.specials:
        yield name, hash((found.st_mode, found.st_ino)) & _BITS
    for place, found in listing.folders:
        yield place.name + "/", hash((found.st_mode, found.st_uid, found.st_gid)) & _BITS


def _stamp(found: os.stat_result, stable_inodes: bool) -> int:
    inode = found.st_ino if stable_inodes else 0
    return hash((found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns, inode)) & _BITS


class PollingEyes:
    """Looks at one source in turns."""

    how: How = "polling"

    def __init__(self, view: View, pace: Pace | None = None) -> None:
        self._path = view.path
        self._rules = view.rules
        self._report = view.report
        self._clock = view.clock
        self._cancel = view.cancel
        self._settle_s = view.settle_s
        self._pace = pace or Pace()
        self._prints = Fingerprints()
        self._woken = threading.Event()
        self._next = 0.0

    def open(self) -> None:
        """See Eyes. What is there now is what later looks are compared with."""
        self._look(tell=False)

    def refresh(self) -> None:
        """See Eyes."""
        self._next = self._clock.monotonic()

    def watch(self, seconds: float) -> None:
        """See Eyes."""
        rest = self._next - self._clock.monotonic()
        if self._woken.wait(max(0.0, min(seconds, rest))):
            self._woken.clear()
        elif self._clock.monotonic() >= self._next:
            self._look(tell=True)

    def wake(self) -> None:
        """See Eyes."""
        self._woken.set()

    def close(self) -> None:
        """See Eyes."""

    def _look(self, *, tell: bool) -> None:
        start = self._clock.monotonic()
        found = self._pass(tell)
        took = self._clock.monotonic() - start
        pause = self._pace.soon(took, self._settle_s) if found else self._pace.pause(took)
        self._next = start + took + pause

    def _pass(self, tell: bool) -> bool:
        """Look at everything once; whether something differed."""
        walk, waiting, found = Walk(self._path, self._rules), [Place(None, "")], False
        self._prints.begin()
        try:
            while waiting:
                self._cancel.check()
                self._report.alive()
                listing = walk.listing(waiting.pop())
                found |= self._compare(listing, tell)
                waiting.extend(place for place, _ in listing.folders)
            gone = self._prints.finish()
        finally:
            self._prints.abandon()
            walk.close()
        if gone and tell:
            self._report.changed((), at_least=True)
        return found or bool(gone)

    def _compare(self, listing: Listing, tell: bool) -> bool:
        stable = self._rules.mounts.stable_inodes(listing.place.device)
        names = self._prints.compare(listing, stable_inodes=stable)
        if names and tell:
            paths = [listing.place.path(base_of(name) or name) for name in names if not name.endswith("/")]
            self._report.changed(paths)
        return bool(names) and tell
