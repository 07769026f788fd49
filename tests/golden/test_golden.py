"""Vaults of earlier releases stay readable: by today's program, today's rescue script, and the one of their day."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
VAULTS = sorted(path.parent for path in HERE.glob("*/expected.json"))
pytestmark = pytest.mark.parametrize("golden", VAULTS, ids=lambda path: path.name)


def _contents(root):
    """SHA-256 of every file, and where links lead."""
    paths = [Path(folder) / name for folder, _, names in os.walk(root) for name in names]
    return {os.path.relpath(path, root): _content(path) for path in paths}


def _content(path):
    return f"-> {path.readlink()}" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()


def _all_files(root):
    """Every file below, for proof that nothing was changed."""
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def facts(golden):
    return json.loads((golden / "expected.json").read_text())


@pytest.fixture
def vault(golden, tmp_path):
    """A copy, as every place is a copy; it must not change by being read."""
    shutil.copytree(golden / "vault", tmp_path / "vault")
    yield tmp_path / "vault"
    assert _all_files(tmp_path / "vault") == _all_files(golden / "vault")


def _program(home, golden, *words, key="--kit"):
    given = {"--kit": golden / "kit.txt", "--passphrase-file": golden / "passphrase"}[key]
    command = [sys.executable, "-m", "studio_backup", "--json", "--home", home, key, given, *words]
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("key", ["--kit", "--passphrase-file"])
def test_todays_program_restores_it(golden, vault, facts, tmp_path, key):
    home, target = tmp_path / "home", tmp_path / "back"
    _program(home, golden, "vault", "open", vault, key=key)
    _program(home, golden, "restore", "--wedding", facts["wedding"], "--to", target, key=key)
    assert _contents(target / facts["root"]) == list(facts["snapshots"].values())[-1]


@pytest.mark.parametrize("script", ["rescue.py.txt", "today"])
def test_a_rescue_script_restores_each_point(golden, vault, facts, tmp_path, script):
    today = HERE.parents[1] / "resources" / "studio_backup_rescue.py"
    program = today if script == "today" else golden / script
    for snapshot, expected in facts["snapshots"].items():
        target = tmp_path / f"out-{snapshot[:8]}"
        words = [program, vault, "--kit", golden / "kit.txt", "--snapshot", snapshot, "--to", target]
        done = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert _contents(target / facts["root"]) == expected


def test_it_is_small(golden, facts):
    assert facts["program"]
    assert sum(path.stat().st_size for path in golden.rglob("*") if path.is_file()) < 1 << 20
