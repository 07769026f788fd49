"""How large and how long a run will be, before it begins, from those before; and how far off earlier estimates were.

Pure. Without any history a usual laptop's external drive is taken for measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

_NEWEST: Final = 12
"""Runs looked at: older ones tell of another disk or another camera."""
_LEAST_SECONDS: Final = 1.0
_FILE_BYTES: Final = 128 << 10
"""What one more file costs besides its bytes, as bytes: opening, looking, a line in a tree."""
_FIRST_SPEED: Final = 60e6
"""Bytes a second while nothing was measured yet: a laptop's external drive, sealed and stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRun:
    """One completed backup. `new_files`, `new_bytes`: read because new or changed. `estimated_s`: 0 for none."""

    ended_ns: int
    seconds: float
    new_files: int
    new_bytes: int
    stored_bytes: int
    estimated_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A run to come. `bytes_stored`: by which the vault grows. `runs`: how many earlier ones it was told from.

    `off_percent`: by how much earlier estimates missed, in the middle; None while there were none.
    """

    files: int
    bytes_new: int
    bytes_stored: int
    seconds: float
    runs: int
    off_percent: float | None

    @property
    def minutes(self) -> float:
        """The same in minutes."""
        return self.seconds / 60


def estimate(files: int, bytes_new: int, past: Iterable[PastRun]) -> Estimate:
    """What a backup of so many new files and bytes will take."""
    newest = sorted(past, key=lambda run: run.ended_ns)[-_NEWEST:]
    return Estimate(
        files=files,
        bytes_new=bytes_new,
        bytes_stored=round(bytes_new * _kept(newest)),
        seconds=_overhead(newest) + _work(files, bytes_new) / _speed(newest),
        runs=len(newest),
        off_percent=how_far_off(newest),
    )


def how_far_off(past: Iterable[PastRun]) -> float | None:
    """The middle of how much estimates missed what was measured, in percent of the latter."""
    misses = [missed_percent(run.estimated_s, run.seconds) for run in past if run.estimated_s]
    return round(median(misses), 1) if misses else None


def missed_percent(estimated_s: float, seconds: float) -> float:
    """By how much an estimate missed what was measured, in percent of the latter."""
    return 100 * abs(estimated_s - seconds) / max(seconds, _LEAST_SECONDS)


def _work(files: int, count: int) -> float:
    return count + files * _FILE_BYTES


def _overhead(runs: Sequence[PastRun]) -> float:
    """Seconds of a run that finds nothing new: looking through the source."""
    return median(idle) if (idle := [run.seconds for run in runs if not run.new_files]) else _LEAST_SECONDS


def _speed(runs: Sequence[PastRun]) -> float:
    """Work a second, of runs with work to speak of; by all their work, so that large ones count more."""
    busy = [run for run in runs if run.new_files]
    idle = _overhead(runs)
    seconds = sum(max(run.seconds - idle, 0.1 * run.seconds, 0.01) for run in busy)
    return sum(_work(run.new_files, run.new_bytes) for run in busy) / seconds if busy else _FIRST_SPEED


def _kept(runs: Sequence[PastRun]) -> float:
    """How much of what is read is stored: less where it compresses, or is known already."""
    read = sum(run.new_bytes for run in runs)
    return min(1.0, sum(run.stored_bytes for run in runs) / read) if read else 1.0
