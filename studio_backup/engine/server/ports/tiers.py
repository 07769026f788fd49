"""What the door needs for the tiers."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.requests import PageQuery
from studio_backup.api.tiers import (
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
)
from studio_backup.api.wire import Page


class TiersPort(Protocol):
    """Tiers by id or name. What writes at a place, or reads it, may take minutes; Locked while the vault is."""

    def list(self, query: PageQuery) -> Page[TierCard]:
        """All, in the order they were added, from memory."""
        ...

    def get(self, tier_id: str) -> TierCard:
        """One, from memory."""
        ...

    def add(self, request: NewTier) -> TierCard:
        """Try a place out and make it a tier, or attach one that bears this vault's marker. Its copies begin."""
        ...

    def try_out(self, request: TryPlace) -> TriedView:
        """Try a place out, and leave it as it was. Refuses what `add` refuses."""
        ...

    def edit(self, tier_id: str, patch: TierPatch, version: int) -> TierCard:
        """Edit a tier as it was at `version`."""
        ...

    def probe(self, tier_id: str) -> TierCard:
        """Try out again what it does."""
        ...

    def change_keys(self, tier_id: str, request: ChangeKeys) -> TierCard:
        """Use another access key of a bucket, once it was tried out; after an error the old one stays."""
        ...

    def repair(self, tier_id: str) -> RepairedView:
        """Write its lost or damaged marker anew, once it is shown that it holds this vault."""
        ...

    def removal(self, tier_id: str) -> RemovalPlan:
        """What removing it would mean."""
        ...

    def remove(self, tier_id: str, confirm: str) -> TierCard:
        """Forget it, as planned; returned as it was. RefusedError if the plan is another one by now."""
        ...

    def line(self) -> LineView:
        """What all tiers together may take of the line."""
        ...

    def edit_line(self, patch: LinePatch, version: int) -> LineView:
        """Edit that as it was at `version`."""
        ...
