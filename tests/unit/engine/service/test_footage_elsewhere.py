"""Footage that lies at a place of the studio from another laptop has come."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from studio_backup.domain.point_content import Group, PointContent
from studio_backup.engine.health.limits import DAY, HOUR
from studio_backup.engine.jobs.other_laptops import Elsewhere
from studio_backup.engine.service.calendar_watch import wedding_facts
from studio_backup.engine.service.protection_values import Standing
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
