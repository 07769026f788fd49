"""Footage that did not come, a Saturday not ready for, what could be lost, and the alerts of weddings: pure rules."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from studio_backup.domain.verification import Verification
from studio_backup.domain.wedding import BookedWedding, Expected
from studio_backup.engine.health.facts import Facts, SourceFacts, TierFacts
from studio_backup.engine.health.footage import Arrived, Gap, footage_gap, usual
from studio_backup.engine.health.limits import DAY, HOUR
from studio_backup.engine.health.objectives import CameBack, Exposure, Lack, Recovery, exposure, of_drill, recovery
from studio_backup.engine.health.readiness import Check, PlaceReady, ReadyFacts, readiness
from studio_backup.engine.health.rules import alerts
from studio_backup.engine.health.state import overall
from studio_backup.engine.health.wedding_facts import CalendarFacts, SaturdayFacts, WeddingFacts
from tests.support.weddings import at, booked

OVER = at("2026-06-20 23:59")
DUE = OVER + 18 * HOUR
TODAY = at("2026-06-20 14:00") // DAY
WEDDING = booked(added_ns=1)


def _gap(*arrived: Arrived, wedding: BookedWedding = WEDDING, usual_files: int = 0, now: int = DUE) -> str:
    found = footage_gap(wedding, arrived, usual_files, now)
    return found.sentence if found else ""


def test_nothing_came() -> None:
    assert _gap(now=DUE - 1) == ""
    assert footage_gap(WEDDING, (), 0, DUE) == Gap("None of its photos has arrived.", DUE)
    assert _gap(Arrived("/w", TODAY, 1)) == ""
    assert _gap(Arrived("/w", TODAY - 20, 400)) == "None of its photos has arrived.", "an engagement is no wedding"


def test_far_fewer_than_this_studio_brings() -> None:
    assert "Only 200 photos arrived" in _gap(Arrived("/w", TODAY, 200), usual_files=2_000)
    assert _gap(Arrived("/w", TODAY, 600), usual_files=2_000) == ""
    assert (usual([10, 20]), usual([10, 20, 3_000, 0])) == (0, 20)


def test_one_who_was_expected() -> None:
    wedding = msgspec.structs.replace(WEDDING, expected=(Expected(name="Bea", photos=800), Expected(name="Z9")))
    mine = Arrived("/Rose Hall/z9 card 1", TODAY, 900)
    assert _gap(mine, wedding=wedding) == "Nothing of Bea has arrived."
    assert "Only 100 photos of Bea" in _gap(mine, Arrived("/Rose Hall/BEA", TODAY, 100), wedding=wedding)
    assert _gap(mine, Arrived("/Rose Hall/Bea", TODAY + 1, 700), wedding=wedding) == ""


@pytest.mark.parametrize(
    "change",
    [{"cancelled": True}, {"nothing_to_come": True}, {"delivered": "2026-08-01"}, {"added_ns": DUE + 1}],
)
def test_nobody_is_asked_for_what_is_not_to_come(change: dict[str, object]) -> None:
    assert _gap(wedding=msgspec.structs.replace(WEDDING, **change)) == ""


READY = ReadyFacts(
    now_ns=100 * DAY,
    places=(PlaceReady(name="nas", answers=True, free=10**12, clock_s=0.4),),
    local_free=10**12,
    expected=10**11,
    starts_at_login=True,
    folders=1,
    kit_tried_ns=11 * DAY,
)


def _amber(facts: ReadyFacts) -> dict[str, str]:
    return {one.name: one.action for one in readiness(facts) if not one.ok}


def test_all_is_green() -> None:
    assert {one.name for one in readiness(READY)} == {"answers", "space", "keys", "clock", "login", "cards", "kit"}
    assert not _amber(READY)
    assert not any(one.action for one in readiness(READY))


def test_each_thing_is_amber_with_what_mends_it() -> None:
    away = PlaceReady(name="nas", answers=False, why="It is off.", free=10**10, clock_s=-90.0)
    found = _amber(
        replace(
            READY, places=(away,), unlocked=False, starts_at_login=False, lacking_folders=("Kim",), kit_tried_ns=9 * DAY
        )
    )
    assert set(found) == {"answers", "space", "keys", "clock", "login", "cards", "kit"}
    assert all(found.values())
    assert set(_amber(replace(READY, places=(), starts_at_login=None))) == {"answers"}
    assert set(_amber(replace(READY, kit_unsaved=True))) == {"kit"}


def test_what_was_well_before_a_place_went_is_not_told_as_today() -> None:
    away = replace(READY.places[0], answers=False)
    texts = [one.text for one in readiness(replace(READY, places=(away,)))]
    assert [text for text in texts if "nas" in text] == ["nas does not answer: not looked at yet"]


def test_what_could_be_lost() -> None:
    lacking = [Lack(100, 4, ("nas",)), Lack(200, 3, ()), Lack(50, 9, ("nas", "cloud"))]
    assert exposure(lacking, {"nas", "cloud"}, {"cloud"}) == Exposure(media_since_ns=200, offsite_since_ns=100, files=7)
    assert exposure([], {"nas"}, {"nas"}).since_ns == 0


def test_how_long_it_takes_to_come_back() -> None:
    drill = Verification(
        id="1", level="drill", place="nas", begun_ns=1, ended_ns=9, wedding="Kim", files=3, bytes=10**9, seconds=40.0
    )
    came = of_drill(drill)
    assert came == CameBack(place="nas", bytes=10**9, seconds=40.0, at_ns=9)
    assert of_drill(replace(drill, failed=1)) is None and of_drill(replace(drill, level="read")) is None
    assert recovery(10**9, ["nas"], {}, [came]) == Recovery(seconds=40.0, measured=True, place="nas", at_ns=9)
    quoted = recovery(10**9, ["nas", "cloud", "drive"], {"nas": 10**8, "cloud": 10**7}, [])
    assert quoted == Recovery(seconds=10.0, place="nas"), "reckoned, and marked as such"
    assert recovery(10**9, ["drive"], {"nas": 10**8}, []) == Recovery()


def test_a_wedding_that_came_back_counts_for_as_much_as_it_was() -> None:
    older = CameBack(place="nas", bytes=10**9, seconds=40.0, at_ns=9)
    newer = CameBack(place="cloud", bytes=10**9, seconds=90.0, at_ns=20)
    assert recovery(10**9, ["nas"], {}, [newer, older]).seconds == 90.0, "the last one"
    grown = recovery(11 * 10**8, ["nas"], {}, [newer])
    assert (grown.seconds, grown.measured) == (pytest.approx(99.0), True)
    much = recovery(3 * 10**9, ["nas"], {"nas": 10**8}, [newer])
    assert (much.seconds, much.measured) == (30.0, False), "a third of it tells little"


LATE = WeddingFacts(
    key="wedding kim", name="Kim", level="normal", lacks="4 files wait for nas.", lacks_since_ns=5, allowed_s=604_800,
    places=("nas",),
)  # fmt: skip
SAFE = Facts(
    now_ns=10 * DAY,
    sources=(SourceFacts(id="s", path="/w", last_backup_ns=10 * DAY, last_good_ns=10 * DAY),),
    tiers=(TierFacts(name="nas", last_contact_ns=1), TierFacts(name="cloud", last_contact_ns=1)),
)


def _told(*weddings: WeddingFacts, facts: Facts = SAFE) -> list[tuple[str, str]]:
    found = alerts(replace(facts, calendar=CalendarFacts(weddings=weddings)))
    return [(one.kind, one.severity) for one in found]


def test_late_copies_are_one_alert_with_their_cause() -> None:
    assert _told(LATE) == [("wedding_at_risk", "warning")]
    assert _told(replace(LATE, level="critical", short="too few")) == [("wedding_at_risk", "critical")]
    (alert,) = alerts(replace(SAFE, calendar=CalendarFacts(weddings=(LATE,))))
    assert "Kim: 4 files wait for nas. More than 7 days" in alert.message and alert.since_ns == 5
    assert _told(replace(LATE, lacks="", short="1 of 3 counts.")) == [("copies_short", "warning")]


def test_a_place_that_has_its_alert_is_not_told_of_again_for_each_wedding() -> None:
    nas = TierFacts(name="nas", trouble="unreachable", trouble_since_ns=1, waiting_since_ns=9 * DAY)
    away = replace(SAFE, tiers=(nas, SAFE.tiers[1]))
    assert [kind for kind, _ in _told(LATE, facts=away)] == ["tier_unreachable"]
    kinds = [kind for kind, _ in _told(replace(LATE, level="critical"), facts=away)]
    assert kinds == ["wedding_at_risk", "tier_unreachable"], "what is critical is named"
    assert _told(LATE, facts=replace(SAFE, paused=True)) == []


def test_a_last_copy_and_missing_footage() -> None:
    assert _told(WeddingFacts(key="k", name="Kim", last_copy="Only one readable copy.")) == [("last_copy", "critical")]
    gone = WeddingFacts(key="k", name="Kim", date="2026-06-20", gap=Gap("None of its photos has arrived.", 7))
    (alert,) = alerts(replace(SAFE, calendar=CalendarFacts(weddings=(gone,))))
    assert (alert.kind, alert.severity, alert.since_ns) == ("footage_missing", "warning", 7)
    assert "--nothing-to-come" in alert.mend
    assert overall(replace(SAFE, calendar=CalendarFacts(weddings=(gone,)))).state == "attention"


def test_a_saturday_is_one_alert() -> None:
    checks = (
        Check(name="keys", ok=True, text="Fine."),
        Check(name="answers", ok=False, text="nas does not answer.", action="tier health nas"),
    )
    saturday = SaturdayFacts(friday="2026-06-19", weddings=("Kim", "Lee"), checks=checks, since_ns=3)
    (alert,) = alerts(replace(SAFE, calendar=CalendarFacts(saturday=saturday)))
    assert alert.message == "Not ready yet for Kim and Lee: nas does not answer."
    assert (alert.kind, alert.mend, alert.since_ns) == ("not_ready", "tier health nas", 3)
    ready = replace(saturday, checks=checks[:1])
    assert not alerts(replace(SAFE, calendar=CalendarFacts(saturday=ready)))
