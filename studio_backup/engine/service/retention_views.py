"""Verdicts of retention as the door shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from typing import Final

from studio_backup.api.paths import to_wire
from studio_backup.api.retention import (
    NOTHING_GOES,
    KeptForView,
    PointRetentionView,
    ReasonView,
    RetentionPlanView,
    WeddingRetentionView,
)
from studio_backup.catalog.points import PointRow
from studio_backup.domain.retention import Reason, Rule, Verdict, day_of
from studio_backup.domain.retention_words import reason_text

_OF_THE_WHOLE: Final[tuple[Rule, ...]] = (
    "hold",
    "undelivered",
    "unassigned",
    "legal",
    "paused",
    "missing files not known",
)
"""Rules that keep every point of a folder, the first the most telling one."""


def plan_view(at_ns: int, weddings: Sequence[WeddingRetentionView]) -> RetentionPlanView:
    """The whole plan."""
    return RetentionPlanView(
        at_ns=at_ns,
        told=NOTHING_GOES,
        points=sum(one.points for one in weddings),
        would_go=sum(one.would_go for one in weddings),
        weddings=tuple(weddings),
    )


def wedding_view(row: PointRow, verdicts: Sequence[Verdict], zone: tzinfo) -> WeddingRetentionView:
    """One wedding. `row`: any point of it."""
    going = [one.goes_ns for one in verdicts if one.goes_ns]
    next_ns = min(going, default=0)
    kept = _kept_for(verdicts, zone)
    would_go = sum(not one.keep for one in verdicts)
    return WeddingRetentionView(
        wedding=row.wedding,
        date=row.date,
        points=len(verdicts),
        would_go=would_go,
        next_ns=next_ns,
        next_points=going.count(next_ns),
        why=tuple(_why(kept, would_go, next_ns, zone)),
        kept_for=kept,
    )


def point_view(row: PointRow, verdict: Verdict, zone: tzinfo) -> PointRetentionView:
    """One point with all its reasons."""
    return PointRetentionView(
        id=row.id,
        wedding=row.wedding,
        date=row.date,
        source=to_wire(row.source),
        device=row.device,
        started_ns=row.started_ns,
        partial=row.partial,
        keep=verdict.keep,
        reasons=tuple(
            ReasonView(rule=one.rule, text=reason_text(one, zone), until_ns=one.until_ns) for one in verdict.reasons
        ),
        goes_ns=verdict.goes_ns,
    )


def _kept_for(verdicts: Sequence[Verdict], zone: tzinfo) -> tuple[KeptForView, ...]:
    """By rule, the most points first; told of the reason which lasts longest."""
    longest: dict[Rule, Reason] = {}
    counts: dict[Rule, int] = {}
    for reason in (reason for one in verdicts if one.keep for reason in one.reasons):
        counts[reason.rule] = counts.get(reason.rule, 0) + 1
        before = longest.get(reason.rule)
        if before is None or (not reason.until_ns, reason.until_ns) > (not before.until_ns, before.until_ns):
            longest[reason.rule] = reason
    ordered = sorted(counts, key=lambda rule: (-counts[rule], rule))
    return tuple(KeptForView(rule=rule, points=counts[rule], text=reason_text(longest[rule], zone)) for rule in ordered)


def _why(kept: Sequence[KeptForView], would_go: int, next_ns: int, zone: tzinfo) -> Iterator[str]:
    texts = {one.rule: one.text for one in kept}
    yield from (texts[rule] for rule in _OF_THE_WHOLE if rule in texts)
    if would_go:
        yield "Those that would go are older than their policy keeps them, and newer ones stand for them."
    if next_ns:
        yield f"The next would go on {day_of(next_ns, zone).isoformat()}, if nothing else changes."
    elif not would_go and not any(rule in texts for rule in _OF_THE_WHOLE):
        yield "Nothing goes by the clock alone: only newest points are left."
