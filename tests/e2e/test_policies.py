"""A folder under a policy: backed up by the clock and not by its changes, copied where the policy wants it."""

from __future__ import annotations

import contextlib
import time
from datetime import datetime, timedelta
from typing import Any

from studio_backup.base.clock import SystemClock
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.settings import KeyValue
from tests.e2e.desk import DATE, WEDDING, Desk
from tests.e2e.engines import running_engine, status, wait_for

HOUR_NS = 3600 * 10**9


def _studio(desk: Desk) -> None:
    for name, role in (("nas", "nas"), ("cloud", "cloud")):
        (desk.base / name).mkdir()
        desk.must("tier", "add", name, desk.base / name, "--role", role)


def _source(desk: Desk) -> dict[str, Any]:
    (found,) = status(desk)["sources"]
    assert isinstance(found, dict)
    return found


def _backups(desk: Desk) -> list[dict[str, Any]]:
    return [one for one in desk.must("jobs")["jobs"] if one["kind"] == "backup"]


def _an_hour_ago(desk: Desk, source: str) -> None:
    """As if the engine had been off for that long."""
    with contextlib.closing(open_catalog(str(desk.home / "catalog.db"), SystemClock())) as catalog:
        noted = KeyValue(catalog)
        noted.put(f".ran/{source}", str(int(noted.get(f".ran/{source}") or 0) - HOUR_NS))


def _held(desk: Desk) -> set[tuple[str, ...]]:
    return {tuple(sorted(point["held"])) for point in desk.must("points")["points"]}


def test_by_its_schedule_and_not_by_its_changes(desk: Desk) -> None:
    _studio(desk)
    desk.must("policy", "add", "Hourly at the NAS", "--every", 60, "--tier", "nas", "--level", "high")
    with running_engine(desk):
        made = desk.must(
            "source",
            "add",
            desk.source,
            "--wedding",
            WEDDING,
            "--date",
            DATE,
            "--settle",
            0.5,
            "--policy",
            "hourly AT the nas",
        )
        assert (made["level"], made["level_of_policy"]) == ("high", True)
        wait_for("the first backup, at once", lambda: _backups(desk) and _all_is_safe(desk))
        first = _source(desk)
        due = datetime.fromisoformat(first["next_due"]) - datetime.fromisoformat(first["last_backup"])
        assert timedelta(minutes=59) < due < timedelta(minutes=61)
        (desk.source / "late guest.txt").write_text("+1\n")
        wait_for("the change to be seen", lambda: _source(desk)["waiting_files"])
        time.sleep(2.5)  # five times its seconds of rest: by its changes it would be taken now
        assert len(_backups(desk)) == 1 and _source(desk)["waiting_files"] == 1
        assert _source(desk)["next_due"] == first["next_due"]
    _an_hour_ago(desk, made["id"])
    with running_engine(desk):
        wait_for("the run that was missed", lambda: len(_backups(desk)) == 2 and _all_is_safe(desk))
        assert _source(desk)["waiting_files"] == 0 and _source(desk)["next_due"] > first["next_due"]
        assert len(_backups(desk)) == 2, "once for all that was missed"
    assert _held(desk) == {("local", "nas")}
    assert not list((desk.base / "cloud").glob("c/*/snapshots/*"))[1:], "at most what was typed"


def _all_is_safe(desk: Desk) -> bool:
    """Every job is over, and nothing waits for a tier."""
    found = status(desk)
    late = [one for one in found["tiers"] if one["waiting_files"] or one["state"] != "good"]
    return not late and not found["running"] and not found["queued"] and bool(found["sources"][0]["last_backup"])
