"""The demo: everything it promises holds, under its folder alone, and nobody's settings are touched."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, program
from tests.e2e.engines import wait_for
from tests.support.processes import alive


def _user(base: Path) -> dict[str, str]:
    """A user whose settings would break everything if they were read."""
    base.mkdir()
    (base / "aws").write_text("[default]\naws_access_key_id = wrong\naws_secret_access_key = wrong\n")
    return {
        "HOME": str(base),
        "AWS_SHARED_CREDENTIALS_FILE": str(base / "aws"),
        "AWS_PROFILE": "missing",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "STUDIO_BACKUP_HOME": str(base / "home"),
        "STUDIO_BACKUP_PASSPHRASE_FILE": str(base / "none"),
        "TMPDIR": str(base / "tmp"),
    }


def _tree(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))


def test_the_whole_demo(tmp_path: Path) -> None:
    user = tmp_path / "user"
    desk = Desk(tmp_path, more=_user(user))
    before = _tree(user)
    done = desk.raw("--json", "demo", tmp_path / "demo")
    assert done.exit == 0, (done.out, done.err)
    facts = done.facts
    assert facts["held"] and facts["server"] == "SeaweedFS" and facts["seconds"] > 0
    assert len(facts["proven"]) == 12 and all(proof["held"] for proof in facts["proven"])
    assert _tree(user) == before, "nothing of the user's is touched"
    commands = [line for line in done.err.splitlines() if line.startswith("  $ ")]
    assert len(commands) >= 24 and any("kit-rescue.py" in line for line in commands)
    assert (tmp_path / "demo" / "restored").is_dir() and not (tmp_path / "demo" / "vault").exists()
    assert not alive(tmp_path), "neither server nor engine outlives it"
    _engine_chapters(done.err)
    late = Path("Anna & Ben", "Photos", "DSC_4206.jpg")
    photos = [(tmp_path / "demo" / part / late).read_bytes() for part in ("from-nas", "from-cloud", "rescued")]
    assert photos[0] == photos[1] == photos[2], "taken while no engine ran"


def _engine_chapters(said: str) -> None:
    by_itself = said.split("From now on by itself", 1)[1].split("A disk fails", 1)[0]
    verb = r"\$ studio-backup .*?(engine \w+|source add|status|jobs|restore|backup|replicate)\b"
    verbs = re.findall(verb, by_itself)
    assert {"engine start", "source add", "status", "jobs", "engine status", "engine stop", "restore"} == set(verbs)
    assert verbs.count("engine start") == 2 and by_itself.count("nothing waits") == 3
    assert re.search(r"\| vault: \d files waiting for \d+ s", by_itself), "the age of what waits is shown"


def _demo_until(tmp_path: Path, line: bytes, *words: str) -> subprocess.Popen[bytes]:
    """A demo that has just said `line`."""
    (tmp_path / "tmp").mkdir()
    desk = Desk(tmp_path, more={"TMPDIR": str(tmp_path / "tmp")})
    child = subprocess.Popen(
        [*program(), "demo", *words],
        env=desk.environment(),
        cwd=tmp_path,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout
    end = time.monotonic() + 90
    for said in child.stdout:
        if line in said or time.monotonic() > end:
            break
    return child


@pytest.mark.parametrize("line", [b"backup 'source", b" waiting for "])
def test_a_demo_that_is_stopped_leaves_nothing_running(tmp_path: Path, line: bytes) -> None:
    child = _demo_until(tmp_path, line)
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130, (out, err)
    assert b"Traceback" not in out + err and b"only touched its own folder" in err
    assert list((tmp_path / "tmp").iterdir()) == [], "the temporary folder is removed"
    assert not alive(tmp_path), "neither server nor engine outlives it"


def test_a_demo_that_is_killed_leaves_no_engine(tmp_path: Path) -> None:
    child = _demo_until(tmp_path, b"Watched from now on", str(tmp_path / "demo"))
    assert any("engine" in words for words in alive(tmp_path)), "one ran"
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate(timeout=60)
    wait_for("the engine's end", lambda: not alive(tmp_path), patience=20)


def test_a_folder_that_is_not_the_demos(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "vault").write_text("x")
    refused = Desk(tmp_path).raw("--json", "demo", tmp_path / "mine")
    assert refused.exit == 1 and "nothing was touched" in refused.facts["hint"]
    assert _tree(tmp_path / "mine") == ["vault"]
