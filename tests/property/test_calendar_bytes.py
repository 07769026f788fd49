"""Whatever bytes come as a calendar: events, or a sentence."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio_backup.domain.calendar import Calendar
from studio_backup.engine.calendar.deciding import decided, wedding_event
from studio_backup.engine.calendar.difference import difference
from studio_backup.engine.calendar.parsing import read_calendar
from studio_backup.engine.calendar.values import NotACalendar, Reading
from tests.support.calendars import NOW_NS, calendar, wedding

ZONE = ZoneInfo("Europe/London")
KNOWN = Calendar(id="1", name="Weddings", kind="file")
NAMES = st.sampled_from(
    ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "UID", "STATUS",
     "SEQUENCE", "LOCATION", "CATEGORIES", "BEGIN", "END", "X-WR-CALNAME", "DTSTART;TZID=Europe/London",
     "DTSTART;VALUE=DATE",
     'DTEND;TZID="Pacific/Auckland"', "RDATE;VALUE=PERIOD", "DTSTART;TZID=Nowhere", "EXDATE;VALUE=DATE"]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        ["20260620T130000", "20260620T130000Z", "20260620", "20260704T130000Z", "00010101T000000Z", "99991231T235959Z",
         "20260620T130000/PT5H", "PT5H", "-P1D", "P9999999999D", "FREQ=WEEKLY;COUNT=3", "FREQ=SECONDLY", "FREQ=YEARLY",
         "FREQ=MONTHLY;BYDAY=-1SA;UNTIL=20270101", "FREQ=DAILY;UNTIL=20260101T000000Z", "VEVENT", "VCALENDAR", "VALARM",
         "CANCELLED", "Wedding: Anna & Ben", "1", "20260230T250000", "20261025T013000", "20260329T013000"]
    ),
    st.text(max_size=30),
)  # fmt: skip
LINES = st.lists(st.builds("{}:{}".format, NAMES, VALUES), max_size=12)
CALENDARS = st.lists(LINES, max_size=4).map(
    lambda events: calendar(*("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]) for lines in events))
)


def _read(data: bytes) -> Reading | str:
    try:
        return read_calendar(data, ZONE, NOW_NS)
    except NotACalendar as error:
        assert error.message and error.hint
        return error.message


@given(st.one_of(st.binary(max_size=400), CALENDARS, st.tuples(CALENDARS, st.binary(max_size=20)).map(b"".join)))
@example(calendar(wedding("1", "Anna & Ben")))
@settings(max_examples=250, deadline=None)
def test_any_bytes_end_in_events_or_a_sentence(data: bytes) -> None:
    found = _read(data)
    if isinstance(found, str):
        return
    assert len({one.uid for one in found.events}) == len(found.events)
    for one in found.events:
        assert one.starts_ns(ZONE) < one.ends_ns(ZONE), one
        assert bool(one.start_ns or one.end_ns) != bool(one.wall_start)
        texts = (one.uid, one.title, one.place, one.notes, one.color, *one.categories)
        assert all(text.isprintable() for text in texts) and one.title and len(one.uid) <= 150
        assert wedding_event(one, "").name
    assert all(text.isprintable() for text in found.sentences)
    judged = decided(KNOWN, found.events, {}, ZONE)
    assert set(judged) == {one.uid for one in found.events} and all(one.why for one in judged.values())


@given(CALENDARS, CALENDARS, st.booleans())
@settings(max_examples=100, deadline=None)
def test_a_difference_accounts_for_every_event(first: bytes, second: bytes, believe: bool) -> None:
    readings = (_read(data) for data in (first, second))
    before, now = ({one.uid: one for one in found.events} if isinstance(found, Reading) else {} for found in readings)
    found = difference(before, now, frozenset(before), NOW_NS, ZONE, believe=believe)
    assert {one.uid for one in found.gained} == now.keys() - before.keys()
    gone = {one.uid for one in (*found.vanished, *found.past)}
    assert gone == (set() if found.shrunk else before.keys() - now.keys())
    same = {uid for uid in before.keys() & now.keys() if before[uid] == now[uid]}
    assert {one.event.uid for one in found.changed} == (before.keys() & now.keys()) - same
    assert all(one.moved or one.fields or one.cancelled or one.before != one.event for one in found.changed)
