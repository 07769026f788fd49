"""What the door needs for the first-run window."""

from __future__ import annotations

from typing import Protocol

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


class OffersPort(Protocol):
    """Looks at this machine, each time anew; nothing of it is kept."""

    def places(self, query: PlacesQuery) -> PlacesView:
        """Disks and shares on which a vault or a copy of it may lie, the best first."""
        ...

    def measure(self, request: MeasureRequest) -> MeasuredView:
        """How fast a place takes data; a few seconds. NotFoundError, StorageError."""
        ...

    def suggestions(self, query: SuggestionsQuery) -> SuggestionsView:
        """Folders worth watching that are not watched yet."""
        ...

    def strength(self, request: StrengthRequest) -> StrengthView:
        """How hard a passphrase is to guess, in plain words."""
        ...
