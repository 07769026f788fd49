"""What the rules of priority know of the studio itself. Pure values."""

from __future__ import annotations

from msgspec import Struct

from studio_backup.domain.priorities import NUMBERS, Numbers
from studio_backup.domain.protection import HeldCopy
from studio_backup.domain.wedding import Spot


class StudioFacts(Struct, frozen=True, kw_only=True, cache_hash=True):
    """One studio at one moment.

    `zone`: its own, for what names none and for a venue whose zone is unknown here. `place`, `spot`: where the machine
    of the working files is at home; `place` is equal to the place of copies which stand there. `places`: every place
    there is that could hold a copy, as one that holds nothing; then `Held.copies` may list only those that hold
    something.
    """

    zone: str = "UTC"
    place: str = ""
    spot: Spot | None = None
    places: tuple[HeldCopy, ...] = ()
    numbers: Numbers = NUMBERS
