"""The fake of the area of weddings: real in memory, as far as the door cares."""

from __future__ import annotations

import msgspec

from studio_backup.api.errors import EditConflict
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
from studio_backup.base.errors import NotFoundError, RefusedError

KNOWN = BookingView(
    id="0" * 16,
    name="Anna & Ben",
    date="2026-06-20",
    state="booked",
    start="2026-06-20T13:00",
    end="2026-06-20T23:59",
    start_ns=1,
    end_ns=2,
    zone="Europe/London",
)


class FakeWeddings:
    """Knows one wedding, and those added."""

    def __init__(self) -> None:
        self.held = {KNOWN.id: KNOWN}

    def list(self, query: WeddingsQuery) -> Page[BookingView]:
        behind = [one for one in self.held.values() if one.id > query.after and query.text in one.name]
        page = tuple(behind[: query.limit])
        return Page(items=page, next=page[-1].id if len(behind) > query.limit else None)

    def get(self, wedding_id: str) -> BookingView:
        try:
            return self.held[wedding_id]
        except KeyError:
            raise NotFoundError("There is no such wedding.", hint="List them.") from None

    def add(self, request: NewWedding) -> BookingView:
        told = msgspec.structs.asdict(request)
        told = {name: value for name, value in told.items() if name in KNOWN.__struct_fields__}
        made = msgspec.structs.replace(KNOWN, **told, id=f"{len(self.held):016x}")
        self.held[made.id] = made
        return made

    def edit(self, wedding_id: str, patch: WeddingPatch, version: int) -> BookingView:
        now = self._at(wedding_id, version)
        told = {name: value for name, value in msgspec.structs.asdict(patch).items() if value is not msgspec.UNSET}
        self.held[wedding_id] = msgspec.structs.replace(now, version=version + 1, **told)
        return self.held[wedding_id]

    def hold(self, wedding_id: str, request: HoldRequest) -> BookingView:
        return msgspec.structs.replace(self.get(wedding_id), hold=request.reason)

    def release_cards(self, wedding_id: str, request: ReleaseCards) -> BookingView:
        if not request.anyway:
            raise RefusedError("Its cards are still needed.", hint="Wait.")
        return msgspec.structs.replace(self.get(wedding_id), cards_released_ns=1)

    def decide(self, wedding_id: str, request: DecideWedding) -> BookingView:
        return msgspec.structs.replace(self.get(wedding_id), cancelled=request.decision == "cancelled")

    def remove(self, wedding_id: str, version: int) -> None:
        self._at(wedding_id, version)
        if wedding_id == KNOWN.id:
            raise RefusedError("It is stored.", hint="Cancel it.")
        del self.held[wedding_id]

    def _at(self, wedding_id: str, version: int) -> BookingView:
        now = self.get(wedding_id)
        if now.version != version:
            raise EditConflict("Somebody else edited this wedding.", hint="Read it again.")
        return now
