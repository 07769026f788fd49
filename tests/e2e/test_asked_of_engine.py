"""What a person asks for on the command line is done by the engine, where one runs, and told as without one."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from studio_backup.api.client import find_engine
from studio_backup.api.remote import RemoteService
from studio_backup.api.requests import JobsQuery, PauseRequest, SearchQuery
from studio_backup.api.wire import JobView
from tests.e2e.desk import DATE, WEDDING, Desk, Ended, program
from tests.e2e.engines import running_engine, wait_for

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
LATER = "2026-09-12"


@pytest.fixture
def twins(desk: Desk, tmp_path: Path) -> tuple[Desk, Desk]:
    """The same laptop twice, each with a NAS folder; the second one has no engine."""
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    alone = Desk(tmp_path / "alone")
    shutil.copytree(desk.base, alone.base, symlinks=True)
    for file in alone.home.glob("*.json"):
        file.write_text(file.read_text().replace(str(desk.base), str(alone.base)))
    return desk, alone


def _shape(value: Any) -> Any:
    """Keys and kinds of values, without what differs between two runs. A list's entries count as one."""
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return "number" if isinstance(value, int | float) and not isinstance(value, bool) else type(value).__name__


def _agree(one: Any, other: Any) -> bool:
    """The same shape; an empty list agrees with any."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_agree(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return not one or not other or _agree(one[0], other[0])
    return bool(one == other)


def _both(twins: tuple[Desk, Desk], exit: int, *words: str) -> dict[str, Any]:
    """The same words on both, {} standing for each one's own folder; returns what the engine's laptop said."""
    ended: list[Ended] = [desk.call(*(word.replace("{}", str(desk.base)) for word in words)) for desk in twins]
    assert [one.exit for one in ended] == [exit, exit], ended
    facts, alone = ended[0].facts, ended[1].facts
    assert _agree(_shape(facts), _shape(alone)), (facts, alone)
    assert list(facts) == list(alone)
    for name in ("error", "hint"):
        bases = [str(desk.base) for desk in twins]
        assert facts.get(name, "").replace(bases[0], "") == alone.get(name, "").replace(bases[1], "")
    return facts


@contextlib.contextmanager
def _engine(desk: Desk) -> Iterator[RemoteService]:
    """Its service, in this process: quicker than a verb."""
    client = find_engine(str(desk.home))
    assert client
    with client:
        yield RemoteService(client)


def _jobs(desk: Desk) -> list[JobView]:
    """All jobs as a whole, newest first."""
    with _engine(desk) as engine:
        return [engine.job(job.id) for job in engine.jobs(JobsQuery()).items]


def _asked(desk: Desk) -> list[JobView]:
    """Jobs that a person asked for, newest first."""
    return [job for job in _jobs(desk) if job.asked]


def _packs(desk: Desk) -> list[Path]:
    found = sorted((desk.base / "nas").glob("c/*/packs/**/*"), key=lambda path: path.name)
    return [path for path in found if path.is_file()]


def _flip(path: Path) -> None:
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_the_same_answers_with_and_without_an_engine(twins: tuple[Desk, Desk]) -> None:
    source = "{}/anna-and-ben"
    with running_engine(twins[0]):
        first = _both(twins, 0, "backup", source, "--wedding", WEDDING, "--date", DATE)
        assert first["wedding_made"] and first["read"] == 13
        again = _both(twins, 0, "backup", source, "--wedding", WEDDING, "--exclude", "*.xmp")
        assert (again["read"], again["excluded"]) == (0, 6)
        _both(twins, 1, "backup", "{}/not there", "--wedding", WEDDING)
        _both(twins, 2, "backup", source, "--wedding", "Nobody")
        _both(twins, 2, "backup", source, "--wedding", "x" * 201, "--date", DATE)
        _both(twins, 0, "backup", source, "--wedding", WEDDING, "--date", LATER)
        _both(twins, 2, "backup", source, "--wedding", WEDDING)
        _both(twins, 0, "backup", source, "--wedding", WEDDING, "--date", DATE, "--dry-run")
        _both(twins, 1, "replicate", "--tier", "moon")
        copied = _both(twins, 0, "replicate", "--limit", "500")
        assert copied["tiers"][0]["copied"] + copied["tiers"][0]["present"] > 5
        assert _both(twins, 0, "verify", "--sample", "50")["places"]
        asked = _asked(twins[0])
        assert [job.kind for job in asked] == [
            "verify", "replicate", "replicate", "backup", "backup", "backup", "backup", "backup", "backup"
        ]  # fmt: skip
        log = twins[0].must("job", "log", asked[-1].id)
        assert log["told"] == first
        assert log["asked"] == {
            "paths": [str(twins[0].source)], "wedding": WEDDING, "date": DATE, "excludes": [],
            "one_file_system": False, "accept_empty": False,
        }  # fmt: skip
        assert [job.state for job in asked].count("failed") == 4
        with _engine(twins[0]) as engine:
            assert "job_failed" not in {one.kind for one in engine.status().alerts}
        said = twins[0].say("job", "log", asked[-1].id)
        assert f"New wedding: {WEDDING}, {DATE}" in said and "13 of 13 files read" in said


def test_damage_is_told_alike(twins: tuple[Desk, Desk]) -> None:
    with running_engine(twins[0]):
        _both(twins, 0, "backup", "{}/anna-and-ben", "--wedding", WEDDING, "--date", DATE)
        _both(twins, 0, "replicate")
        for desk in twins:
            _flip(_packs(desk)[0])
        found = _both(twins, 4, "verify", "--tier", "nas")
        assert len(found["damaged"]) == 1 and found["damaged"][0]["files"]
        assert len(_both(twins, 3, "verify", "--tier", "nas", "--heal")["healed"]) == 1
        for desk in twins:
            lost = _packs(desk)[0]
            _flip(lost)
            _flip(desk.vault / lost.relative_to(desk.base / "nas"))
            shutil.rmtree(desk.source)
        assert _both(twins, 4, "verify", "--heal")["remaining"]
        for desk in twins:
            (desk.base / "disk").mkdir()
            desk.must("tier", "add", "disk", desk.base / "disk", "--role", "offsite")
        assert _both(twins, 4, "replicate", "--tier", "disk")["tiers"][0]["withheld"]
        assert {job.state for job in _asked(twins[0])} == {"completed", "corrupted"}


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_an_unreadable_file_is_told_alike(twins: tuple[Desk, Desk]) -> None:
    for desk in twins:
        (desk.source / "Timeline.txt").chmod(0)
    with running_engine(twins[0]):
        facts = _both(twins, 3, "backup", "{}/anna-and-ben", "--wedding", WEDDING, "--date", DATE)
    assert [one["path"].endswith("Timeline.txt") for one in facts["warnings"]] == [True]


@contextlib.contextmanager
def _typed(desk: Desk, *words: object) -> Iterator[subprocess.Popen[str]]:
    """The program at work, with --json; ended at the latest with the context."""
    command = [*program(), "--json", "--home", str(desk.home), *map(str, words)]
    with subprocess.Popen(
        command, env=desk.environment(), cwd=desk.base, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            yield child
        finally:
            child.kill()


def _queued(desk: Desk) -> JobView:
    """The one job that a person waits for."""
    return wait_for("the job to be queued", lambda: next((job for job in _asked(desk) if not job.ended_ns), None))


def test_ctrl_c_takes_the_job_back_and_the_engines_death_does_not(desk: Desk) -> None:
    words = ("backup", desk.source, "--wedding", WEDDING, "--date", DATE)
    with running_engine(desk) as pid:
        with _engine(desk) as engine:
            engine.pause(PauseRequest())  # so that it surely waits
        with _typed(desk, *words) as child:
            job = _queued(desk)
            child.send_signal(signal.SIGINT)
            out, err = child.communicate(timeout=60)
            assert (child.returncode, json.loads(out)["error"], err) == (130, "Stopped.", "")
            assert "Earlier points are untouched" in json.loads(out)["hint"]
        assert [(one.id, one.state) for one in _asked(desk)] == [(job.id, "cancelled")]
        with _typed(desk, *words) as child:
            job = _queued(desk)
            assert (job.level, job.waits_for) == ("high", "the end of the pause")
            os.kill(pid, signal.SIGKILL)
            out, _ = child.communicate(timeout=60)
            said = json.loads(out)
            assert child.returncode == said["exit"] == 1
            assert f"Its job {job.id} goes on when the engine starts again." in said["error"]
    with running_engine(desk):
        ended = wait_for(
            "the job to go on by itself",
            lambda: next((one for one in _asked(desk) if one.ended_ns and one.id == job.id), None),
        )
        assert ended.state == "completed"
        assert json.loads(ended.told)["files"] == 13


def test_what_was_asked_is_looked_after_like_a_source_and_a_locked_engine_is_let_be(desk: Desk) -> None:
    (desk.base / "nas").mkdir()
    desk.must("tier", "add", "nas", desk.base / "nas", "--role", "nas")
    folder = desk.base / "many"
    folder.mkdir()
    for number in range(240):
        (folder / f"{number}.txt").write_text(str(number))
    with running_engine(desk):
        desk.must("backup", folder, "--wedding", WEDDING, "--date", DATE)
        wait_for(
            "the copy", lambda: [job for job in _jobs(desk) if job.kind == "replicate" and job.state == "completed"]
        )
        for file in sorted(folder.iterdir())[:230]:
            file.unlink()
        desk.must("backup", folder, "--wedding", WEDDING)
        with _engine(desk) as engine:
            alerts = engine.status().alerts
            assert [one.cause for one in alerts if one.kind == "sudden_loss"] == [str(folder)]
            assert engine.search(SearchQuery(text="7.txt")).items
            engine.lock()
        before = len(_jobs(desk))
        locked = desk.raw("--json", "--home", desk.home, "backup", folder)
        assert locked.exit == 1
        assert "locked" in locked.facts["error"] and "engine unlock" in locked.facts["hint"]
        desk.must("backup", folder)  # a factor was given: it opens the vault for this process alone
        assert len(_jobs(desk)) == before
