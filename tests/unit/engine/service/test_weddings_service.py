"""What a person says of weddings: checked, kept, told; and how they are listed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from studio_backup.api.errors import EditConflict
from studio_backup.api.requests import NewSource
from studio_backup.api.weddings import (
    BookingView,
    DecideWedding,
    HoldRequest,
    NewWedding,
    ReleaseCards,
    WeddingPatch,
    WeddingsQuery,
)
from studio_backup.base.clock import SystemClock
from studio_backup.base.errors import NotFoundError, RefusedError, StudioBackupError, UsageError
from studio_backup.catalog.database import open_catalog
from studio_backup.domain.calendar_event import CalendarEvent
from studio_backup.domain.wedding import Expected
from studio_backup.engine.home import CATALOG
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import open_home, open_studio
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]
Made = tuple[Service, Engine]
SMITH = NewWedding(
    name="Smith & Jones", start="2026-06-20T13:00", end="2026-06-20T23:59", venue="Rose Hall, York", guests=120
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty catalog: copied, it is there in no time."""
    path = tmp_path_factory.mktemp("empty") / CATALOG
    open_catalog(str(path), SystemClock()).close()
    return path


@pytest.fixture
def made(bench: Bench, empty: Path) -> Iterator[Made]:
    """The service of a home; no thread runs."""
    clock, home = SystemClock(), open_home(bench.options())
    shutil.copy(empty, home.file(CATALOG))
    with service(home, lambda o: open_studio(o, clock), clock, lambda: None) as built:
        built[1].keeper.begin()
        yield built


def _names(service: Service, **query: Any) -> list[str]:
    return [one.name for one in service.weddings.list(WeddingsQuery(**query)).items]


def _event(uid: str = "1", day: str = "2026-06-20", **more: Any) -> CalendarEvent:
    start = int(datetime.fromisoformat(f"{day}T13:00+01:00").timestamp()) * 10**9
    told = {"title": "x", "couple": "Smith & Jones", "start_ns": start, "end_ns": start + 3600 * 10**9}
    return CalendarEvent(uid=uid, **{**told, **more})


def _from_calendar(made: Made, **more: Any) -> BookingView:
    made[1].parts.weddings.from_calendar("c", [_event(**more)])
    (one,) = made[0].weddings.list(WeddingsQuery()).items
    return one


def test_added_shown_kept_in_the_vault_and_told(made: Made) -> None:
    service, engine = made
    before = engine.parts.bus.newest
    added = service.weddings.add(SMITH)
    assert service.weddings.get(added.id) == added
    assert (added.date, added.start, added.end) == ("2026-06-20", "2026-06-20T13:00", "2026-06-20T23:59")
    assert (added.zone, added.guests, added.version) == ("Europe/London", 120, 1)
    assert added.spot is not None and added.spot.latitude == 53.96
    assert [job.kind for job in engine.runner.jobs()] == ["settings"]
    told = engine.parts.bus.since(before)
    assert isinstance(told, list) and ("wedding", added.id) in [(one.kind, one.subject) for one in told]


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"start": "2026-06-20T13:00Z"}, "offset"),
    ({"start": "tomorrow"}, "no day"),
    ({"start": "0001-01-01"}, "year 1"),
    ({"start": ""}, "When does it begin"),
    ({"end": "2026-06-20T12:00"}, "before it begins"),
    ({"end": "2026-06-20T13:00"}, "before it begins"),
    ({"end": "2026-06-19"}, "before it begins"),
    ({"end": "2027-06-20"}, "longer than any wedding"),
    ({"zone": "Europe/Londn"}, "no time zone"),
    ({"due": "2026-02-31"}, "no day"),
    ({"venue": "a\nb"}, "visible"),
    ({"notes": "a\x00b"}, "notes"),
    ({"name": "unassigned"}, "no wedding may be called"),
    ({"name": "a\u202eb"}, "one line"),
    ({"photographers": ("a\x1b[31m",)}, "visible"),
    ({"expected": (Expected(name="\x07"),)}, "visible"),
)


def test_what_cannot_be_is_refused_and_nothing_kept(made: Made) -> None:
    for told, said in REFUSED:
        with pytest.raises(UsageError, match=said) as caught:
            made[0].weddings.add(replace(SMITH, **told))
        assert caught.value.hint, told
    assert _names(made[0]) == []


