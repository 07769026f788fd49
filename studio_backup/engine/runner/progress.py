"""A job's Progress: the program's stage names become the twelve stages, and what is done is counted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from studio_backup.base.clock import Clock
from studio_backup.domain.job import Amount, Stage

TOLD_EVERY_S: Final = 0.2
"""Between two tellings of what is merely further on; a new stage and a warning are told at once."""
MOST_WARNINGS: Final = 100

STAGES: Final[dict[str, Stage]] = {
    "scanning": "scanning",
    "listing": "scanning",
    "reading the vault": "scanning",
    "planning": "selecting",
    "looking at what is there": "selecting",
    "checking": "selecting",
    "reading": "reading",
    "restoring": "writing",
    "finishing": "committing",
    "replicating": "replicating",
    "reading back": "verifying",
    "healing": "verifying",
}
_BEGINNINGS: Final[tuple[tuple[str, Stage], ...]] = (("looking at what ", "selecting"),)


def stage_of(name: str) -> Stage | None:
    """The job's stage in the program's stage of this name; None for one which is no stage of a job."""
    found = STAGES.get(name)
    return found or next((stage for beginning, stage in _BEGINNINGS if name.startswith(beginning)), None)


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a running job is."""

    stage: Stage = "queued"
    amount: Amount = field(default_factory=Amount)
    warnings: tuple[str, ...] = ()


class JobProgress:
    """Counts for one run of a job, from any thread. `tell` is called without any lock, not too often."""

    def __init__(self, clock: Clock, tell: Callable[[], None]) -> None:
        self._clock, self._tell = clock, tell
        self._lock = threading.Lock()
        self._stage: Stage = "queued"
        self._files = self._bytes = 0
        self._totals: tuple[int | None, int | None] = (None, None)
        self._item = ""
        self._warnings: list[str] = []
        self._more_warnings = 0
        self._told = clock.monotonic()

    def stage(self, name: str, *, files: int | None = None, total_bytes: int | None = None) -> None:
        """See base.control.Progress. What was read stays shown while it is committed."""
        found = stage_of(name)
        with self._lock:
            self._stage = found or self._stage
            if found != "committing":
                self._files = self._bytes = 0
                self._totals, self._item = (files, total_bytes), ""
        self._tell_now()

    def item(self, name: str) -> None:
        """See base.control.Progress."""
        self._item = name
        self._tell_sometimes()

    def advance(self, *, files: int = 0, size: int = 0) -> None:
        """See base.control.Progress."""
        with self._lock:
            self._files += files
            self._bytes += size
        self._tell_sometimes()

    def warn(self, text: str) -> None:
        """See base.control.Progress. The same sentence is kept once, and a hundred of them."""
        with self._lock:
            if text in self._warnings:
                return
            if len(self._warnings) >= MOST_WARNINGS:
                self._more_warnings += 1
                return
            self._warnings.append(text)
        self._tell_now()

    def seen(self) -> Seen:
        """How far it is now."""
        with self._lock:
            amount = Amount(self._files, self._bytes, *self._totals, self._item)
            more = (f"And {self._more_warnings} more warnings.",) if self._more_warnings else ()
            return Seen(self._stage, amount, (*self._warnings, *more))

    def _tell_sometimes(self) -> None:
        now = self._clock.monotonic()
        if now - self._told >= TOLD_EVERY_S:
            self._told = now
            self._tell()

    def _tell_now(self) -> None:
        self._told = self._clock.monotonic()
        self._tell()


def with_all(seen: Seen, warnings: tuple[str, ...]) -> Seen:
    """With further warnings, each sentence once."""
    return replace(seen, warnings=tuple(dict.fromkeys((*seen.warnings, *warnings))))
