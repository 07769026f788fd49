"""Stopped, killed, full, refused: what is safe is said, nothing is left behind, the next run goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import WEDDING, Desk, contents, program
from tests.servers.fixtures import S3Server, seaweed
from tests.servers.proxy import Ill, proxy_before

__all__ = ["seaweed"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
def large(desk: Desk) -> Desk:
    """A source of some packs: long enough to be stopped in the middle."""
    dice = random.Random(11)
    for number in range(5):
        (desk.source / f"clip-{number}.mov").write_bytes(dice.randbytes(34 << 20))
    return desk


def _start(desk: Desk, *words: object) -> subprocess.Popen[str]:
    command = [*program(), "--json", "--home", str(desk.home), "--kit", str(desk.kit), *map(str, words)]
    return subprocess.Popen(
        command,
        env=desk.environment(),
        cwd=desk.base,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait(child: subprocess.Popen[str], ready: Callable[[], bool]) -> None:
    while child.poll() is None and not ready():
        time.sleep(0.003)


def _packs(place: Path) -> list[Path]:
    return [path for path in place.glob("c/*/packs/*/*") if not path.name.startswith(".")]


def _temporaries(place: Path) -> list[Path]:
    return list(place.rglob(".sb-*"))


def _group_has_ended(child: subprocess.Popen[str]) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            os.killpg(child.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_killed_backup_and_replication_leave_nothing_behind(large: Desk) -> None:
    nas = large.base / "nas"
    large.must("tier", "add", "nas", nas, "--role", "nas")
    for place, words in ((large.vault, ("backup", large.source, "--wedding", WEDDING, "--date", "2026-06-20")),
                         (nas, ("replicate",))):  # fmt: skip
        child = _start(large, *words)
        _wait(child, lambda place=place: len(_packs(place)) >= 2 and bool(_temporaries(place)))  # type: ignore[misc]
        os.kill(child.pid, signal.SIGKILL)  # the leader alone: its own children must notice
        child.communicate()
        assert _group_has_ended(child)
        large.must(*words)
        assert not _temporaries(place)
    assert not list(large.vault.rglob("pending/*"))
    size = sum(path.stat().st_size for path in _packs(large.vault))
    assert size < 1.03 * sum(path.lstat().st_size for path in large.source.rglob("*")), "nothing is stored twice"
    assert large.must("verify")["leftovers"] == 0


def test_ctrl_c_is_clean_and_says_what_is_safe(large: Desk) -> None:
    back = large.base / "back"
    large.must("tier", "add", "nas", large.base / "nas", "--role", "nas")
    steps: list[tuple[tuple[object, ...], Callable[[], bool]]] = [
        (("backup", large.source, "--wedding", WEDDING, "--date", "2026-06-20"), lambda: len(_packs(large.vault)) >= 2),
        (("replicate",), lambda: len(_packs(large.base / "nas")) >= 2),
        (("restore", "--wedding", WEDDING, "--to", back), lambda: len(list(back.rglob("clip-*"))) >= 1),
    ]
    for words, ready in steps:
        child = _start(large, *words)
        _wait(child, ready)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
        assert child.returncode == 130 and "Traceback" not in err, (words, out, err)
        assert ('"error": "Stopped."' in out and "Run" in out) or "next run" in out
        assert _group_has_ended(child)
        large.must(*words)
    assert contents(back / "anna-and-ben") == contents(large.source)
    assert not _temporaries(back)


@pytest.mark.parametrize("after", [0.03, 0.06, 0.1])
def test_ctrl_c_while_the_program_starts_shows_no_traceback(desk: Desk, after: float) -> None:
    child = _start(desk, "status")
    time.sleep(after)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate()
    if "site.py" not in err and "importlib" not in err:  # Python itself was not up yet
        assert child.returncode in (0, 130, -signal.SIGINT) and "Traceback" not in out + err


@pytest.fixture
def bucket(desk: Desk, seaweed: S3Server) -> Iterator[str]:
    """The address of an empty place on a real S3; its keys are in the desk's environment."""
    endpoint = seaweed.endpoint
    desk.more |= {"AWS_ACCESS_KEY_ID": endpoint.access_key, "AWS_SECRET_ACCESS_KEY": endpoint.secret_key}
    yield seaweed.location().text


def test_a_bucket_that_answers_503_for_a_while(desk: Desk, bucket: str, seaweed: S3Server) -> None:
    with proxy_before(seaweed.endpoint.url) as proxy:
        address = bucket.replace(seaweed.endpoint.url, proxy.url)
        assert address != bucket
        desk.must("tier", "add", "cloud", address, "--role", "cloud")
        desk.back_up()
        began: list[float] = []

        def ill(_number: int, _method: str, _path: str) -> Ill | None:
            began.append(time.monotonic())
            return Ill(503, "SlowDown") if began[-1] - began[0] < 4 else None

        proxy.script = ill
        assert desk.must("replicate")["tiers"][0]["copied"] > 5
        assert time.monotonic() - began[0] >= 4
        proxy.script = lambda *_: None
        desk.must("verify", "--tier", "cloud")
