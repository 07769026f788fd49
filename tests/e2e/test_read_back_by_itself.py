"""A quiet studio becomes protected: all copies are read back without anybody asking, and what is damaged is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desk import DATE, WEDDING, Desk, write_wedding
from tests.e2e.engines import running_engine, status, wait_for

PATIENCE = 240.0
DAY_NS = 86_400 * 10**9


@pytest.fixture
def studio(desk: Desk) -> Desk:
    """A desk with two folders as further places, and a small wedding."""
    for name, role in (("nas", "nas"), ("drive", "offsite")):
        (desk.base / name).mkdir()
        desk.must("tier", "add", name, desk.base / name, "--role", role)
    shutil.rmtree(desk.source)
    write_wedding(desk.source, photos=3)
    return desk


def _watch(desk: Desk) -> None:
    desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "1")


def _protected(desk: Desk) -> dict[str, Any] | None:
    """The status, once every copy of every wedding was read back whole."""
    found = status(desk)
    copies = [copy for one in found["weddings"] for copy in one["copies"]]
    is_read = len(copies) == 3 and all(copy["read_percent"] == 100 for copy in copies)
    return found if found["state"] == "protected" and is_read and not found["queued"] else None


def _as_if_read_long_ago(desk: Desk, days: int) -> None:
    """What the home remembers of its places, so much older. Only while no engine runs."""
    for ledger in (desk.home / "ledger").iterdir():
        lines = [json.loads(line) for line in ledger.read_text().splitlines()]
        older = [line | {"t": line["t"] - days * DAY_NS} for line in lines]
        ledger.write_text("".join(json.dumps(line) + "\n" for line in older))


def _spoil(place: Path) -> Path:
    pack = max((path for path in place.glob("c/*/packs/**/*") if path.is_file()), key=lambda path: path.stat().st_size)
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.chmod(0o600)
    pack.write_bytes(data)
    return pack


def _damage(desk: Desk) -> dict[str, Any] | None:
    return next((one for one in status(desk)["alerts"] if one["kind"] == "damage"), None)


def test_all_is_read_back_and_damage_is_found_told_and_forgotten_once_healed(studio: Desk) -> None:
    with running_engine(studio):
        _watch(studio)
        found = wait_for("all copies to be read back", lambda: _protected(studio), PATIENCE)
        assert [one["state"] for one in found["weddings"]] == ["good"], found["weddings"]
        assert not found["reasons"] and not found["alerts"]
        checks = [job for job in studio.must("jobs")["jobs"] if job["kind"] == "verify"]
        assert {job["tier"] for job in checks} == {"local", "drive"}  # the share was read back while it was copied to
        assert {(job["state"], job["level"]) for job in checks} <= {("completed", "low"), ("completed", "high")}

    pack = _spoil(studio.base / "nas")
    _as_if_read_long_ago(studio, 16)
    with running_engine(studio):
        alert = wait_for("the damage to be told", lambda: _damage(studio), PATIENCE)
        assert alert["severity"] == "critical" and alert["cause"] == "nas"
        assert "verify --heal" in alert["mend"]
        assert status(studio)["state"] == "failed"
        name = str(pack.relative_to(studio.base / "nas"))
        assert any(name in line for job in studio.must("jobs")["jobs"] for line in job["warnings"])
        assert pack.exists(), "a check heals nothing and sets nothing aside"

        assert studio.call("verify", "--heal", "--tier", "nas").exit == 3
        wait_for("the alert to clear itself", lambda: not _damage(studio), 60)
        wait_for("all to be protected again", lambda: status(studio)["state"] == "protected", PATIENCE)
