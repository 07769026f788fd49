"""Weddings, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from studio_backup.api.client import EngineClient, segment
from studio_backup.api.weddings import (
    BookingView,
    DecideWedding,
    HoldRequest,
    NewWedding,
    ReleaseCards,
    WeddingPatch,
    WeddingsQuery,
)
from studio_backup.api.wire import Page


@dataclass(frozen=True)
class RemoteWeddings:
    """As the service's own."""

    client: EngineClient

    def list(self, query: WeddingsQuery) -> Page[BookingView]:
        """Those at risk first, then by date."""
        return self.client.get("/v1/bookings", Page[BookingView], **msgspec.structs.asdict(query))

    def get(self, wedding_id: str) -> BookingView:
        """One wedding."""
        return self.client.get(f"/v1/bookings/{segment(wedding_id)}", BookingView)

    def add(self, request: NewWedding) -> BookingView:
        """Keep a new one."""
        return self.client.post("/v1/bookings", request, BookingView)

    def edit(self, wedding_id: str, patch: WeddingPatch, version: int) -> BookingView:
        """Edit it as it was at `version`."""
        return self.client.patch(f"/v1/bookings/{segment(wedding_id)}", patch, BookingView, version=version)

    def hold(self, wedding_id: str, request: HoldRequest) -> BookingView:
        """Nothing of it may be removed."""
        return self.client.post(f"/v1/bookings/{segment(wedding_id)}/hold", request, BookingView)

    def release_cards(self, wedding_id: str, request: ReleaseCards) -> BookingView:
        """Its cards may be formatted."""
        return self.client.post(f"/v1/bookings/{segment(wedding_id)}/cards", request, BookingView)

    def decide(self, wedding_id: str, request: DecideWedding) -> BookingView:
        """What a person says of one that its calendar shows no more."""
        return self.client.post(f"/v1/bookings/{segment(wedding_id)}/decide", request, BookingView)

    def remove(self, wedding_id: str, version: int) -> None:
        """Forget one of which nothing is stored."""
        self.client.delete(f"/v1/bookings/{segment(wedding_id)}", version=version)
