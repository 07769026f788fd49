"""An engine that starts again where nothing changed: it looks at everything, says so, and makes no further point."""

from __future__ import annotations

import os
import stat

from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine, status, wait_for


def _points(desk: Desk) -> list[str]:
    return [one["id"] for one in desk.must("points")["points"]]


def test_a_start_without_news_makes_no_point(desk: Desk) -> None:
    """The age clock goes on all the same; what a person asks for is always a point."""
    said = desk.home / "engine-start.txt"
    said.touch()
    said.chmod(0o644)
    first = desk.back_up()["points"][0]["id"]
    desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "1")
    with running_engine(desk):
        assert stat.S_IMODE(os.stat(said).st_mode) == 0o600, "what it says at its start is for its owner"
        found = wait_for("the look", lambda: status(desk)["sources"][0]["looked"] and status(desk))["sources"][0]
        assert (found["state"], found["looked"]) == ("protected", found["last_backup"])
        assert _points(desk) == [first]
        desk.back_up()
        assert len(_points(desk)) == 2
        assert status(desk)["sources"][0]["looked"] is None
        told = desk.must("estimate", desk.source)
        assert (told["how"], told["files"], told["files_new"]) == ("history", 13, 0)
        assert told["runs"] >= 1
        done = desk.must("analytics")
        assert {one["kind"] for one in done["work"]} >= {"backup"}
        assert [one["success_percent"] for one in done["work"] if one["kind"] == "backup"] == [100.0]
    (desk.base / "elsewhere").mkdir()
    assert desk.must("estimate", desk.base / "elsewhere")["how"] == "walk"
