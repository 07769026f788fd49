"""What it comes to: what was typed, what the calendars say, what the date says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding import BookedWedding, Spot
from studio_backup.domain.wedding_record import Said, TypedWedding, WeddingRecord
from studio_backup.engine.schedule.booked import Differing, booked, differing, shown_times
from studio_backup.engine.schedule.venue_places import known_places

DAY_NS = 86_400 * 10**9


def _ns(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 10**9


def _event(uid: str = "e", **more: Any) -> CalendarEvent:
    told = {
        "title": "Wedding Smith & Jones",
        "couple": "Smith & Jones",
        "start_ns": _ns("2026-06-20T12:00:00+00:00"),
        "end_ns": _ns("2026-06-20T22:59:00+00:00"),
    }
    return CalendarEvent(uid=uid, **{**told, **more})


def _said(event: CalendarEvent | None = None, calendar: str = "c", **more: Any) -> Said:
    return Said(calendar=calendar, event=event or _event(), **more)


def _record(*said: Said, **typed: Any) -> WeddingRecord:
    return WeddingRecord(
        id="w",
        name="Smith & Jones",
        date="2026-06-20",
        zone="Europe/London",
        typed=TypedWedding(**typed),
        said=said,
        made="calendar" if said else "typed",
    )


def _booked(*said: Said, **typed: Any) -> BookedWedding:
    return booked(_record(*said, **typed), known_places())


def test_a_date_alone_is_its_whole_day_in_the_studios_zone() -> None:
    one = _booked()
    assert (one.start_ns, one.end_ns) == (_ns("2026-06-19T23:00:00+00:00"), _ns("2026-06-20T23:00:00+00:00"))
    assert one.all_day and one.zone == "Europe/London" and shown_times(one) == ("2026-06-20", "2026-06-20")


def test_without_a_date_nothing_is_known_of_when() -> None:
    one = booked(msgspec.structs.replace(_record(), date=""), known_places())
    assert (one.start_ns, one.end_ns, shown_times(one)) == (0, 0, ("", ""))


def test_as_the_issue_types_it() -> None:
    one = _booked(start="2026-06-20T13:00", end="2026-06-20T23:59", zone="Europe/London", guests=120)
    assert one.start_ns == _ns("2026-06-20T12:00:00+00:00") and one.end_ns == _ns("2026-06-20T22:59:00+00:00")
    assert not one.all_day and shown_times(one) == ("2026-06-20T13:00", "2026-06-20T23:59")


@pytest.mark.parametrize(
    "typed, said, zone",
    [
        ({"zone": "Europe/Rome", "venue": "Leeds"}, {"zone": "America/New_York"}, "Europe/Rome"),
        ({"venue": "Villa, Firenze"}, {"zone": "America/New_York"}, "Europe/Rome"),
        ({"venue": "Villa Nowhere"}, {"zone": "America/New_York"}, "America/New_York"),
        ({}, {"zone": "America/New_York", "venue": "Leeds"}, "America/New_York"),
        ({}, {"zone": "Moon/Crater", "venue": "The Cloud, Auckland"}, "Pacific/Auckland"),
        ({}, {"venue": "Somewhere"}, "Europe/London"),
        ({"zone": "Moon/Crater"}, {}, "Europe/London"),
    ],
)
def test_whose_zone_counts(typed: dict[str, Any], said: dict[str, Any], zone: str) -> None:
    assert _booked(_said(_event(**said)), **typed).zone == zone


def test_an_all_day_event_without_a_zone_is_the_venues_day() -> None:
    said = _event(
        start_ns=0, end_ns=0, wall_start="2026-06-20", wall_end="2026-06-21", all_day=True, venue="Harbour, Auckland"
    )
    one = _booked(_said(said))
    assert (one.start_ns, one.end_ns) == (_ns("2026-06-19T12:00:00+00:00"), _ns("2026-06-20T12:00:00+00:00"))
    assert one.all_day and shown_times(one) == ("2026-06-20", "2026-06-20")
    moved = _booked(_said(said), zone="Europe/London")
    assert moved.start_ns == _ns("2026-06-19T23:00:00+00:00"), "a typed zone moves the day with it"


def test_typed_wins_and_both_are_kept() -> None:
    said = _said(_event(venue="Old Barn, Leeds", guests=80))
    record = _record(said, venue="Rose Hall, York", start="2026-06-20T14:00", cancelled=False)
    one = booked(record, known_places())
    assert (one.venue, one.guests, one.couple) == ("Rose Hall, York", 80, "Smith & Jones")
    assert shown_times(one) == ("2026-06-20T14:00", "2026-06-20T23:59")
    assert one.spot == Spot(latitude=53.96, longitude=-1.08)
    told = differing(record, known_places())
    assert told == (Differing("venue", "Old Barn, Leeds"), Differing("start", "2026-06-20T13:00"))
    assert differing(_record(said), known_places()) == differing(_record(venue="x"), known_places()) == ()


def test_a_typed_spot_wins_over_all() -> None:
    here = Spot(latitude=1, longitude=2)
    said = _said(_event(venue="Leeds", spot=Spot(latitude=5, longitude=6)))
    assert _booked(said, spot=here, venue="York").spot == here
    assert _booked(said).spot == Spot(latitude=5, longitude=6)
    assert _booked(said, venue="Nowhere Barn").spot is None, "the calendar's spot belongs to another venue"


def test_the_event_moves_and_what_it_is_known_by_stays() -> None:
    later = _event(start_ns=_ns("2026-06-27T12:00:00+00:00"), end_ns=_ns("2026-06-27T22:00:00+00:00"))
    one = _booked(_said(later))
    assert (one.date, one.name, shown_times(one)[0]) == ("2026-06-20", "Smith & Jones", "2026-06-27T13:00")


def test_ceremony_and_party_are_one_wedding() -> None:
    party = _event("p", start_ns=_ns("2026-06-20T23:30:00+00:00"), end_ns=_ns("2026-06-21T03:00:00+00:00"))
    one = _booked(_said(), _said(party))
    assert shown_times(one) == ("2026-06-20T13:00", "2026-06-21T04:00") and not one.undecided


def test_calendars_which_say_different_days_protect_both_and_ask() -> None:
    other = _event("o", start_ns=_ns("2026-06-27T12:00:00+00:00"), end_ns=_ns("2026-06-27T22:00:00+00:00"))
    one = _booked(_said(), _said(other, "other"))
    assert shown_times(one) == ("2026-06-20T13:00", "2026-06-27T23:00")
    assert "2026-06-20 and 2026-06-27" in one.undecided
    assert not _booked(_said(), _said(other, "other"), start="2026-06-20T13:00", end="2026-06-20T23:00").undecided


def test_cancelled_by_all_calendars_or_by_a_person() -> None:
    gone = _event(cancelled=True)
    assert _booked(_said(gone)).cancelled and not _booked(_said(gone)).undecided
    assert not _booked(_said(gone), _said(_event("2"))).cancelled
    assert "another one does not" in _booked(_said(gone), _said(_event("2"))).undecided
    kept = _booked(_said(gone), cancelled=False)
    assert not kept.cancelled and "you said that it is not" in kept.undecided
    assert _booked(_said(), cancelled=True).cancelled


def test_one_entry_cancelled_and_another_vanished_asks() -> None:
    since = _ns("2026-05-01T00:00:00+00:00")
    one = _booked(_said(_event(cancelled=True)), _said(_event("2"), gone_ns=since))
    assert not one.cancelled and "another one vanished" in one.undecided


def test_an_event_that_vanished_counts_until_a_person_decides() -> None:
    since = _ns("2026-05-01T00:00:00+00:00")
    one = _booked(_said(gone_ns=since))
    assert shown_times(one)[0] == "2026-06-20T13:00" and not one.cancelled
    assert "has not shown this wedding since 2026-05-01" in one.undecided
    assert not _booked(_said(gone_ns=since, decision="keep")).undecided
    assert not _booked(_said(gone_ns=since), cancelled=True).undecided
    assert not _booked(_said(gone_ns=since), _said(_event("2"), "other")).undecided, "another calendar shows it"
    over = _booked(_said(gone_ns=_ns("2026-07-01T00:00:00+00:00")))
    assert not over.undecided, "calendars forget what is over"


def test_only_one_end_was_typed() -> None:
    said = _said()
    assert shown_times(_booked(said, end="2026-06-20T22:00")) == ("2026-06-20T13:00", "2026-06-20T22:00")
    assert shown_times(_booked(start="2026-06-20T15:00")) == ("2026-06-20T15:00", "2026-06-21T00:00")
    moved = _event(start_ns=_ns("2026-06-27T12:00:00+00:00"), end_ns=_ns("2026-06-27T22:00:00+00:00"))
    beside = _booked(_said(moved), end="2026-06-20T22:00")
    assert shown_times(beside) == ("2026-06-20T00:00", "2026-06-20T22:00")
    assert "2026-06-27, which does not fit to the end" in beside.undecided
    behind = _booked(said, start="2026-06-28T10:00")
    assert shown_times(behind) == ("2026-06-28T10:00", "2026-06-29T00:00")
    assert "does not fit to the start" in behind.undecided


@pytest.mark.parametrize(
    "event",
    [
        _event(end_ns=1),
        _event(start_ns=0, end_ns=0),
        _event(start_ns=0, end_ns=0, wall_start="0001-01-01", wall_end="9999-12-31", all_day=True),
        _event(start_ns=0, end_ns=0, wall_start="2026-06-20", wall_end="2026-06-19", all_day=True),
        _event(start_ns=0, end_ns=0, wall_start="2026-06-20T13:00:00", wall_end="2026-06-20T12:00:00"),
        _event(start_ns=0, end_ns=0, wall_start="2026-06-20T13:00:00"),
    ],
)
def test_an_event_which_cannot_be_still_leaves_a_wedding(event: CalendarEvent) -> None:
    one = _booked(_said(event))
    assert one.end_ns >= one.start_ns > 0 and shown_times(one)[0][:10] == "2026-06-20"


def test_a_time_kept_that_cannot_be_read_counts_as_not_typed() -> None:
    assert shown_times(_booked(start="nonsense", end="2026-13-99")) == ("2026-06-20", "2026-06-20")
