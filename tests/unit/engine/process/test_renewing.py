"""A program which is replaced while it runs ends in order, waits, and goes on as itself with the same process id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")
_PROGRAM = """
import signal, sys, threading
from studio_backup.engine.process import renewing
from studio_backup.engine.process.renewing import Renewal
renewing.program_command = lambda: [sys.executable, sys.argv[0]]
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
with Renewal(sys.argv[1], behind_s=0.1) as renewal:
    print("runs", sys.argv[2], flush=True)
    while not stop.wait(0.05):
        pass
print("safe", flush=True)
renewal.go_on()
print("ended", flush=True)
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "program.py").write_text(_PROGRAM)
    words = [sys.executable, str(tmp_path / "program.py"), str(tmp_path / "replacing"), "a b"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert _line(child) == "runs a b"
        yield child
    finally:
        child.kill()
        child.communicate()


def _line(child: subprocess.Popen[str]) -> str:
    assert child.stdout
    return child.stdout.readline().strip()


def test_it_waits_for_the_new_version_and_becomes_it(program: subprocess.Popen[str], tmp_path: Path) -> None:
    (tmp_path / "replacing").touch()
    program.send_signal(signal.SIGUSR1)
    assert _line(program) == "safe"
    said: list[str] = []
    listener = threading.Thread(target=lambda: said.append(_line(program)))
    listener.start()
    listener.join(0.6)  # three looks of the shell
    assert not said and program.poll() is None
    (tmp_path / "program.py").write_text("import sys; print('new', sys.argv[2], flush=True)")
    (tmp_path / "replacing").unlink()
    listener.join(60)
    assert said == ["new a b"] and program.wait(60) == 0


def test_without_a_replacement_it_begins_anew_at_once(program: subprocess.Popen[str]) -> None:
    program.send_signal(signal.SIGUSR1)
    assert [_line(program), _line(program)] == ["safe", "runs a b"]


def test_an_end_is_an_end(program: subprocess.Popen[str]) -> None:
    program.terminate()
    assert [_line(program), _line(program)] == ["safe", "ended"] and program.wait(60) == 0
