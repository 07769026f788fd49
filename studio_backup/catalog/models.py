"""The tables. A table's history is in `migrations/versions`; a test compares both."""

from __future__ import annotations

from typing import Final, get_args

from sqlalchemy import Float, ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from studio_backup.catalog.columns import AnyText, Texts, Whole, Word
from studio_backup.domain.alert import AlertKind, Severity
from studio_backup.domain.calendar import CalendarKind
from studio_backup.domain.job import Check, JobKind, JobState, Level, Stage
from studio_backup.domain.policy import Template

APPLICATION_ID: Final = 0x53424361
"""Stands in the header of the file: "SBCa"."""

HEAD: Final = "0006"
"""The newest revision; known here so that a start needs no migration library."""


class Base(DeclarativeBase):
    """Root of the tables. Times in ns UTC, 0 for "not yet"; sizes in bytes."""

    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy's own name for it, read once
        str: AnyText(),
        int: Whole(),
        float: Float(),
        tuple[str, ...]: Texts(),
    }


class SourceModel(Base):
    """A folder a person wants protected: `domain.source.WatchedSource`."""

    __tablename__ = "source"
    id: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    wedding: Mapped[str]
    date: Mapped[str]
    excludes: Mapped[tuple[str, ...]]
    settle_s: Mapped[float]
    level: Mapped[Level] = mapped_column(Word(*get_args(Level)))
    added_ns: Mapped[int]
    version: Mapped[int]
    policy: Mapped[str]
    level_of_policy: Mapped[bool]


class PolicyModel(Base):
    """What a person decided for some sources: `domain.policy.Policy`. `schedule`, `retention`: JSON of their structs.

    The default policy has a row only once a person edited it.
    """

    __tablename__ = "policy"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    template: Mapped[Template] = mapped_column(Word(*get_args(Template)))
    schedule: Mapped[str]
    retention: Mapped[str]
    tiers: Mapped[tuple[str, ...]]
    copies: Mapped[int]
    media: Mapped[int]
    places: Mapped[int]
    level: Mapped[Level] = mapped_column(Word(*get_args(Level)))
    added_ns: Mapped[int]
    version: Mapped[int]


class JobModel(Base):
    """A run of work: `domain.job.Job`, its amount and what it used flattened."""

    __tablename__ = "job"
    __table_args__ = (Index("job_by_age", "created_ns", "id"), Index("job_by_state", "state"))
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[JobKind] = mapped_column(Word(*get_args(JobKind)))
    level: Mapped[Level] = mapped_column(Word(*get_args(Level)))
    state: Mapped[JobState] = mapped_column(Word(*get_args(JobState)))
    stage: Mapped[Stage] = mapped_column(Word(*get_args(Stage)))
    wedding: Mapped[str]
    date: Mapped[str]
    source: Mapped[str]
    tier: Mapped[str]
    created_ns: Mapped[int]
    started_ns: Mapped[int]
    ended_ns: Mapped[int]
    deadline_ns: Mapped[int]
    captured_ns: Mapped[int]
    size: Mapped[int]
    needs: Mapped[tuple[str, ...]]
    paused: Mapped[bool]
    waits_for: Mapped[str]
    attempts: Mapped[int]
    retry_ns: Mapped[int]
    error: Mapped[str]
    hint: Mapped[str]
    warnings: Mapped[tuple[str, ...]]
    points: Mapped[tuple[str, ...]]
    done_files: Mapped[int]
    done_bytes: Mapped[int]
    total_files: Mapped[int | None]
    total_bytes: Mapped[int | None]
    item: Mapped[str]
    cpu_s: Mapped[float]
    peak_bytes: Mapped[int]
    bytes_read: Mapped[int]
    bytes_stored: Mapped[int]
    bytes_sent: Mapped[int]
    depth: Mapped[Check] = mapped_column(Word(*get_args(Check)))
    sample: Mapped[float]
    asked: Mapped[str]
    told: Mapped[str]
    if_changed: Mapped[bool]
    estimated_s: Mapped[float]


