"""Tiers and copies behind the door, for its tests: one tier in memory, the rest fixed."""

from __future__ import annotations

import msgspec

from studio_backup.api import copies, tiers
from studio_backup.api.errors import EditConflict
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError
from studio_backup.domain.bandwidth import Bandwidth, Window

NAS = tiers.TierCard(
    id="1f" * 8,
    name="nas",
    role="nas",
    location="/mnt/nas",
    added_ns=1,
    health=90,
    reasons=(tiers.HealthReason(points=10, text="It was not looked at yet."),),
)


class FakeTiers:
    """See `engine.server.ports.tiers`."""

    def __init__(self) -> None:
        self.held = NAS
        self.kept = tiers.LineView(bandwidth_told="no limit")

    def list(self, query: PageQuery) -> Page[tiers.TierCard]:
        return Page(items=(self.held,) if not query.after else ())

    def get(self, tier_id: str) -> tiers.TierCard:
        if tier_id not in (self.held.id, self.held.name):
            raise NotFoundError("There is no such tier.", hint="List them.")
        return self.held

    def add(self, request: tiers.NewTier) -> tiers.TierCard:
        return msgspec.structs.replace(self.held, name=request.name, location=request.location, role=request.role)

    def try_out(self, request: tiers.TryPlace) -> tiers.TriedView:
        return tiers.TriedView(location=request.location)

    def edit(self, tier_id: str, patch: tiers.TierPatch, version: int) -> tiers.TierCard:
        if self.get(tier_id).version != version:
            raise EditConflict("Somebody else edited this.", hint="Read it again.")
        told = {} if patch.bandwidth is msgspec.UNSET else {"bandwidth": _bandwidth(patch.bandwidth)}
        told |= {
            name: value
            for name in ("name", "role", "medium", "place", "spot")
            if (value := getattr(patch, name)) is not msgspec.UNSET
        }
        self.held = msgspec.structs.replace(self.held, version=version + 1, **told)
        return self.held

    def probe(self, tier_id: str) -> tiers.TierCard:
        return self.get(tier_id)

    def change_keys(self, tier_id: str, request: tiers.ChangeKeys) -> tiers.TierCard:
        assert request.keys.secret_key
        return self.get(tier_id)

    def repair(self, tier_id: str) -> tiers.RepairedView:
        one = self.get(tier_id)
        return tiers.RepairedView(tier=one.name, location=one.location, repaired=False, points=3)

    def removal(self, tier_id: str) -> tiers.RemovalPlan:
        one = self.get(tier_id)
        return tiers.RemovalPlan(tier=one.id, name=one.name, confirm="c", known=True, sentences=("Nothing is lost.",))

    def remove(self, tier_id: str, confirm: str) -> tiers.TierCard:
        del confirm
        return self.get(tier_id)

    def line(self) -> tiers.LineView:
        return self.kept

    def edit_line(self, patch: tiers.LinePatch, version: int) -> tiers.LineView:
        if self.kept.version != version:
            raise EditConflict("Somebody else edited this.", hint="Read it again.")
        self.kept = tiers.LineView(bandwidth=_bandwidth(patch.bandwidth), version=version + 1)
        return self.kept


def _bandwidth(asked: tiers.BandwidthRequest) -> Bandwidth:
    windows = tuple(Window(begins=one.begins, ends=one.ends, rate=one.rate) for one in asked.windows)
    return Bandwidth(windows=windows, otherwise=asked.otherwise, urgent_free=asked.urgent_free)


class FakeCopies:
    """See `engine.server.ports.copies`."""

    def replicas(self, query: copies.ReplicasQuery) -> Page[copies.ReplicaView]:
        one = copies.ReplicaView(tier="nas", role="nas", wedding=query.wedding, date=query.date, points=2)
        return Page(items=(one,))

    def verifications(self, query: copies.VerificationsQuery) -> Page[copies.VerificationView]:
        del query
        return Page(items=())

    def grid(self, query: copies.GridQuery) -> copies.GridView:
        cell = copies.CellView(
            place="nas", role="nas", wedding=query.wedding, date=query.date, points=1, present=100.0, read=12.5
        )
        return copies.GridView(places=("nas",), cells=(cell,))
