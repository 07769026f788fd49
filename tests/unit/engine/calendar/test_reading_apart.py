"""Reading in a process of its own: what it says, and that whatever a calendar holds, it ends."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from studio_backup.engine.calendar.parsing import read_calendar
from studio_backup.engine.calendar.reading import read_apart
from studio_backup.engine.calendar.values import NotACalendar
from tests.support.calendars import LONDON, NOW_NS, calendar, event, wedding

ZONE = ZoneInfo(LONDON)


def test_it_reads_as_here() -> None:
    data = calendar(wedding("1", "Anna & Ben"), event("2", "Loud", "DTSTART:20260620T120000Z", "RRULE:FREQ=SECONDLY"))
    assert read_apart(data, ZONE, NOW_NS) == read_calendar(data, ZONE, NOW_NS)


def test_its_refusals_are_the_same() -> None:
    with pytest.raises(NotACalendar, match="login page") as error:
        read_apart(b"<html>", ZONE, NOW_NS)
    assert "subscribing" in error.value.hint


def test_a_rule_that_never_comes_true_ends_in_time() -> None:
    """Each day up to the year 9999 is looked at by the library, for each of many events."""
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    data = calendar(*(event(str(number), "Never", "DTSTART:20260620T120000Z", never) for number in range(500)))
    with pytest.raises(NotACalendar, match="recurs without an end") as error:
        read_apart(data, ZONE, NOW_NS, seconds=1)
    assert "still counts" in error.value.hint
