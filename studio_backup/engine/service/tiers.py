"""Tiers as the door asks for them: looked at from memory, changed at the place and in the home."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

import msgspec

from studio_backup.api.errors import EditConflict
from studio_backup.api.requests import PageQuery
from studio_backup.api.tiers import (
    BandwidthRequest,
    ChangeKeys,
    LinePatch,
    LineView,
    NewTier,
    RemovalPlan,
    RepairedView,
    TierCard,
    TierPatch,
    TriedView,
    TryPlace,
    TypedKeys,
)
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError, RefusedError
from studio_backup.base.names import display
from studio_backup.domain.bandwidth import Bandwidth, Window
from studio_backup.domain.tier import Tier
from studio_backup.engine.home import Line
from studio_backup.engine.jobs.repair import repair_tier
from studio_backup.engine.jobs.status import run_status
from studio_backup.engine.jobs.tier_keys import change_keys
from studio_backup.engine.jobs.tier_lying import Lying, keep_lying
from studio_backup.engine.jobs.tier_removal import Removal, plan_removal
from studio_backup.engine.jobs.tiers import add_tier, probe_tier, remove_tier, rename_tier, try_place
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.tier_cards import line_view, removal_view, tier_card, tier_event, tried_view
from studio_backup.storage.bucket_keys import BucketKeys, typed_keys

_AGAIN: Final = "Look at it again, then edit it."


class Tiers:
    """See `engine.server.ports.tiers`. One change at a time: two must not take the same name."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._parts = engine, engine.parts
        self._changing = threading.Lock()

    def list(self, query: PageQuery) -> Page[TierCard]:
        """All."""
        return page(self._parts.home.tiers(), query, lambda one: one.id, self._card)

    def get(self, tier_id: str) -> TierCard:
        """One."""
        return self._card(self._tier(tier_id))

    def add(self, request: NewTier) -> TierCard:
        """Make a place a tier, or attach it."""
        with self._changing, self._parts.vault.studio() as studio:
            state = add_tier(studio, request.name, request.location, request.role, typed(request.keys))
            lying = Lying(request.medium or None, request.place or None, request.spot)
            if lying.said:
                keep_lying(self._parts.home, state.id, lying)
        self._changed()
        return msgspec.structs.replace(self._told(self.get(state.id)), attached=state.attached)

    def try_out(self, request: TryPlace) -> TriedView:
        """Try a place out, and leave it as it was."""
        with self._changing, self._parts.vault.studio() as studio:
            return tried_view(try_place(studio, request.location, request.role, typed(request.keys)))

    def edit(self, tier_id: str, patch: TierPatch, version: int) -> TierCard:
        """Edit a tier as it was at `version`."""
        with self._changing:
            before = self._tier(tier_id)
            _check_version(before.version, version)
            name = before.name if patch.name is msgspec.UNSET else patch.name
            role = before.role if patch.role is msgspec.UNSET else patch.role
            given = before.bandwidth if patch.bandwidth is msgspec.UNSET else _bandwidth(patch.bandwidth)
            if (name, role) != (before.name, before.role):
                with self._parts.vault.studio() as studio:
                    rename_tier(studio, before, name, role)
            lying = _lying(patch)
            self._keep(before.id, version, lambda now: lying.of(_edited(now, name, role, given)))
            if name != before.name:
                self._renamed(before.name, name)
        self._changed()
        return self._told(self.get(before.id))

    def probe(self, tier_id: str) -> TierCard:
        """Try out again what it does."""
        self._parts.vault.bucket_keys.ask_again()
        with self._parts.vault.studio() as studio:
            state = probe_tier(studio, tier_id)
        self._changed()
        return self._told(self.get(state.id))

    def change_keys(self, tier_id: str, request: ChangeKeys) -> TierCard:
        """Use another access key of a bucket."""
        with self._changing, self._parts.vault.studio() as studio:
            state = change_keys(studio, tier_id, typed_keys(request.keys.access_key, request.keys.secret_key))
        self._changed()
        return self._told(self.get(state.id))

    def repair(self, tier_id: str) -> RepairedView:
        """Write its marker anew; "local" is the vault's own folder."""
        with self._changing, self._parts.vault.studio() as studio:
            done = repair_tier(studio, tier_id)
        self._changed()
        return RepairedView(tier=done.tier, location=done.location, repaired=done.repaired, points=done.points)

    def removal(self, tier_id: str) -> RemovalPlan:
        """What removing it would mean."""
        return removal_view(self._removal(tier_id))

    def remove(self, tier_id: str, confirm: str) -> TierCard:
        """Forget it, as planned."""
        with self._changing:
            plan, card = self._removal(tier_id), self.get(tier_id)
            if plan.confirm != confirm:
                raise RefusedError(
                    f"What removing {display(plan.tier.name)} means has changed meanwhile. Nothing was removed.",
                    hint="Look at the plan again.",
                )
            remove_tier(self._parts.home, plan.tier.id, self._parts.vault.bucket_keys)
            self._ended(plan.tier.name)
        self._changed()
        return self._told(card)

    def line(self) -> LineView:
        """What all tiers together may take of the line."""
        return line_view(self._parts.home.line())

    def edit_line(self, patch: LinePatch, version: int) -> LineView:
        """Edit that as it was at `version`."""

        def change(now: Line) -> Line:
            _check_version(now.version, version)
            return Line(bandwidth=_bandwidth(patch.bandwidth), version=now.version + 1)

        self._parts.home.change_line(change)
        return self.line()

    # ------------------------------------------------------------------------------------------------------------

    def _tier(self, tier_id: str) -> Tier:
        tiers = self._parts.home.tiers()
        found = next((one for one in tiers if tier_id in (one.id, one.name)), None)
        if found is None:
            known = ", ".join(display(one.name) for one in tiers) or "none yet"
            raise NotFoundError(f"There is no tier {display(tier_id)}.", hint=f"Known tiers: {known}.")
        return found

    def _card(self, tier: Tier) -> TierCard:
        known = self._engine.places.remembered.held.get(tier.id)
        return tier_card(tier, self._engine.facts(), self._engine.places.contact(tier.name), known)

    def _removal(self, tier_id: str) -> Removal:
        tier = self._tier(tier_id)
        if not self._parts.vault.unlocked:
            return plan_removal(tier, None)
        with self._parts.vault.studio() as studio:
            return plan_removal(tier, run_status(studio))

    def _keep(self, tier_id: str, version: int, change: Callable[[Tier], Tier]) -> None:
        def checked(now: Tier) -> Tier:
            _check_version(now.version, version)
            return change(now)

        self._parts.home.change_tiers(lambda known: tuple(checked(one) if one.id == tier_id else one for one in known))

    def _renamed(self, before: str, name: str) -> None:
        """Work for the old name would find no tier; what a policy wants is wanted of the new name."""
        self._ended(before)
        for policy in self._parts.policies.all():
            if before in policy.tiers:
                tiers = tuple(name if one == before else one for one in policy.tiers)
                self._parts.policies.replace(msgspec.structs.replace(policy, tiers=tiers), policy.version)
                self._engine.keeper.changed()

    def _ended(self, name: str) -> None:
        """Nobody is called so any more: its jobs end, and what waits is asked for anew under another name."""
        for job in self._engine.runner.jobs():
            if job.tier == name:
                self._engine.runner.cancel(job.id)
        self._engine.places.changed(name)

    def _told(self, card: TierCard) -> TierCard:
        """Others who listen hear of it, and read anew what they show."""
        self._parts.bus.publish("tier", card.id, tier_event(card))
        return card

    def _changed(self) -> None:
        self._engine.places.changed()
        self._engine.wake()


def typed(keys: TypedKeys | None) -> BucketKeys | None:
    """What was typed, if anything was. UsageError for what can be no key."""
    return typed_keys(keys.access_key, keys.secret_key) if keys is not None else None


def _check_version(now: int, asked: int) -> None:
    if now != asked:
        raise EditConflict("Somebody else edited this meanwhile; nothing was changed.", hint=_AGAIN)


def _edited(tier: Tier, name: str, role: str, bandwidth: Bandwidth) -> Tier:
    return msgspec.structs.replace(tier, name=name, role=role, bandwidth=bandwidth, version=tier.version + 1)


def _lying(patch: TierPatch) -> Lying:
    medium = None if patch.medium is msgspec.UNSET else patch.medium
    place = None if patch.place is msgspec.UNSET else patch.place
    spot = None if patch.spot is msgspec.UNSET else patch.spot
    return Lying(medium, place, spot, no_spot=patch.spot is None)


def _bandwidth(asked: BandwidthRequest) -> Bandwidth:
    windows = tuple(Window(begins=one.begins, ends=one.ends, rate=one.rate) for one in asked.windows)
    return Bandwidth(windows=windows, otherwise=asked.otherwise, urgent_free=asked.urgent_free)
