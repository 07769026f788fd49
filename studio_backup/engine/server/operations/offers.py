"""What the first-run window offers, over HTTP."""

from __future__ import annotations

from typing import Final

from studio_backup.api import offers as ask
from studio_backup.engine.server.operation import Operation

OFFERS: Final = (
    Operation(
        method="GET",
        path="/v1/places",
        name="places",
        about="Disks and shares on which a vault or a copy of it may lie, with their space.",
        call=lambda service, asked: service.offers.places(asked.query),
        answer=ask.PlacesView,
        query=ask.PlacesQuery,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/places/measure",
        name="measure_place",
        about="How fast a place takes data. What is written for it is removed again.",
        call=lambda service, asked: service.offers.measure(asked.body),
        answer=ask.MeasuredView,
        body=ask.MeasureRequest,
        ours=True,
        slow=True,
    ),
    Operation(
        method="GET",
        path="/v1/suggestions",
        name="suggestions",
        about="Folders worth watching that are not watched yet, with their photos and size.",
        call=lambda service, asked: service.offers.suggestions(asked.query),
        answer=ask.SuggestionsView,
        query=ask.SuggestionsQuery,
        ours=True,
        slow=True,
    ),
    Operation(
        method="POST",
        path="/v1/passphrases/strength",
        name="passphrase_strength",
        about="How hard a passphrase is to guess, in plain words. It is kept nowhere.",
        call=lambda service, asked: service.offers.strength(asked.body),
        answer=ask.StrengthView,
        body=ask.StrengthRequest,
        ours=True,
        slow=True,
    ),
)
