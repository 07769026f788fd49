"""What tests of the eyes share: a report that remembers, and views of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from studio_backup.base.clock import Clock, SystemClock
from studio_backup.base.control import CancelToken
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.watch.report import Eyes, View
from studio_backup.engine.watch.taking import rules_of


class Remembered:
    """A Report which remembers."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.times = 0
        self.at_least = False
        self.times_lost = 0
        self.times_gone = 0

    def changed(self, paths: Iterable[str], *, at_least: bool = False) -> None:
        """See Report."""
        self.times += 1
        self.paths.update(paths)
        self.at_least |= at_least

    def lost(self) -> None:
        """See Report."""
        self.times_lost += 1

    def gone(self) -> None:
        """See Report."""
        self.times_gone += 1

    def alive(self) -> None:
        """See Report."""

    def forget(self) -> None:
        """As if nothing had been told."""
        self.__init__()  # type: ignore[misc]


def view_of(
    path: Path,
    report: Remembered,
    *,
    excludes: tuple[str, ...] = (),
    own: tuple[str, ...] = (),
    clock: Clock | None = None,
    since: Callable[[], int] = lambda: 0,
) -> View:
    """A view of this folder."""
    rules = rules_of(WatchedSource(id="s", path=str(path), excludes=excludes), own)
    clock = clock or SystemClock()
    return View(path=str(path), rules=rules, report=report, clock=clock, cancel=CancelToken(), since=since)


def drain(eyes: Eyes, seconds: float = 0.0) -> None:
    """Let the eyes see what there is."""
    for _ in range(4):
        eyes.watch(seconds)
