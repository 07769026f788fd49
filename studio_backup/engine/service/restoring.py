"""Jobs that bring files back, and that take a restore back: asked by a person, who waits for the answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Protocol

import msgspec

from studio_backup.api.paths import from_wire
from studio_backup.api.restores import NewRestore, RestoreDone
from studio_backup.base.clock import Clock
from studio_backup.base.errors import Cancelled, DamageError, StudioBackupError
from studio_backup.base.exits import DONE
from studio_backup.base.plain import plain
from studio_backup.domain.job import Job, JobKind
from studio_backup.engine.health.objectives import CameBack
from studio_backup.engine.home import Home
from studio_backup.engine.jobs.restore import Prepared, Wish, carry_out, prepare
from studio_backup.engine.jobs.told import told, told_error
from studio_backup.engine.jobs.told_restore import done as done_view
from studio_backup.engine.restore.plan import Pick, RestoreReport
from studio_backup.engine.restore.undo import undo
from studio_backup.engine.runner.ports import Handler, JobHandle, Result
from studio_backup.engine.service.vault import HeldVault

MOST_WARNINGS: Final = 100
LEAST_MEASURED: Final = 4 << 20
"""Bytes of a restore that tells how fast a place is: of a few small files most of the time is not reading."""
_LOG = logging.getLogger("studio_backup.engine")


class Measured(Protocol):
    """Hears how long restores took."""

    def restored(self, place: str, size: int, seconds: float) -> None:
        """So many bytes came back, most of them from this place."""

    def wedding_restored(self, wedding: str, date: str, came: CameBack) -> None:
        """All of a wedding came back."""


class PinnedRestore(NewRestore, frozen=True, kw_only=True):
    """What a job of this kind keeps: what was asked, and the points which were chosen then."""

    pinned: tuple[str, ...] = ()


class UndoAsked(msgspec.Struct, frozen=True):
    """What a job that takes a restore back keeps: the restore's id."""

    restore: str


class Restoring:
    """The work itself; each call opens the vault anew."""

    def __init__(self, home: Home, vault: HeldVault, clock: Clock, measured: Measured) -> None:
        self._home, self._vault, self._clock, self._measured = home, vault, clock, measured

    def table(self) -> Mapping[JobKind, Handler]:
        """Which function does which kind."""
        return {"restore": self._answered(self._restore), "undo": self._answered(self._undo)}

    def _answered(self, do: Handler) -> Handler:
        """What fails is told, and not tried again by itself: the person who waits decides. The engine's end is none
        of that: then the job goes on where it was."""

        def answered(job: Job, handle: JobHandle) -> Result:
            try:
                return do(job, handle)
            except Cancelled:
                raise
            except StudioBackupError as error:
                _LOG.warning("Job %s (%s) did not succeed: %s", job.id, job.kind, error.message)
                return Result(told=told_error(error), error=error)

        return answered

    def _restore(self, job: Job, handle: JobHandle) -> Result:
        asked = msgspec.json.decode(job.asked, type=PinnedRestore)
        wish = replace(wish_of(asked), pinned=asked.pinned, job=job.id)
        with self._vault.studio(handle.progress, handle.cancel) as studio:
            prepared = prepare(studio, wish, ask=None, progress=handle.progress, cancel=handle.cancel)
            report = carry_out(studio, prepared, progress=handle.progress, cancel=handle.cancel)
        if prepared.supply and report.bytes >= LEAST_MEASURED:
            self._measured.restored(prepared.supply[0].place, report.bytes, report.seconds)
        if prepared.supply and _is_whole(asked, report):
            place = prepared.supply[0].place
            came = CameBack(place=place, bytes=report.bytes, seconds=report.seconds, at_ns=self._clock.now_ns())
            self._measured.wedding_restored(asked.wedding, asked.date, came)
        return _result(prepared, report, wish)

    def _undo(self, job: Job, handle: JobHandle) -> Result:
        asked = msgspec.json.decode(job.asked, type=UndoAsked)
        report = undo(
            asked.restore,
            restores=self._home.folder("restores"),
            clock=self._clock,
            progress=handle.progress,
            cancel=handle.cancel,
        )
        return Result(told=told(plain(report), DONE))


def _is_whole(asked: NewRestore, report: RestoreReport) -> bool:
    """Whether all of a wedding came back at one go, so that it tells how long that takes."""
    is_part = asked.files or asked.source or asked.picks or asked.point
    return bool(asked.wedding) and not is_part and not (report.failed or report.skipped or report.resumed)


def wish_of(asked: NewRestore) -> Wish:
    """What is asked, in the engine's own terms."""
    return Wish(
        to=from_wire(asked.to),
        point=asked.point,
        wedding=asked.wedding,
        date=asked.date,
        at_ns=asked.at_ns,
        files=tuple(map(from_wire, asked.files)),
        on_conflict=asked.on_conflict,
        tier=asked.tier,
        source=from_wire(asked.source),
        streams=asked.streams,
        picks=tuple(Pick(one.point, _raw(one.path)) for one in asked.picks),
    )


def _raw(path: str) -> bytes:
    return from_wire(path).encode("utf-8", "surrogateescape").strip(b"/")


def _result(prepared: Prepared, report: RestoreReport, wish: Wish) -> Result:
    view: RestoreDone = done_view(prepared, report, wish)
    facts = plain(view)
    del facts["exit"], facts["left_out"]
    lost = len(view.failed)
    error = None
    if lost:
        error = DamageError(
            f"{lost} of {lost + view.restored} files did not come back.",
            hint="Its answer says which and why. Bring other places within reach, and restore them again.",
        )
    return Result(
        bytes_read=report.bytes,
        warnings=tuple(f"{one.path}: {one.reason}" for one in view.failed[:MOST_WARNINGS]),
        corrupted=bool(lost),
        told=told(facts, view.exit),
        error=error,
    )
