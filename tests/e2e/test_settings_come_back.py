"""What a person typed is in the vault by itself, and comes back when the laptop, or only its catalog, is gone."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from studio_backup.base.clock import SystemClock
from studio_backup.catalog.database import open_catalog
from studio_backup.catalog.typed import export_typed
from studio_backup.domain.collection import SETTINGS_LABEL
from tests.e2e.desk import DATE, ROOT, WEDDING, Desk
from tests.e2e.engines import all_safe, running_engine, wait_for

RESCUES = [ROOT / "resources" / "studio_backup_rescue.py"]
RESCUES += sorted((ROOT / "tests" / "golden").glob("*/rescue.py.txt"))


@pytest.fixture
def studio(desk: Desk) -> Desk:
    """A desk with a NAS folder as second place and a second folder to watch."""
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    (desk.base / "office").mkdir()
    (desk.base / "office" / "prices.txt").write_text("3,000\n")
    return desk


def _add_both(desk: Desk) -> None:
    desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "1", "--exclude", "*.tmp")
    desk.must("source", "add", desk.base / "office", "--settle", "2")


def _typed(desk: Desk) -> bytes:
    with contextlib.closing(open_catalog(str(desk.home / "catalog.db"), SystemClock())) as catalog:
        return export_typed(catalog)


def _kept(desk: Desk, *where: object) -> list[dict[str, Any]]:
    """Points of settings, oldest first; none where there was never one."""
    ended = desk.call("points", "--wedding", SETTINGS_LABEL)
    return ended.facts["points"] if ended.exit == 0 else []


def _paths(desk: Desk) -> set[str]:
    return {one["path"] for one in desk.must("source", "list")["sources"]}


def _open(desk: Desk, *words: object) -> dict[str, Any]:
    return desk.must("vault", "open", *words)


def test_after_the_loss_of_the_home_it_is_as_it_was(studio: Desk) -> None:
    with running_engine(studio):
        _add_both(studio)
        wait_for("all to be safe", lambda: all_safe(studio) and _kept(studio))
        opened = _open(studio, studio.vault)
        assert opened["settings"] == {"sources": 0, "missing": []} and "engine runs" in opened["notices"][-1]
    before = _typed(studio)
    assert json.loads(before)["sources"][0]["excludes"] or json.loads(before)["sources"][1]["excludes"]
    shutil.rmtree(studio.home)
    opened = _open(studio, studio.vault)
    assert opened["settings"] == {"sources": 2, "missing": []}
    assert any(str(studio.source) in notice for notice in opened["notices"]), "a person is told what is watched"
    assert _typed(studio) == before
    again = _open(studio, studio.vault)
    assert again["settings"] == {"sources": 0, "missing": []} and _typed(studio) == before
    with running_engine(studio):  # the new device keeps them as its own
        wait_for("its own settings", lambda: len({one["id"] for one in _kept(studio)}) > 1)


def test_a_stolen_laptop_brings_back_what_is_here_and_says_what_is_not(studio: Desk) -> None:
    with running_engine(studio):
        _add_both(studio)
        wait_for("the settings on the NAS", lambda: all_safe(studio) and _held(studio, "nas"))
    for gone in (studio.home, studio.vault, studio.base / "office"):
        shutil.rmtree(gone)
    opened = _open(studio, studio.base / "nas", "--local", studio.vault)
    office = str(studio.base / "office")
    assert opened["settings"] == {"sources": 1, "missing": [office]}
    assert _paths(studio) == {str(studio.source)}, "what is not here is not watched"
    assert _open(studio, studio.base / "nas")["settings"]["missing"] == [office]
    studio.must("restore", "--wedding", "unassigned", "--to", studio.base, "--tier", "nas")
    assert _open(studio, studio.base / "nas")["settings"] == {"sources": 1, "missing": []}
    assert _paths(studio) == {str(studio.source), office}


def _held(desk: Desk, place: str) -> bool:
    kept = _kept(desk)
    return bool(kept) and all(place in one["held"] for one in kept)


def test_a_lost_catalog_alone_loses_nothing_typed(studio: Desk) -> None:
    with running_engine(studio):
        _add_both(studio)
        wait_for("the settings", lambda: _kept(studio))
    before = _typed(studio)
    for path in studio.home.glob("catalog.db*"):
        path.unlink()
    (studio.base / "office").rename(studio.base / "unplugged")
    assert _paths(studio) == {str(studio.source), str(studio.base / "office")}
    assert _typed(studio) == before


def test_typed_without_an_engine_it_is_kept_at_the_next_start(studio: Desk) -> None:
    _add_both(studio)
    assert _kept(studio) == []
    with running_engine(studio):
        wait_for("the settings", lambda: _kept(studio))
    kept = len(_kept(studio))
    with running_engine(studio):  # nothing was typed since
        wait_for("all to be safe", lambda: all_safe(studio))
    assert len(_kept(studio)) == kept and "settings" not in _waiting(studio)


def test_locked_it_waits_and_a_kill_does_not_lose_it(studio: Desk) -> None:
    pid = studio.raw("--json", "--home", studio.home, "engine", "start").facts["pid"]
    try:
        _add_both(studio)
        assert _waiting(studio)["settings"] == "the vault to be unlocked"
    finally:
        os.kill(pid, signal.SIGKILL)
    wait_for("its end", lambda: not studio.must("engine", "status")["running"])
    with running_engine(studio):
        wait_for("the settings", lambda: _kept(studio))
        wait_for("the end of the job", lambda: "settings" not in _waiting(studio))


def _waiting(desk: Desk) -> dict[str, str]:
    found = desk.raw("--json", "--home", desk.home, "jobs", "--state", "scheduled").facts["jobs"]
    return {one["kind"]: one["waits_for"] for one in found}


def test_it_is_no_wedding_and_yet_part_of_the_vault(studio: Desk) -> None:
    with running_engine(studio):
        _add_both(studio)
        found = wait_for("all to be safe", lambda: _kept(studio) and all_safe(studio))
        assert {one["wedding"] for one in found["weddings"]} == {WEDDING, "unassigned"}
        assert studio.must("search", "catalog.json")["files"] == []
        wait_for("the copy", lambda: _held(studio, "nas"))
    points = studio.must("points")["points"]
    assert {one["wedding"] for one in points} == {WEDDING, "unassigned"}
    about = studio.must("vault", "info")
    assert len(about["weddings"]) == 2 and about["points"] == len(points)
    assert {one["wedding"] for one in studio.must("status")["weddings"]} == {WEDDING, "unassigned"}

    kept = _kept(studio)[-1]["id"]
    studio.must("restore", kept, "--tier", "nas", "--to", studio.base / "by id")
    studio.must("restore", "--wedding", SETTINGS_LABEL, "--tier", "nas", "--to", studio.base / "by name")
    for folder in ("by id", "by name"):
        assert (studio.base / folder / "settings" / "catalog.json").read_bytes() == _typed(studio)
    drill = studio.must("verify", "--tier", "nas", "--level", "drill")["drills"][0]
    assert drill["files"] == sum(one["files"] for one in points) + 1 and not drill["failed"]
    studio.must("backup", studio.source, "--wedding", SETTINGS_LABEL, "--date", DATE, exit=2)
    for script in RESCUES:
        _brings_all_back(script, studio, studio.base / script.parent.name)


def _brings_all_back(script: Path, desk: Desk, target: Path) -> None:
    """Today's rescue script, and those of earlier releases."""
    _rescue(script, [desk.vault, "--kit", desk.kit, "--wedding", SETTINGS_LABEL, "--to", target])
    assert (target / "settings" / "catalog.json").read_bytes() == _typed(desk)
    whole = target / "whole"
    _rescue(script, [desk.vault, "--kit", desk.kit, "--to", whole])
    assert any((below / desk.source.name / "Timeline.txt").is_file() for below in whole.iterdir())


def _rescue(script: Path, words: Sequence[object]) -> None:
    done = subprocess.run([sys.executable, script, *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
