"""What the first-run window offers, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.client import EngineClient
from studio_backup.api.offers import (
    MeasuredView,
    MeasureRequest,
    PlacesQuery,
    PlacesView,
    StrengthRequest,
    StrengthView,
    SuggestionsQuery,
    SuggestionsView,
)


@dataclass(frozen=True)
class RemoteOffers:
    """As the service's own."""

    client: EngineClient

    def places(self, query: PlacesQuery) -> PlacesView:
        """Where a vault or a copy of it may lie."""
        return self.client.get("/v1/places", PlacesView, purpose=query.purpose)

    def measure(self, request: MeasureRequest) -> MeasuredView:
        """How fast a place takes data."""
        return self.client.post("/v1/places/measure", request, MeasuredView)

    def suggestions(self, query: SuggestionsQuery) -> SuggestionsView:
        """Folders worth watching."""
        return self.client.get("/v1/suggestions", SuggestionsView, seconds=query.seconds)

    def strength(self, request: StrengthRequest) -> StrengthView:
        """How hard a passphrase is to guess."""
        return self.client.post("/v1/passphrases/strength", request, StrengthView)
