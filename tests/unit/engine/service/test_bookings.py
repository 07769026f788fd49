"""Which wedding an event of a calendar is, what is booked by itself, and who hears of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from studio_backup.base.errors import NotFoundError, RefusedError
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.weddings import WeddingTable
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding import BookedWedding
from studio_backup.domain.wedding_record import TypedWedding, WeddingRecord
from studio_backup.engine.schedule.booked import booked
from studio_backup.engine.service import bookings
from studio_backup.engine.service.bookings import Bookings
from tests.support.fixed_clock import FixedClock

replace = msgspec.structs.replace
NOW = 1_780_000_000_000_000_000  # 28 May 2026


class _Desk:
    """Bookings on a catalog of their own. `there`: what is stored; `heard`: ids that were told."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog, self.clock = catalog, FixedClock(NOW)
        self.there: list[tuple[str, str]] = []
        self.heard: list[frozenset[str]] = []
        self.bookings = self.again()

    def again(self) -> Bookings:
        made = Bookings(WeddingTable(self.catalog), self.clock, lambda: "Europe/London", lambda: self.there)
        made.listen(self.heard.append)
        return made

    def names(self) -> list[tuple[str, str]]:
        return [(one.name, one.date) for one in self.bookings.all()]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty catalog: copied, it is there in no time."""
    path = tmp_path_factory.mktemp("empty") / "catalog.db"
    open_catalog(str(path), FixedClock()).close()
    return path


@pytest.fixture
def desk(tmp_path: Path, empty: Path) -> Iterator[_Desk]:
    catalog = open_catalog(shutil.copy(empty, tmp_path / "catalog.db").as_posix(), FixedClock())
    yield _Desk(catalog)
    catalog.close()


def _event(uid: str, day: str = "2026-06-20", hour: int = 13, **more: Any) -> CalendarEvent:
    start = int(datetime.fromisoformat(f"{day}T{hour:02}:00+01:00").timestamp()) * 10**9
    told = {"title": "Wedding", "couple": "Smith & Jones", "start_ns": start, "end_ns": start + 8 * 3600 * 10**9}
    return CalendarEvent(uid=uid, **{**told, **more})


def _only(desk: _Desk) -> BookedWedding:
    (one,) = desk.bookings.all()
    return one


def test_an_event_becomes_a_wedding_once(desk: _Desk) -> None:
    told = desk.bookings.from_calendar("c", [_event("1")])
    one = _only(desk)
    assert (one.name, one.date, one.calendar, one.event) == ("Smith & Jones", "2026-06-20", "c", "1")
    assert told == {"1": one.id} == desk.bookings.by_event("c") and desk.heard == [frozenset({one.id})]
    same = desk.bookings.all()
    desk.bookings.from_calendar("c", [_event("1")])
    assert desk.bookings.all() is same and len(desk.heard) == 1, "nothing changed: nobody hears of it"
    assert desk.again().all() == same, "and it is kept"


def test_moved_by_a_week_it_stays_the_same_wedding(desk: _Desk) -> None:
    desk.bookings.from_calendar("c", [_event("1")])
    before = _only(desk)
    desk.bookings.from_calendar("c", [_event("1", "2026-06-27")])
    after = _only(desk)
    assert (after.id, after.date, after.version) == (before.id, "2026-06-20", 1)
    assert after.start_ns - before.start_ns == 7 * 86_400 * 10**9


def test_deleted_and_made_anew_on_another_day_is_moved(desk: _Desk) -> None:
    desk.bookings.from_calendar("c", [_event("1")])
    told = desk.bookings.from_calendar("c", [_event("2", "2026-06-27")], gone=["1"])
    one = _only(desk)
    assert told["2"] == one.id and one.date == "2026-06-20" and not one.undecided
    assert datetime.fromtimestamp(one.start_ns // 10**9).month == 6 and one.event == "2"


def test_an_event_that_vanishes_drops_nothing_and_is_asked_about(desk: _Desk) -> None:
    desk.bookings.from_calendar("c", [_event("1")])
    before = _only(desk)
    desk.bookings.from_calendar("c", [], gone=["1"])
    one = _only(desk)
    assert (one.start_ns, one.cancelled) == (before.start_ns, False) and "has not shown" in one.undecided
    desk.bookings.from_calendar("c", [_event("1")])
    assert _only(desk) == before, "it is shown again"


def test_what_was_decided_counts_until_the_event_changes(desk: _Desk) -> None:
    far = _event("2", couple="Smith & Jones", venue="Elsewhere")
    desk.bookings.from_calendar("c", [_event("1")])
    desk.bookings.from_calendar("d", [far])
    moved = _event("2", "2026-07-18")
    desk.bookings.from_calendar("d", [moved])
    one = _only(desk)
    assert "different days" in one.undecided
    record = desk.bookings.record(one.id)
    said = tuple(replace(each, decision="keep") for each in record.said)
    assert not desk.bookings.replace(replace(record, said=said), 1).undecided
    desk.bookings.from_calendar("d", [moved])
    assert not _only(desk).undecided, "nothing new"
    desk.bookings.from_calendar("d", [_event("2", "2026-07-25")])
    assert "different days" in _only(desk).undecided
    desk.bookings.from_calendar("d", [], gone=["2"])
    desk.bookings.from_calendar("c", [], gone=["1"])
    assert "has not shown" in _only(desk).undecided


def test_a_calendar_taken_away_asks_nothing(desk: _Desk) -> None:
    desk.bookings.from_calendar("c", [_event("1")])
    desk.bookings.forget_calendar("c")
    one = _only(desk)
    assert not one.undecided and one.date == "2026-06-20"
    desk.bookings.from_calendar("new", [_event("1")])
    assert _only(desk).calendar == "new", "followed again by another one"


def test_what_a_person_calls_no_wedding_goes_unless_something_is_there(desk: _Desk) -> None:
    desk.bookings.from_calendar("c", [_event("1"), _event("2", couple="Other & Couple"), _event("3", couple="Third")])
    third = next(one for one in desk.bookings.all() if one.name == "Third")
    record = desk.bookings.record(third.id)
    desk.bookings.replace(replace(record, typed=TypedWedding(guests=5)), record.version)
    desk.there = [("smith & JONES", "2026-06-20")]
    told = desk.bookings.from_calendar("c", [], no_weddings=["1", "2", "3", "unknown"])
    assert told == {} and sorted(desk.names()) == [("Smith & Jones", "2026-06-20"), ("Third", "2026-06-20")]
    assert desk.again().all() == desk.bookings.all()


def test_ceremony_and_party_and_what_stands_there_twice_are_one(desk: _Desk) -> None:
    party = _event("2", hour=22, venue="Town Hall")
    desk.bookings.from_calendar("c", [_event("1", venue="St Mary"), party, _event("3", venue="st mary")])
    assert desk.names() == [("Smith & Jones", "2026-06-20")]
    desk.bookings.from_calendar("other", [_event("x", venue="Elsewhere")])
    assert len(desk.names()) == 1, "the same in a second calendar"


def test_two_weddings_of_one_couple_and_two_couples_of_one_name(desk: _Desk) -> None:
    desk.bookings.from_calendar("c", [_event("1"), _event("2", "2026-08-01")])
    assert desk.names() == [("Smith & Jones", "2026-06-20"), ("Smith & Jones", "2026-08-01")]
    desk.bookings.from_calendar("c", [_event("1", venue="Rose Hall, York"), _event("3", venue="Old Barn, Leeds")])
    assert desk.names()[1] == ("Smith & Jones, Old Barn", "2026-06-20")
    told = desk.bookings.from_calendar("c", [_event("3", venue="Old Barn, Leeds")])
    assert len(set(told.values())) == 3, "each keeps its own"


def test_forty_nameless_weddings_on_one_saturday(desk: _Desk) -> None:
    events = [_event(f"{at:02}", title="Wedding", couple="", venue=f"Hall {at}") for at in range(40)]
    told = desk.bookings.from_calendar("c", events)
    assert len(set(told.values())) == 40 and len(set(desk.names())) == 40
    assert desk.bookings.from_calendar("c", list(reversed(events))) == told


@pytest.mark.parametrize(
    "title, name", [("unassigned", "Wedding"), ("\x00\n", "Wedding"), ("a\tb\udcff", "a b"), ("x" * 900, "x" * 200)]
)
def test_whatever_a_calendar_calls_it(desk: _Desk, title: str, name: str) -> None:
    desk.bookings.from_calendar("c", [_event("1", title=title, couple="")])
    assert desk.names() == [(name, "2026-06-20")]
    assert desk.again().all() == desk.bookings.all()


def test_what_is_stored_is_booked_by_itself(desk: _Desk) -> None:
    desk.there = [("Anna & Ben", "2026-06-20"), ("anna & ben", "2026-06-20"), ("unassigned", ""), ("", ""), ("Old", "")]
    desk.bookings.look()
    assert desk.names() == [("Old", ""), ("Anna & Ben", "2026-06-20")]
    one = desk.bookings.all()[1]
    assert one.all_day and one.zone == "Europe/London" and one.end_ns - one.start_ns == 86_400 * 10**9
    assert desk.bookings.all()[0].end_ns == 0
    told = len(desk.heard)
    desk.bookings.look()
    assert len(desk.heard) == told
    desk.bookings.from_calendar("c", [_event("1", couple="ANNA & BEN")])
    assert len(desk.names()) == 2 and desk.bookings.get(one.id).event == "1", "its event finds it"


def test_typed_over_what_was_booked_by_itself_and_over_nothing_else(desk: _Desk) -> None:
    desk.there = [("Anna & Ben", "2026-06-20")]
    desk.bookings.look()
    by_itself = _only(desk)
    typed = TypedWedding(start="2026-06-20T13:00")
    new = replace(desk.bookings.fresh("anna & ben"), date="2026-06-20", typed=typed)
    added = desk.bookings.add(new)
    assert (added.id, added.name, added.version, added.all_day) == (by_itself.id, "Anna & Ben", 2, False)
    with pytest.raises(RefusedError, match="already"):
        desk.bookings.add(replace(new, id="other"))


def test_removed_and_known_no_more(desk: _Desk) -> None:
    added = desk.bookings.add(replace(desk.bookings.fresh("A"), date="2026-06-20"))
    desk.bookings.remove(added.id, 1)
    assert desk.names() == [] and desk.heard[-1] == {added.id}
    for asked in (desk.bookings.get, desk.bookings.record):
        with pytest.raises(NotFoundError):
            asked(added.id)


def test_what_came_back_with_a_vault_is_read_again(desk: _Desk) -> None:
    desk.bookings.add(replace(desk.bookings.fresh("Here"), date="2026-06-20"))
    other = desk.again()
    other.add(replace(other.fresh("Came back"), date="2026-06-21"))
    assert desk.names() == [("Here", "2026-06-20")]
    desk.there = [("Stored", "2026-06-22")]
    desk.bookings.read_again()
    assert [name for name, _ in desk.names()] == ["Here", "Came back", "Stored"]


def test_one_wedding_that_makes_no_sense_holds_up_no_other(desk: _Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.there = [("Kim", "2026-06-20"), ("Lee", "2026-06-27")]
    real = booked

    def odd(record: WeddingRecord, places: Any) -> BookedWedding:
        if record.name == "Kim" and record.typed.notes:
            raise ValueError(record.name)
        return real(record, places)

    desk.bookings.look()
    kim = desk.bookings.record(desk.bookings.all()[0].id)
    monkeypatch.setattr(bookings, "booked", odd)
    desk.bookings.replace(replace(kim, typed=TypedWedding(notes="odd", hold="insurance")), kim.version)
    was = desk.bookings.get(kim.id)
    assert "ValueError" in was.trouble and (was.name, was.version) == ("Kim", kim.version + 1)
    fresh = desk.again()
    told = {one.name: one for one in fresh.all()}
    assert told["Kim"].trouble and told["Kim"].hold == "insurance" and told["Kim"].end_ns, "by its date alone"
    assert not told["Lee"].trouble


def test_who_cannot_hear_keeps_nothing_from_the_others(desk: _Desk) -> None:
    def deaf(_: frozenset[str]) -> None:
        raise ValueError("deaf")

    made = Bookings(WeddingTable(desk.catalog), desk.clock, lambda: "Europe/London", lambda: [("Kim", "2026-06-20")])
    made.listen(deaf)
    made.listen(desk.heard.append)
    made.look()
    assert len(desk.heard) == 1 and [one.name for one in made.all()] == ["Kim"]
