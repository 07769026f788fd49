"""What retention would do, as `--json` shows it, and a person's words for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studio_backup.api.paths import from_wire
from studio_backup.api.retention import PointRetentionView, RetentionPlanView, WeddingRetentionView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.shown import when
from studio_backup.domain.collection import UNASSIGNED


@dataclass(frozen=True)
class ShownKeptFor:
    """How many points stay for one reason."""

    rule: str
    points: int
    text: str


@dataclass(frozen=True)
class ShownWedding:
    """One wedding; `next`: when the next would go if nothing else changes, and `next_points` how many then."""

    wedding: str
    date: str
    points: int
    would_go: int
    next: str | None
    next_points: int
    why: tuple[str, ...]
    kept_for: tuple[ShownKeptFor, ...]


@dataclass(frozen=True)
class ShownReason:
    """Why a point stays or would go; `until`: when that ends by the clock."""

    rule: str
    text: str
    until: str | None


@dataclass(frozen=True)
class ShownPoint:
    """One point; `goes`: when it would go if nothing else changes."""

    id: str
    wedding: str
    date: str
    source: str
    device: str
    started: str | None
    partial: bool
    keep: bool
    reasons: tuple[ShownReason, ...]
    goes: str | None


@dataclass(frozen=True)
class ShownPlan:
    """The plan for a moment; `list`: point by point, none unless asked for. `told`: what it means."""

    at: str | None
    told: str
    points: int
    would_go: int
    weddings: tuple[ShownWedding, ...]
    list: tuple[ShownPoint, ...] | None


def shown_plan(found: RetentionPlanView, points: Sequence[PointRetentionView] | None) -> ShownPlan:
    """As JSON shows it."""
    return ShownPlan(
        when(found.at_ns),
        found.told,
        found.points,
        found.would_go,
        tuple(map(_shown_wedding, found.weddings)),
        None if points is None else tuple(map(_shown_point, points)),
    )


def _shown_wedding(one: WeddingRetentionView) -> ShownWedding:
    kept = tuple(ShownKeptFor(kept.rule, kept.points, kept.text) for kept in one.kept_for)
    return ShownWedding(
        one.wedding, one.date, one.points, one.would_go, when(one.next_ns), one.next_points, one.why, kept
    )


def _shown_point(one: PointRetentionView) -> ShownPoint:
    return ShownPoint(
        one.id,
        one.wedding,
        one.date,
        from_wire(one.source),
        one.device,
        when(one.started_ns),
        one.partial,
        one.keep,
        tuple(ShownReason(reason.rule, reason.text, when(reason.until_ns)) for reason in one.reasons),
        when(one.goes_ns),
    )


def plan_lines(found: RetentionPlanView, points: Sequence[PointRetentionView] | None) -> Iterator[str]:
    """For people."""
    yield found.told
    if not found.weddings:
        yield "There is no recovery point yet."
    for one in found.weddings:
        yield from _wedding_lines(one)
        mine = [point for point in points or () if (point.wedding, point.date) == (one.wedding, one.date)]
        for point in mine:
            yield from _point_lines(point)


def _wedding_lines(one: WeddingRetentionView) -> Iterator[str]:
    name = "Without a wedding" if one.wedding == UNASSIGNED else display(one.wedding)
    going = f"{words.count(one.would_go, 'point')} would go" if one.would_go else "none would go"
    coming = f", then {one.next_points:,} on {words.moment(one.next_ns)[:10]}" if one.next_ns else ""
    yield f"{', '.join(filter(None, (name, one.date)))}: {words.count(one.points, 'point')}; {going}{coming}."
    yield from (f"  {sentence}" for sentence in one.why)


def _point_lines(point: PointRetentionView) -> Iterator[str]:
    does = "stays" if point.keep else "would go"
    where = f"{display(from_wire(point.source))} on {display(point.device)}"
    yield f"    {point.id[:12]}  {words.moment(point.started_ns)}  {where}: {does}"
    yield from (f"      {reason.text}" for reason in point.reasons)
