"""The plan of retention as the door shows it: real points of a real vault, seen from years to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace as altered
from typing import Any

import pytest
from msgspec.structs import replace

from studio_backup.api.requests import NewSource
from studio_backup.api.retention import NOTHING_GOES, RetentionPointsQuery, RetentionQuery
from studio_backup.base.clock import SystemClock
from studio_backup.base.control import CancelToken
from studio_backup.base.errors import NotFoundError
from studio_backup.domain.retention import DAY_NS
from studio_backup.domain.wedding_record import TypedWedding
from studio_backup.engine.health.facts import LossFacts
from studio_backup.engine.service.engine import Engine
from studio_backup.engine.service.service import Service
from studio_backup.engine.service.wiring import service
from studio_backup.engine.wiring import open_home, open_studio
from tests.unit.engine.jobs.conftest import Bench, bench

__all__ = ["bench"]
YEAR = 365 * DAY_NS


@pytest.fixture
def made(bench: Bench) -> Iterator[tuple[Service, Engine]]:
    """The service of a home with three points of one wedding, made one after the other; no thread runs."""
    clock, home = SystemClock(), open_home(bench.options())
    (bench.source / "a.txt").rename(bench.source / "a.CR3")
    with bench.studio() as studio:
        for number in range(3):
            (bench.source / f"{number}.CR3").write_text("photo")
            bench.back_up(studio)
    with service(home, lambda o: open_studio(o, clock), clock, lambda: None) as built:
        built[1].parts.vault.unlock(bench.options())
        with built[1].parts.vault.studio() as opened:
            built[1].parts.index.update(opened, CancelToken())
        yield built


def _book(engine: Engine, **typed: Any) -> None:
    """A person types it."""
    known, told = engine.parts.weddings, TypedWedding(delivered="2026-08-01", **typed)
    mine = next((one for one in known.all() if one.name == "Kim"), None)
    if mine is None:
        known.add(replace(known.fresh("Kim"), date="2026-06-20", typed=told))
    else:
        known.replace(replace(known.record(mine.id), typed=told), mine.version)


def _later(engine: Engine, span: int) -> RetentionQuery:
    return RetentionQuery(at_ns=engine.parts.clock.now_ns() + span)


def _rules(service: Service, query: RetentionPointsQuery) -> list[set[str]]:
    return [{reason.rule for reason in one.reasons} for one in service.retention.points(query).items]


def test_an_undelivered_wedding_loses_nothing_whenever_one_looks(made: tuple[Service, Engine]) -> None:
    service, engine = made
    found = service.retention.plan(_later(engine, 50 * YEAR))
    (kim,) = found.weddings
    assert (found.told, found.points, found.would_go) == (NOTHING_GOES, 3, 0)
    assert (kim.wedding, kim.date, kim.next_ns) == ("Kim", "2026-06-20", 0)
    assert kim.why == ("Its wedding is not delivered: it loses nothing.",)


def test_a_delivered_one_is_thinned_out_and_its_newest_point_stays(made: tuple[Service, Engine]) -> None:
    service, engine = made
    _book(engine)
    (now,) = service.retention.plan(RetentionQuery()).weddings
    assert (now.would_go, now.next_points) == (0, 1)
    rows = engine.parts.index.rows()
    assert now.next_ns == rows[0].started_ns + 90 * DAY_NS
    (later,) = service.retention.plan(RetentionQuery(at_ns=now.next_ns)).weddings
    assert later.would_go == 1 and later.next_ns == rows[1].started_ns + 90 * DAY_NS
    ids = [one.id for one in service.retention.points(RetentionPointsQuery(at_ns=now.next_ns, going=True)).items]
    assert ids == [rows[0].id]
    assert service.retention.plan(_later(engine, 50 * YEAR)).would_go == 2
    assert _rules(service, RetentionPointsQuery(at_ns=now.next_ns + 50 * YEAR))[-1] == {"newest"}
    assert engine.parts.index.rows() == rows, "nothing was deleted"


def test_a_hold_the_law_and_an_undecided_loss_keep_all_of_it(made: tuple[Service, Engine], bench: Bench) -> None:
    service, engine = made
    _book(engine, hold="a dispute")
    assert service.retention.plan(_later(engine, 50 * YEAR)).weddings[0].why[0].endswith("a dispute.")
    _book(engine)
    newest = engine.parts.index.rows()[-1].id
    engine.losses.add(LossFacts(source="s", path=str(bench.source), point=newest, before="", verdict="Gone."))
    assert service.retention.plan(_later(engine, 50 * YEAR)).would_go == 0
    engine.losses.decided("s")
    (bench.source / "contract.pdf").write_text("signed")
    with engine.parts.vault.studio() as studio:
        bench.back_up(studio)
        engine.parts.index.update(studio, CancelToken())
    assert service.retention.plan(_later(engine, 5 * YEAR)).would_go == 0, "seven years from the event"
    assert service.retention.plan(_later(engine, 8 * YEAR)).would_go == 3


def test_one_wedding_by_name_and_a_past_moment(made: tuple[Service, Engine]) -> None:
    service, engine = made
    rows = engine.parts.index.rows()
    assert service.retention.plan(RetentionQuery(wedding="kim")).points == 3
    assert service.retention.plan(RetentionQuery(at_ns=rows[1].started_ns)).points == 2
    with pytest.raises(NotFoundError, match="Max"):
        service.retention.plan(RetentionQuery(wedding="Max"))
    first = service.retention.points(RetentionPointsQuery(limit=2))
    rest = service.retention.points(RetentionPointsQuery(limit=2, after=first.next or ""))
    assert [one.id for one in (*first.items, *rest.items)] == [row.id for row in rows] and rest.next is None


def test_a_folder_on_two_laptops_of_one_name_is_kept_whole_while_nobody_can_tell_them_apart(
    made: tuple[Service, Engine],
) -> None:
    service, engine = made
    _book(engine)
    index = engine.parts.index
    index._rows = {row.id: altered(row, number=1) for row in index.rows()}  # as if of several devices
    assert service.retention.plan(_later(engine, 50 * YEAR)).would_go == 2, "the vault tells which device it was"
    engine.parts.vault.lock()
    found = service.retention.plan(_later(engine, 50 * YEAR))
    assert found.would_go == 0 and "which ones cannot be told" in found.weddings[0].why[0]


def test_what_has_no_wedding_loses_nothing(made: tuple[Service, Engine], bench: Bench) -> None:
    service, engine = made
    (bench.base / "card").mkdir()
    (bench.base / "card" / "1.CR3").write_text("whose?")
    service.add_source(NewSource(path=str(bench.base / "card")))
    with engine.parts.vault.studio() as studio:
        _back_up(bench, studio, str(bench.base / "card"))
        engine.parts.index.update(studio, CancelToken())
    found = service.retention.plan(_later(engine, 50 * YEAR))
    assert [one.wedding for one in found.weddings] == ["Kim", "unassigned"]
    assert found.would_go == 0 and "no wedding yet" in found.weddings[1].why[0]


def _back_up(bench: Bench, studio: Any, path: str) -> None:
    whole = bench.source
    try:
        whole.rename(bench.base / "aside")
        (bench.base / "card").rename(whole)
        bench.back_up(studio, wedding="", date="")
    finally:
        whole.rename(bench.base / "card")
        (bench.base / "aside").rename(whole)
