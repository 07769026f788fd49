"""What the door needs for calendars."""

from __future__ import annotations

from typing import Protocol

from studio_backup.api.calendars import (
    CalendarPatch,
    CalendarPreview,
    CalendarView,
    ChooseEvent,
    EventView,
    NewCalendar,
    PollCalendar,
)
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page


class CalendarsPort(Protocol):
    """Looking at calendars, following them, saying which of their events are weddings."""

    def list(self, query: PageQuery) -> Page[CalendarView]:
        """In the order they were added."""
        ...

    def get(self, calendar_id: str) -> CalendarView:
        """One calendar."""
        ...

    def preview(self, request: NewCalendar) -> CalendarPreview:
        """What an address holds; nothing is kept. UsageError for what is no address, StorageError where nothing
        answers, and an error that says why for what is no calendar."""
        ...

    def add(self, request: NewCalendar) -> CalendarView:
        """Follow it from now on, once it was read well. As `preview`, and RefusedError if it is followed already."""
        ...

    def edit(self, calendar_id: str, patch: CalendarPatch, version: int) -> CalendarView:
        """Edit it as it was at `version`. As `preview`, and `api.errors.EditConflict` if it has another version now."""
        ...

    def events(self, calendar_id: str) -> CalendarPreview:
        """What it told last, which of it are weddings, and why."""
        ...

    def choose(self, calendar_id: str, request: ChooseEvent) -> EventView:
        """A person's word on one event, which wins over all rules. NotFoundError if there is no such event."""
        ...

    def poll(self, calendar_id: str, request: PollCalendar) -> CalendarView:
        """Ask for it now. What goes wrong stands in its `trouble`."""
        ...

    def remove(self, calendar_id: str, version: int) -> None:
        """Follow it no more; its weddings stay. `api.errors.EditConflict` as above."""
        ...
