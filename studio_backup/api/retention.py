"""Retention over the wire: what would go, when, and why. Nothing is deleted by asking."""

from __future__ import annotations

from studio_backup.api.requests import Count, Date, Label, PageQuery, Request
from studio_backup.api.wire import Answer
from studio_backup.domain.retention import Rule

NOTHING_GOES = (
    "This is only a plan: Studio Backup does not delete recovery points by age yet, so every point named here is still"
    " there."
)
"""What every plan says first."""


class KeptForView(Answer, frozen=True, kw_only=True):
    """How many points stay for one reason. `text`: the reason in a sentence, as of one of them."""

    rule: Rule
    points: int
    text: str


class WeddingRetentionView(Answer, frozen=True, kw_only=True):
    """One wedding ("unassigned" for what belongs to none). Points have several reasons.

    `would_go`: how many points would go at that moment. `next_ns`: when the next would go if nothing else changes, and
    `next_points` how many then; 0 if none goes by the clock alone. `why`: what keeps all of it, or how it stands, in
    sentences.
    """

    wedding: str
    date: str
    points: int
    would_go: int
    next_ns: int = 0
    next_points: int = 0
    why: tuple[str, ...] = ()
    kept_for: tuple[KeptForView, ...] = ()


class RetentionPlanView(Answer, frozen=True, kw_only=True):
    """The plan for a moment. `told`: what it means, in a sentence."""

    at_ns: int
    told: str
    points: int = 0
    would_go: int = 0
    weddings: tuple[WeddingRetentionView, ...] = ()


class ReasonView(Answer, frozen=True, kw_only=True):
    """Why a point stays or would go. `until_ns`: when the reason ends by the clock, 0: not by the clock."""

    rule: Rule
    text: str
    until_ns: int = 0


class PointRetentionView(Answer, frozen=True, kw_only=True):
    """One recovery point. `goes_ns`: when it would go if nothing else changes; 0 if it would go now, or not by the
    clock alone."""

    id: str
    wedding: str
    date: str
    source: str
    device: str
    started_ns: int
    partial: bool
    keep: bool
    reasons: tuple[ReasonView, ...]
    goes_ns: int = 0


class RetentionQuery(Request, frozen=True, kw_only=True):
    """Of which wedding ("" for all), and when (None: now). For a past moment only points which were there then."""

    wedding: Label = ""
    date: Date = ""
    at_ns: Count | None = None


class RetentionPointsQuery(PageQuery, frozen=True, kw_only=True):
    """As `RetentionQuery`. `going`: only points which would go."""

    wedding: Label = ""
    date: Date = ""
    at_ns: Count | None = None
    going: bool = False
