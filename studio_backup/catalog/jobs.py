"""The table of jobs: what was done, and what goes on after the engine's death."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session, defer

from studio_backup.base.errors import NotFoundError, RefusedError
from studio_backup.catalog.database import Catalog
from studio_backup.catalog.models import JobModel
from studio_backup.domain.job import ENDED, Amount, Job, JobKind, JobState, Used


class JobTable:
    """Jobs by id. Each call is one durable transaction."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def add(self, job: Job) -> None:
        """RefusedError if its id is taken."""
        with self._catalog.writing() as session:
            if session.get(JobModel, job.id) is not None:
                raise RefusedError("There is a job with this id already.", hint="Start it again under another id.")
            session.add(_to_row(job))

    def put(self, job: Job) -> None:
        """The whole row as it is now, added if it is not there."""
        with self._catalog.writing() as session:
            session.merge(_to_row(job))

    def get(self, job_id: str) -> Job:
        """NotFoundError if there is none."""
        with self._catalog.reading() as session:
            return _to_job(_row(session, job_id))

    def unfinished(self) -> list[Job]:
        """All that have not ended, oldest first."""
        with self._catalog.reading() as session:
            wanted = select(JobModel).where(JobModel.state.not_in(sorted(ENDED)))
            return [_to_job(row) for row in session.scalars(wanted.order_by(JobModel.created_ns, JobModel.id))]

    def page(
        self,
        limit: int,
        before_id: str | None = None,
        kinds: Collection[JobKind] = (),
        states: Collection[JobState] = (),
    ) -> list[Job]:
        """Newest first, of these kinds and states (none named: of all); those after `before_id` in that order.

        What they `told` is left out, since it may be large. NotFoundError if `before_id` is none.
        """
        newest_first = (
            select(JobModel).options(defer(JobModel.told)).order_by(JobModel.created_ns.desc(), JobModel.id.desc())
        )
        wanted = newest_first.limit(max(limit, 0))
        if kinds:
            wanted = wanted.where(JobModel.kind.in_(sorted(kinds)))
        if states:
            wanted = wanted.where(JobModel.state.in_(sorted(states)))
        with self._catalog.reading() as session:
            if before_id is not None:
                before = _row(session, before_id)
                wanted = wanted.where(tuple_(JobModel.created_ns, JobModel.id) < (before.created_ns, before.id))
            return [_to_job(row, whole=False) for row in session.scalars(wanted)]

    def delete_older(self, before_ns: int) -> int:
        """Forget jobs which ended before that moment; how many."""
        with self._catalog.writing() as session:
            old = JobModel.state.in_(sorted(ENDED)) & (JobModel.ended_ns < before_ns)
            gone = session.scalars(delete(JobModel).where(old).returning(JobModel.id)).all()
            return len(gone)


def _row(session: Session, job_id: str) -> JobModel:
    row = session.get(JobModel, job_id)
    if row is None:
        raise NotFoundError("There is no such job.", hint="See `jobs` for the jobs there are.")
    return row


def _to_row(job: Job) -> JobModel:
    return JobModel(
        id=job.id,
        kind=job.kind,
        level=job.level,
        state=job.state,
        stage=job.stage,
        wedding=job.wedding,
        date=job.date,
        source=job.source,
        tier=job.tier,
        created_ns=job.created_ns,
        started_ns=job.started_ns,
        ended_ns=job.ended_ns,
        deadline_ns=job.deadline_ns,
        captured_ns=job.captured_ns,
        size=job.size,
        depth=job.check,
        sample=job.sample,
        needs=job.needs,
        paused=job.paused,
        waits_for=job.waits_for,
        attempts=job.attempts,
        retry_ns=job.retry_ns,
        error=job.error,
        hint=job.hint,
        warnings=job.warnings,
        points=job.points,
        asked=job.asked,
        told=job.told,
        if_changed=job.if_changed,
        estimated_s=job.estimated_s,
        **_amount_columns(job.amount),
        **_used_columns(job.used),
    )


def _amount_columns(amount: Amount) -> dict[str, int | str | None]:
    return {
        "done_files": amount.files,
        "done_bytes": amount.bytes,
        "total_files": amount.files_total,
        "total_bytes": amount.bytes_total,
        "item": amount.item,
    }


def _used_columns(used: Used) -> dict[str, float | int]:
    return {
        "cpu_s": used.cpu_s,
        "peak_bytes": used.peak_bytes,
        "bytes_read": used.bytes_read,
        "bytes_stored": used.bytes_stored,
        "bytes_sent": used.bytes_sent,
    }


def _to_job(row: JobModel, *, whole: bool = True) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        level=row.level,
        state=row.state,
        stage=row.stage,
        wedding=row.wedding,
        date=row.date,
        source=row.source,
        tier=row.tier,
        created_ns=row.created_ns,
        started_ns=row.started_ns,
        ended_ns=row.ended_ns,
        deadline_ns=row.deadline_ns,
        captured_ns=row.captured_ns,
        size=row.size,
        check=row.depth,
        sample=row.sample,
        needs=row.needs,
        paused=row.paused,
        waits_for=row.waits_for,
        attempts=row.attempts,
        retry_ns=row.retry_ns,
        error=row.error,
        hint=row.hint,
        warnings=row.warnings,
        points=row.points,
        asked=row.asked,
        told=row.told if whole else "",
        if_changed=row.if_changed,
        estimated_s=row.estimated_s,
        amount=Amount(row.done_files, row.done_bytes, row.total_files, row.total_bytes, row.item),
        used=Used(row.cpu_s, row.peak_bytes, row.bytes_read, row.bytes_stored, row.bytes_sent),
    )
