"""Booked weddings in the catalog, and among what was typed."""

import json

import msgspec
import pytest
from sqlalchemy import text

from studio_backup.base.errors import DamageError, NotFoundError, RefusedError
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.typed import NOTHING, export_typed, import_typed
from studio_backup.catalog.weddings import WeddingConflict, WeddingTable
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding import Expected, Spot
from studio_backup.domain.wedding_record import Said, TypedWedding, WeddingRecord
from tests.support.fixed_clock import FixedClock

replace = msgspec.structs.replace
TYPED = TypedWedding(
    start="2026-06-20T13:00",
    zone="Europe/London",
    venue="Rose Hall, York ☂",
    spot=Spot(latitude=53.96, longitude=-1.08),
    guests=0,
    photographers=("Ann", "Bo"),
    expected=(Expected(name="Second shooter", photos=1200),),
    cancelled=False,
    notes="two\nlines",
    hold="claim",
    cards_released_ns=5,
)
EVENT = CalendarEvent(uid="u@x", title="Wedding", couple="A & B", start_ns=7, end_ns=9, venue="Leeds")
BOTH = WeddingRecord(
    id="a",
    name="A & B",
    date="2026-06-20",
    zone="Europe/London",
    made="calendar",
    typed=TYPED,
    said=(Said(calendar="c", event=EVENT, gone_ns=3, decision="keep"),),
    added_ns=11,
)
BARE = WeddingRecord(id="b", name="C \ud800", date="", zone="UTC", made="stored")


@pytest.fixture
def table(catalog):
    return WeddingTable(catalog)


@pytest.fixture
def other(tmp_path):
    opened = open_catalog(str(tmp_path / "other.db"), FixedClock())
    yield opened
    opened.close()


def test_kept_as_it_was(table):
    table.add(BOTH)
    table.keep([BARE])
    assert table.all() == [BARE, BOTH]


def test_one_of_a_name_and_date(table):
    table.add(BOTH)
    with pytest.raises(RefusedError, match="on 2026-06-20 already") as caught:
        table.add(replace(BOTH, id="x", name=" a & b ", said=()))
    assert caught.value.hint
    table.add(replace(BOTH, id="x", date="2026-06-21", said=()))
    assert len(table.all()) == 2


def test_edited_by_version(table):
    table.add(BOTH)
    edited = table.replace(replace(BOTH, typed=TypedWedding(), said=()), 1)
    assert edited.version == 2 and table.all() == [edited]
    with pytest.raises(WeddingConflict) as caught:
        table.replace(BOTH, 1)
    assert caught.value.current == edited
    with pytest.raises(NotFoundError):
        table.replace(replace(BOTH, id="nobody"), 1)


def test_removed_with_what_calendars_said(table):
    table.add(BOTH)
    with pytest.raises(WeddingConflict):
        table.remove("a", 2)
    table.remove("a", 1)
    assert table.all() == []
    table.add(replace(BOTH, id="n"))
    assert table.all()[0].said == BOTH.said


def test_an_event_goes_over_to_another_wedding(table):
    table.add(BOTH)
    taken = replace(BOTH, id="n", date="2026-06-21")
    table.keep([replace(BOTH, said=()), taken])
    assert [one.said for one in table.all()] == [(), BOTH.said]


@pytest.mark.parametrize("column", ["typed = '['", 'typed = \'{"guests": "x"}\'', "made = 'dreamt'"])
def test_damage_is_told(catalog, table, column):
    table.add(BOTH)
    with catalog.writing() as session:
        session.execute(text(f"UPDATE wedding SET {column}"))
    with pytest.raises(DamageError) as caught:
        table.all()
    assert caught.value.hint


def test_what_was_typed_comes_back_and_what_was_not_does_not(catalog, table, other):
    table.keep([BARE])
    assert export_typed(catalog) == NOTHING
    table.add(BOTH)
    kept = export_typed(catalog)
    assert import_typed(other, kept).weddings == 1
    assert WeddingTable(other).all() == [BOTH]
    assert export_typed(other) == kept
    assert import_typed(other, kept).weddings == 0


def test_the_newer_one_wins_whatever_its_id(catalog, table, other):
    table.add(BOTH)
    edited = table.replace(replace(BOTH, typed=replace(TYPED, guests=7)), 1)
    kept, here = export_typed(catalog), WeddingTable(other)
    by_itself = replace(BARE, id="z", name="a & B", date="2026-06-20", said=(Said(calendar="d", event=EVENT),))
    here.keep([by_itself])
    assert import_typed(other, kept).weddings == 1
    (one,) = here.all()
    assert (one.id, one.typed, one.version) == ("z", edited.typed, 2)
    assert {each.calendar for each in one.said} == {"c", "d"}
    newer = here.replace(replace(one, typed=replace(TYPED, guests=9)), 2)
    assert import_typed(other, kept).weddings == 0 and here.all() == [newer]


def test_an_older_programs_file_knows_no_weddings(catalog, other, table):
    table.add(BOTH)
    older = json.loads(export_typed(catalog))
    del older["weddings"]
    assert import_typed(other, json.dumps(older).encode()).weddings == 0
    assert WeddingTable(other).all() == []
