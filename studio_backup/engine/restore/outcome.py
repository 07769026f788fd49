"""What happens while a restore runs, counted from many threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from studio_backup.base.control import Progress
from studio_backup.base.names import display
from studio_backup.engine.restore.journal import Change
from studio_backup.engine.restore.plan import Failure, Item

_HOW = ("direct", "dropped", "cache")  # from what is proven best to what is proven least


class Outcome:
    """Tallies. `targets`: where each item really went, by number; `moved`: what was moved away for it."""

    def __init__(self, items: Sequence[Item], progress: Progress) -> None:
        self._lock = threading.Lock()
        self._progress = progress
        self._items = items
        self._how = 0
        self.targets = [item.target for item in items]
        self.failed: dict[int, str] = {}
        self.moved: dict[int, tuple[Change, ...]] = {}
        self.verified: set[int] = set()
        self.set_aside: list[bytes] = []
        self.notes: dict[str, None] = {}

    def fail(self, number: int, reason: str) -> None:
        """An item does not come back; the first reason counts."""
        with self._lock:
            first = number not in self.failed
            self.failed.setdefault(number, reason)
        if first:
            self._progress.warn(f"{display(self._items[number].path)}: {reason}")

    def has_failed(self, number: int) -> bool:
        """Whether an item was given up."""
        return number in self.failed

    def verify(self, number: int, how: str) -> None:
        """A file was read again and is right."""
        with self._lock:
            self.verified.add(number)
            self._how = max(self._how, _HOW.index(how))

    @property
    def medium(self) -> str:
        """How files were read again: the least of all."""
        return _HOW[self._how]

    def note(self, text: str) -> None:
        """Something to say once at the end."""
        with self._lock:
            self.notes[text] = None

    def failures(self) -> tuple[Failure, ...]:
        """All that failed, in the plan's order."""
        return tuple(Failure(self._items[number].path, self.failed[number]) for number in sorted(self.failed))
