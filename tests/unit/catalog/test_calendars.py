"""Calendars in the catalog: edits that meet, what a poll changes, what comes back with the vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from studio_backup.base.errors import NotFoundError
from studio_backup.catalog.calendars import CalendarConflict, CalendarTable
from studio_backup.catalog.database import Catalog, open_catalog
from studio_backup.catalog.typed import export_typed, import_typed
from studio_backup.domain.calendar import Calendar, Chosen, KeptEvent, Poll, Rules
from tests.support.fixed_clock import FixedClock

FEED = Calendar(
    id="a",
    name="W\u00e9ddings \U0001f470",
    kind="feed",
    shown="calendar.example/…",
    zone="Europe/London",
    rules=Rules(words=("boda",), every_event=True),
    chosen=(Chosen(event="1#20260620", choice="none"),),
    added_ns=7,
)
FILE = Calendar(id="b", name="F", kind="file", path="/w/a\udcff.ics", shown="/w/a\\xff.ics", added_ns=5)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[CalendarTable]:
    catalog = open_catalog(str(tmp_path / "catalog.db"), FixedClock())
    yield CalendarTable(catalog)
    catalog.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Catalog]:
    catalog = open_catalog(str(tmp_path / "other.db"), FixedClock())
    yield catalog
    catalog.close()


def test_kept_edited_and_removed(table: CalendarTable) -> None:
    table.add(FEED)
    table.add(FILE)
    assert table.all() == [FILE, FEED] and table.get("a") == FEED
    edited = table.replace(replace(FEED, name="Studio"), 1)
    assert (edited.version, table.get("a").name) == (2, "Studio")
    with pytest.raises(CalendarConflict) as conflict:
        table.replace(FEED, 1)
    assert conflict.value.current == edited
    with pytest.raises(CalendarConflict):
        table.remove("a", 1)
    table.note_events("a", Poll(calendar="a", etag="1"), [KeptEvent(uid="1", says="{}")], ())
    table.remove("a", 2)
    assert table.all() == [FILE] and not table.polls() and not table.events("a")
    for gone in (lambda: table.get("a"), lambda: table.replace(edited, 2), lambda: table.remove("a", 2)):
        with pytest.raises(NotFoundError):
            gone()


def test_what_a_poll_tells(table: CalendarTable) -> None:
    table.add(FEED)
    poll = Poll(calendar="a", etag='"1"', digest="d", polled_ns=3, skipped=("One.", "Two."), trouble="x", failures=2)
    events = [KeptEvent(uid=str(number), says="{}", wedding=number % 2 == 0) for number in range(1_201)]
    table.note_events("a", poll, events, ())
    assert table.polls() == {"a": poll} and table.counts() == {"a": (1_201, 601)}
    table.note_events(
        "a", None, [KeptEvent(uid="1", says="[]", wedding=True)], [str(number) for number in range(2, 1_201)]
    )
    assert table.events("a") == {"0": events[0], "1": KeptEvent(uid="1", says="[]", wedding=True)}
    assert table.polls() == {"a": poll}
    table.note(replace(poll, trouble=""))
    assert table.polls()["a"].trouble == ""
    table.note_events("gone", Poll(calendar="gone"), events[:1], ())
    assert list(table.polls()) == ["a"] and not table.events("gone")


def test_what_was_typed_comes_back_and_no_address_with_it(table: CalendarTable, other: Catalog) -> None:
    table.add(FEED)
    table.add(FILE)
    data = export_typed(table.catalog)
    assert import_typed(other, data).calendars == 2 and import_typed(other, data).calendars == 0
    assert CalendarTable(other).all() == [FILE, FEED] and export_typed(other) == data
    table.replace(replace(FEED, name="Newer"), 1)
    assert import_typed(other, export_typed(table.catalog)).calendars == 1
    assert CalendarTable(other).get("a").name == "Newer"
