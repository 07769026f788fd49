"""What a person says of policies: checked, kept, and told to the engine."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import UNSET

from studio_backup.api.errors import EditConflict
from studio_backup.api.paths import to_wire
from studio_backup.api.policies import (
    LosesView,
    NewPolicy,
    PolicyConflictView,
    PolicyPatch,
    PolicyPreviewView,
    PolicyView,
    PreviewPolicy,
    RemovalView,
    RemovePolicyQuery,
    TemplatesView,
    TemplateView,
)
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import RefusedError, UsageError
from studio_backup.base.names import display
from studio_backup.catalog.policies import PolicyConflict
from studio_backup.domain.job import rank
from studio_backup.domain.policy import DEFAULT_ID, Policy, Retention
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.health.limits import RPO
from studio_backup.engine.schedule.policy_conflicts import Conflict, conflicts, lowered, missing_tiers, policy_of
from studio_backup.engine.schedule.policy_runs import longest_gap_ns, never_runs, next_runs
from studio_backup.engine.schedule.policy_templates import TEMPLATES
from studio_backup.engine.schedule.policy_words import listed, sentence
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.views import source_view

SHOWN_RUNS: Final = 5
_CONFIRM: Final = "If it is meant, say so: --confirm."


@dataclass(frozen=True, slots=True)
class _Known:
    """All that is known of policies at one moment."""

    policies: list[Policy]
    sources: list[WatchedSource]
    tiers: frozenset[str]
    conflicts: tuple[Conflict, ...]

    def of(self, policy_id: str) -> list[WatchedSource]:
        """The sources under a policy."""
        return [one for one in self.sources if policy_of(one) == policy_id]


class Policies:
    """See `engine.server.ports.policies.PoliciesPort`."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._parts = engine, engine.parts

    def list(self, query: PageQuery) -> Page[PolicyView]:
        """The default one first, then in the order they were added."""
        known = self._known()
        return page(known.policies, query, lambda one: one.id, lambda one: self._view(one, known))

    def get(self, policy_id: str) -> PolicyView:
        """One policy."""
        return self._view(self._parts.policies.get(policy_id), self._known())

    def add(self, request: NewPolicy) -> PolicyView:
        """Keep a new one."""
        new = _policy(request, secrets.token_hex(8), self._parts.clock.now_ns())
        self._check(new, request.confirm)
        self._parts.policies.add(new)
        return self._edited(new)

    def edit(self, policy_id: str, patch: PolicyPatch, version: int) -> PolicyView:
        """Edit a policy as it was at `version`."""
        told = {name: value for name in PolicyView.editable if (value := getattr(patch, name)) is not UNSET}
        before = self._parts.policies.get(policy_id)
        edited = msgspec.structs.replace(before, **told)
        self._check(edited, patch.confirm or _is_no_lower(edited, before))
        try:
            kept = self._parts.policies.replace(edited, version)
        except PolicyConflict as conflict:
            raise _conflict(conflict, edited) from None
        return self._edited(kept)

    def removal(self, policy_id: str) -> RemovalView:
        """What removing it would take from its sources."""
        known, policy = self._known(), self._parts.policies.get(policy_id)
        default = self._parts.policies.get(DEFAULT_ID)
        loses = [
            LosesView(
                source=one.id,
                path=to_wire(one.path),
                wedding=one.wedding,
                loses=tuple(_losses(one, policy, default, known.tiers)),
            )
            for one in known.of(policy_id)
        ]
        return RemovalView(policy=self._view(policy, known), to=DEFAULT_ID, sources=tuple(loses))

    def remove(self, policy_id: str, query: RemovePolicyQuery, version: int) -> None:
        """Take it away; its sources go to the default one, if that is confirmed."""
        plan = self.removal(policy_id)
        if plan.sources and not query.confirm and policy_id != DEFAULT_ID:
            raise RefusedError(
                f"{_folders(len(plan.sources))} under {display(plan.policy.name)}, and would go to the default"
                f" policy.{_worst(plan)}",
                hint="Look at what they lose: `policy remove --plan`. If it is meant, say so: --confirm.",
            )
        try:
            self._parts.policies.remove(policy_id, version)
        except PolicyConflict as conflict:
            raise _conflict(conflict, conflict.current) from None
        for source in plan.sources:
            self._source_moved(source.source)
        self._engine.policies_changed()

    def preview(self, request: PreviewPolicy) -> PolicyPreviewView:
        """What a policy would do, before it is kept."""
        draft = _policy(request, request.id or "new", self._parts.clock.now_ns())
        self._check(draft, True)
        found = _concerning(draft.id, self._known(draft).conflicts)
        return PolicyPreviewView(
            sentence=sentence(draft.schedule),
            next_runs_ns=self._runs(draft),
            conflicts=found,
            confirm=any(one.kind == "lowered" for one in found),
        )

    def templates(self) -> TemplatesView:
        """What businesses usually want."""
        known = self._known()
        told = (
            TemplateView(
                about=one.about, sources=one.sources, classes=one.classes, policy=self._view(one.policy, known)
            )
            for one in TEMPLATES
        )
        return TemplatesView(templates=tuple(told))

    def _check(self, policy: Policy, confirmed: bool) -> None:
        reason = never_runs(policy.schedule) or _wrong_retention(policy.retention)
        if reason:
            raise UsageError(reason, hint="Nothing was changed.")
        for missing in missing_tiers(policy, self._tiers()):
            raise UsageError(missing.sentence, hint="`tier list` lists those there are.")
        for low in lowered(policy):
            if not confirmed:
                raise RefusedError(low.sentence, hint=_CONFIRM)

    def _edited(self, policy: Policy) -> PolicyView:
        self._engine.policies_changed()
        return self._view(policy, self._known())

    def _source_moved(self, source_id: str) -> None:
        source = self._engine.source(source_id)
        if source is not None:
            self._parts.bus.publish("source_edited", source.id, source_view(source))

    def _tiers(self) -> frozenset[str]:
        return frozenset(tier.name for tier in self._parts.home.tiers())

    def _known(self, draft: Policy | None = None) -> _Known:
        """All there is; with a draft in the place of the policy it would replace."""
        policies, sources, tiers = self._parts.policies.all(), self._parts.sources.all(), self._tiers()
        if draft is not None:
            policies = [*(one for one in policies if one.id != draft.id), draft]
        return _Known(policies, sources, tiers, conflicts(policies, sources, tiers, RPO))

    def _runs(self, policy: Policy) -> tuple[int, ...]:
        return next_runs(policy.schedule, self._parts.clock.now_ns(), self._parts.zone(), SHOWN_RUNS)

    def _view(self, policy: Policy, known: _Known) -> PolicyView:
        told = {name: getattr(policy, name) for name in PolicyView.editable}
        return PolicyView(
            **told,
            id=policy.id,
            version=policy.version,
            added_ns=policy.added_ns,
            is_default=policy.id == DEFAULT_ID,
            sentence=sentence(policy.schedule),
            next_runs_ns=self._runs(policy),
            sources=tuple(one.id for one in known.of(policy.id)),
            conflicts=_concerning(policy.id, known.conflicts),
        )


