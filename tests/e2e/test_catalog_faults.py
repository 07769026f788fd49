"""The catalog is gone, torn, cannot be written or is of a newer program: nothing is lost, and a sentence says so."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.desk import DATE, WEDDING, Desk, contents, write_wedding
from tests.e2e.engines import all_safe, running_engine, status, wait_for
from tests.support import catalogs


@pytest.fixture(scope="module")
def made_once(made: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose engine has backed up a folder it watches to the vault and a NAS, kept what was typed, and ended."""
    desk = Desk(tmp_path_factory.mktemp("catalog") / "studio")
    shutil.copytree(made.base, desk.base, symlinks=True)
    joined = desk.home / "vault.json"
    joined.write_text(joined.read_text().replace(str(made.base), str(desk.base)))
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    shutil.rmtree(desk.source)
    write_wedding(desk.source, photos=2)
    with running_engine(desk):
        desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "1")
        wait_for("the copies", lambda: all_safe(desk))
        wait_for("the settings to be kept", lambda: _done(desk, "settings"))
    for folder in (desk.home, desk.vault, desk.base / "nas"):
        shutil.copytree(folder, _saved(folder))
    return desk


@pytest.fixture
def studio(made_once: Desk) -> Iterator[Desk]:
    """The same desk for each test; the watched folder stays the one it is, for it is known by its identity."""
    yield made_once
    (made_once.source / "late.txt").unlink(missing_ok=True)
    for folder in (made_once.home, made_once.vault, made_once.base / "nas"):
        shutil.rmtree(folder)
        shutil.copytree(_saved(folder), folder)


def _saved(folder: Path) -> Path:
    return folder.parent.with_name("saved") / folder.name


def _done(desk: Desk, kind: str) -> list[dict[str, Any]]:
    jobs = desk.must("jobs", "--state", "completed")["jobs"]
    return [job for job in jobs if job["kind"] == kind]


def _catalog(desk: Desk) -> Path:
    return desk.home / "catalog.db"


def _knows_all(desk: Desk) -> bool:
    """The folder is watched, the search finds its files, and what is new in it is backed up."""
    (source,) = desk.must("source", "list")["sources"]
    found = desk.must("search", "DSC_0001")["files"]
    (desk.source / "late.txt").write_text("late")
    wait_for("the new file to be backed up", lambda: desk.must("search", "late.txt")["files"])
    return source["path"] == str(desk.source) and len(found) == 2 and _is_restored(desk, "local")


def _is_restored(desk: Desk, tier: str) -> bool:
    target = desk.base / "out"
    shutil.rmtree(target, ignore_errors=True)
    ended = desk.call("restore", "--wedding", WEDDING, "--tier", tier, "--to", target)
    return ended.exit == 0 and contents(target / desk.source.name) == contents(desk.source)


def _alert(desk: Desk) -> dict[str, Any]:
    found = wait_for("the alert", lambda: [a for a in status(desk)["alerts"] if a["kind"] == "catalog_set_aside"])
    assert len(found) == 1 and found[0]["mend"] == "studio-backup source list"
    return dict(found[0])


def test_a_deleted_one_is_made_anew_with_all_that_was_typed(studio: Desk) -> None:
    for path in studio.home.glob("catalog.db*"):
        path.unlink()
    with running_engine(studio):
        assert "was gone" in _alert(studio)["message"]
        assert _knows_all(studio)


@pytest.mark.parametrize("length", [0, 60_000])
def test_a_truncated_one_is_set_aside_and_made_anew(studio: Desk, length: int) -> None:
    os.truncate(_catalog(studio), length)
    torn = _catalog(studio).read_bytes()
    with running_engine(studio):
        assert "set aside" in _alert(studio)["message"]
        assert _knows_all(studio)
    (aside,) = studio.home.glob("catalog.db.set-aside-*")
    assert aside.read_bytes() == torn


def test_one_that_cannot_be_written_is_said_and_backups_are_made_by_hand(studio: Desk) -> None:
    with _unwritable(_catalog(studio)):
        refused = studio.call("engine", "start")
        assert refused.exit == 1 and "catalog" in refused.facts["error"] and "permissions" in refused.facts["hint"]
        assert studio.must("engine", "status")["running"] is False
        studio.back_up()
    with running_engine(studio):
        assert _knows_all(studio)


def test_a_newer_programs_is_refused_with_the_way_out(studio: Desk) -> None:
    with contextlib.closing(sqlite3.connect(_catalog(studio))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = _catalog(studio).read_bytes()
    for words in (("engine", "start"), ("status",), ("source", "list"), ("catalog", "rebuild")):
        refused = studio.call(*words)
        assert refused.exit == 1 and "newer version" in refused.facts["error"], words
        assert "move that file away" in refused.facts["hint"]
    studio.back_up()
    studio.must("replicate")
    assert _is_restored(studio, "nas")
    assert _catalog(studio).read_bytes() == before
    _catalog(studio).rename(studio.base / "of the newer version")
    with running_engine(studio):
        assert _knows_all(studio)


def test_rebuilt_it_is_what_it_was(studio: Desk) -> None:
    before = catalogs.kept(_catalog(studio))
    jobs = studio.must("jobs")["jobs"]
    told = studio.must("catalog", "rebuild")
    assert (told["points"], told["files"]) == (len(before.points), len(before.files)) and told["files"] > 0
    assert catalogs.kept(_catalog(studio)).difference(before) == ""
    with running_engine(studio):
        wait_for("the backup at the start", lambda: len(_done(studio, "backup")) > 1 and all_safe(studio))
        now = catalogs.kept(_catalog(studio))
        assert studio.must("catalog", "rebuild")["points"] == len(now.points) > len(before.points)
        assert catalogs.kept(_catalog(studio)).difference(now) == ""
        assert [one["id"] for one in studio.must("jobs")["jobs"]][-len(jobs) :] == [one["id"] for one in jobs]
        assert "recovery point" in studio.say("catalog", "rebuild")
        assert _knows_all(studio)


def test_a_locked_vault_is_said(desk: Desk) -> None:
    for words in (("catalog", "rebuild"), ("engine", "start"), ("catalog", "rebuild")):
        ended = desk.raw("--json", "--home", desk.home, *words)
    try:
        assert ended.exit == 1 and "locked" in ended.facts["error"] and "engine unlock" in ended.facts["hint"]
    finally:
        desk.call("engine", "stop")


@contextlib.contextmanager
def _unwritable(path: Path) -> Iterator[None]:
    """Also for root, whom permissions do not hold."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        path.chmod(0o444)
        yield
        path.chmod(0o600)
        return
    if shutil.which("chattr") is None or subprocess.run(["chattr", "+i", path], check=False).returncode:
        pytest.skip("root may write anywhere here")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)
