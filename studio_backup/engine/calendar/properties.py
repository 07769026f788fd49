"""One event's properties: parameters, texts, times. Values are read by icalendar, one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from icalendar.parser import Contentline
from icalendar.prop import vDDDTypes, vDuration

from studio_backup.engine.calendar.lines import Block
from studio_backup.engine.calendar.texts import unescaped
from studio_backup.engine.calendar.zones import iana, zone_named

_ZONE: Final = re.compile(r';TZID=(?:"([^"]*)"|([^";:]*))', re.IGNORECASE)
_COMMA: Final = re.compile(r"(?<!\\),")
_RECURS: Final = frozenset(("RRULE", "RDATE", "RECURRENCE-ID"))
_DATES: Final = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"))


@dataclass(slots=True)
class Properties:
    """The lines of one event. `unknown`: names of zones that are unknown here."""

    block: Block
    unknown: list[str] = field(default_factory=list)
    _lines: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lines = dict(reversed(self.block))

    @property
    def recurs(self) -> bool:
        """Whether it is a series, or stands in one."""
        return not _RECURS.isdisjoint(self._lines)

    def line(self, name: str) -> str:
        """The first line of this property, "" if there is none."""
        return self._lines.get(name, "")

    def raw(self, name: str) -> str:
        """Its value as it stands there."""
        line = self.line(name)
        return split(line)[1] if line else ""

    def text(self, name: str) -> str:
        """Its value as text."""
        return unescaped(self.raw(name))

    def number(self, name: str) -> int:
        """Its value as a number, 0 if it is none."""
        value = self.raw(name).strip()
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0

    def categories(self) -> Iterator[str]:
        """All of them."""
        for name, line in self.block:
            if name == "CATEGORIES":
                yield from map(unescaped, _COMMA.split(split(line)[1]))

    def moment(self, name: str) -> date | datetime | None:
        """A day, or a time: of a zone, or of none. ValueError if it is none."""
        line = self.line(name)
        if not line:
            return None
        head, value = split(line)
        found = vDDDTypes.from_ical(value.strip())  # type: ignore[no-untyped-call]
        if not isinstance(found, date):
            raise ValueError(value)
        if not isinstance(found, datetime) or found.tzinfo is not None:
            return found
        zone = self.zone(head)
        return found.replace(tzinfo=zone_named(zone)) if zone else found

    def duration(self) -> timedelta | None:
        """How long it lasts, if it says so. ValueError."""
        value = self.raw("DURATION").strip()
        return vDuration.from_ical(value) if value else None  # type: ignore[no-untyped-call]

    def zone(self, head: str) -> str:
        """The IANA name of the zone that a property bears, "" for none and for an unknown one."""
        found = _ZONE.search(head)
        if not found:
            return ""
        named = found[1] or found[2] or ""
        known = iana(named)
        if known is None and named and named not in self.unknown:
            self.unknown.append(named)
        return known or ""

    def for_library(self) -> str:
        """The event as icalendar takes it: zones by their IANA names, those unknown left out."""
        lines = (self._known_zone(line) if name in _DATES else line for name, line in self.block)
        return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])

    def _known_zone(self, line: str) -> str:
        head, value = split(line)
        zone = self.zone(head)
        bare = _ZONE.sub("", head)
        return f"{bare};TZID={zone}:{value}" if zone else f"{bare}:{value}"


def split(line: str) -> tuple[str, str]:
    """Name with parameters, and the value: parted by the first colon that is not quoted."""
    head, _, value = line.partition(":")
    if '"' not in head:
        return head, value
    at = Contentline(line).value_separator_index()  # type: ignore[no-untyped-call]
    return (line[:at], line[at + 1 :]) if at >= 0 else (line, "")
