"""Policies over the wire: what the engine answers, and what a client sends."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from msgspec import UNSET, Meta, UnsetType

from studio_backup.api.requests import Label, PageQuery, Request
from studio_backup.api.wire import Answer, Editable
from studio_backup.domain.job import Level
from studio_backup.domain.policy import Demand, Retention, Schedule, Template, Watched

PolicyName = Annotated[str, Meta(min_length=1, max_length=200)]
TierNames = Annotated[tuple[PolicyName, ...], Meta(max_length=50)]


class PolicyConflictView(Answer, frozen=True, kw_only=True):
    """What does not fit together: see `engine.schedule.policy_conflicts.Conflict`. `policies`, `sources`: ids."""

    kind: Literal["folder", "wedding", "tier", "places", "lowered", "slow"]
    sentence: str
    policies: tuple[str, ...]
    sources: tuple[str, ...] = ()


class PolicyView(Editable, frozen=True, kw_only=True):
    """A policy: see `domain.policy.Policy`. `is_default`: of all sources which name no other one; it stays.

    `sentence`: its schedule for people. `next_runs_ns`: the next five times by the clock, none if it goes by changes.
    `sources`: ids of those under it. `conflicts`: those which concern it.
    """

    editable: ClassVar[tuple[str, ...]] = (
        "name",
        "template",
        "schedule",
        "retention",
        "tiers",
        "copies",
        "media",
        "places",
        "level",
    )
    id: str
    name: str
    template: Template = ""
    schedule: Schedule = Watched()
    retention: Retention = Retention()
    tiers: tuple[str, ...] = ()
    copies: int = 3
    media: int = 2
    places: int = 2
    level: Level = "normal"
    added_ns: int = 0
    is_default: bool = False
    sentence: str = ""
    next_runs_ns: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    conflicts: tuple[PolicyConflictView, ...] = ()


class PolicyPreviewView(Answer, frozen=True, kw_only=True):
    """What a policy would do. `confirm`: it demands less than 3 / 2 / 2, and is kept only if a person confirms that."""

    sentence: str
    next_runs_ns: tuple[int, ...] = ()
    conflicts: tuple[PolicyConflictView, ...] = ()
    confirm: bool = False


class TemplateView(Answer, frozen=True, kw_only=True):
    """What a business usually wants. `sources`: what the folders it is for are called; `classes`: what lies there."""

    about: str
    sources: tuple[str, ...]
    classes: tuple[str, ...]
    policy: PolicyView


class TemplatesView(Answer, frozen=True, kw_only=True):
    """All templates."""

    templates: tuple[TemplateView, ...]


class LosesView(Answer, frozen=True, kw_only=True):
    """What a source loses with its policy: sentences, none if the default one covers it as well."""

    source: str
    path: str
    wedding: str = ""
    loses: tuple[str, ...] = ()


class RemovalView(Answer, frozen=True, kw_only=True):
    """The plan for removing a policy: its sources go to `to`, and lose what is said of each."""

    policy: PolicyView
    to: str
    sources: tuple[LosesView, ...] = ()


class NewPolicy(Request, frozen=True, kw_only=True):
    """A policy to keep. `tiers`: names, none for all there are. `confirm`: less than 3 / 2 / 2 is meant."""

    name: PolicyName
    template: Template = ""
    schedule: Schedule = Watched()
    retention: Retention = Retention()
    tiers: TierNames = ()
    copies: Demand = 3
    media: Demand = 2
    places: Demand = 2
    level: Level = "normal"
    confirm: bool = False


class PolicyPatch(Request, frozen=True, kw_only=True):
    """What to change of a policy; what is left out stays. `confirm` as above."""

    name: PolicyName | UnsetType = UNSET
    template: Template | UnsetType = UNSET
    schedule: Schedule | UnsetType = UNSET
    retention: Retention | UnsetType = UNSET
    tiers: TierNames | UnsetType = UNSET
    copies: Demand | UnsetType = UNSET
    media: Demand | UnsetType = UNSET
    places: Demand | UnsetType = UNSET
    level: Level | UnsetType = UNSET
    confirm: bool = False


class PreviewPolicy(NewPolicy, frozen=True, kw_only=True):
    """A policy to look at before it is kept. `id`: of the one it would replace, "" if it is new."""

    id: Label = ""


class RemovePolicyQuery(Request, frozen=True, kw_only=True):
    """`confirm`: the plan was seen, and its sources may go to the default policy."""

    confirm: bool = False


class PoliciesQuery(PageQuery, frozen=True, kw_only=True):
    """Which part of the list."""
