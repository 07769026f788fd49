"""Tiers, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeVar

from studio_backup.api.client import EngineClient, segment
from studio_backup.api.requests import PageQuery, Request
from studio_backup.api.tiers import (
    ChangeKeys,
    LinePatch,
    LineView,
    NewTier,
    RemovalPlan,
    RemoveTier,
    RepairedView,
    TierCard,
    TierPatch,
    TriedView,
    TryPlace,
)
from studio_backup.api.wire import Page

_T = TypeVar("_T")
PLACE_S: Final = 900.0
"""Seconds for what writes at a place: trying out a slow NAS takes minutes."""


@dataclass(frozen=True)
class RemoteTiers:
    """As the service's own."""

    client: EngineClient

    def list(self, query: PageQuery) -> Page[TierCard]:
        """All, in the order they were added."""
        return self.client.get("/v1/tiers", Page[TierCard], limit=query.limit, after=query.after)

    def get(self, tier_id: str) -> TierCard:
        """One."""
        return self.client.get(_path(tier_id), TierCard)

    def add(self, request: NewTier) -> TierCard:
        """Try a place out and make it a tier, or attach it."""
        return self._patiently("/v1/tiers", request, TierCard)

    def try_out(self, request: TryPlace) -> TriedView:
        """Try a place out before it is trusted."""
        return self._patiently("/v1/tiers/try", request, TriedView)

    def edit(self, tier_id: str, patch: TierPatch, version: int) -> TierCard:
        """Edit a tier as it was at `version`."""
        return self.client.patch(_path(tier_id), patch, TierCard, version=version)

    def probe(self, tier_id: str) -> TierCard:
        """Try out again what it does."""
        return self._patiently(f"{_path(tier_id)}/probe", None, TierCard)

    def change_keys(self, tier_id: str, request: ChangeKeys) -> TierCard:
        """Use another access key of a bucket, once it was tried out."""
        return self._patiently(f"{_path(tier_id)}/keys", request, TierCard)

    def repair(self, tier_id: str) -> RepairedView:
        """Write its marker anew."""
        return self._patiently(f"{_path(tier_id)}/repair", None, RepairedView)

    def removal(self, tier_id: str) -> RemovalPlan:
        """What removing it would mean."""
        return self.client.get(f"{_path(tier_id)}/removal", RemovalPlan)

    def remove(self, tier_id: str, confirm: str) -> TierCard:
        """Forget it, as planned."""
        return self._patiently(f"{_path(tier_id)}/remove", RemoveTier(confirm=confirm), TierCard)

    def line(self) -> LineView:
        """What all tiers together may take of the line."""
        return self.client.get("/v1/line", LineView)

    def edit_line(self, patch: LinePatch, version: int) -> LineView:
        """Edit that as it was at `version`."""
        return self.client.patch("/v1/line", patch, LineView, version=version)

    def _patiently(self, path: str, body: Request | None, kind: type[_T]) -> _T:
        with EngineClient(self.client.endpoint, timeout_s=PLACE_S) as patient:
            return patient.post(path, body, kind)


def _path(tier_id: str) -> str:
    return f"/v1/tiers/{segment(tier_id)}"
