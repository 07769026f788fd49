"""Whatever was typed and whatever calendars say: what was typed wins, and no order makes a difference."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding import Spot
from studio_backup.domain.wedding_record import Said, TypedWedding, WeddingRecord
from studio_backup.engine.schedule.booked import booked, shown_times
from studio_backup.engine.schedule.venue_places import Places, known_places
from studio_backup.engine.schedule.wall_time import Wall, begin_ns, end_ns, read_wall, wall_of

PLACES: Places = known_places()
ZONES = ("Europe/London", "America/New_York", "Pacific/Auckland", "America/St_Johns", "Africa/Cairo", "Moon/Crater")
NS = 10**9
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
walls = st.one_of(
    days.map(date.isoformat),
    st.builds(
        lambda day, at: f"{day}T{at.isoformat('minutes')}", days, st.times().map(lambda at: at.replace(second=0))
    ),
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: int(at.timestamp()) * NS)
texts = st.sampled_from(("Anna & Ben", "Leeds", "Villa Rosa, Firenze", "Paris, Texas", "x"))
maybe_text = st.one_of(st.none(), texts)
spots = st.builds(Spot, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))


def _event(uid: str, start: int, hours: int, floating: bool, **more: object) -> CalendarEvent:
    if floating:
        wall = datetime.fromtimestamp(start // NS, ZoneInfo("UTC")).replace(tzinfo=None).isoformat()
        return CalendarEvent(uid=uid, title="Wedding", wall_start=wall, **more)  # type: ignore[arg-type]
    return CalendarEvent(uid=uid, title="Wedding", start_ns=start, end_ns=start + hours * 3600 * NS, **more)  # type: ignore[arg-type]


events = st.builds(
    _event,
    st.sampled_from("abcdef"),
    instants,
    st.integers(-3, 200),
    st.booleans(),
    couple=st.one_of(st.just(""), texts),
    venue=st.one_of(st.just(""), texts),
    zone=st.one_of(st.just(""), st.sampled_from(ZONES)),
    cancelled=st.booleans(),
    guests=st.one_of(st.none(), st.integers(0, 500)),
)
saids = st.builds(
    Said,
    calendar=st.sampled_from(("c1", "c2")),
    event=events,
    gone_ns=st.one_of(st.just(0), instants),
    decision=st.sampled_from(("", "keep")),
)
typeds = st.builds(
    TypedWedding,
    start=st.one_of(st.none(), walls),
    end=st.one_of(st.none(), walls),
    zone=st.one_of(st.none(), st.sampled_from(ZONES[:-1])),
    couple=maybe_text,
    venue=maybe_text,
    spot=st.one_of(st.none(), spots),
    guests=st.one_of(st.none(), st.integers(0, 500)),
    cancelled=st.one_of(st.none(), st.booleans()),
    delivered=st.one_of(st.none(), days.map(date.isoformat)),
)
records = st.builds(
    WeddingRecord,
    id=st.just("w"),
    name=st.just("n"),
    date=st.one_of(st.just(""), days.map(date.isoformat)),
    zone=st.sampled_from(ZONES[:-1]),
    typed=typeds,
    said=st.lists(saids, max_size=4, unique_by=lambda one: (one.calendar, one.event.uid)).map(tuple),
)


@given(records)
def test_what_was_typed_always_wins(record: WeddingRecord) -> None:
    one, typed = booked(record, PLACES), record.typed
    zone = ZoneInfo(one.zone)
    assert typed.zone in (None, one.zone)
    assert typed.couple in (None, one.couple) and typed.venue in (None, one.venue)
    assert typed.guests in (None, one.guests) and typed.cancelled in (None, one.cancelled)
    assert typed.spot in (None, one.spot) and (typed.delivered or "") == one.delivered
    start = begin_ns(read_wall(typed.start), zone) if typed.start else None
    assert start in (None, one.start_ns)
    if typed.end and (start is None or start <= end_ns(read_wall(typed.end), zone)):
        assert one.end_ns == end_ns(read_wall(typed.end), zone)


@given(records, st.randoms(use_true_random=False))
def test_the_order_in_which_calendars_came_makes_no_difference(record: WeddingRecord, dice: object) -> None:
    shuffled = list(record.said)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert booked(msgspec.structs.replace(record, said=tuple(shuffled)), PLACES) == booked(record, PLACES)


@given(records)
def test_it_never_ends_before_it_begins_and_is_shown_as_it_can_be_typed(record: WeddingRecord) -> None:
    one = booked(record, PLACES)
    assert one.end_ns >= one.start_ns
    start, end = shown_times(one)
    assert (start == "") == (one.end_ns == 0)
    if start:
        zone = ZoneInfo(one.zone)
        assert begin_ns(read_wall(start), zone) <= one.start_ns
        assert end_ns(read_wall(end), zone) + NS > one.end_ns - NS


@given(records)
def test_without_a_persons_word_a_wedding_is_never_cancelled_by_what_vanished(record: WeddingRecord) -> None:
    typed = msgspec.structs.replace(record.typed, cancelled=None)
    said = tuple(
        msgspec.structs.replace(one, event=msgspec.structs.replace(one.event, cancelled=False), gone_ns=1)
        for one in record.said
    )
    assert not booked(msgspec.structs.replace(record, typed=typed, said=said), PLACES).cancelled


@given(days, st.times().map(lambda at: at.replace(microsecond=0)), st.sampled_from(ZONES[:-1]))
def test_a_begin_is_never_later_than_the_end_at_the_same_time_of_the_clock(day: date, at: time, name: str) -> None:
    zone, wall = ZoneInfo(name), Wall(day, at)
    begins, ends = begin_ns(wall, zone), end_ns(wall, zone)
    assert 0 <= ends - begins <= 2 * 3600 * NS
    if begins == ends:
        assert wall_of(begins, zone) == wall