class AlertModel(Base):
    """One time that a cause was there: `domain.alert.Alert`. A cause which comes back is a second row."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("alert_open", "id", unique=True, sqlite_where=text("cleared_ns = 0")),
        Index("alert_by_age", "cleared_ns"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    since_ns: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AlertKind] = mapped_column(Word(*get_args(AlertKind)))
    severity: Mapped[Severity] = mapped_column(Word(*get_args(Severity)))
    cause: Mapped[str]
    message: Mapped[str]
    mend: Mapped[str]
    cleared_ns: Mapped[int]
    acknowledged_ns: Mapped[int]
    acknowledged_by: Mapped[str]
    snoozed_until_ns: Mapped[int]
    decision: Mapped[str]


class SettingModel(Base):
    """What a person typed that has no table of its own, by name."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class TokenModel(Base):
    """A foreign client that may come in: `catalog.tokens.TokenRow`. Never the token itself."""

    __tablename__ = "token"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    digest: Mapped[str]
    added_ns: Mapped[int]


class AnsweredModel(Base):
    """The answer to a request that bore an Idempotency-Key: `catalog.answered.Kept`."""

    __tablename__ = "answered"
    __table_args__ = (Index("answered_by_age", "at_ns"),)
    key: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]
    status: Mapped[int]
    answer: Mapped[bytes] = mapped_column(LargeBinary())
    headers: Mapped[tuple[str, ...]]
    at_ns: Mapped[int]