def test_the_zone_and_the_day_of_the_venue(made: Made) -> None:
    added = made[0].weddings.add(replace(SMITH, venue="", zone="pacific/auckland", start="2026-06-20", end=""))
    assert (added.zone, added.all_day, added.start, added.end) == ("Pacific/Auckland", True, "2026-06-20", "2026-06-20")
    assert added.start_ns == int(datetime.fromisoformat("2026-06-20T00:00+12:00").timestamp()) * 10**9


def test_one_name_and_date_once_and_the_couple_again_another_day(made: Made) -> None:
    service, _ = made
    service.weddings.add(SMITH)
    with pytest.raises(RefusedError, match="already"):
        service.weddings.add(replace(SMITH, name=" SMITH & jones "))
    service.weddings.add(replace(SMITH, start="2026-08-01", end=""))
    service.weddings.add(replace(SMITH, name="Smith & Jones (church)"))
    assert len(_names(service)) == 3


def test_edited_by_version_and_emptied_again(made: Made) -> None:
    service, _ = made
    one = _from_calendar(made, venue="Old Barn, Leeds")
    told = service.weddings.edit(one.id, WeddingPatch(venue="Rose Hall, York", start="2026-06-20T15:00"), 1)
    assert (told.version, told.venue, told.start) == (2, "Rose Hall, York", "2026-06-20T15:00")
    assert {each.field: each.says for each in told.from_calendar} == {
        "venue": "Old Barn, Leeds",
        "start": "2026-06-20T13:00",
    }
    with pytest.raises(EditConflict) as caught:
        service.weddings.edit(one.id, WeddingPatch(venue="x"), 1)
    assert caught.value.changed == ("venue", "start", "end")[:1] or "venue" in caught.value.changed
    back = service.weddings.edit(one.id, WeddingPatch(venue="", start=""), 2)
    assert (back.venue, back.start, back.from_calendar) == ("Old Barn, Leeds", "2026-06-20T13:00", ())
    with pytest.raises(UsageError, match="cannot have been delivered"):
        service.weddings.edit(one.id, WeddingPatch(delivered="2026-06-19"), 3)
    with pytest.raises(UsageError, match="before it begins"):
        service.weddings.edit(one.id, WeddingPatch(start="2026-06-20T15:00", end="2026-06-20T14:00"), 3)
    done = service.weddings.edit(one.id, WeddingPatch(delivered="2026-08-01"), 3)
    assert done.delivered == "2026-08-01"
    assert service.weddings.edit(one.id, WeddingPatch(delivered=""), 4).delivered == ""


def test_cancelled_and_not_after_all(made: Made) -> None:
    service, engine = made
    one = _from_calendar(made)
    assert service.weddings.edit(one.id, WeddingPatch(cancelled=True), 1).state == "cancelled"
    assert not service.weddings.edit(one.id, WeddingPatch(cancelled=False), 2).cancelled
    engine.parts.weddings.from_calendar("c", [_event(cancelled=True)])
    assert service.weddings.get(one.id).cancelled, "the calendar is followed again"
    kept = service.weddings.edit(one.id, WeddingPatch(cancelled=False), 3)
    assert not kept.cancelled and "you said that it is not" in kept.undecided


def test_held_and_let_go(made: Made) -> None:
    service, _ = made
    one = service.weddings.add(SMITH)
    assert service.weddings.hold(one.id, HoldRequest(reason=" insurance  claim ")).hold == "insurance claim"
    assert service.weddings.hold(one.id, HoldRequest()).hold == ""
    with pytest.raises(UsageError, match="visible"):
        service.weddings.hold(one.id, HoldRequest(reason="a\x1bb"))
    with pytest.raises(NotFoundError):
        service.weddings.hold("nobody", HoldRequest())


def test_cards_are_released_only_when_all_is_safe_or_a_person_insists(made: Made) -> None:
    service, _ = made
    one = service.weddings.add(SMITH)
    with pytest.raises(RefusedError, match="still needed") as caught:
        service.weddings.release_cards(one.id, ReleaseCards())
    assert "anyway" in caught.value.hint and service.weddings.get(one.id).cards_released_ns == 0
    assert service.weddings.release_cards(one.id, ReleaseCards(anyway=True)).cards_released_ns > 0


