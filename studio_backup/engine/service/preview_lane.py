"""Pictures made ahead, after each backup: only while nothing else is to do, on mains, and one file at a time.

It never holds the machine awake and never goes before a job. What it has done it remembers beside the pictures, so that
a lost cache is filled again: from the newest points on, until it is full.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.base.errors import StudioBackupError
from studio_backup.base.files import make_folders
from studio_backup.catalog.points import PointRow
from studio_backup.domain.tree import Entry
from studio_backup.engine.jobs.loss import differences
from studio_backup.engine.previews.kinds import is_picture
from studio_backup.engine.restore.walk import walk
from studio_backup.engine.runner.runner import Runner
from studio_backup.engine.runner.surroundings import Lookout
from studio_backup.engine.service.parts import Parts
from studio_backup.engine.service.preview_vault import OpenedVault
from studio_backup.engine.service.previews import FOLDER, Previews

LOOK_S: Final = 5.0
"""Between two looks for work."""
_DONE: Final = "done-until"
_SWEEP_S: Final = 86_400.0
_LOG = logging.getLogger("studio_backup.engine")


class PreviewLane:
    """A thread of its own. `may_work` is asked before each file; `rows` gives all points, oldest first."""

    def __init__(
        self,
        previews: Previews,
        folder: str,
        rows: Callable[[], Sequence[PointRow]],
        may_work: Callable[[], bool],
        clock: Clock,
    ) -> None:
        self.previews, self._folder, self._rows = previews, folder, rows
        self._may_work, self._clock = may_work, clock
        self._sweep_again = clock.monotonic()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._again_and_again, name="previews", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, timeout_s: float) -> None:
        """End now, and end the workers."""
        self._stopping.set()
        self.previews.close()
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _again_and_again(self) -> None:
        while not self._stopping.wait(LOOK_S):
            self.previews.tidy()
            try:
                self.work()
            except StudioBackupError as error:
                _LOG.info("No previews are made ahead now: %s", error.message)
            except Exception:  # whatever one file met, the next look goes on
                _LOG.exception("Making previews ahead failed.")

    def work(self) -> None:
        """Make what is missing of the points that came since the last time, unless others need the machine."""
        if not self._may_work():
            return
        until = self._done_until()
        rows = [row for row in self._rows() if not row.partial]
        fresh = _newest_of_each_root([row for row in rows if row.ended_ns > until])
        if not fresh:
            return
        with self.previews.vault.opened() as opened:
            if opened.studio.local is None:
                return  # a place far away is asked only for what somebody wants to see
            opened.studio.repository.forget()  # these points came since it was opened
            self._sweep(opened)
            done = [self._of_point(opened, row, _before(rows, row, until)) for row in fresh]
        if all(done):
            self._remember(max(row.ended_ns for row in fresh))

    def _sweep(self, opened: OpenedVault) -> None:
        """Once a day: drop what is kept of collections that are no longer in the vault."""
        if self._clock.monotonic() < self._sweep_again:
            return
        self._sweep_again = self._clock.monotonic() + _SWEEP_S
        listing = opened.studio.repository.collections()
        if not listing.problems:
            self.previews.cache.keep_only(frozenset(one.id for one in listing.collections))

    def _of_point(self, opened: OpenedVault, row: PointRow, before: PointRow | None) -> bool:
        """Whether all of it is done, or nothing more is to be done."""
        seal = opened.seal(row.collection)
        for entry in _pictures(opened, row, before):
            if before is None and self.previews.cache.is_full:
                return True  # older weddings push no newer one out
            if self._stopping.is_set() or self.previews.workers.wanted or not self._may_work():
                return False
            if entry.digest and not self.previews.cache.has(seal, entry.digest):
                self.previews.of(opened, row, entry, ahead=True)
        return True

    def _done_until(self) -> int:
        try:
            with open(os.path.join(self._folder, _DONE), encoding="ascii") as file:
                return int(file.read(32))
        except (OSError, ValueError):
            return 0

    def _remember(self, until_ns: int) -> None:
        with contextlib.suppress(OSError):
            make_folders(self._folder)
            with open(os.path.join(self._folder, _DONE), "w", encoding="ascii") as file:
                file.write(str(until_ns))


def lane_of(parts: Parts, runner: Runner) -> PreviewLane:
    """The lane of an engine: it works while the vault is open, no job runs, nobody paused, and mains feed us."""
    lookout = Lookout(parts.clock, metered=_not_asked)

    def may_work() -> bool:
        idle = not any(job.state == "in progress" for job in runner.jobs())
        paused = runner.paused_until_ns > parts.clock.now_ns()
        return parts.vault.unlocked and idle and not paused and lookout.look().on_mains is not False

    previews = Previews(parts.home, parts.vault, parts.index, parts.clock)
    return PreviewLane(previews, parts.home.file(FOLDER), parts.index.rows, may_work, parts.clock)


def _not_asked() -> None:
    """Previews use no network beyond what the vault's own place needs."""


def _newest_of_each_root(rows: Sequence[PointRow]) -> list[PointRow]:
    newest = {(row.collection, row.source, row.device): row for row in rows}
    return sorted(newest.values(), key=lambda row: -row.ended_ns)


def _before(rows: Sequence[PointRow], row: PointRow, until: int) -> PointRow | None:
    """The newest point of the same root that was done already."""
    root = (row.collection, row.source, row.device)
    done = [one for one in rows if one.ended_ns <= until and (one.collection, one.source, one.device) == root]
    return done[-1] if done else None


def _pictures(opened: OpenedVault, row: PointRow, before: PointRow | None) -> Iterator[Entry]:
    """Photos in a point which were not in the one before."""
    reader = opened.reader(row.collection)
    if before is not None:
        for _, _, entry in differences(reader, opened.root(before), opened.root(row)):
            if entry is not None and _wanted(entry):
                yield entry
        return
    for found in walk(reader, opened.root(row)):
        if _wanted(found.entry):
            yield found.entry


def _wanted(entry: Entry) -> bool:
    return entry.has_contents and entry.size > 0 and is_picture(entry.raw_name)
