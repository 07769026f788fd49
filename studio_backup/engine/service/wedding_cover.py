"""How weddings are protected, as their views show it: a narrow port."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from studio_backup.api.weddings import ObjectivesView, ProtectionView
from studio_backup.api.wire import CopyView
from studio_backup.domain.job import Level
from studio_backup.domain.wedding import BookedWedding, State

_NOTHING_MEASURED: Final = ObjectivesView()
_NOTHING_STORED: Final = "No photo or video of it is stored yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How one wedding stands: fields as in `api.weddings.BookingView`.

    `cards_wait_for`: why its cards must not be used again, in a sentence; "" if its media is on all demanded copies and
    was read back.
    """

    state: State = "booked"
    level: Level = "normal"
    sentence: str = ""
    at_risk: bool = False
    risk: str = ""
    papers_protection: ProtectionView | None = None
    media_protection: ProtectionView | None = None
    objectives: ObjectivesView = _NOTHING_MEASURED
    copies: tuple[CopyView, ...] = ()
    photos: int = 0
    videos: int = 0
    papers: int = 0
    bytes: int = 0
    newest_photo_ns: int = 0
    cards_wait_for: str = _NOTHING_STORED


class ProtectionOf(Protocol):
    """Tells how weddings are protected, from memory."""

    def of(self, weddings: Sequence[BookedWedding]) -> Sequence[Cover]:
        """One cover for each, in the same order."""
        ...
