"""Nobody has to remember to back up: the engine sees what changes and brings it to every place."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest

from studio_backup.api.client import EngineClient
from studio_backup.api.endpoint import Endpoint
from studio_backup.base.errors import StudioBackupError
from tests.e2e.desk import DATE, WEDDING, Desk, contents, write_wedding
from tests.e2e.engines import all_safe, running_engine, status, wait_for
from tests.servers.fixtures import S3Server, seaweed

__all__ = ["seaweed"]


@pytest.fixture
def studio(desk: Desk) -> Desk:
    """A desk with a NAS folder as second place and an empty folder to watch."""
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    shutil.rmtree(desk.source)
    desk.source.mkdir()
    return desk


def _watch(desk: Desk) -> dict[str, Any]:
    return desk.must("source", "add", desk.source, "--wedding", WEDDING, "--date", DATE, "--settle", "1")


def _restored(desk: Desk, tier: str, name: str) -> dict[str, str]:
    target = desk.base / name
    desk.must("restore", "--wedding", WEDDING, "--tier", tier, "--to", target)
    return contents(target / desk.source.name)


def test_what_is_dropped_edited_renamed_and_deleted_is_followed_to_the_nas(studio: Desk) -> None:
    with running_engine(studio):
        _watch(studio)
        write_wedding(studio.source)
        wait_for("the first backup", lambda: status(studio)["sources"][0]["last_backup"])
        wait_for("the copies", lambda: (found := all_safe(studio)) and found["weddings"])
        assert _restored(studio, "nas", "first") == contents(studio.source)

        (studio.source / "Timeline.txt").write_text("15:00 Vows\n")
        (studio.source / "RAW").rename(studio.source / "Originals")
        (studio.source / "link").unlink()
        wait_for("the edit to be seen", lambda: status(studio)["sources"][0]["waiting_since"] or _points(studio) > 2)
        wait_for("all to be safe again", lambda: _points(studio) > 1 and all_safe(studio))
        wait_for("the edit to be on the NAS", lambda: _is_equal(studio))


def _points(desk: Desk) -> int:
    return len(desk.must("points")["points"])


def _is_equal(desk: Desk) -> bool:
    target = desk.base / "again"
    shutil.rmtree(target, ignore_errors=True)
    ended = desk.call("restore", "--wedding", WEDDING, "--tier", "nas", "--to", target)
    return ended.exit == 0 and contents(target / desk.source.name) == contents(desk.source)


def test_a_killed_engine_goes_on_where_it_was(studio: Desk) -> None:
    with running_engine(studio) as first:
        _watch(studio)
        write_wedding(studio.source)
        wait_for("the first backup", lambda: status(studio)["sources"][0]["last_backup"])
        os.kill(first, signal.SIGKILL)
        (studio.source / "late.CR2").write_bytes(b"II*\0" + os.urandom(200_000))
        assert studio.must("engine", "status")["running"] is False
        with running_engine(studio) as second:
            assert second != first
            wait_for("what changed meanwhile", lambda: all_safe(studio) and _is_equal(studio))


def test_one_engine_a_home(studio: Desk) -> None:
    with running_engine(studio) as pid:
        assert studio.must("engine", "start")["pid"] == pid
        refused = studio.call("engine", "run")
        assert refused.exit == 1 and str(pid) in refused.facts["error"]
        os.kill(pid, signal.SIGTERM)
        wait_for("the engine's end", lambda: not studio.must("engine", "status")["running"], patience=5)


def test_a_locked_engine_says_so_and_waits_for_the_passphrase(studio: Desk) -> None:
    (studio.source / "Timeline.txt").write_text("14:00 Vows\n")
    started = studio.raw("--json", "--home", studio.home, "engine", "start").facts
    try:
        assert started["running"] and not started["unlocked"]
        _watch(studio)
        said = studio.raw("--json", "--home", studio.home, "status").facts
        assert said["state"] == "locked" and not said["sources"][0]["last_backup"]
        wrong = studio.base / "wrong.txt"
        wrong.write_text("seldom granite walrus tango 59\n")
        refused = studio.raw("--json", "--home", studio.home, "--passphrase-file", wrong, "engine", "unlock")
        assert refused.exit == 1 and "passphrase" in refused.facts["error"]
        opened = studio.raw("--json", "--home", studio.home, "--passphrase-file", studio.passphrase, "engine", "unlock")
        assert opened.exit == 0 and opened.facts["unlocked"]
        wait_for("the backup", lambda: all_safe(studio))
    finally:
        studio.call("engine", "stop")


def test_a_nas_that_is_away_is_caught_up_when_it_returns(studio: Desk) -> None:
    nas, aside = studio.base / "nas", studio.base / "unplugged"
    nas.rename(aside)
    with running_engine(studio):
        _watch(studio)
        write_wedding(studio.source, photos=2)
        found = wait_for("the NAS to be missed", lambda: _missed(studio))
        assert found["waiting_files"] > 0 and found["waiting_bytes"] > 0 and found["waiting_since"] and found["why"]
        nas.mkdir()  # an empty mount point: nothing may be written there
        assert _missed(studio) and not list(nas.iterdir())
        nas.rmdir()
        aside.rename(nas)
        wait_for("the copy", lambda: all_safe(studio), patience=150)
        assert _is_equal(studio)


def _missed(desk: Desk) -> dict[str, Any] | None:
    found = status(desk)
    (tier,) = found["tiers"] or ({"state": ""},)
    saved = found["sources"] and found["sources"][0]["last_backup"]
    return tier if saved and tier["state"] in ("unreachable", "refused") and tier["waiting_files"] else None


def test_it_reaches_the_cloud_by_itself(studio: Desk, seaweed: S3Server) -> None:
    keys = seaweed.endpoint
    studio.more |= {"AWS_ACCESS_KEY_ID": keys.access_key, "AWS_SECRET_ACCESS_KEY": keys.secret_key}
    studio.must("tier", "add", "cloud", seaweed.location().text, "--role", "cloud")
    with running_engine(studio):
        _watch(studio)
        write_wedding(studio.source, photos=2)
        wait_for("both copies", lambda: all_safe(studio))
    assert _restored(studio, "cloud", "from the cloud") == contents(studio.source)
    assert _restored(studio, "nas", "from the nas") == contents(studio.source)


def test_without_an_engine_sources_are_kept_and_said_to_be_unwatched(studio: Desk) -> None:
    added = _watch(studio)
    assert studio.must("source", "list")["sources"][0]["id"] == added["id"]
    assert "No engine runs" in studio.say("status")
    (studio.source / "a.txt").write_text("a")
    with running_engine(studio):
        wait_for("the backup", lambda: all_safe(studio))
    removed = studio.must("source", "remove", studio.source)["removed"]
    assert removed["id"] == added["id"] and Path(removed["path"]) == studio.source
    assert studio.must("source", "list")["sources"] == []
    assert _points(studio) == 1


def test_a_live_view_shows_what_is_done(studio: Desk) -> None:
    assert studio.call("watch", "--seconds", "0").exit == 1  # no engine: nothing to watch
    with running_engine(studio):
        _watch(studio)
        (studio.source / "a.txt").write_text("a")
        wait_for("the backup", lambda: all_safe(studio))
        seen = studio.must("watch", "--seconds", "0")
        assert seen["state"] == status(studio)["state"] and seen["sources"][0]["last_backup"]
        assert str(studio.source) in studio.say("watch", "--seconds", "0")


def test_a_token_that_others_could_read_is_replaced(studio: Desk) -> None:
    with running_engine(studio):
        published = studio.home / "endpoint.json"
        before = json.loads(published.read_text())
        published.chmod(0o644)
        wait_for("another token", lambda: json.loads(published.read_text())["token"] != before["token"], patience=15)
        assert published.stat().st_mode & 0o077 == 0
        assert studio.must("engine", "status")["answers"]  # by the new token
        with pytest.raises(StudioBackupError):
            EngineClient(Endpoint(before["port"], before["token"], before["pid"], before["started_ns"])).connect()


def test_a_preview_tells_what_a_backup_would_take(studio: Desk) -> None:
    write_wedding(studio.source)
    (studio.source / ".DS_Store").write_bytes(b"x")
    guess = studio.must("source", "preview", studio.source)
    assert guess["files"] == 13 and guess["told_from"] == 0 and guess["minutes"] > 0 and guess["left_out_count"] == 1
    with running_engine(studio):
        _watch(studio)
        wait_for("the backup", lambda: all_safe(studio))
        assert studio.must("source", "preview", studio.source)["told_from"] >= 1
