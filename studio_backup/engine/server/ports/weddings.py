"""What the door needs for weddings."""

from __future__ import annotations

from typing import Protocol

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


class WeddingsPort(Protocol):
    """Who marries where and when, and how that is protected."""

    def list(self, query: WeddingsQuery) -> Page[BookingView]:
        """Those at risk first, then by date."""
        ...

    def get(self, wedding_id: str) -> BookingView:
        """One wedding."""
        ...

    def add(self, request: NewWedding) -> BookingView:
        """Keep a new one. UsageError for times, zones and names which cannot be; RefusedError if there is one of this
        name and date already."""
        ...

    def edit(self, wedding_id: str, patch: WeddingPatch, version: int) -> BookingView:
        """Edit it as it was at `version`. UsageError as `add`, `api.errors.EditConflict` if it has another one now."""
        ...

    def hold(self, wedding_id: str, request: HoldRequest) -> BookingView:
        """Nothing of it may be removed, for a reason; "" ends the hold."""
        ...

    def release_cards(self, wedding_id: str, request: ReleaseCards) -> BookingView:
        """Its cards may be formatted. RefusedError, which says what is missing, while they may not."""
        ...

    def decide(self, wedding_id: str, request: DecideWedding) -> BookingView:
        """What a person says of one that its calendar shows no more. RefusedError if nothing is to be decided."""
        ...

    def remove(self, wedding_id: str, version: int) -> None:
        """Forget one of which nothing is stored. RefusedError for any other; `api.errors.EditConflict` as above."""
        ...
