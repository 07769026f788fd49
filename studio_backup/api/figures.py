"""Figures: what was done, what it came to, and what a backup to come will take."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from studio_backup.api.requests import Label, Request
from studio_backup.api.wire import Answer
from studio_backup.domain.file_kinds import FileKind
from studio_backup.domain.job import JobKind


class EstimateRequest(Request, frozen=True, kw_only=True):
    """Of what: a source by its id (told from history), or a folder, which is looked through."""

    source: Label = ""
    path: Annotated[str, Meta(max_length=32_768)] = ""
    excludes: Annotated[tuple[str, ...], Meta(max_length=1_000)] = ()


class EstimateView(Answer, frozen=True, kw_only=True):
    """A backup to come. `files`, `bytes`: all of it; `files_new`, `bytes_new`: to be read; `bytes_stored`: by which the
    vault grows. `runs`: how many earlier ones it was told from; `off_percent`: by how much earlier estimates missed, in
    the middle, None while there were none. `how`: by what it was told.
    """

    files: int
    bytes: int
    files_new: int
    bytes_new: int
    bytes_stored: int
    minutes: float
    runs: int
    off_percent: float | None
    how: Literal["history", "walk"]


class DayView(Answer, frozen=True, kw_only=True):
    """What was done on one day (YYYY-MM-DD, UTC), at one tier ("": the local vault)."""

    day: str
    tier: str = ""
    jobs: int = 0
    failed: int = 0
    files: int = 0
    bytes_read: int = 0
    bytes_stored: int = 0
    bytes_sent: int = 0
    seconds: float = 0.0


class ForecastView(Answer, frozen=True, kw_only=True):
    """When a place will be full. `full_in_days`: None where it does not grow, or too little is known."""

    place: str
    used_bytes: int
    free_bytes: int
    full_in_days: float | None = None


class KindView(Answer, frozen=True, kw_only=True):
    """What was stored of one kind of files, in bytes: read because new or changed, of that not known to the vault yet,
    and what this took there. `dedup`: read to new; `compression`: new to stored; 0 where nothing was.
    """

    kind: FileKind
    files: int = 0
    bytes_read: int = 0
    bytes_new: int = 0
    bytes_stored: int = 0
    dedup: float = 0.0
    compression: float = 0.0


class WorkView(Answer, frozen=True, kw_only=True):
    """How the jobs of one kind ended. `seconds`: of a completed one in the middle, and of the slowest.

    `success_percent`: of those that ended by themselves, None where none did.
    """

    kind: JobKind
    completed: int = 0
    failed: int = 0
    success_percent: float | None = None
    seconds: float = 0.0
    slowest_seconds: float = 0.0


class GrowthView(Answer, frozen=True, kw_only=True):
    """By how many bytes a place grew in these days; tier "": the local vault."""

    tier: str = ""
    bytes: int = 0


class AnalyticsView(Answer, frozen=True, kw_only=True):
    """Days in order, forecasts by place, and how much smaller storing made what was read.

    `estimates_off_percent`: by how much estimates of minutes missed, in the mean; None while none was compared.
    """

    days: tuple[DayView, ...] = ()
    forecasts: tuple[ForecastView, ...] = ()
    ratio: float = 0.0
    restore_bytes_per_s: float = 0.0
    kinds: tuple[KindView, ...] = ()
    work: tuple[WorkView, ...] = ()
    growth: tuple[GrowthView, ...] = ()
    estimates_off_percent: float | None = None
