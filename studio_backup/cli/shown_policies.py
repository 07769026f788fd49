"""Policies as `--json` shows them, and a person's words for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from studio_backup.api.policies import LosesView, PolicyConflictView, PolicyView, RemovalView, TemplateView
from studio_backup.base.names import display
from studio_backup.cli import words
from studio_backup.cli.shown import when
from studio_backup.domain.policy import Retention


@dataclass(frozen=True)
class ShownPolicy:
    """A policy; `next_runs`: the next times by the clock, none if it goes by changes."""

    id: str
    name: str
    default: bool
    template: str
    sentence: str
    schedule: Mapping[str, object]
    next_runs: tuple[str, ...]
    level: str
    tiers: tuple[str, ...]
    copies: int
    media: int
    places: int
    retention: Retention
    sources: tuple[str, ...]
    conflicts: tuple[PolicyConflictView, ...]
    added: str | None
    version: int


@dataclass(frozen=True)
class PolicyList:
    """All policies, the default one first."""

    policies: tuple[ShownPolicy, ...]


@dataclass(frozen=True)
class PreviewedPolicy:
    """What a policy would do; nothing was kept. `confirm`: it is kept with --confirm only."""

    sentence: str
    next_runs: tuple[str, ...]
    conflicts: tuple[PolicyConflictView, ...]
    confirm: bool


@dataclass(frozen=True)
class PolicyRemoval:
    """Removing a policy. `removed`: whether it was done, or only planned."""

    policy: ShownPolicy
    to: str
    sources: tuple[LosesView, ...]
    removed: bool


@dataclass(frozen=True)
class ShownTemplate:
    """What a business usually wants."""

    template: str
    about: str
    sources: tuple[str, ...]
    classes: tuple[str, ...]
    policy: ShownPolicy


@dataclass(frozen=True)
class TemplateList:
    """All templates."""

    templates: tuple[ShownTemplate, ...]


def shown_policy(one: PolicyView) -> ShownPolicy:
    """A policy for programs."""
    return ShownPolicy(
        id=one.id,
        name=one.name,
        default=one.is_default,
        template=one.template,
        sentence=one.sentence,
        schedule=msgspec.to_builtins(one.schedule),
        next_runs=tuple(map(words.instant, one.next_runs_ns)),
        level=one.level,
        tiers=one.tiers,
        copies=one.copies,
        media=one.media,
        places=one.places,
        retention=one.retention,
        sources=one.sources,
        conflicts=one.conflicts,
        added=when(one.added_ns),
        version=one.version,
    )


def shown_template(one: TemplateView) -> ShownTemplate:
    """A template for programs."""
    return ShownTemplate(one.policy.template, one.about, one.sources, one.classes, shown_policy(one.policy))


def policy_lines(one: PolicyView) -> Iterator[str]:
    """A policy for people."""
    yield f"{display(one.name)} ({one.id}){', for all folders that name no other one' if one.is_default else ''}"
    rows = [
        ("Backed up", one.sentence),
        *runs_rows(one.next_runs_ns),
        ("Level", one.level),
        ("Copies", _copies(one)),
        ("Kept", _kept(one.retention)),
        ("Folders", words.count(len(one.sources), "folder")),
    ]
    yield from words.table(rows)
    yield from conflict_lines(one.conflicts)


def runs_rows(runs_ns: tuple[int, ...]) -> list[tuple[str, str]]:
    """The next times, as a row of a table; none where no clock decides."""
    return [("Next", ", ".join(words.moment(one)[:16] for one in runs_ns))] if runs_ns else []


def conflict_lines(found: tuple[PolicyConflictView, ...]) -> Iterator[str]:
    """What does not fit together."""
    yield from (f"! {one.sentence}" for one in found)


def removal_lines(plan: RemovalView) -> Iterator[str]:
    """Which folders lose what."""
    name = display(plan.policy.name)
    if not plan.sources:
        yield f"No folder is under {name}."
        return
    yield f"{words.count(len(plan.sources), 'folder')} under {name} would go to the default policy:"
    for one in plan.sources:
        yield f"  {display(one.path)}: {' '.join(one.loses) or 'loses no cover.'}"


def _copies(one: PolicyView) -> str:
    where = words.listed([display(tier) for tier in one.tiers], most=50) if one.tiers else "all tiers"
    return f"{one.copies} on {one.media} media in {one.places} places; to {where}"


def _kept(kept: Retention) -> str:
    return (
        f"every point for {_span(kept.every_point_days)}, daily to {_span(kept.daily_days)}, weekly to"
        f" {_span(kept.weekly_days)}, monthly to {_span(kept.monthly_days)}; by law"
        f" {words.count(kept.legal_years, 'year')}"
    )


def _span(days: int) -> str:
    return words.count(days // 365, "year") if days % 365 == 0 else words.count(days, "day")
