"""`retention plan` with and without a running engine."""

from __future__ import annotations

from datetime import datetime

from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine


def test_the_plan_is_the_same_with_and_without_an_engine_and_deletes_nothing(desk: Desk) -> None:
    desk.back_up()
    (desk.source / "Timeline.txt").write_text("15:00 Vows\n")
    desk.back_up()
    points = desk.must("points")["points"]
    by_itself = desk.must("retention", "plan", "--at", "2060-01-01", "--points")
    with running_engine(desk):
        by_engine = desk.must("retention", "plan", "--at", "2060-01-01", "--points")
        assert desk.must("retention", "plan", "--wedding", WEDDING.upper(), "--date", DATE)["points"] == 2
        assert desk.call("retention", "plan", "--wedding", "Nobody").exit != 0
    assert by_engine == by_itself
    assert datetime.fromisoformat(by_engine["at"]).year in (2059, 2060)
    (wedding,) = by_engine["weddings"]
    assert (wedding["wedding"], wedding["points"], wedding["would_go"], wedding["next"]) == (WEDDING, 2, 0, None)
    assert wedding["why"] == ["Its wedding is not delivered: it loses nothing."]
    assert [one["id"] for one in by_engine["list"]] == [one["id"] for one in points]
    assert {reason["rule"] for reason in by_engine["list"][-1]["reasons"]} == {"undelivered", "newest"}
    assert desk.must("points")["points"] == points
    said = desk.say("retention", "plan")
    assert "does not delete recovery points by age yet" in said
    assert f"{WEDDING}, {DATE}: 2 points; none would go." in said