class VerificationModel(Base):
    """One verification of one place: `domain.verification.Verification`."""

    __tablename__ = "verification"
    __table_args__ = (Index("verification_by_age", "ended_ns", "id"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    job: Mapped[str]
    level: Mapped[Check] = mapped_column(Word(*get_args(Check)))
    place: Mapped[str]
    wedding: Mapped[str]
    date: Mapped[str]
    begun_ns: Mapped[int]
    ended_ns: Mapped[int]
    sample: Mapped[float]
    objects: Mapped[int]
    read: Mapped[int]
    bytes_read: Mapped[int]
    coverage: Mapped[float]
    how: Mapped[str]
    damaged: Mapped[int]
    healed: Mapped[int]
    files: Mapped[int]
    bytes: Mapped[int]
    seconds: Mapped[float]
    failed: Mapped[int]


class WeddingModel(Base):
    """A wedding the studio knows: `domain.wedding_record.WeddingRecord`. `typed`: JSON of its struct."""

    __tablename__ = "wedding"
    __table_args__ = (Index("wedding_by_date", "date", "id"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    date: Mapped[str]
    zone: Mapped[str]
    made: Mapped[str]
    typed: Mapped[str]
    added_ns: Mapped[int]
    version: Mapped[int]


class WeddingEventModel(Base):
    """What one calendar says of one wedding: `domain.wedding_record.Said`. `says`: JSON of its event."""

    __tablename__ = "wedding_event"
    __table_args__ = (Index("wedding_event_of", "wedding"),)
    calendar: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)
    wedding: Mapped[str]
    says: Mapped[str]
    decision: Mapped[str]
    gone_ns: Mapped[int]


class CalendarModel(Base):
    """A calendar the studio follows: `domain.calendar.Calendar`. `rules`, `chosen`: JSON of their structs."""

    __tablename__ = "calendar"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[CalendarKind] = mapped_column(Word(*get_args(CalendarKind)))
    path: Mapped[str]
    shown: Mapped[str]
    zone: Mapped[str]
    rules: Mapped[str]
    chosen: Mapped[str]
    added_ns: Mapped[int]
    version: Mapped[int]


class CalendarPollModel(Base):
    """How the polls of a calendar went: `domain.calendar.Poll`."""

    __tablename__ = "calendar_poll"
    calendar: Mapped[str] = mapped_column(primary_key=True)
    etag: Mapped[str]
    modified: Mapped[str]
    digest: Mapped[str]
    read_ns: Mapped[int]
    polled_ns: Mapped[int]
    good_ns: Mapped[int]
    next_ns: Mapped[int]
    failures: Mapped[int]
    trouble: Mapped[str]
    hint: Mapped[str]
    skipped: Mapped[tuple[str, ...]]


class CalendarEventModel(Base):
    """An event of a calendar's last good poll: `domain.calendar.KeptEvent`."""

    __tablename__ = "calendar_event"
    calendar: Mapped[str] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(primary_key=True)
    says: Mapped[str]
    wedding: Mapped[bool]


class PointModel(Base):
    """A recovery point as the vault's snapshot tells it."""

    __tablename__ = "point"
    __table_args__ = (Index("point_by_wedding", "wedding"), Index("point_by_age", "started_ns", "number", "id"))
    id: Mapped[str] = mapped_column(primary_key=True)
    collection: Mapped[str]
    wedding: Mapped[str]
    date: Mapped[str]
    source: Mapped[str]
    device: Mapped[str]
    number: Mapped[int]
    started_ns: Mapped[int]
    ended_ns: Mapped[int]
    partial: Mapped[bool]
    files: Mapped[int]
    bytes: Mapped[int]
    flagged: Mapped[int]
    unreadable: Mapped[int]
    unreadable_example: Mapped[str]


class PointContentModel(Base):
    """What a point holds by class: JSON of `domain.point_content.PointContent`, "" while not known.

    `appeared_ns`: when the oldest byte that was new in it appeared in its source.
    """

    __tablename__ = "point_content"
    point_id: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]
    appeared_ns: Mapped[int]


class MeasurementModel(Base):
    """What was measured in one hour or one day of a series: never more rows than hours."""

    __tablename__ = "measurement"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # SQLAlchemy's own name for it, read once
    series: Mapped[str] = mapped_column(primary_key=True)
    labels: Mapped[str] = mapped_column(Text(), primary_key=True)
    start_ns: Mapped[int] = mapped_column(primary_key=True)
    span_ns: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
    total: Mapped[float]
    least: Mapped[float]
    most: Mapped[float]
    last: Mapped[float]
    last_ns: Mapped[int]


class FileRootModel(Base):
    """One source of one device in one collection: its points follow one another. `next_path` is never reused."""

    __tablename__ = "file_root"
    __table_args__ = (Index("file_root_of", "collection", "device", "source", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    collection: Mapped[str]
    device: Mapped[str]
    source: Mapped[str]
    next_path: Mapped[int]


class FilePointModel(Base):
    """A point whose files can be searched. `position`: its place on the root's time line, its start in ns UTC."""

    __tablename__ = "file_point"
    __table_args__ = (Index("file_point_on", "root_id", "position", unique=True),)
    point_id: Mapped[str] = mapped_column(ForeignKey("point.id"), primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("file_root.id"))
    position: Mapped[int]


class FilePathModel(Base):
    """A path of a root; all ids of one root lie in one range. Its text is in the full-text table `file_text`."""

    __tablename__ = "file_path"
    __table_args__ = (
        Index("file_path_of", "root_id", "path", unique=True),
        Index("file_path_initials", "initials", "id"),
        Index("file_path_initial", text("substr(initials, 1, 1)"), "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("file_root.id"))
    path: Mapped[str]
    initials: Mapped[str] = mapped_column(Text())


class FileEntryModel(Base):
    """What a path was from the point at `first_ns` on, up to but without the point at `gone_ns` (`presence.STILL`)."""

    __tablename__ = "file_entry"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # SQLAlchemy's own name for it, read once
    path_id: Mapped[int] = mapped_column(ForeignKey("file_path.id"), primary_key=True)
    first_ns: Mapped[int] = mapped_column(primary_key=True)
    gone_ns: Mapped[int]
    size: Mapped[int]
    mtime_ns: Mapped[int]
    digest: Mapped[str]
