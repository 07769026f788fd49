"""Each guard of the program is pulled once, and its own tests turn red: they would miss it."""

import os
import subprocess
import sys
from pathlib import Path

import guards
import pull_guard
import pytest

ROOT = Path(__file__).resolve().parents[2]
FAILED = 1  # pytest's code for "tests ran and some failed": anything else is an accident
PULLED = [pytest.param(guard, tests, id=f"{guard.name}-{tests}") for guard in guards.ALL for tests in guard.tests]


@pytest.mark.parametrize(("guard", "tests"), PULLED)
def test_without_the_guard_its_tests_turn_red(guard, tests):
    here = Path(__file__).parent
    path = os.pathsep.join([str(ROOT), str(ROOT / "resources"), str(here), str(here.parent / "support")])
    environment = {**os.environ, "PYTHONPATH": path, pull_guard.VARIABLE: guard.name}
    environment.pop("PYTEST_ADDOPTS", None)
    plugins = ["-p", "pull_guard", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command = [sys.executable, "-m", "pytest", "-x", "-q", *plugins, tests]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == FAILED, done.stdout[-3000:] + done.stderr[-1000:]
    print(next(line for line in done.stdout.splitlines() if line.startswith("FAILED")))
