"""What a person says of weddings: checked, kept, and told to everybody; and how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final
from unicodedata import normalize

import msgspec
from msgspec import UNSET

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
from studio_backup.api.wire import DoneView, Page
from studio_backup.base.errors import RefusedError, UsageError
from studio_backup.base.names import display
from studio_backup.catalog.weddings import WeddingConflict
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_names import key_of
from studio_backup.domain.wedding_record import TypedWedding, WeddingRecord
from studio_backup.engine.schedule.booked import differing
from studio_backup.engine.schedule.venue_places import known_places
from studio_backup.engine.schedule.wall_time import day_of
from studio_backup.engine.schedule.zone_names import zone_of
from studio_backup.engine.service.bookings import Bookings
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.first_look import first_look
from studio_backup.engine.service.paging import page
from studio_backup.engine.service.wedding_cover import ProtectionOf
from studio_backup.engine.service.wedding_typing import check_order, check_span, line_of, typed_after, typed_new
from studio_backup.engine.service.wedding_views import NOTHING_THERE, Shown, There, booking_view, wanted, what_is_there
from studio_backup.repository.collections import check_wedding

_TRIES: Final = 5
"""Edits of one wedding by others that an act which names no version waits out."""
Edit = Callable[[WeddingRecord], WeddingRecord]


class Weddings:
    """See `engine.server.ports.weddings.WeddingsPort`."""

    def __init__(self, engine: Engine, bookings: Bookings, protection: ProtectionOf) -> None:
        self._engine, self._parts = engine, engine.parts
        self._bookings, self._protection = bookings, protection
        bookings.listen(self.tell)

    # Looking ---------------------------------------------------------------------------------------------------

    def list(self, query: WeddingsQuery) -> Page[BookingView]:
        """Those at risk first, then by date."""
        first_look(self._engine)
        found = wanted(self._shown(self._bookings.all()), query, self._parts.clock.now_ns())
        return page(found, query, lambda one: one.wedding.id, lambda one: booking_view(self._whole(one)))

    def get(self, wedding_id: str) -> BookingView:
        """One wedding."""
        (shown,) = self._shown([self._bookings.get(wedding_id)])
        return booking_view(self._whole(shown))

    def tell(self, ids: frozenset[str]) -> None:
        """Tell everybody who listens how these weddings stand now."""
        known = [one for one in self._bookings.all() if one.id in ids]
        for shown in self._shown(known):
            self._parts.bus.publish("wedding", shown.wedding.id, booking_view(self._whole(shown)))
        for gone in sorted(ids - {one.id for one in known}):
            self._parts.bus.publish("wedding_removed", gone, DoneView(message="This wedding was removed."))

    # What a person types ---------------------------------------------------------------------------------------

    def add(self, request: NewWedding) -> BookingView:
        """Keep a new one."""
        check_wedding(request.name, "")
        typed = typed_new(request)
        if typed.start is None:
            raise UsageError("When does it begin?", hint="Type a day, or a day and a time at the venue.")
        first_look(self._engine)  # what is stored under its name is this wedding
        record = msgspec.structs.replace(self._bookings.fresh(normalize("NFC", request.name.strip())), typed=typed)
        booked = self._bookings.would_be(record)
        check_order(booked, typed)
        check_span(booked)
        added = self._bookings.add(msgspec.structs.replace(record, date=_first_day(booked)))
        return self._typed(added)

    def edit(self, wedding_id: str, patch: WeddingPatch, version: int) -> BookingView:
        """Edit a wedding as it was at `version`."""
        record = self._bookings.record(wedding_id)
        typed = typed_after(record, patch)
        edited = msgspec.structs.replace(record, typed=typed)
        if edited != record:
            booked = self._bookings.would_be(edited)
            check_order(booked, typed)
            if patch.start is not UNSET or patch.end is not UNSET:
                check_span(booked)
        try:
            return self._typed(self._bookings.replace(edited, version))
        except WeddingConflict as conflict:
            raise self._conflict(conflict, edited) from None

    def hold(self, wedding_id: str, request: HoldRequest) -> BookingView:
        """Nothing of it may be removed, for this reason; "" ends the hold."""
        reason = " ".join((line_of(request.reason) or "").split())
        return self._done(wedding_id, lambda typed: msgspec.structs.replace(typed, hold=reason))

    def release_cards(self, wedding_id: str, request: ReleaseCards) -> BookingView:
        """Its cards may be formatted, once its media is safe or a person says so `anyway`."""
        wedding = self._bookings.get(wedding_id)
        (cover,) = self._protection.of([wedding])
        if cover.cards_wait_for and not request.anyway:
            raise RefusedError(
                f"The cards of {display(wedding.name)} are still needed. {cover.cards_wait_for}",
                hint="Wait for its copies, or add a place. If the cards must be used again, release them anyway: its"
                " media then stays critical until all copies this studio can have are read back.",
            )
        now = self._parts.clock.now_ns()
        return self._done(wedding_id, lambda typed: msgspec.structs.replace(typed, cards_released_ns=now))

    def decide(self, wedding_id: str, request: DecideWedding) -> BookingView:
        """What a person says of a wedding that its calendar shows no more, or shows otherwise."""
        if not self._bookings.get(wedding_id).undecided:
            raise RefusedError(
                "There is nothing to decide about this wedding.", hint="Look at it again: its calendar shows it."
            )
        return self._typed(self._act(wedding_id, lambda record: _decided(record, request)))

    def remove(self, wedding_id: str, version: int) -> None:
        """Forget one of which nothing is stored and which nothing says any more."""
        record = self._bookings.record(wedding_id)
        there = self._there().get(key_of(record.name, record.date), NOTHING_THERE)
        reason = _why_it_stays(record, there.points, len(there.sources))
        if reason:
            raise RefusedError(reason[0], hint=reason[1])
        try:
            self._bookings.remove(wedding_id, version)
        except WeddingConflict as conflict:
            raise self._conflict(conflict, conflict.current) from None
        self._after()

    # How it is done --------------------------------------------------------------------------------------------

    def _done(self, wedding_id: str, change: Callable[[TypedWedding], TypedWedding]) -> BookingView:
        booked = self._act(wedding_id, lambda one: msgspec.structs.replace(one, typed=change(one.typed)))
        return self._typed(booked)

    def _act(self, wedding_id: str, edit: Edit) -> BookedWedding:
        """An edit that fits to whatever was edited before."""
        for _ in range(_TRIES):
            record = self._bookings.record(wedding_id)
            try:
                return self._bookings.replace(edit(record), record.version)
            except WeddingConflict:
                continue
        raise RefusedError("This wedding is being edited all the time.", hint="Try it again in a moment.")

    def _typed(self, wedding: BookedWedding) -> BookingView:
        self._after()
        return self.get(wedding.id)

    def _after(self) -> None:
        self._engine.keeper.changed()
        self._engine.wake()

    def _shown(self, weddings: Sequence[BookedWedding]) -> Iterator[Shown]:
        covers = self._protection.of(weddings)
        there = self._there()
        for wedding, cover in zip(weddings, covers, strict=True):
            yield Shown(wedding, cover, there.get(key_of(wedding.name, wedding.date), NOTHING_THERE))

    def _whole(self, shown: Shown) -> Shown:
        """With what the calendar says: of those only which are shown."""
        says = differing(self._bookings.record(shown.wedding.id), known_places())
        return Shown(shown.wedding, shown.cover, shown.there, says)

    def _there(self) -> Mapping[tuple[str, str], There]:
        return what_is_there(self._parts.sources.all(), self._parts.index.rows())

    def _conflict(self, conflict: WeddingConflict, wanted_record: WeddingRecord) -> EditConflict:
        now, told = self._bookings.would_be(conflict.current), self._bookings.would_be(wanted_record)
        names = [name for name in BookingView.editable if hasattr(now, name)]
        changed = tuple(name for name in names if getattr(now, name) != getattr(told, name))
        return EditConflict(conflict.message, hint=conflict.hint, changed=changed)


def _first_day(wedding: BookedWedding) -> str:
    """The day by which it is known from now on."""
    zone = zone_of(wedding.zone)
    return day_of(wedding.start_ns, zone) if zone is not None else ""


def _decided(record: WeddingRecord, request: DecideWedding) -> WeddingRecord:
    cancelled = request.decision == "cancelled"
    said = tuple(msgspec.structs.replace(one, decision=request.decision) for one in record.said)
    typed = msgspec.structs.replace(record.typed, cancelled=True if cancelled else record.typed.cancelled)
    return msgspec.structs.replace(record, said=said, typed=typed)


def _why_it_stays(record: WeddingRecord, points: int, sources: int) -> tuple[str, str] | None:
    """Why a wedding cannot be removed, and what to do; None if it can."""
    name = display(record.name)
    if points:
        stored = "1 recovery point" if points == 1 else f"{points:,} recovery points"
        return f"{name} is stored: {stored}. Nothing that is stored is ever dropped by this.", "Cancel it instead."
    if sources:
        return f"A watched folder belongs to {name}.", "Remove that source first, or give it another wedding."
    if any(not one.gone_ns for one in record.said):
        return (
            f"The calendar shows {name}: it would come back.",
            "Say that this event is no wedding, or cancel it.",
        )
    return None
