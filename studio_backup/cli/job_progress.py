"""A job of the engine as this program's own progress."""

from __future__ import annotations

from typing import Final

from studio_backup.api.wire import JobView
from studio_backup.base.clock import Clock
from studio_backup.base.control import Progress
from studio_backup.base.names import display
from studio_backup.domain.job import ENDED
from studio_backup.engine.runner.progress import MOST_WARNINGS

LONG_WAIT_S: Final = 3.0
"""What a job waits for so long is told even where no bar shows it."""


class JobProgress:
    """Tells a progress what views of one job say, in their order."""

    def __init__(self, progress: Progress, clock: Clock) -> None:
        self._progress, self._clock = progress, clock
        self._stage: tuple[str, int | None, int | None] | None = None
        self._files = self._bytes = 0
        self._warned = 0
        self._waits_for, self._since = "", 0.0
        self._told: set[str] = set()

    def show(self, job: JobView) -> None:
        """What is new in this view. Nothing of an ended one: its warnings stand in its answer."""
        if job.state in ENDED:
            return
        self._show_amount(job)
        self._progress.item(display(job.progress.item))
        for warning in job.warnings[self._warned : MOST_WARNINGS]:
            self._progress.warn(warning)
        self._warned = max(self._warned, min(len(job.warnings), MOST_WARNINGS))
        self._tell_long_wait(job.waits_for)

    def _show_amount(self, job: JobView) -> None:
        amount = job.progress
        stage = (_title(job), amount.files_total, amount.bytes_total)
        if stage != self._stage or amount.files < self._files or amount.bytes < self._bytes:
            self._stage, self._files, self._bytes = stage, 0, 0
            self._progress.stage(stage[0], files=amount.files_total, total_bytes=amount.bytes_total)
        self._progress.advance(files=amount.files - self._files, size=amount.bytes - self._bytes)
        self._files, self._bytes = amount.files, amount.bytes

    def _tell_long_wait(self, reason: str) -> None:
        now = self._clock.monotonic()
        if reason != self._waits_for:
            self._waits_for, self._since = reason, now
        if reason and reason not in self._told and now - self._since >= LONG_WAIT_S:
            self._told.add(reason)
            self._progress.warn(f"The engine's job waits for {display(reason)}. Ctrl-C takes it back.")


def _title(job: JobView) -> str:
    return f"waiting for {display(job.waits_for)}" if job.waits_for else job.stage
