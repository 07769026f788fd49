"""Weddings over the wire: what the engine answers, and what a client sends."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import UNSET, Meta, UnsetType

from studio_backup.api.requests import Count, Date, Label, PageQuery, Request
from studio_backup.api.wire import Answer, CopyView, Editable
from studio_backup.domain.job import Level
from studio_backup.domain.protection import Demand, Reason
from studio_backup.domain.wedding import Expected, Spot, State

Moment = Annotated[str, Meta(max_length=40)]
"""ISO 8601 without an offset, in the wedding's zone: "2026-06-20T13:00"."""
Zone = Annotated[str, Meta(max_length=64)]
Text = Annotated[str, Meta(max_length=10_000)]
Guests = Annotated[int, Meta(ge=0, le=100_000)]
People = Annotated[tuple[Label, ...], Meta(max_length=50)]


class ProtectionView(Answer, frozen=True, kw_only=True):
    """What papers or media of a wedding need: see `domain.protection.Protection`."""

    level: Level
    reasons: tuple[Reason, ...] = ()
    copies: Demand
    have: Demand
    shortfall: str = ""
    saturday_window: bool = False
    looked_every_s: int = 0
    offsite_within_s: int = 0
    read_within_s: int = 0
    until_ns: int = 0


class PriorityView(Answer, frozen=True, kw_only=True):
    """Why a wedding is as urgent as it is, at `at_ns`: null for what it has none of."""

    wedding: str
    date: str
    at_ns: int
    papers: ProtectionView | None = None
    media: ProtectionView | None = None


class ObjectivesView(Answer, frozen=True, kw_only=True):
    """How much could be lost, and how long it would take to get back; seconds, None while nothing was measured.

    `rpo_s`: now minus when the oldest byte appeared that lacks two media, `rpo_offsite_s`: that is not off-site; 0 if
    there is none. `rpo_allowed_s`, `rpo_offsite_allowed_s`: by its level. `waiting_files`: that lack a demanded copy.
    `rto_s`: measured in a restore or drill of it, or (`rto_measured` false) at the speed measured at its fastest place.
    """

    rpo_s: int = 0
    rpo_offsite_s: int = 0
    rpo_allowed_s: int = 0
    rpo_offsite_allowed_s: int = 0
    waiting_files: int = 0
    waiting_since_ns: int = 0
    rto_s: float | None = None
    rto_measured: bool = False
    rto_from: str = ""
    rto_at_ns: int = 0


class CalendarSays(Answer, frozen=True, kw_only=True):
    """What the calendar says of a field in which a person typed something else."""

    field: str
    says: str


class BookingView(Editable, frozen=True, kw_only=True):
    """A wedding as the studio knows it, and how it stands: see `domain.wedding.BookedWedding`.

    `level`: the higher one of papers and media; `sentence`: why, and until when. `from_calendar`: what the calendar
    says where a person typed something else. `copies`: as in the engine's status. `photos`, `videos`, `papers`:
    files of the newest points. `newest_photo_ns`: newest capture. `at_risk`: it lacks what it demands, `risk` says
    what.
    """

    editable: ClassVar[tuple[str, ...]] = (
        "couple",
        "venue",
        "zone",
        "start",
        "end",
        "guests",
        "photographers",
        "expected",
        "contract",
        "due",
        "delivered",
        "cancelled",
        "notes",
    )
    id: str
    name: str
    date: str
    state: State
    start: str
    end: str
    start_ns: int
    end_ns: int
    zone: str
    all_day: bool = False
    couple: str = ""
    venue: str = ""
    spot: Spot | None = None
    guests: int | None = None
    photographers: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    contract: str = ""
    due: str = ""
    delivered: str = ""
    cancelled: bool = False
    emergency: bool = False
    cards_released_ns: int = 0
    nothing_to_come: bool = False
    hold: str = ""
    notes: str = ""
    calendar: str = ""
    undecided: str = ""
    from_calendar: tuple[CalendarSays, ...] = ()
    level: Level = "normal"
    sentence: str = ""
    at_risk: bool = False
    risk: str = ""
    papers_protection: ProtectionView | None = None
    media_protection: ProtectionView | None = None
    objectives: ObjectivesView = ObjectivesView()
    copies: tuple[CopyView, ...] = ()
    sources: tuple[str, ...] = ()
    points: int = 0
    newest_point: str = ""
    newest_point_ns: int = 0
    photos: int = 0
    videos: int = 0
    papers: int = 0
    bytes: int = 0
    newest_photo_ns: int = 0


class WeddingsQuery(PageQuery, frozen=True, kw_only=True):
    """Which weddings: at risk first, then by date. `text`: part of name, couple or venue. `limit` up to 500."""

    text: Label = ""
    only: Literal["", "at risk", "coming", "undelivered", "delivered", "cancelled"] = ""
    month: Annotated[str, Meta(pattern=r"^([0-9]{4}-[0-9]{2})?$", max_length=7)] = ""


class NewWedding(Request, frozen=True, kw_only=True):
    """A wedding typed in. `start`, `end`: in `zone` ("": the studio's), a day alone for the whole day."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    start: Moment
    end: Moment = ""
    zone: Zone = ""
    couple: Label = ""
    venue: Label = ""
    spot: Spot | None = None
    guests: Guests | None = None
    photographers: People = ()
    expected: Annotated[tuple[Expected, ...], Meta(max_length=50)] = ()
    contract: Label = ""
    due: Date = ""
    notes: Text = ""


class WeddingPatch(Request, frozen=True, kw_only=True):
    """What to change; what is left out stays, and what was never typed goes on following the calendar."""

    start: Moment | UnsetType = UNSET
    end: Moment | UnsetType = UNSET
    zone: Zone | UnsetType = UNSET
    couple: Label | UnsetType = UNSET
    venue: Label | UnsetType = UNSET
    spot: Spot | UnsetType | None = UNSET
    guests: Guests | UnsetType | None = UNSET
    photographers: People | UnsetType = UNSET
    expected: Annotated[tuple[Expected, ...], Meta(max_length=50)] | UnsetType = UNSET
    contract: Label | UnsetType = UNSET
    due: Date | UnsetType = UNSET
    delivered: Date | UnsetType = UNSET
    cancelled: bool | UnsetType = UNSET
    nothing_to_come: bool | UnsetType = UNSET
    notes: Text | UnsetType = UNSET


class HoldRequest(Request, frozen=True, kw_only=True):
    """Why nothing of it may be removed; "" ends the hold."""

    reason: Label = ""


class ReleaseCards(Request, frozen=True, kw_only=True):
    """Its cards may be formatted: refused while its media is not on all demanded copies and read back, unless `anyway`
    (then it says what is missing, and the media stays critical)."""

    anyway: bool = False


class PriorityQuery(Request, frozen=True, kw_only=True):
    """Of which wedding, and when (None: now): replica states as they are now, the calendar as of then."""

    wedding: Label
    date: Date = ""
    at_ns: Count | None = None


class DecideWedding(Request, frozen=True, kw_only=True):
    """What a person says of a wedding its calendar shows no more: it takes place all the same, or was cancelled."""

    decision: Literal["keep", "cancelled"]
