"""At which tiers the policies want the copies of a wedding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from studio_backup.domain.collection import SETTINGS, SETTINGS_LABEL, UNASSIGNED, Wedding
from studio_backup.domain.policy import DEFAULT_ID, Policy
from studio_backup.domain.source import WatchedSource
from studio_backup.engine.health.facts import SourceFacts
from studio_backup.engine.jobs.weddings import folded
from studio_backup.engine.schedule.policy_conflicts import policy_of


def _never(_wedding: str, _date: str) -> bool:
    return False


class Demanded:
    """The wishes of one moment. Where a wedding's sources differ, it is copied to the tiers of all of them.

    A wedding without any source, what the program keeps for itself, and a wedding in an emergency go to every tier.
    Tiers that are named and not there do not count; if none is left, all there are do: rather a copy too many than
    none. `is_emergency`: of a wedding, by name and date.
    """

    def __init__(
        self,
        policies: Iterable[Policy],
        sources: Sequence[WatchedSource],
        tiers: Iterable[str],
        is_emergency: Callable[[str, str], bool] = _never,
    ) -> None:
        self._policies = {policy.id: policy for policy in policies}
        self._tiers = frozenset(tiers)
        self._is_emergency = is_emergency
        self._by_id = {source.id: source for source in sources}
        self._sources: dict[str, list[WatchedSource]] = {}
        for source in sources:
            self._sources.setdefault(folded(source.wedding or UNASSIGNED), []).append(source)

    def at(self, tier: str, wedding: str, date: str) -> bool:
        """Whether this tier should hold the wedding of this name and date."""
        return tier in self.tiers_of(wedding, date)

    def left_out(self, tier: str, wedding: Wedding) -> bool:
        """Whether it should not, although all of the vault is copied there."""
        label = {SETTINGS: SETTINGS_LABEL, UNASSIGNED: UNASSIGNED}.get(wedding.kind, wedding.label)
        return not self.at(tier, label, wedding.date)

    def tiers_of(self, wedding: str, date: str) -> frozenset[str]:
        """Names of the tiers that should hold it. Without a date: any of this name."""
        if wedding == SETTINGS_LABEL or self._is_emergency(wedding, date):
            return self._tiers
        name = wedding or UNASSIGNED
        sources = [one for one in self._sources.get(folded(name), ()) if not date or one.date in ("", date)]
        return frozenset[str]().union(*map(self.tiers_for, sources)) if sources else self._tiers

    def tiers_for(self, source: WatchedSource) -> frozenset[str]:
        """Names of the tiers to which its policy wants it copied."""
        return self._tiers & frozenset(self._policy(source).tiers) or self._tiers

    def left_out_by_policy(self) -> dict[str, frozenset[str]]:
        """By source id, names of the tiers which its policy leaves out; only of those where there are some."""
        found = {one.id: self._tiers - self.tiers_for(one) for one in self._by_id.values() if self._policy(one).tiers}
        return {id: tiers for id, tiers in found.items() if tiers}

    def of(self, facts: Iterable[SourceFacts]) -> tuple[SourceFacts, ...]:
        """What is known of sources, with what their policies demand for each. Working files and vault, on one machine,
        are one copy: all others must be away from it."""
        return tuple(
            replace(
                one, tiers=tuple(sorted(self.tiers_for(source))), away_copies_demanded=self._policy(source).copies - 1
            )
            for one in facts
            if (source := self._by_id.get(one.id))
        )

    def _policy(self, source: WatchedSource) -> Policy:
        return self._policies.get(policy_of(source)) or self._policies[DEFAULT_ID]
