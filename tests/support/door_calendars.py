"""The fake of the area of calendars: one that can be edited, of two events."""

from __future__ import annotations

import msgspec

from studio_backup.api import calendars
from studio_backup.api.errors import EditConflict
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page
from studio_backup.base.errors import NotFoundError

ID = "0" * 16
EVENTS = (
    calendars.EventView(id="1", title="Wedding: Anna & Ben", start="2026-06-20T13:00", end="2026-06-20T23:59"),
    calendars.EventView(id="2", title="Dentist", start="2026-06-21", end="2026-06-22", all_day=True),
)


class FakeCalendars:
    """Real in memory, as far as the door cares."""

    def __init__(self) -> None:
        self.held = calendars.CalendarView(id=ID, name="Weddings", kind="feed", address="calendar.example/…")
        self.asked: object = None

    def list(self, query: PageQuery) -> Page[calendars.CalendarView]:
        return Page(items=() if query.after else (self.held,))

    def get(self, calendar_id: str) -> calendars.CalendarView:
        if calendar_id != ID:
            raise NotFoundError("There is no such calendar.", hint="List them.")
        return self.held

    def preview(self, request: calendars.NewCalendar) -> calendars.CalendarPreview:
        self.asked = request
        return calendars.CalendarPreview(name=request.name, events=EVENTS, weddings=1)

    def add(self, request: calendars.NewCalendar) -> calendars.CalendarView:
        self.asked = request
        return msgspec.structs.replace(self.held, name=request.name or "Weddings", zone=request.zone)

    def edit(self, calendar_id: str, patch: calendars.CalendarPatch, version: int) -> calendars.CalendarView:
        if self.get(calendar_id).version != version:
            raise EditConflict("Somebody else edited this calendar.", hint="Read it again.")
        names = ("name", "zone", "rules")
        told = {name: value for name in names if (value := getattr(patch, name)) is not msgspec.UNSET}
        self.held = msgspec.structs.replace(self.held, version=version + 1, **told)
        return self.held

    def events(self, calendar_id: str) -> calendars.CalendarPreview:
        return calendars.CalendarPreview(name=self.get(calendar_id).name, events=EVENTS, weddings=1)

    def choose(self, calendar_id: str, request: calendars.ChooseEvent) -> calendars.EventView:
        self.get(calendar_id)
        found = next((one for one in EVENTS if one.id == request.event), None)
        if found is None:
            raise NotFoundError("There is no such event.", hint="Look at the calendar.")
        return msgspec.structs.replace(found, chosen=request.choice, is_wedding=request.choice == "wedding")

    def poll(self, calendar_id: str, request: calendars.PollCalendar) -> calendars.CalendarView:
        self.asked = request
        return self.get(calendar_id)

    def remove(self, calendar_id: str, version: int) -> None:
        if self.get(calendar_id).version != version:
            raise EditConflict("Somebody else edited this calendar.", hint="Read it again.")
