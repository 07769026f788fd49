"""Calendars: fetched, read whatever they hold, compared, and judged: which of their events are weddings."""
