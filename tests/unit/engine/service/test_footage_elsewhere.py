"""Footage that lies at a place of the studio from another laptop has come."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from studio_backup.base.errors import StorageUnavailable
from studio_backup.domain.point_content import Group, PointContent
from studio_backup.engine.health.limits import DAY, HOUR
from studio_backup.engine.jobs.other_laptops import Elsewhere
from studio_backup.engine.service import other_laptops
from studio_backup.engine.service.calendar_watch import wedding_facts
from studio_backup.engine.service.other_laptops import OtherLaptops
from studio_backup.engine.service.protection_values import Standing
from tests.support.fixed_clock import FixedClock
from tests.support.weddings import at, booked

WEDDING = replace(booked(), added_ns=1)
ONE = Standing(key=("rose hall", WEDDING.date), booked=WEDDING)
LATE = WEDDING.end_ns + 19 * HOUR
DAY_OF = at("2026-06-20 14:00") // DAY


def _told(found: Elsewhere | None) -> str:
    facts = wedding_facts(ONE, 0, LATE, lambda _: found)
    return facts.gap.sentence if facts is not None and facts.gap is not None else ""


def _stored(day: int) -> Elsewhere:
    return Elsewhere((("/media/card", PointContent(photos=900, groups=(Group("", day, 900),))),))


def test_what_another_laptop_stored_has_come() -> None:
    assert _told(_stored(DAY_OF)) == ""
    assert _told(_stored(DAY_OF - 20)) == "None of its photos has arrived.", "an engagement is no wedding"
    assert _told(Elsewhere()) == "None of its photos has arrived."


@pytest.mark.parametrize(
    ("found", "unknown"),
    [
        (None, " What another laptop of the studio stored of it is not known now."),
        (
            Elsewhere(silent=("cloud", "nas")),
            " What another laptop stored at cloud and nas is not known: no answer from there.",
        ),
    ],
)
def test_what_nobody_could_look_up_is_said(found: Elsewhere | None, unknown: str) -> None:
    assert _told(found) == f"None of its photos has arrived.{unknown}"


def test_nobody_is_asked_while_nothing_is_missing() -> None:
    def never(_: Standing) -> Elsewhere:
        raise AssertionError

    assert wedding_facts(ONE, 0, WEDDING.end_ns, never) is None


def test_places_are_asked_once_an_hour_at_first_and_later_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, asked = FixedClock(LATE), []

    def stored(*_: object, **__: object) -> Elsewhere:
        asked.append(clock.now)
        if len(asked) == 1:
            raise StorageUnavailable("No place answers.")
        return Elsewhere()

    monkeypatch.setattr(other_laptops, "stored_elsewhere", stored)
    vault = SimpleNamespace(studio=lambda: contextlib.nullcontext())
    parts = SimpleNamespace(clock=clock, vault=vault, index=SimpleNamespace(rows=lambda: []))
    laptops = OtherLaptops(parts)  # type: ignore[arg-type]
    assert laptops.of(ONE) is None
    for later in (HOUR - 1, HOUR, 5 * DAY, 5 * DAY + 23 * HOUR, 6 * DAY):
        clock.now = LATE + later
        found = laptops.of(ONE)
        assert (found is None) == (later < HOUR)
    assert asked == [LATE, LATE + HOUR, LATE + 5 * DAY, LATE + 6 * DAY]
