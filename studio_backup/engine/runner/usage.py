"""What a job used: processor time and memory of the whole process while it ran."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import psutil

from studio_backup.domain.job import Used
from studio_backup.engine.runner.ports import Result


@dataclass(frozen=True, slots=True)
class Consumed:
    """`cpu_s`: seconds the process and its ended children have had so far. `held_bytes`: resident memory now."""

    cpu_s: float
    held_bytes: int


def consumed() -> Consumed:
    """Of this process, now."""
    process = psutil.Process()
    times = process.cpu_times()
    cpu = times.user + times.system + times.children_user + times.children_system
    return Consumed(float(cpu), int(process.memory_info().rss))


class UsageMeter:
    """From its making on. The peak is the largest of what was looked at: at begin, end and each `look`."""

    def __init__(self, read: Callable[[], Consumed] = consumed) -> None:
        self._read = read
        first = read()
        self._cpu_s, self._peak = first.cpu_s, first.held_bytes

    def look(self) -> float:
        """Look at the memory now; seconds of processor time so far."""
        now = self._read()
        self._peak = max(self._peak, now.held_bytes)
        return max(0.0, now.cpu_s - self._cpu_s)

    def used(self, before: Used, result: Result | None) -> Used:
        """What the job used in all, with what earlier attempts did."""
        cpu_s = self.look()
        done = result or Result()
        return replace(
            before,
            cpu_s=round(before.cpu_s + cpu_s, 3),
            peak_bytes=max(before.peak_bytes, self._peak),
            bytes_read=before.bytes_read + done.bytes_read,
            bytes_stored=before.bytes_stored + done.bytes_stored,
            bytes_sent=before.bytes_sent + done.bytes_sent,
        )
