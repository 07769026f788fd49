"""What a client sends, in a body or a query: every request, shared by server and client.

A request with an unknown field is refused, and so is a value out of its limits: the limits stand in the OpenAPI.
"""

from __future__ import annotations

from datetime import date as calendar_date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from studio_backup.api.paths import is_path_text
from studio_backup.domain.job import JobKind, JobState, Level

WorkKind = Literal["backup", "replicate", "verify"]
Check = Literal["present", "read", "drill"]
Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Limit = Annotated[int, Meta(ge=1, le=500)]
Cursor = Annotated[str, Meta(max_length=200)]
Label = Annotated[str, Meta(max_length=200)]
Date = Annotated[str, Meta(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", max_length=10)]
PathText = Annotated[str, Meta(min_length=1, max_length=32_768)]
Patterns = Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=1_000)], ...], Meta(max_length=1_000)]
Settle = Annotated[float, Meta(ge=0, le=3_600)]
Sentence = Annotated[str, Meta(min_length=1, max_length=200)]
WishedLevel = Level | Literal[""]
"""A level set by hand; "": the policy's."""


class Request(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Root of what a client sends. Fields named `date` and `path` are looked at here, whichever request they are in."""

    def __post_init__(self) -> None:
        date, path = getattr(self, "date", ""), getattr(self, "path", "")
        if isinstance(date, str) and date:
            calendar_date.fromisoformat(date)
        if (isinstance(date, str) and "\n" in date) or (isinstance(path, str) and not is_path_text(path)):
            raise ValueError("a character which cannot stand here")


class NewSource(Request, frozen=True, kw_only=True):
    """A folder to protect. Without wedding and date its points wait to be assigned.

    `policy`: its id, "": the default.
    """

    path: PathText
    wedding: Label = ""
    date: Date = ""
    excludes: Patterns = ()
    settle_s: Settle = 10.0
    policy: Label = ""
    level: WishedLevel = ""


class SourcePatch(Request, frozen=True, kw_only=True):
    """What to change of a source; what is left out stays."""

    path: PathText | UnsetType = UNSET
    wedding: Label | UnsetType = UNSET
    date: Date | UnsetType = UNSET
    excludes: Patterns | UnsetType = UNSET
    settle_s: Settle | UnsetType = UNSET
    policy: Label | UnsetType = UNSET
    level: WishedLevel | UnsetType = UNSET


class PreviewRequest(Request, frozen=True, kw_only=True):
    """Which folder to look at, with which excludes."""

    path: PathText
    excludes: Patterns = ()


class NewJob(Request, frozen=True, kw_only=True):
    """Work to start. `source`: a source's id (backup); `tier`: a tier's name (replicate, verify; "": all).

    `level`: how urgent; `check`: how deep a verification goes.
    """

    kind: WorkKind
    source: Label = ""
    wedding: Label = ""
    date: Date = ""
    tier: Label = ""
    level: Level = "normal"
    check: Check = "read"


class UnlockRequest(Request, frozen=True, kw_only=True):
    """The passphrase. It is kept nowhere and shown nowhere."""

    passphrase: Annotated[str, Meta(min_length=1, max_length=4_096)]

    def __repr__(self) -> str:
        return "UnlockRequest(…)"


class PauseRequest(Request, frozen=True, kw_only=True):
    """Pause all work until then, or until it is resumed (None)."""

    until_ns: Count | None = None


class EmergencyRequest(Request, frozen=True, kw_only=True):
    """The wedding which goes before all else."""

    wedding: Annotated[str, Meta(min_length=1, max_length=200)]
    date: Date = ""


class AcknowledgeRequest(Request, frozen=True, kw_only=True):
    """Who has seen the alert."""

    by: Label = ""


class SnoozeRequest(Request, frozen=True, kw_only=True):
    """Say nothing of the alert until then."""

    until_ns: Count


class DecideRequest(Request, frozen=True, kw_only=True):
    """What a person says of an alert that asks, for example "I did that"."""

    decision: Sentence
    by: Label = ""


class PageQuery(Request, frozen=True, kw_only=True):
    """Which part of a list."""

    limit: Limit = 100
    after: Cursor = ""


class JobsQuery(PageQuery, frozen=True, kw_only=True):
    """Which jobs, newest first; nothing named means all."""

    kind: tuple[JobKind, ...] = ()
    state: tuple[JobState, ...] = ()


class AlertsQuery(PageQuery, frozen=True, kw_only=True):
    """Open alerts, or with `history` also those whose cause is gone."""

    history: bool = False


class PointsQuery(PageQuery, frozen=True, kw_only=True):
    """Whose points, newest first; "" for all."""

    wedding: Label = ""
    date: Date = ""


class SearchQuery(PageQuery, frozen=True, kw_only=True):
    """Part of a path, in which wedding ("" for all), as it was at a time (None: ever)."""

    text: Sentence
    wedding: Label = ""
    at_ns: Count | None = None


class AnalyticsQuery(Request, frozen=True, kw_only=True):
    """How many days back."""

    days: Annotated[int, Meta(ge=1, le=730)] = 30


class HelloQuery(Request, frozen=True, kw_only=True):
    """The client's nonce: 32 hex digits which nobody could foresee. `client`: a foreign client's name."""

    nonce: Annotated[str, Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
    client: Label = ""


class EventsQuery(Request, frozen=True, kw_only=True):
    """From which event on (None: from now), and of which life of the engine that number is ("" for the present one)."""

    after: Count | None = None
    life: Label = ""
