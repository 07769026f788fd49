"""The demo: everything it promises holds, under its folder alone, and nobody's settings are touched."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.e2e.desk import Desk, program


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
    assert facts["held"] and facts["server"] == "SeaweedFS" and facts["seconds"] < 120
    assert len(facts["proven"]) == 9 and all(proof["held"] for proof in facts["proven"])
    assert _tree(user) == before, "nothing of the user's is touched"
    commands = [line for line in done.err.splitlines() if line.startswith("  $ ")]
    assert len(commands) >= 12 and any("kit-rescue.py" in line for line in commands)
    assert (tmp_path / "demo" / "restored").is_dir() and not (tmp_path / "demo" / "vault").exists()


def test_a_demo_that_is_stopped_leaves_nothing_running(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    desk = Desk(tmp_path, more={"TMPDIR": str(tmp_path / "tmp")})
    command = [*program(), "demo"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    child = subprocess.Popen(command, env=desk.environment(), cwd=tmp_path, start_new_session=True, **pipes)
    assert child.stdout
    end = time.monotonic() + 90
    for line in child.stdout:
        if b"backup 'source" in line or time.monotonic() > end:
            break
    os.killpg(child.pid, signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert child.returncode == 130, (out, err)
    assert b"Traceback" not in out + err and b"only touched its own folder" in err
    assert list((tmp_path / "tmp").iterdir()) == [], "the temporary folder is removed"
    alive = [p for p in filter(str.isdigit, os.listdir("/proc")) if _is_ours(p, str(tmp_path))]
    assert not alive, "no server outlives it"


def _is_ours(pid: str, path: str) -> bool:
    try:
        return path.encode() in Path("/proc", pid, "cmdline").read_bytes()
    except OSError:
        return False


def test_a_folder_that_is_not_the_demos(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "vault").write_text("x")
    refused = Desk(tmp_path).raw("--json", "demo", tmp_path / "mine")
    assert refused.exit == 1 and "nothing was touched" in refused.facts["hint"]
    assert _tree(tmp_path / "mine") == ["vault"]
