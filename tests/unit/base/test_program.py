"""The command lines which start this program again, from a checkout and frozen, and what it makes of them."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio_backup import __main__ as entry
from studio_backup.base.program import CHILD, child_command, program_command

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/usr/lib/studio-backup/studio-backup")


def test_by_an_interpreter_a_child_sees_its_arguments_and_nothing_of_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / "shown_child.py").write_text(
        "def main():\n    import sys\n    print(sys.argv[1:], sys.flags.isolated)\n"
    )
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "shown_child.py").write_text("raise SystemExit('of the working folder')")
    sys.path.insert(0, str(tmp_path))
    try:
        command = child_command("shown_child", "--", "a b")
    finally:
        del sys.path[0]
    done = subprocess.run(command, cwd=tmp_path / "here", capture_output=True, text=True, check=True)
    assert done.stdout == "['--', 'a b'] 1\n"


def test_frozen_there_is_only_the_program_itself(frozen: None) -> None:
    program = "/usr/lib/studio-backup/studio-backup"
    assert program_command() == [program]
    assert child_command("studio_backup.cli.demo.guard", "home") == [
        program,
        CHILD,
        "studio_backup.cli.demo.guard",
        "home",
    ]


@pytest.mark.parametrize("module", entry.CHILDREN)
def test_each_child_can_be_asked_for(module: str) -> None:
    assert callable(importlib.import_module(module).main)


def test_every_module_which_is_started_as_a_child_is_one_of_them() -> None:
    started = {
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for path in (ROOT / "studio_backup").rglob("*_child.py")
    }
    assert started <= set(entry.CHILDREN)


def test_a_child_is_run_in_place_of_the_command_line() -> None:
    done = _program(CHILD, "studio_backup.engine.backup.database_child", feed=b'{"do": "release"}\n')
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("words", [(CHILD,), (CHILD, "os"), (CHILD, "studio_backup.cli.main"), ("vault", CHILD)])
def test_nothing_else_can_be_run_that_way(words: tuple[str, ...]) -> None:
    done = _program(*words)
    assert done.returncode == 2 and b"Traceback" not in done.stderr


def _program(*words: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "studio_backup", *words]
    return subprocess.run(command, input=feed, env=environment, capture_output=True, check=False)
