"""How weddings are protected, as their views show it: a narrow port, and what the places alone tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from studio_backup.api.weddings import ObjectivesView, ProtectionView
from studio_backup.api.wire import CopyView
from studio_backup.domain.job import Level
from studio_backup.domain.wedding import BookedWedding, State
from studio_backup.domain.wedding_names import key_of
from studio_backup.engine.jobs.status import WeddingStatus
from studio_backup.engine.schedule.priority import state_of
from studio_backup.engine.schedule.priority_facts import StudioFacts
from studio_backup.engine.service.views import wedding_view
from studio_backup.engine.studio import LOCAL

_NOTHING_MEASURED: Final = ObjectivesView()
_NOTHING_STORED: Final = "No photo or video of it is stored yet."
_AWAY: Final = 2
"""Copies off the machine without which nothing counts as protected."""


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


@dataclass(frozen=True, slots=True)
class ByPlaces:
    """What the places alone tell: which copies there are, and whether they were read back."""

    stored: Callable[[], Sequence[WeddingStatus]]
    now_ns: Callable[[], int]

    def of(self, weddings: Sequence[BookedWedding]) -> Sequence[Cover]:
        """See ProtectionOf."""
        known = {key_of(one.wedding, one.date): one for one in self.stored()}
        return [self._cover(one, known.get(key_of(one.name, one.date))) for one in weddings]

    def _cover(self, wedding: BookedWedding, stored: WeddingStatus | None) -> Cover:
        waits = _waits_for(stored)
        state = state_of(
            wedding, StudioFacts(), self.now_ns(), media_safe=not waits and bool(wedding.cards_released_ns)
        )
        if stored is None:
            return Cover(state=state)
        risk = "" if stored.state == "good" else " ".join(stored.reasons)
        view = wedding_view(stored)
        told = Cover(state=state, at_risk=bool(risk), risk=risk, copies=view.copies, cards_wait_for=waits)
        return replace(told, bytes=view.newest_bytes)


def _waits_for(stored: WeddingStatus | None) -> str:
    """Why not every demanded copy of it is there and was read back."""
    if stored is None or not stored.points:
        return _NOTHING_STORED
    away = [one for one in stored.copies if one.place != LOCAL and one.points and not one.waiting]
    lacking = [] if len(away) >= _AWAY else [f"Only {len(away)} of its copies are off this machine."]
    return " ".join([*stored.reasons, *lacking])