@pytest.mark.parametrize("decision, cancelled", [("keep", False), ("cancelled", True)])
def test_a_person_decides_about_what_vanished(made: Made, decision: Any, cancelled: bool) -> None:
    service, engine = made
    engine.parts.weddings.from_calendar("c", [_event(day="2199-06-20")])
    (one,) = service.weddings.list(WeddingsQuery()).items
    with pytest.raises(RefusedError, match="nothing to decide"):
        service.weddings.decide(one.id, DecideWedding(decision=decision))
    engine.parts.weddings.from_calendar("c", [], gone=["1"])
    assert service.weddings.get(one.id).undecided
    told = service.weddings.decide(one.id, DecideWedding(decision=decision))
    assert (told.undecided, told.cancelled) == ("", cancelled)


def test_only_what_nothing_speaks_of_can_be_removed(made: Made, bench: Bench) -> None:
    service, engine = made
    one = _from_calendar(made)
    with pytest.raises(RefusedError, match="calendar shows"):
        service.weddings.remove(one.id, 1)
    engine.parts.weddings.forget_calendar("c")
    (bench.base / "smith").mkdir()
    source = service.add_source(NewSource(path=str(bench.base / "smith"), wedding="Smith & Jones", date="2026-06-20"))
    assert service.weddings.get(one.id).sources == (source.id,)
    with pytest.raises(RefusedError, match="watched folder"):
        service.weddings.remove(one.id, 1)
    service.remove_source(source.id, source.version)
    with pytest.raises(EditConflict):
        service.weddings.remove(one.id, 7)
    service.weddings.remove(one.id, 1)
    assert _names(service) == []


def test_a_folder_of_a_wedding_nobody_booked_books_it(made: Made, bench: Bench) -> None:
    (bench.base / "new").mkdir()
    made[0].add_source(NewSource(path=str(bench.base / "new"), wedding="New", date="2026-09-12"))
    (one,) = made[0].weddings.list(WeddingsQuery()).items
    assert (one.name, one.date, one.all_day, one.start) == ("New", "2026-09-12", True, "2026-09-12")


def test_a_folder_of_a_booked_wedding_needs_no_date(made: Made, bench: Bench) -> None:
    made[0].weddings.add(SMITH)
    (bench.base / "card").mkdir()
    source = made[0].add_source(NewSource(path=str(bench.base / "card"), wedding="SMITH & jones"))
    assert (source.wedding, source.date) == ("Smith & Jones", "2026-06-20")


def test_listed_at_risk_first_then_by_date_and_in_parts(made: Made) -> None:
    service, engine = made
    engine.parts.weddings.from_calendar(
        "c", [_event(str(at), f"{2024 + at % 5}-06-{1 + at % 28:02}", couple=f"Couple {at:03}") for at in range(500)]
    )
    names = _names(service, limit=500)
    first = service.weddings.list(WeddingsQuery(limit=123))
    rest = service.weddings.list(WeddingsQuery(limit=500, after=first.next or ""))
    assert [one.name for one in (*first.items, *rest.items)] == names and rest.next is None
    days = [one.start_ns for one in (*first.items, *rest.items) if not one.at_risk]
    assert len(names) == 500 and days == sorted(days)
    assert _names(service, text="COUPLE 07") == [name for name in names if "Couple 07" in name]
    assert len(_names(service, month="2025-06", limit=500)) == 100 and _names(service, month="2025-07") == []


def test_which_ones_a_list_asks_for(made: Made) -> None:
    service, _ = made
    done = service.weddings.add(replace(SMITH, name="Done", start="2001-06-20", end=""))
    service.weddings.edit(done.id, WeddingPatch(delivered="2001-08-01"), 1)
    gone = service.weddings.add(replace(SMITH, name="Gone", start="2190-06-20", end=""))
    service.weddings.edit(gone.id, WeddingPatch(cancelled=True), 1)
    service.weddings.add(replace(SMITH, name="Late", start="2001-06-21", end=""))
    service.weddings.add(replace(SMITH, name="Far", start="2190-06-21", end=""))
    found = {only: _names(service, only=only) for only in ("coming", "undelivered", "delivered", "cancelled")}
    assert found == {"coming": ["Far"], "undelivered": ["Late"], "delivered": ["Done"], "cancelled": ["Gone"]}


def test_nobody_is_nobody(made: Made) -> None:
    for act in (
        lambda: made[0].weddings.get("x"),
        lambda: made[0].weddings.edit("x", WeddingPatch(), 1),
        lambda: made[0].weddings.remove("x", 1),
        lambda: made[0].weddings.release_cards("x", ReleaseCards()),
    ):
        with pytest.raises(StudioBackupError) as caught:
            act()
        assert isinstance(caught.value, NotFoundError) and caught.value.hint
