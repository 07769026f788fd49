"""One wedding that cannot be reckoned is shown as itself in trouble; what waits is sorted into photos and papers."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace

from studio_backup.base.errors import StudioBackupError
from studio_backup.catalog.points import PointRow
from studio_backup.domain.source import WatchedSource
from studio_backup.domain.tier import Tier
from studio_backup.domain.wedding import BookedWedding
from studio_backup.engine.health.facts import Facts, SourceFacts, TierFacts
from studio_backup.engine.health.footage import Gap
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.health.state import overall
from studio_backup.engine.health.wedding_facts import CalendarFacts
from studio_backup.engine.schedule.priority import priority
from studio_backup.engine.service import calendar_watch, protection
from studio_backup.engine.service.calendar_watch import CalendarWatch, wedding_facts
from studio_backup.engine.service.looks import Looks
from studio_backup.engine.service.protection import KeyNames, Protecting, Surroundings, waiting_of
from studio_backup.engine.service.protection_held import Known
from studio_backup.engine.service.protection_places import KnownPlace, KnownVault
from studio_backup.engine.service.protection_trouble import trouble_of
from studio_backup.engine.service.protection_values import Standing, Waiting
from studio_backup.engine.service.tier_look import Contact
from studio_backup.engine.watch.values import SourceState
from tests.support.fixed_clock import FixedClock
from tests.support.weddings import STUDIO, at, booked

NOW = at("2026-06-16 09:00")
KIM, LEE = (replace(booked(), id=name, name=name) for name in ("Kim", "Lee"))
KEY = ("kim", "2026-06-20")


def _row(wedding: str) -> PointRow:
    return PointRow(wedding, "c" * 16, wedding, "2026-06-20", "/w", "laptop", 1, 5, 6, False, 1, 1, 0)


def _protecting(*weddings: BookedWedding, clock: FixedClock) -> Protecting:
    around = Surroundings(
        weddings=lambda: weddings,
        sources=lambda: (),
        states=lambda: (),
        facts=lambda: STUDIO,
        left_out=dict,
        cause=lambda _: "",
        now_ns=clock.now_ns,
    )
    made = Protecting(around)
    nas = KnownPlace(Tier(id="n", name="NAS", role="nas", location="/nas"), Contact(), {})
    made.gather(KnownVault({}), [nas], lambda: [_row("Kim"), _row("Lee")], Known(lambda _: None, lambda _: 5), 1)
    return made


def _failing(monkeypatch: pytest.MonkeyPatch, name: str, real: Callable[..., Any], error: Exception) -> None:
    def reckon(wedding: Any, *args: Any, **more: Any) -> Any:
        if getattr(wedding, "booked", wedding).name == "Kim":
            raise error
        return real(wedding, *args, **more)

    monkeypatch.setattr(protection, name, reckon)


@pytest.mark.parametrize("name", ["priority", "judged"])
def test_one_wedding_that_cannot_be_reckoned_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    clock = FixedClock(NOW)
    found = _protecting(KIM, LEE, clock=clock)
    found.refresh()
    level = found.standings[KEY].level
    real = getattr(protection, name)
    _failing(monkeypatch, name, real, ValueError("odd"))
    clock.now = at("2026-06-19 18:01")
    found.refresh()
    kim, lee = found.standings[KEY], found.standings["lee", "2026-06-20"]
    assert "ValueError" in kim.booked.trouble and kim.level == level
    assert not lee.booked.trouble and lee.protections
    found.refresh()
    assert [record.levelno for record in caplog.records] == [logging.ERROR], "told once"
    monkeypatch.setattr(protection, name, real)
    clock.now += 301 * 10**9
    found.refresh()  # it is tried again though nothing changed
    well = found.standings[KEY]
    assert not well.booked.trouble and well.protections and "cannot be told" not in well.sentence


def test_of_what_was_never_reckoned_nobody_knows_how_urgent_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    _failing(monkeypatch, "priority", priority, StudioBackupError("No such zone."))
    found = _protecting(KIM, LEE, clock=FixedClock(NOW))
    found.refresh()
    kim = found.standings[KEY]
    assert (kim.level, kim.booked.trouble) == ("critical", "How it is protected cannot be told: No such zone.")
    assert kim.holding.points == 1
    assert found.quiet() is None


def test_it_is_said_and_never_green() -> None:
    odd = Standing(key=KEY, booked=replace(KIM, trouble=trouble_of(KeyError("x"))))
    told = wedding_facts(odd, 0, NOW)
    assert told is not None and told.trouble
    safe = Facts(
        now_ns=NOW,
        sources=(SourceFacts(id="s", path="/w", last_backup_ns=NOW, last_good_ns=NOW),),
        tiers=(TierFacts(name="nas", last_contact_ns=1), TierFacts(name="cloud", last_contact_ns=1)),
        calendar=CalendarFacts(weddings=(told,)),
    )
    (alert,) = alerts(safe)
    assert alert.severity == "warning" and "Kim: How it is protected cannot be told: a fault" in alert.message
    assert overall(safe).state == "attention"


def test_one_wedding_of_which_nothing_can_be_told_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(one: BookedWedding, *_: object) -> Gap:
        if one.name == "Kim":
            raise ValueError(one.name)
        return Gap("None of its photos has arrived.", 7)

    standings = {one.name: Standing(key=(one.name, one.date), booked=one) for one in (KIM, LEE)}
    deciding = SimpleNamespace(
        now_ns=lambda: NOW, facts=lambda: STUDIO, protecting=SimpleNamespace(standings=standings)
    )
    monkeypatch.setattr(calendar_watch, "footage_gap", broken)
    monkeypatch.setattr(calendar_watch, "next_weekend", lambda *_: None)
    watch = CalendarWatch(deciding, lambda: None, lambda _: None)  # type: ignore[arg-type, return-value]
    watch.look()
    kim, lee = watch.facts.weddings
    assert "ValueError" in kim.trouble and kim.gap is None
    assert not lee.trouble and lee.gap is not None


def test_looks_that_fail_are_counted_from_the_first() -> None:
    clock, errors = FixedClock(100), [ValueError("a"), StudioBackupError("b"), None]

    def look() -> None:
        error = errors.pop(0)
        if error:
            raise error

    looks, seen = Looks(look, clock), []
    for _ in range(3):
        looks.once()
        seen.append(looks.failing_since_ns)
        clock.now += 30
    assert seen == [100, 100, 0]


@pytest.mark.parametrize(
    ("state", "waiting"),
    [
        ({"waiting_since_ns": 3}, Waiting(papers_ns=3, files=2)),
        ({"waiting_since_ns": 3, "waiting_media_since_ns": 5}, Waiting(media_ns=5, files=2)),
        (
            {"waiting_since_ns": 3, "waiting_media_since_ns": 5, "waiting_papers_since_ns": 3},
            Waiting(papers_ns=3, media_ns=5, files=2),
        ),
        (
            {"waiting_since_ns": 3, "at_least": True, "waiting_media_since_ns": 5},
            Waiting(papers_ns=3, media_ns=3, files=2),
        ),
    ],
)
def test_one_photo_that_waits_hides_no_paper(state: dict[str, Any], waiting: Waiting) -> None:
    source = WatchedSource(id="s", path="/w", wedding="Kim", date="2026-06-20")
    seen = SourceState("s", present="present", waiting_files=2, **state)
    assert waiting_of([source], [seen], KeyNames([KEY])) == {KEY: waiting}
