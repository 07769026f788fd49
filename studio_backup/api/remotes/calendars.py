"""Calendars, by way of the door."""

from __future__ import annotations

from dataclasses import dataclass

from studio_backup.api.calendars import (
    CalendarPatch,
    CalendarPreview,
    CalendarView,
    ChooseEvent,
    EventView,
    NewCalendar,
    PollCalendar,
)
from studio_backup.api.client import EngineClient, segment
from studio_backup.api.requests import PageQuery
from studio_backup.api.wire import Page


@dataclass(frozen=True)
class RemoteCalendars:
    """As the service's own."""

    client: EngineClient

    def list(self, query: PageQuery) -> Page[CalendarView]:
        """In the order they were added."""
        return self.client.get("/v1/calendars", Page[CalendarView], limit=query.limit, after=query.after)

    def get(self, calendar_id: str) -> CalendarView:
        """One calendar."""
        return self.client.get(f"/v1/calendars/{segment(calendar_id)}", CalendarView)

    def preview(self, request: NewCalendar) -> CalendarPreview:
        """What an address holds."""
        return self.client.post("/v1/calendars/preview", request, CalendarPreview)

    def add(self, request: NewCalendar) -> CalendarView:
        """Follow it."""
        return self.client.post("/v1/calendars", request, CalendarView)

    def edit(self, calendar_id: str, patch: CalendarPatch, version: int) -> CalendarView:
        """Edit it as it was at `version`."""
        return self.client.patch(f"/v1/calendars/{segment(calendar_id)}", patch, CalendarView, version=version)

    def events(self, calendar_id: str) -> CalendarPreview:
        """What it told last."""
        return self.client.get(f"/v1/calendars/{segment(calendar_id)}/events", CalendarPreview)

    def choose(self, calendar_id: str, request: ChooseEvent) -> EventView:
        """A person's word on one event."""
        return self.client.post(f"/v1/calendars/{segment(calendar_id)}/choose", request, EventView)

    def poll(self, calendar_id: str, request: PollCalendar) -> CalendarView:
        """Ask for it now."""
        return self.client.post(f"/v1/calendars/{segment(calendar_id)}/poll", request, CalendarView)

    def remove(self, calendar_id: str, version: int) -> None:
        """Follow it no more."""
        self.client.delete(f"/v1/calendars/{segment(calendar_id)}", version=version)
