"""Eyes for local folders on macOS and Windows: FSEvents and ReadDirectoryChangesW, by watchdog.

Not every system, nor every version of watchdog, tells that events were lost there. So beneath lies a net: all of it is
looked at and compared as well, at long intervals.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

from watchdog.events import DirMovedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from studio_backup.engine.backup.place import Place
from studio_backup.engine.watch.polling import Pace, PollingEyes
from studio_backup.engine.watch.report import BlindError, View
from studio_backup.engine.watch.settle import MOST_PATHS
from studio_backup.engine.watch.taking import counted_as
from studio_backup.engine.watch.values import How

NET = Pace(shortest_s=600.0, longest_s=3600.0, share=200)
"""The net: at most half a percent of the time is spent looking."""
GATHER_S = 0.05
_NO_CHANGE = frozenset({"opened", "closed_no_write", "closed"})
"""A file that is read, by us or by others, is no change; and one that was written has told so before it is closed."""


class _Gatherer(FileSystemEventHandler):
    """Takes events from watchdog's thread, so many and no more."""

    def __init__(self, woken: threading.Event) -> None:
        self._woken = woken
        self._lock = threading.Lock()
        self._found: dict[tuple[str, bool, bool], None] = {}
        self._lost = False

    def on_any_event(self, event: FileSystemEvent) -> None:
        """See FileSystemEventHandler."""
        if event.event_type in _NO_CHANGE:
            return
        with self._lock:
            if len(self._found) < MOST_PATHS:
                self._found.update((one, None) for one in _places(event))
            else:
                self._lost = True
        self._woken.set()

    def take(self) -> tuple[list[tuple[str, bool, bool]], bool]:
        """(path, is a folder, was written) of all that came since, and whether more came than could be held."""
        with self._lock:
            found, lost = list(self._found), self._lost
            self._found, self._lost = {}, False
        return found, lost


def _places(event: FileSystemEvent) -> Iterator[tuple[str, bool, bool]]:
    written = event.event_type in ("modified", "moved")
    for path in (event.src_path, event.dest_path):
        if path:
            yield os.fsdecode(path), event.is_directory and not isinstance(event, DirMovedEvent), written


class ObserverEyes:
    """watchdog's events of one source, and the net beneath."""

    how: How = "events"

    def __init__(self, view: View) -> None:
        self._path = view.path
        self._rules = view.rules
        self._report = view.report
        self._woken = threading.Event()
        self._gatherer = _Gatherer(self._woken)
        self._observer = Observer()
        self._net = PollingEyes(view, NET)

    def open(self) -> None:
        """See Eyes."""
        try:
            self._observer.schedule(self._gatherer, self._path, recursive=True)
            self._observer.start()
        except (OSError, RuntimeError) as error:
            raise BlindError(f"This system does not tell changes of it ({error})") from error
        self._net.open()

    def refresh(self) -> None:
        """See Eyes."""
        self._net.refresh()

    def watch(self, seconds: float) -> None:
        """See Eyes."""
        if self._woken.wait(seconds):
            self._woken.clear()
            self._woken.wait(GATHER_S)
            self._judge()
        if not self._observer.is_alive():
            self._report.gone()
        self._net.watch(0.0)

    def wake(self) -> None:
        """See Eyes."""
        self._woken.set()

    def close(self) -> None:
        """See Eyes."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def _judge(self) -> None:
        found, lost = self._gatherer.take()
        judged = [path for one in found if (path := self._counted(*one)) is not None]
        if judged:
            self._report.changed([path for path in judged if path])
        if lost:
            self._report.lost()

    def _counted(self, path: str, is_folder: bool, written: bool) -> str | None:
        """The path that counts as changed; "" for a folder, None for nothing that is taken."""
        inside = os.path.relpath(path, self._path)
        if inside == os.curdir or inside.startswith(os.pardir):
            return None
        place, name = self._place_of(inside)
        if place is None or self._rules.selection.left_out_by(place, name, is_folder):
            return None
        base = counted_as(name, written=written, folder=os.path.dirname(path))
        return None if base is None else "" if is_folder else place.path(base)

    def _place_of(self, inside: str) -> tuple[Place | None, str]:
        """The folder it lies in, None where that or one above is left out or our own."""
        *folders, name = inside.split(os.sep)
        place, path = Place(None, ""), self._path
        for folder in folders:
            path = os.path.join(path, folder)
            if self._rules.selection.left_out_by(place, folder, True) or self._is_own(path):
                return None, name
            place = Place(place, folder)
        return place, name

    def _is_own(self, path: str) -> bool:
        try:
            with os.scandir(path) as items:
                entries = [(one.name, one.is_dir(follow_symlinks=False)) for one in items]
            files, folders = [n for n, is_dir in entries if not is_dir], [n for n, is_dir in entries if is_dir]
            return self._rules.own.is_own(os.stat(path), files, folders)
        except OSError:
            return False
