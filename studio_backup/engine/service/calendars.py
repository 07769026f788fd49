"""What a person says of calendars: looked at before they are trusted, kept, chosen from, polled, taken away."""

from __future__ import annotations

import os
from typing import Final

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from studio_backup.api.calendars import (
    CalendarPatch,
    CalendarPreview,
    CalendarView,
    ChooseEvent,
    EventView,
    NewCalendar,
    PollCalendar,
)
from studio_backup.api.errors import EditConflict
from studio_backup.api.paths import from_wire
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError, RefusedError
from studio_backup.base.names import display
from studio_backup.catalog.calendars import CalendarConflict
from studio_backup.domain.calendar import Calendar, Chosen, Poll
from studio_backup.engine.calendar.addresses import Address, address_of, shown
from studio_backup.engine.calendar.values import Reading
from studio_backup.engine.schedule.zone_names import zone_named
from studio_backup.engine.service.calendar_polling import new_id
from studio_backup.engine.service.calendar_views import event_view, preview, rules_of
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.paging import page

MOST: Final = 50
"""Calendars of one studio."""


class Calendars:
    """See `engine.server.ports.calendars.CalendarsPort`."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._parts = engine, engine.parts
        self._polling = engine.calendars.polling
        self._table, self._kept = self._polling.table, self._polling.kept

    def list(self, query: PageQuery) -> Page[CalendarView]:
        """In the order they were added."""
        return page(self._table.all(), query, lambda one: one.id, self._polling.view)

    def get(self, calendar_id: str) -> CalendarView:
        """One calendar."""
        return self._polling.view(self._table.get(calendar_id))

    def preview(self, request: NewCalendar) -> CalendarPreview:
        """What an address holds, and which of it would be weddings; nothing is kept."""
        address = self._checked(request)
        _, reading = self._polling.look(address, request.zone)
        return self._previewed(_calendar(request, address, reading, self._parts.clock.now_ns()), reading)

    def add(self, request: NewCalendar) -> CalendarView:
        """Follow it from now on, once it was read well."""
        address = self._checked(request)
        fetched, reading = self._polling.look(address, request.zone)
        calendar = _calendar(request, address, reading, self._parts.clock.now_ns())
        if address.kind != "file":
            self._kept.keep(calendar.id, address)
        self._polling.add(calendar, fetched, reading)
        self._engine.keeper.changed()
        return self._told(calendar.id)

    def edit(self, calendar_id: str, patch: CalendarPatch, version: int) -> CalendarView:
        """Edit it as it was at `version`; a new address is read before it is kept."""
        before = self._table.get(calendar_id)
        told = {name: value for name in ("name", "zone") if (value := getattr(patch, name)) is not UNSET}
        if told.get("zone"):
            told["zone"] = zone_named(told["zone"])
        if patch.rules is not UNSET:
            told["rules"] = rules_of(patch.rules)
        edited = msgspec.structs.replace(before, **told)
        address = None
        if patch.address is not UNSET:
            address = address_of(from_wire(patch.address), patch.user, patch.password)
            self._polling.look(address, edited.zone)
            edited = replace(edited, kind=address.kind, path=address.path, shown=shown(address))
        self._replaced(edited, version)
        if address is not None:
            self._moved_to(calendar_id, address)
        return self._judged_anew(calendar_id, calendar_id if edited.zone != before.zone else "")

    def choose(self, calendar_id: str, request: ChooseEvent) -> EventView:
        """A person's word on one event, which wins over all rules."""
        calendar, events = self._table.get(calendar_id), self._polling.events(calendar_id)
        event = next((one for one in events if one.uid == request.event), None)
        if event is None:
            raise NotFoundError("There is no such event in this calendar.", hint="`calendar preview` shows its events.")
        others = tuple(one for one in calendar.chosen if one.event != request.event)
        added = (Chosen(event=request.event, choice=request.choice),) if request.choice else ()
        self._replaced(replace(calendar, chosen=(*others, *added)), calendar.version)
        self._judged_anew(calendar_id)
        calendar = self._table.get(calendar_id)
        judged = self._polling.judged(calendar, events)[event.uid]
        wedding = self._polling.weddings(calendar_id).get(event.uid, "")
        return event_view(calendar, event, judged, self._polling.zone(calendar.zone), wedding)

    def events(self, calendar_id: str) -> CalendarPreview:
        """What it told last, and which of it are weddings, and why."""
        calendar = self._table.get(calendar_id)
        events = self._polling.events(calendar_id)
        poll = self._table.polls().get(calendar_id, Poll(calendar=calendar_id))
        return self._previewed(calendar, Reading(events=tuple(events), sentences=poll.skipped))

    def poll(self, calendar_id: str, request: PollCalendar) -> CalendarView:
        """Ask for it now."""
        self._polling.poll(calendar_id, believe=request.believe)
        return self._told(calendar_id)

    def remove(self, calendar_id: str, version: int) -> None:
        """Follow it no more; its weddings stay."""
        try:
            self._polling.forget(self._table.get(calendar_id), version)
        except CalendarConflict as conflict:
            raise _conflict(conflict, conflict.current) from None
        self._engine.keeper.changed()

    def _checked(self, request: NewCalendar) -> Address:
        address = address_of(from_wire(request.address), request.user, request.password)
        if request.zone:
            zone_named(request.zone)
        known = self._table.all()
        if len(known) >= MOST:
            raise RefusedError(f"More than {MOST} calendars are not followed.", hint="Remove one: `calendar remove`.")
        for one in known:
            if self._polling.is_at(one, address):
                raise RefusedError(
                    f"This calendar is followed already: {display(one.name)}.", hint="`calendar list` shows it."
                )
        return address

    def _previewed(self, calendar: Calendar, reading: Reading) -> CalendarPreview:
        judged = self._polling.judged(calendar, reading.events)
        zone = self._polling.zone(calendar.zone)
        weddings = self._polling.weddings(calendar.id)
        return preview(calendar, reading.events, judged, zone, weddings=weddings, skipped=reading.sentences)

    def _replaced(self, edited: Calendar, version: int) -> None:
        try:
            self._table.replace(edited, version)
        except CalendarConflict as conflict:
            raise _conflict(conflict, edited) from None
        self._engine.keeper.changed()

    def _moved_to(self, calendar_id: str, address: Address) -> None:
        if address.kind == "file":
            self._kept.forget(calendar_id)
        else:
            self._kept.keep(calendar_id, address)
        self._polling.poll(calendar_id, anew=True)

    def _judged_anew(self, calendar_id: str, anew: str = "") -> CalendarView:
        self._polling.rejudge_all(anew)
        return self._told(calendar_id)

    def _told(self, calendar_id: str) -> CalendarView:
        view = self.get(calendar_id)
        self._parts.bus.publish("calendar", calendar_id, view)
        return view


def _calendar(request: NewCalendar, address: Address, reading: Reading, now_ns: int) -> Calendar:
    return Calendar(
        id=new_id(),
        name=request.name or reading.name or _usual_name(address),
        kind=address.kind,
        path=address.path,
        shown=shown(address),
        zone=zone_named(request.zone) if request.zone else "",
        rules=rules_of(request.rules),
        added_ns=now_ns,
    )


def _usual_name(address: Address) -> str:
    if address.kind == "file":
        return display(os.path.splitext(os.path.basename(address.path))[0])[:200] or "Calendar"
    return address.pick[:200] or address.host[:200]


def _conflict(conflict: CalendarConflict, wanted: Calendar) -> EditConflict:
    names = ("name", "zone", "rules")
    changed = tuple(name for name in names if getattr(conflict.current, name) != getattr(wanted, name))
    return EditConflict(conflict.message, hint=conflict.hint, changed=changed)
