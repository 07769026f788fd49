"""The jobs a runner has in hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from studio_backup.domain.job import Job
from studio_backup.engine.runner.runs import Run
from studio_backup.engine.runner.turn import Standing


@dataclass(slots=True)
class Entry:
    """One unfinished job. Times in seconds of the monotonic clock, so that a clock set back delays nothing.

    `awaits`: ids it needs and which are not completed. `failures`: failed attempts in a row since the engine began.
    `owed`: what the job became and the store does not know yet. `told`: its state is kept, and so may be told.
    """

    job: Job
    awaits: set[str] = field(default_factory=set)
    failures: int = 0
    retry_at: float = 0.0
    store_at: float = 0.0
    run: Run | None = None
    owed: Job | None = None
    told: bool = True

    @property
    def waiting(self) -> bool:
        """Whether its handler does not run and it has not ended."""
        return self.run is None and self.owed is None

    def standing(self, now: float, now_ns: int) -> Standing:
        """As the decision sees it: due when either clock says so."""
        return Standing(
            job=self.job,
            begun=self.run is not None,
            awaits_others=bool(self.awaits),
            awaits_retry=now < self.retry_at and now_ns < self.job.retry_ns,
            unkept=self.owed is not None or now < self.store_at,
        )

    def shown(self) -> Job:
        """The job with how far it is."""
        run = self.run
        return run.shown(self.job) if run is not None else self.job

    def next_look(self, now: float) -> float | None:
        """Seconds until its own times change something; None: nothing of its own is awaited."""
        later = [at - now for at in (self.retry_at, self.store_at) if at > now]
        return min(later, default=0.0 if self.owed is not None else None)
