"""Weddings as a person types them: with an engine and without, found again by what is stored, back with the vault."""

from __future__ import annotations

import shutil

import pytest

from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery, NewSource
from studio_backup.api.weddings import BookingView, HoldRequest, NewWedding, ReleaseCards, WeddingPatch, WeddingsQuery
from studio_backup.base.errors import RefusedError
from studio_backup.domain.wedding import Expected, Spot
from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine, wait_for

ADD = ("--start", "2026-06-20T13:00", "--end", "2026-06-20T23:59", "--zone", "Europe/London")
KEPT = ("id", "name", "date", "start", "end", "zone", "spot", "venue", "expected", "hold", "nothing_to_come")


def test_typed_without_an_engine(desk: Desk) -> None:
    made = desk.must("wedding", "add", "Smith & Jones", *ADD, "--venue", "Rose Hall, York", "--guests", 120)
    assert (made["zone"], made["guests"], made["start"]) == ("Europe/London", 120, "2026-06-20T13:00")
    assert made["spot"] == {"latitude": 53.96, "longitude": -1.08}
    desk.must("wedding", "add", "Smith & Jones", "--start", "2026-08-01")
    ambiguous = desk.must("wedding", "deliver", "smith & JONES", "--on", "2026-09-01", exit=2)
    assert "2026-06-20, 2026-08-01" in ambiguous["error"] and "--date" in ambiguous["hint"]
    done = desk.must("wedding", "deliver", "smith & JONES", "--on", "2026-09-01", "--date", "2026-06-20")
    assert done["delivered"] == "2026-09-01" and done["version"] == 2
    desk.back_up()
    found = desk.must("wedding", "list")["weddings"]
    assert sorted((one["name"], one["date"], one["points"]) for one in found) == [
        (WEDDING, DATE, 1),
        ("Smith & Jones", "2026-06-20", 0),
        ("Smith & Jones", "2026-08-01", 0),
    ]
    assert f"{DATE}  {WEDDING}" in desk.say("wedding", "list", "--text", "anna")


def _only(engine: RemoteService) -> BookingView:
    (one,) = engine.weddings.list(WeddingsQuery()).items
    return one


def _is_kept(engine: RemoteService) -> bool:
    """What was typed lies in the vault, and nothing else is to be done."""
    jobs = engine.jobs(JobsQuery()).items
    return all(one.ended_ns for one in jobs) and {"settings", "backup"} <= {one.kind for one in jobs}


def test_typed_through_the_engine_and_back_with_the_vault(desk: Desk) -> None:
    with running_engine(desk):
        client = find_engine(str(desk.home))
        assert client is not None
        with client:
            kept = _typed(RemoteService(client), desk)
    shutil.rmtree(desk.home)
    desk.must("vault", "open", desk.vault)
    (back,) = desk.must("wedding", "list")["weddings"]
    assert back["expected"] == [{"name": "Second shooter", "photos": 1200}]
    assert {name: back[name] for name in KEPT[:6]} == {name: getattr(kept, name) for name in KEPT[:6]}
    assert (back["spot"], back["venue"]) == ({"latitude": 53.9, "longitude": -1.1}, "Rose Hall, York")
    assert (back["hold"], back["nothing_to_come"], back["points"]) == ("insurance", True, 1)


def _typed(engine: RemoteService, desk: Desk) -> BookingView:
    engine.add_source(NewSource(path=str(desk.source), wedding=WEDDING, date=DATE, settle_s=0.5))
    by_itself = _only(engine)
    assert by_itself.all_day and by_itself.start == by_itself.end == DATE
    new = NewWedding(
        name="anna & ben",
        start="2026-06-20T13:00",
        end="2026-06-20T23:59",
        zone="Europe/London",
        spot=Spot(latitude=53.9, longitude=-1.1),
        expected=(Expected(name="Second shooter", photos=1200),),
    )
    made = engine.weddings.add(new)
    assert (made.id, made.name, made.start) == (by_itself.id, WEDDING, "2026-06-20T13:00")
    held = engine.weddings.hold(made.id, HoldRequest(reason="insurance"))
    with pytest.raises(RefusedError, match="still needed"):
        engine.weddings.release_cards(made.id, ReleaseCards())
    cancelled = engine.weddings.edit(made.id, WeddingPatch(cancelled=True), held.version)
    assert cancelled.state == "cancelled"
    patch = WeddingPatch(cancelled=False, venue="Rose Hall, York", nothing_to_come=True)
    assert not engine.weddings.edit(made.id, patch, cancelled.version).cancelled
    wait_for("the photos to be in the vault", lambda: _only(engine).points)
    kept: BookingView = wait_for("what was typed to be in the vault", lambda: _is_kept(engine) and _only(engine))
    assert len(kept.sources) == 1 and kept.newest_point
    return kept