def _policy(request: NewPolicy, policy_id: str, now_ns: int) -> Policy:
    told = {name: getattr(request, name) for name in PolicyView.editable}
    return Policy(**told, id=policy_id, added_ns=now_ns)


def _concerning(policy_id: str, found: Sequence[Conflict]) -> tuple[PolicyConflictView, ...]:
    return tuple(
        PolicyConflictView(kind=one.kind, sentence=one.sentence, policies=one.policies, sources=one.sources)
        for one in found
        if policy_id in one.policies
    )


def _is_no_lower(edited: Policy, before: Policy) -> bool:
    """Whether all that is demanded was demanded before: it was confirmed then."""
    return edited.copies >= before.copies and edited.media >= before.media and edited.places >= before.places


def _wrong_retention(retention: Retention) -> str:
    days = (retention.every_point_days, retention.daily_days, retention.weekly_days, retention.monthly_days)
    if list(days) == sorted(days):
        return ""
    return "Points are kept all, then one a day, one a week, one a month: each must last as long as the one before."


def _losses(source: WatchedSource, policy: Policy, default: Policy, there: frozenset[str]) -> Iterator[str]:
    """What a source under `policy` loses when it comes under the default one."""
    if source.level_of_policy and rank(default.level) < rank(policy.level):
        yield f"Its level falls from {policy.level} to {default.level}."
    lost = _names(policy, there) - _names(default, there)
    if lost:
        yield f"No more copies at {listed(sorted(map(display, lost)))}."
    for what in ("copies", "media", "places"):
        less, more = getattr(default, what), getattr(policy, what)
        if less < more:
            yield f"{less} {what} are demanded instead of {more}."
    if longest_gap_ns(default.schedule) > longest_gap_ns(policy.schedule):
        yield f"It is backed up less often: {sentence(default.schedule)}"
    if default.retention.monthly_days < policy.retention.monthly_days:
        less, more = default.retention.monthly_days, policy.retention.monthly_days
        yield f"Old points are kept for {less} days instead of {more}."


def _names(policy: Policy, there: frozenset[str]) -> frozenset[str]:
    return there & frozenset(policy.tiers) if policy.tiers else there


def _folders(number: int) -> str:
    return "1 watched folder is" if number == 1 else f"{number} watched folders are"


def _worst(plan: RemovalView) -> str:
    told = list(dict.fromkeys(text for one in plan.sources for text in one.loses))
    return f" {' '.join(told[:3])}" if told else " They lose no cover by that."


def _conflict(conflict: PolicyConflict, wanted: Policy) -> EditConflict:
    names = PolicyView.editable
    changed = tuple(name for name in names if getattr(conflict.current, name) != getattr(wanted, name))
    return EditConflict(conflict.message, hint=conflict.hint, changed=changed)
