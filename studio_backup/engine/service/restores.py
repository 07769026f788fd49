"""Restores as the door sees them: the plan, the job, the history, and the way back."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import msgspec

from studio_backup.api.paths import to_wire
from studio_backup.api.requests import PageQuery
from studio_backup.api.restores import (
    NewRestore,
    PlanRestore,
    RestorePlanView,
    RestoreState,
    RestoreView,
    UndoDone,
    UndoPlanView,
)
from studio_backup.api.wire import JobView, Page
from studio_backup.base.control import CancelToken, NoProgress
from studio_backup.base.errors import NotFoundError, UsageError
from studio_backup.base.names import display
from studio_backup.base.plain import plain
from studio_backup.domain.job import Job
from studio_backup.engine.jobs.restore import Wish, choose, prepare
from studio_backup.engine.jobs.restore_plan import plan_view
from studio_backup.engine.restore.history import PastRestore, RestoreHistory
from studio_backup.engine.restore.journal import find_journal
from studio_backup.engine.restore.undo import undo
from studio_backup.engine.restore.undo_plan import plan_undo
from studio_backup.engine.service.disks import restore_speeds
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.restoring import wish_of
from studio_backup.engine.service.views import job_view
from studio_backup.engine.unlock import Locked

_MOST_JOBS: Final = 200
_SPEED_DAYS: Final = 180
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_EDITED: Final = 200
Folder = Callable[[], str]
"""Tells where a folder is, as the platform has it now."""


class _AskedTo(msgspec.Struct):
    """The part of what a restore was asked that is needed here."""

    to: str = ""


class Restores:
    """One method a verb of the area. `folder`: below which a restore goes where nobody names a place."""

    def __init__(self, engine: Engine, folder: Folder) -> None:
        self._engine, self._parts, self._folder = engine, engine.parts, folder
        self._history = RestoreHistory(engine.parts.home.folder("restores"))

    def plan(self, request: PlanRestore) -> RestorePlanView:
        """What would be done; nothing is written."""
        wish = self._wish(request)
        speeds = restore_speeds(self._parts.measured, _SPEED_DAYS)
        with self._parts.vault.studio() as studio:
            if not wish.to:
                chosen = choose(studio, wish)
                wish = replace(wish, to=self._new_folder(chosen.wedding))
            prepared = prepare(studio, wish, ask=None, progress=NoProgress(), cancel=CancelToken())
            return plan_view(prepared, wish, speeds, request.most)

    def run(self, request: NewRestore) -> JobView:
        """Queue it, pinned to the points which are chosen now."""
        wish = self._wish(request)
        with self._parts.vault.studio() as studio:
            chosen = choose(studio, wish)
        if not wish.to:
            wish = replace(wish, to=self._new_folder(chosen.wedding))
        pinned = tuple(point.id for point in chosen.selection.points)
        asked = msgspec.structs.asdict(request) | {"to": to_wire(wish.to), "pinned": pinned}
        job = self._new(Job(id="", kind="restore", wedding=chosen.wedding, date=chosen.date, tier=request.tier), asked)
        return job_view(self._engine.runner.submit(job))

    def list(self, query: PageQuery) -> Page[RestoreView]:
        """All restores this home knows, newest first; those which wait before them."""
        return page(self._all(), query, lambda one: one.id or one.job, lambda one: one)

    def get(self, restore_id: str) -> RestoreView:
        """One restore, by its id or its job's."""
        for one in self._all():
            if restore_id in (one.id, one.job):
                return one
        raise NotFoundError("There is no such restore.", hint="List them.")

    def plan_undo(self, restore_id: str) -> UndoPlanView:
        """What an undo would do; nothing is changed."""
        found = plan_undo(restore_id, restores=self._restores, cancel=CancelToken())
        return UndoPlanView(
            id=found.id,
            to=to_wire(found.to),
            remove=found.remove,
            put_back=found.put_back,
            gone=found.gone,
            kept_bytes=found.kept_bytes,
            edited=tuple(map(display, found.edited[:_EDITED])),
            edited_count=len(found.edited),
        )

    def undo(self, restore_id: str) -> JobView:
        """Queue taking it back."""
        begun = find_journal(self._restores, restore_id).begun
        asked = {"restore": begun.id}
        job = self._new(Job(id="", kind="undo", wedding=begun.wedding, date=begun.date), asked)
        return job_view(self._engine.runner.submit(job))

    def forget(self, restore_id: str) -> UndoDone:
        """Keep all as it is now, and drop what was kept for undo."""
        done = undo(
            restore_id,
            restores=self._restores,
            forget=True,
            clock=self._parts.clock,
            progress=NoProgress(),
            cancel=CancelToken(),
        )
        return msgspec.convert(plain(done), UndoDone)

    @property
    def _restores(self) -> str:
        return self._parts.home.folder("restores")

    def _wish(self, request: NewRestore) -> Wish:
        self._parts.vault.check_joined()
        if not self._parts.vault.unlocked:
            raise Locked("The engine is locked, and does nothing.", hint="Open it: studio-backup engine unlock.")
        if sum(map(bool, (request.picks, request.point, request.wedding))) != 1:
            raise UsageError("Restore what?", hint="Name files of points, or a point, or a wedding.")
        if not request.wedding and (request.at_ns is not None or request.date or request.source):
            raise UsageError("A moment, date or source belongs to a wedding.", hint="A point is one moment already.")
        if request.picks and request.files:
            raise UsageError("Either patterns or picked files.", hint="Leave one of them out.")
        wish = wish_of(request)
        if wish.to and not os.path.isabs(wish.to):
            raise UsageError(f"{display(wish.to)} is no absolute path.", hint="Name the folder from the root on.")
        return wish

    def _new(self, job: Job, asked: object) -> Job:
        return replace(
            job,
            id=secrets.token_hex(8),
            level="high",
            created_ns=self._parts.clock.now_ns(),
            asked=msgspec.json.encode(asked).decode(),
        )

    def _new_folder(self, wedding: str) -> str:
        """A folder that is not there yet, named after what comes back and when."""
        now = datetime.fromtimestamp(self._parts.clock.now_ns() / 1e9, UTC).astimezone()
        name = _FORBIDDEN.sub("-", wedding or "Restored").strip(". ")[:80] or "Restored"
        path = wanted = os.path.join(self._folder(), f"{name}, restored {now:%Y-%m-%d %H.%M}")
        number = 2
        while os.path.lexists(path):
            path = f"{wanted} ({number})"
            number += 1
        return path

    def _all(self) -> tuple[RestoreView, ...]:
        jobs = {job.id: job for job in self._jobs()}
        past = [_view(one, jobs.pop(one.begun.job, None)) for one in self._history.all()]
        return (*map(_unbegun, jobs.values()), *past)

    def _jobs(self) -> Iterable[Job]:
        """Jobs of this kind, newest first, as they are this moment."""
        found = self._parts.jobs.page(_MOST_JOBS, kinds=["restore"])
        return (self._engine.runner.get(job.id) or job for job in found)


def _view(one: PastRestore, job: Job | None) -> RestoreView:
    begun = one.begun
    state: RestoreState = one.standing
    if state == "stopped" and job is not None:
        state = "waiting" if not job.ended else "cancelled" if job.state == "cancelled" else "stopped"
    return RestoreView(
        id=begun.id,
        job=job.id if job else "",
        state=state,
        to=to_wire(begun.to),
        wedding=begun.wedding,
        date=begun.date,
        files=begun.files,
        bytes=begun.bytes,
        failed=one.failed,
        started_ns=begun.started_ns,
        undo_until_ns=one.undo_until_ns,
        kept_bytes=one.kept_bytes,
    )


def _unbegun(job: Job) -> RestoreView:
    """A job that has made no journal: it waits, plans, or came to nothing."""
    state: RestoreState = "failed" if job.ended else "working" if job.state == "in progress" else "waiting"
    asked = msgspec.json.decode(job.asked, type=_AskedTo) if job.asked else _AskedTo()
    return RestoreView(
        id="",
        job=job.id,
        state="cancelled" if job.state == "cancelled" else state,
        to=asked.to,
        wedding=job.wedding,
        date=job.date,
        started_ns=job.started_ns or job.created_ns,
    )
