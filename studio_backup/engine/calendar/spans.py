"""From when to when an event lasts, however little of that it says."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import TypeAlias
from zoneinfo import ZoneInfo

from msgspec import Struct

from studio_backup.engine.calendar.values import ns_of

When: TypeAlias = date | datetime
_DAY = timedelta(days=1)


class Span(Struct, frozen=True, kw_only=True):
    """As in `values.Event`. `mended`: it ended before it began."""

    zone: str = ""
    start_ns: int = 0
    end_ns: int = 0
    wall_start: str = ""
    wall_end: str = ""
    all_day: bool = False
    mended: bool = False


def span(start: When, end: When | None, duration: timedelta | None, zone: tzinfo) -> Span:
    """One without an end lasts to the end of its day, and so does one that ends before it begins.

    `zone`: whose days those are, where the event bears none. OverflowError at the ends of time.
    """
    if not isinstance(start, datetime):
        return _days(start, end, duration)
    ends = _end(start, end, duration)
    mended = ends is not None and _before(ends, start)
    if ends is None or mended or ends == start:
        ends = _midnight_after(start, zone)
    if start.tzinfo is None:
        return Span(wall_start=start.isoformat(), wall_end=ends.replace(tzinfo=None).isoformat(), mended=mended)
    return Span(zone=_name(start), start_ns=ns_of(start), end_ns=ns_of(ends), mended=mended)


def _days(start: date, end: When | None, duration: timedelta | None) -> Span:
    last = end if end is not None else start + duration if duration is not None else start + _DAY
    if isinstance(last, datetime):
        last = last.date() + (_DAY if last.time() != time() else timedelta())
    mended = last < start
    if last <= start:
        last = start + _DAY
    return Span(wall_start=start.isoformat(), wall_end=last.isoformat(), all_day=True, mended=mended)


def _end(start: datetime, end: When | None, duration: timedelta | None) -> datetime | None:
    if end is None:
        return start + duration if duration is not None else None
    if not isinstance(end, datetime):
        return datetime.combine(end, time(), start.tzinfo)
    if (end.tzinfo is None) != (start.tzinfo is None):
        return end.replace(tzinfo=start.tzinfo)
    return end


def _before(end: datetime, start: datetime) -> bool:
    if start.tzinfo is None:
        return end < start
    return ns_of(end) < ns_of(start)  # of one zone Python would compare the clocks, and those are set back once a year


def _midnight_after(start: datetime, zone: tzinfo) -> datetime:
    there = start.astimezone(zone) if start.tzinfo is not None and not _name(start) else start
    return datetime.combine(there.date() + _DAY, time(), there.tzinfo)


def _name(moment: datetime) -> str:
    """The IANA name of the place whose time it is; UTC is no place."""
    key = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else ""
    return "" if key == "UTC" else key
