"""Doing what a person asked for by name, as the command line does it, and telling what came of it.

Whoever asked waits for the answer and decides: a job like this is not tried again by itself, save that one which the
engine's end interrupted goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import msgspec

from studio_backup.api.paths import from_wire
from studio_backup.api.requests import Request
from studio_backup.api.work import BackupAsked, ReplicateAsked, VerifyAsked
from studio_backup.base.errors import Cancelled, StudioBackupError
from studio_backup.base.exits import DAMAGE
from studio_backup.base.plain import plain
from studio_backup.domain.job import Job, JobKind
from studio_backup.engine.jobs.backup import BackedUp, Wish, run_backup
from studio_backup.engine.jobs.replicate import LeavesOut, TierReplicated, replicate_exit, run_replicate
from studio_backup.engine.jobs.told import told, told_error
from studio_backup.engine.jobs.told_backup import backup_exit, backup_facts
from studio_backup.engine.jobs.verify import Depth, run_verify, verify_exit
from studio_backup.engine.runner.ports import Handler, JobHandle, Result
from studio_backup.engine.service.handlers import MOST_WARNINGS, Heard
from studio_backup.engine.service.vault import HeldVault
from studio_backup.engine.studio import Studio

_LOG = logging.getLogger("studio_backup.engine")
_T = TypeVar("_T", bound=Request)


class AskedWork:
    """The work itself; each call opens the vault anew. `backed_up` hears of points, whose folders may be no sources.

    `leaves_out`: what the policies do not want at a tier, where all of the vault is copied there.
    """

    def __init__(
        self,
        vault: HeldVault,
        heard: Heard,
        backed_up: Callable[[Job, BackedUp], None],
        leaves_out: Callable[[Studio], LeavesOut],
    ) -> None:
        self._vault, self._heard, self._backed_up, self._leaves_out = vault, heard, backed_up, leaves_out

    def over(self, others: Mapping[JobKind, Handler]) -> Mapping[JobKind, Handler]:
        """Which function does which kind: jobs of these kinds with `asked` are done here, all else by the others."""
        doing: Mapping[JobKind, Handler] = {
            "backup": self._backup,
            "replicate": self._replicate,
            "verify": self._verify,
        }
        return {kind: partial(_one_of, doing[kind], do) if kind in doing else do for kind, do in others.items()}

    def _backup(self, job: Job, handle: JobHandle) -> Result:
        asked = _asked(job, BackupAsked)
        wish = Wish(
            tuple(map(from_wire, asked.paths)),
            asked.wedding,
            asked.date,
            tuple(map(from_wire, asked.excludes)),
            asked.one_file_system,
            asked.accept_empty,
        )
        with self._vault.studio(handle.progress, handle.cancel) as studio:
            done = run_backup(studio, wish, progress=handle.progress, cancel=handle.cancel)
        self._backed_up(job, done)
        report = done.report
        return Result(
            bytes_read=report.bytes_read,
            bytes_stored=done.stored,
            warnings=tuple(f"{one.path}: {one.text}" for one in report.warnings[:MOST_WARNINGS]),
            points=tuple(point.id for point in report.points),
            told=told(backup_facts(done), backup_exit(done)),
        )

    def _replicate(self, job: Job, handle: JobHandle) -> Result:
        asked = _asked(job, ReplicateAsked)
        with self._vault.studio(handle.progress, handle.cancel) as studio:
            done, error = run_replicate(
                studio,
                tier=asked.tier,
                wedding=asked.wedding,
                date=asked.date,
                limit=asked.limit,
                level=handle.level,
                leaves_out=self._leaves_out(studio),
                progress=handle.progress,
                cancel=handle.cancel,
            )
        self._heard.copied(done.tiers)
        code = replicate_exit(done, error)
        return Result(
            bytes_sent=sum(tier.copied_bytes for tier in done.tiers),
            corrupted=code == DAMAGE,
            told=told(plain(done), code, error),
            error=error or _not_taken(done.tiers),
        )

    def _verify(self, job: Job, handle: JobHandle) -> Result:
        asked = _asked(job, VerifyAsked)
        with self._vault.studio(handle.progress, handle.cancel) as studio:
            done, code, error = run_verify(
                studio,
                Depth(asked.level, asked.sample, asked.heal),
                tier=asked.tier,
                wedding=asked.wedding,
                date=asked.date,
                urgency=handle.level,
                progress=handle.progress,
                cancel=handle.cancel,
            )
        self._heard.verified(job, done)
        return Result(
            bytes_read=done.bytes_read,
            warnings=tuple(f"{one.object} at {one.tier}: {one.problem}" for one in done.damaged[:MOST_WARNINGS]),
            corrupted=code == DAMAGE,
            told=told(plain(done), verify_exit(code, error), error),
            error=error,
        )


def _asked(job: Job, kind: type[_T]) -> _T:
    return msgspec.json.decode(job.asked, type=kind)


def _one_of(asked: Handler, other: Handler, job: Job, handle: JobHandle) -> Result:
    return _told_of_failure(asked, job, handle) if job.asked else other(job, handle)


def _told_of_failure(do: Handler, job: Job, handle: JobHandle) -> Result:
    try:
        return do(job, handle)
    except Cancelled:
        raise
    except StudioBackupError as error:
        _LOG.warning("Job %s (%s) did not succeed: %s", job.id, job.kind, error.message)
        return Result(told=told_error(error), error=error)


def _not_taken(tiers: tuple[TierReplicated, ...]) -> StudioBackupError | None:
    """What a tier that answered did not take."""
    failed = next(((tier.tier, one) for tier in tiers for one in tier.failed), None)
    if failed is None:
        return None
    tier, one = failed
    return StudioBackupError(f"{tier} did not take {one.object}. {one.detail}".strip(), hint="Run it again.")
