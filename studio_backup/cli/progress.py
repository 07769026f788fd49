"""Progress for people: a bar on a terminal, plain warnings elsewhere.

The bar's library is loaded by the painting thread, and only if work lasts longer than a moment: a backup of unchanged
folders ends before.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from studio_backup.cli.output import complain

if TYPE_CHECKING:
    from studio_backup.cli.painting import Bar

PAINT_AFTER_SECONDS = 0.4


class ShownWarnings(Protocol):
    """Remembers which warnings a person has seen already."""

    def add(self, text: str, /) -> None:
        """This one was shown."""
        ...


class PlainProgress:
    """Without a terminal: warnings as they occur, nothing else. `quiet`: not even these (they stand in the JSON)."""

    def __init__(self, shown: ShownWarnings, *, quiet: bool = False) -> None:
        self._shown, self._quiet = shown, quiet

    def stage(self, name: str, *, files: int | None = None, total_bytes: int | None = None) -> None:
        """See base.control.Progress."""

    def item(self, name: str) -> None:
        """See base.control.Progress."""

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        """See base.control.Progress."""

    def warn(self, text: str) -> None:
        """See base.control.Progress."""
        if not self._quiet:
            self._shown.add(text)
            complain(f"Warning: {text}")

    def pause(self) -> None:
        """Nothing is in the way of a question."""

    def resume(self) -> None:
        """See pause."""

    def close(self) -> None:
        """Nothing to put away."""


class TerminalProgress:
    """On a terminal: files, bytes, speed, time left and the current file, on stderr.

    Calls only count under a lock; one thread paints.
    """

    def __init__(self, shown: ShownWarnings) -> None:
        self._shown = shown
        self._lock = threading.Lock()
        self._bar: Bar | None = None
        self._done = threading.Event()
        self._paused = False
        self.name, self.current = "", ""
        self.files = self.size = 0
        self.all_files: int | None = None
        self.all_bytes: int | None = None
        self._painter = threading.Thread(target=self._paint, name="progress", daemon=True)
        self._painter.start()

    def stage(self, name: str, *, files: int | None = None, total_bytes: int | None = None) -> None:
        """See base.control.Progress."""
        with self._lock:
            self.name, self.current, self.files, self.size = name, "", 0, 0
            self.all_files, self.all_bytes = files, total_bytes
            if self._bar:
                self._bar.stage(self)

    def item(self, name: str) -> None:
        """See base.control.Progress."""
        self.current = name

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        """See base.control.Progress."""
        with self._lock:
            self.files += files
            self.size += size

    def warn(self, text: str) -> None:
        """See base.control.Progress."""
        self._shown.add(text)
        with self._lock:
            if self._bar:
                self._bar.say(f"Warning: {text}")
            else:
                complain(f"Warning: {text}")

    def pause(self) -> None:
        """Make room for a question."""
        with self._lock:
            self._paused = True
            if self._bar:
                self._bar.hide()

    def resume(self) -> None:
        """Go on painting."""
        with self._lock:
            self._paused = False
            if self._bar:
                self._bar.unhide()

    def close(self) -> None:
        """Take the bar off the screen."""
        self._done.set()
        self._painter.join()

    def _paint(self) -> None:
        if self._done.wait(PAINT_AFTER_SECONDS):
            return
        while not self.name or self._paused:  # nothing to show yet: perhaps the passphrase is being asked for
            if self._done.wait(0.05):
                return
        # Start-up time: a run which is over by now never pays for the bar's library.
        from studio_backup.cli.painting import Bar  # noqa: PLC0415

        with Bar() as bar:
            with self._lock:
                self._bar = bar
                bar.stage(self)
            while not self._done.wait(0.1):
                with self._lock:
                    bar.show(self)
            with self._lock:
                self._bar = None
