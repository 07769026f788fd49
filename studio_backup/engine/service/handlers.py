"""How each kind of job is done: an opened vault, the program's own function, and what the runner wants to know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from studio_backup.base.errors import NotFoundError
from studio_backup.base.footprint import give_back
from studio_backup.domain.job import Job, JobKind
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.backup.report import BackupReport
from studio_backup.engine.jobs.backup import Wish, run_backup
from studio_backup.engine.jobs.replicate import LeavesOut, TierReplicated, run_replicate
from studio_backup.engine.jobs.verify import Depth, Verified, run_verify
from studio_backup.engine.runner.ports import Handler, JobHandle, Result
from studio_backup.engine.service.vault import HeldVault
from studio_backup.engine.studio import Studio

MOST_WARNINGS = 100
"""Sentences kept with a job; the point itself lists all its files with warnings."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Who hears of work: `begins` before a source is read, `backed_up` when its points are durable, or none was
    needed, `copied` when a tier was served, `verified` what was found when places were read back."""

    begins: Callable[[WatchedSource], None]
    backed_up: Callable[[Job, WatchedSource, BackupReport], None]
    copied: Callable[[tuple[TierReplicated, ...]], None]
    verified: Callable[[Job, Verified], None]


class Handlers:
    """The work itself. Each call opens the vault anew, so that a tier added meanwhile counts.

    `leaves_out`: what the policies do not want at a tier, where all of the vault is copied there. `lies_at`: where a
    source is read whose drive is mounted elsewhere now, "" for its own path.
    """

    def __init__(
        self,
        vault: HeldVault,
        source_of: Callable[[str], WatchedSource | None],
        heard: Heard,
        leaves_out: Callable[[Studio], LeavesOut],
        lies_at: Callable[[str], str],
    ) -> None:
        self._vault, self._source_of, self._heard, self._leaves_out = vault, source_of, heard, leaves_out
        self._lies_at = lies_at

    def table(self) -> Mapping[JobKind, Handler]:
        """Which function does which kind."""
        kinds: dict[JobKind, Handler] = {"backup": self._backup, "replicate": self._replicate, "verify": self._verify}
        return {kind: partial(_small_again, handler) for kind, handler in kinds.items()}

    def _backup(self, job: Job, handle: JobHandle) -> Result:
        source = self._source_of(job.source)
        if source is None:
            raise NotFoundError("This source was removed meanwhile.", hint="Its points are kept.")
        lies_at = self._lies_at(source.id)
        wish = Wish(
            (source.path,), source.wedding, source.date, source.excludes, if_changed=job.if_changed, lies_at=lies_at
        )
        with self._vault.studio(handle.progress, handle.cancel) as studio:
            self._heard.begins(source)
            done = run_backup(studio, wish, progress=handle.progress, cancel=handle.cancel)
        report = done.report
        points = tuple(point.id for point in report.points)
        self._heard.backed_up(job, source, report)
        warnings = tuple(f"{one.path}: {one.text}" for one in report.warnings[:MOST_WARNINGS])
        return Result(bytes_read=report.bytes_read, bytes_stored=done.stored, warnings=warnings, points=points)

    def _replicate(self, job: Job, handle: JobHandle) -> Result:
        with self._vault.studio(handle.progress, handle.cancel) as studio:
            done, error = run_replicate(
                studio,
                tier=job.tier,
                wedding=job.wedding,
                date=job.date,
                level=handle.level,
                leaves_out=self._leaves_out(studio),
                progress=handle.progress,
                cancel=handle.cancel,
            )
        self._heard.copied(done.tiers)
        if error:
            raise error
        return Result(
            bytes_sent=sum(tier.copied_bytes for tier in done.tiers),
            warnings=tuple(_withheld(tier) for tier in done.tiers if tier.withheld),
            corrupted=any(tier.unhealed or tier.withheld for tier in done.tiers),
        )

    def _verify(self, job: Job, handle: JobHandle) -> Result:
        with self._vault.studio(handle.progress, handle.cancel) as studio:
            done, _, error = run_verify(
                studio,
                Depth(job.check, job.sample),
                tier=job.tier,
                wedding=job.wedding,
                date=job.date,
                urgency=handle.level,
                progress=handle.progress,
                cancel=handle.cancel,
            )
        self._heard.verified(job, done)
        if error:
            raise error
        return Result(
            bytes_read=done.bytes_read,
            warnings=tuple(f"{one.object} at {one.tier}: {one.problem}" for one in done.damaged[:MOST_WARNINGS]),
            corrupted=bool(done.damaged) or any(drill.failed for drill in done.drills),
        )


def _small_again(handler: Handler, job: Job, handle: JobHandle) -> Result:
    """Do it; afterwards its memory goes back to the system."""
    try:
        return handler(job, handle)
    finally:
        give_back()


def _withheld(tier: TierReplicated) -> str:
    return f"{len(tier.withheld)} recovery points were not copied to {tier.tier}: their data is damaged here."
