"""SIGKILL of the installed program. The long form is tests/fault/run."""

import os
import sys

import kills
import pytest

SEED = 3
MOMENTS = 9


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_a_killed_program_loses_nothing_that_was_acknowledged_and_its_next_run_finishes():
    assert hasattr(os, "killpg")
    result = kills.campaign(MOMENTS, SEED)
    print(result)
    assert not result.problems, "\n".join(result.problems)
